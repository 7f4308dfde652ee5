-- Which clusters were looked for by where their places agree that they are, so that no run asks for the same again.

ALTER TABLE tickets.geo_clusters
  ADD COLUMN places_asked integer,
  ADD CONSTRAINT geo_clusters_places_asked_not_negative CHECK (places_asked >= 0);

COMMENT ON COLUMN tickets.geo_clusters.places_asked IS
  'How many of its places were asked for in vain to find its centroid by their agreement; NULL: none were.';
