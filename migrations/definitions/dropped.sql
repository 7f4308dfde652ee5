-- What is no longer defined, for databases that have it. Never CASCADE: what still uses it is to be named and changed first.
-- Runs last, in a transaction of its own: a reader who began before the new definitions may still be in an old one.

-- Of release 1.0
DROP FUNCTION IF EXISTS tickets.keep_ticket_true();
DROP FUNCTION IF EXISTS tickets.place_written();
DROP FUNCTION IF EXISTS tickets.tell_where_to_write(text);
DROP FUNCTION IF EXISTS tickets.note_removal();
DROP FUNCTION IF EXISTS tickets.heed_a_person();
DROP FUNCTION IF EXISTS tickets.judge_location();
DROP FUNCTION IF EXISTS tickets.clusters_written();
DROP FUNCTION IF EXISTS tickets.locations_written();
DROP FUNCTION IF EXISTS tickets.gazetteer_emptied();
DROP FUNCTION IF EXISTS tickets.place_again(text[], text[]);
DROP FUNCTION IF EXISTS tickets.lock_placing();
DROP FUNCTION IF EXISTS tickets.lock_placing_shared();
DROP FUNCTION IF EXISTS tickets.hold_places();
DROP FUNCTION IF EXISTS tickets.decide_place(text, text, text, double precision, double precision);
DROP FUNCTION IF EXISTS tickets.decide_places(jsonb);
DROP FUNCTION IF EXISTS tickets.foretell_places(jsonb);
DROP FUNCTION IF EXISTS tickets.read_decisions(jsonb);
DROP FUNCTION IF EXISTS tickets.set_aside(text);
DROP FUNCTION IF EXISTS tickets.set_indexes_aside(text);
DROP FUNCTION IF EXISTS tickets.build_indexes(text);
DROP FUNCTION IF EXISTS tickets.indexes_of(text);
DROP FUNCTION IF EXISTS tickets.tile_of_tickets(text, text[], text[], boolean, integer, integer, integer, integer);
DROP FUNCTION IF EXISTS tickets.tile_of_cells(text, text[], text[], boolean, integer, integer, integer);
DROP FUNCTION IF EXISTS tickets.matching(text, text[], text[], @extschema:postgis@.geometry, boolean, boolean);
DROP FUNCTION IF EXISTS tickets.all_fields(jsonb, text, text[]);
DROP FUNCTION IF EXISTS tickets.picked_fields(text[], text[]);
DROP FUNCTION IF EXISTS tickets.check_filter(text, text, text[], text[]);
DROP FUNCTION IF EXISTS tickets.box(double precision[]);
DROP FUNCTION IF EXISTS tickets.refuse(text, text);
DROP FUNCTION IF EXISTS tickets.place_records(jsonb[]);
DROP FUNCTION IF EXISTS tickets.place_keys();
DROP VIEW IF EXISTS tickets.placed_tickets;
DROP VIEW IF EXISTS tickets.own_points;
DROP VIEW IF EXISTS tickets.waiting_tickets;
DROP VIEW IF EXISTS tickets.usable_locations;
DROP VIEW IF EXISTS tickets.usable_clusters;
DROP FUNCTION IF EXISTS tickets.goes_by(text, text);
DROP FUNCTION IF EXISTS tickets.bump_map();
DROP FUNCTION IF EXISTS tickets.why_not_jsonb(text);
DROP FUNCTION IF EXISTS tickets.degrees(text, numeric);
DROP FUNCTION IF EXISTS tickets.single_spaced(text);
DROP FUNCTION IF EXISTS tickets.folded(text);
ALTER TABLE tickets.map_version DROP COLUMN IF EXISTS xact;

SELECT tickets.bump_map_version();  -- with the checksum that the ledger gets now
