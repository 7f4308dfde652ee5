-- Tables and constraints by names that say what they are. What hung on the old ones is made again by the definitions.

ALTER TABLE tickets.respelled RENAME TO equivalent_hashes;
ALTER TABLE tickets.equivalent_hashes RENAME CONSTRAINT respelled_pkey TO equivalent_hashes_pkey;
ALTER TABLE tickets.map_changes RENAME TO map_version;

ALTER TABLE tickets.inc RENAME CONSTRAINT inc_geo_source_says_where_geom_is_from TO inc_geo_source_none_iff_no_geom;
ALTER TABLE tickets.crq RENAME CONSTRAINT crq_geo_source_says_where_geom_is_from TO crq_geo_source_none_iff_no_geom;
ALTER TABLE tickets.geo_clusters RENAME CONSTRAINT geo_clusters_one_row_a_name TO geo_clusters_cluster_key_unique;
ALTER TABLE tickets.geo_clusters RENAME CONSTRAINT geo_clusters_ok_is_somewhere TO geo_clusters_ok_has_geom;
ALTER TABLE tickets.geo_clusters RENAME CONSTRAINT geo_clusters_geom_on_earth TO geo_clusters_geom_in_range;
ALTER TABLE tickets.geo_locations RENAME CONSTRAINT geo_locations_one_row_a_name TO geo_locations_location_key_unique;
ALTER TABLE tickets.geo_locations RENAME CONSTRAINT geo_locations_ok_is_somewhere TO geo_locations_ok_has_geom;
ALTER TABLE tickets.geo_locations RENAME CONSTRAINT geo_locations_geom_on_earth TO geo_locations_geom_in_range;
ALTER TABLE tickets.geocoder_usage RENAME CONSTRAINT geocoder_usage_counts_up TO geocoder_usage_requests_not_negative;
ALTER TABLE tickets.import_runs RENAME CONSTRAINT import_runs_only_an_applied_one_is_alive TO import_runs_alive_at_iff_applied;
ALTER TABLE tickets.import_runs RENAME CONSTRAINT import_runs_tally_adds_up TO import_runs_counts_add_up;
ALTER TABLE tickets.import_runs RENAME CONSTRAINT import_runs_error_says_why_not TO import_runs_error_iff_not_applied;

-- A column of the first is renamed, which CREATE OR REPLACE VIEW can't do; the second reads it.
DROP VIEW IF EXISTS tickets.places_to_review;
DROP VIEW IF EXISTS tickets.places;
