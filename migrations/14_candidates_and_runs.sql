-- What geocoding runs did, what else their answers could have been, and who decided what and why.

ALTER TABLE tickets.geo_clusters
  ADD COLUMN comment text,
  ADD COLUMN decided_by text,
  ADD COLUMN decided_at timestamptz;
ALTER TABLE tickets.geo_locations
  ADD COLUMN comment text,
  ADD COLUMN decided_by text,
  ADD COLUMN decided_at timestamptz;

COMMENT ON COLUMN tickets.geo_clusters.comment IS 'Why a person decided so, or is unsure; free text.';
COMMENT ON COLUMN tickets.geo_clusters.decided_by IS 'Who decided: the database user, or the name given with --by. NULL while no person has.';
COMMENT ON COLUMN tickets.geo_clusters.decided_at IS 'When a person last decided, or said to be unsure.';
COMMENT ON COLUMN tickets.geo_locations.comment IS 'Why a person decided so, or is unsure; free text.';
COMMENT ON COLUMN tickets.geo_locations.decided_by IS 'Who decided: the database user, or the name given with --by. NULL while no person has.';
COMMENT ON COLUMN tickets.geo_locations.decided_at IS 'When a person last decided, or said to be unsure.';

CREATE TABLE tickets.geo_candidates (
  cluster text NOT NULL,
  place text,
  rank smallint NOT NULL,
  label text NOT NULL,
  geom @extschema:postgis@.geometry(Point, 4326) NOT NULL,
  kind text,
  distance_km double precision,
  reason text,
  cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
  place_key text GENERATED ALWAYS AS (coalesce(tickets.name_key(place), '')) STORED NOT NULL,
  CONSTRAINT geo_candidates_pkey PRIMARY KEY (cluster_key, place_key, rank),
  CONSTRAINT geo_candidates_rank_1_to_9 CHECK (rank BETWEEN 1 AND 9),
  CONSTRAINT geo_candidates_geom_in_range
    CHECK (NOT @extschema:postgis@.ST_IsEmpty(geom) AND abs(@extschema:postgis@.ST_X(geom)) <= 180 AND abs(@extschema:postgis@.ST_Y(geom)) <= 90)
);

COMMENT ON TABLE tickets.geo_candidates IS
  'The geocoder''s answers for a cluster or a place that a person could mean, best first. Replaced when it is asked for again.';
COMMENT ON COLUMN tickets.geo_candidates.cluster IS 'The cluster, as in the gazetteers; compares by cluster_key.';
COMMENT ON COLUMN tickets.geo_candidates.place IS 'The place, as geo_locations.place; NULL: the answers are for the cluster itself. Compares by place_key.';
COMMENT ON COLUMN tickets.geo_candidates.rank IS 'From 1, the one that was taken if one was, to 9.';
COMMENT ON COLUMN tickets.geo_candidates.label IS 'The answer''s full text.';
COMMENT ON COLUMN tickets.geo_candidates.geom IS 'Where the answer is, WGS 84.';
COMMENT ON COLUMN tickets.geo_candidates.kind IS 'What the geocoder says that it is: place=suburb, highway=residential, ...';
COMMENT ON COLUMN tickets.geo_candidates.distance_km IS 'Great-circle kilometres from the cluster''s centroid when it was asked; NULL without one, and for clusters.';
COMMENT ON COLUMN tickets.geo_candidates.reason IS 'Why it was not taken; NULL for the one that was.';
COMMENT ON COLUMN tickets.geo_candidates.cluster_key IS 'tickets.name_key(cluster).';
COMMENT ON COLUMN tickets.geo_candidates.place_key IS 'tickets.name_key(place) as in geo_locations.place_key; empty for the cluster itself.';

CREATE TABLE tickets.geocoding_runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY,
  provider text NOT NULL,
  outcome text NOT NULL,
  error text,
  requests integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT geocoding_runs_pkey PRIMARY KEY (run_id),
  CONSTRAINT geocoding_runs_outcome_known CHECK (outcome IN ('done', 'quota', 'failed')),
  CONSTRAINT geocoding_runs_error_of_failed CHECK (outcome <> 'failed' OR error IS NOT NULL),
  CONSTRAINT geocoding_runs_requests_not_negative CHECK (requests >= 0)
);

COMMENT ON TABLE tickets.geocoding_runs IS 'One row a geocoding run with --apply. Kept for 400 days.';
COMMENT ON COLUMN tickets.geocoding_runs.provider IS 'locationiq, opencage or nominatim.';
COMMENT ON COLUMN tickets.geocoding_runs.outcome IS
  'done; quota: it or --limit ended the run early, what was found is saved; or failed: what was found until then is saved.';
COMMENT ON COLUMN tickets.geocoding_runs.error IS 'Why it failed; NULL when it did not.';
COMMENT ON COLUMN tickets.geocoding_runs.requests IS 'Requests that were sent, retries and failures included.';
COMMENT ON COLUMN tickets.geocoding_runs.counts IS 'The counts of its stages, as in the --json report: {"clusters": {...}, "locations": {...}}.';
COMMENT ON COLUMN tickets.geocoding_runs.started_at IS 'When the run began.';
COMMENT ON COLUMN tickets.geocoding_runs.finished_at IS 'When the run ended.';

ALTER TABLE tickets.import_runs
  ADD COLUMN content_length bigint,
  ADD COLUMN present integer,
  ADD CONSTRAINT import_runs_present_not_negative CHECK (present >= 0);

COMMENT ON COLUMN tickets.import_runs.content_length IS 'The object''s length in bytes; NULL for a file.';
COMMENT ON COLUMN tickets.import_runs.present IS
  'Present tickets of the kind when the run ended; NULL when not applied. With another number of them now the table was emptied or restored since.';

-- pg_restore --data-only restores tables in the order of their names, rejects before their runs.
ALTER TABLE tickets.import_rejects DROP CONSTRAINT import_rejects_of_a_run;

-- A publication of all tables needs a key of each; the ids make a version of the map that never comes again.
ALTER TABLE tickets.map_version
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD CONSTRAINT map_version_pkey PRIMARY KEY (id);

COMMENT ON COLUMN tickets.map_version.n IS 'How many committed changes this row stands for.';
COMMENT ON COLUMN tickets.map_version.id IS 'Random: after a failover or a restore no two maps have the same ids.';
