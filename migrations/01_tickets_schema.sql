-- The tickets, the gazetteers that place them, the importer's books. Replaces 01 to 12 of release 1.0.

-- The two queues. An earlier home of this code may have left them here: their rows are kept.

CREATE TABLE IF NOT EXISTS tickets.inc (ticket_id text, raw jsonb, geom @extschema:postgis@.geometry(Point, 4326), geo_source text);
CREATE TABLE IF NOT EXISTS tickets.crq (ticket_id text, raw jsonb, geom @extschema:postgis@.geometry(Point, 4326), geo_source text);

DO $adopt$
DECLARE
  kind text;
  leftover record;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    -- What the earlier home hung on the tables would fight with the rules below.
    FOR leftover IN
      SELECT t.tgname AS name, 'TRIGGER' AS what
      FROM pg_trigger AS t
      JOIN pg_proc AS p ON p.oid = t.tgfoid
      WHERE t.tgrelid = format('tickets.%I', kind)::regclass
        AND NOT t.tgisinternal
        AND p.pronamespace = 'tickets'::regnamespace
    LOOP
      RAISE NOTICE 'tickets.%: dropping the trigger % of an earlier version', kind, leftover.name;
      EXECUTE format('DROP TRIGGER %I ON tickets.%I', leftover.name, kind);
    END LOOP;
    FOR leftover IN
      SELECT c.conname AS name
      FROM pg_constraint AS c
      WHERE c.conrelid = format('tickets.%I', kind)::regclass
        AND c.contype = 'c'
    LOOP
      RAISE NOTICE 'tickets.%: dropping the check % of an earlier version', kind, leftover.name;
      EXECUTE format('ALTER TABLE tickets.%I DROP CONSTRAINT %I', kind, leftover.name);
    END LOOP;

    EXECUTE format($sql$
      ALTER TABLE tickets.%1$I
        ADD COLUMN IF NOT EXISTS geom @extschema:postgis@.geometry(Point, 4326),
        ADD COLUMN IF NOT EXISTS geo_source text,
        ADD COLUMN IF NOT EXISTS geo_verified boolean NOT NULL DEFAULT false,
        ADD COLUMN IF NOT EXISTS cluster_key text,
        ADD COLUMN IF NOT EXISTS location_key text,
        ADD COLUMN IF NOT EXISTS content_hash bytea,
        ADD COLUMN IF NOT EXISTS first_seen_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN IF NOT EXISTS changed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN IF NOT EXISTS gone_at timestamptz
    $sql$, kind);
    FOR leftover IN
      SELECT wanted.name, wanted.type, wanted.reading
      FROM (VALUES
        ('ticket_id', 'text', 'ticket_id::text'),
        ('raw', 'jsonb', 'raw::jsonb'),
        ('geom', '@extschema:postgis@.geometry(Point,4326)', 'NULL'),
        ('geo_source', 'text', 'NULL')
      ) AS wanted (name, type, reading)
      JOIN pg_attribute AS a ON a.attrelid = format('tickets.%I', kind)::regclass AND a.attname = wanted.name
      WHERE format_type(a.atttypid, a.atttypmod) <> wanted.type
    LOOP
      RAISE NOTICE 'tickets.%: the column % becomes %', kind, leftover.name, leftover.type;
      EXECUTE format(
        'ALTER TABLE tickets.%I ALTER COLUMN %I DROP DEFAULT, ALTER COLUMN %2$I TYPE %s USING %s',
        kind, leftover.name, leftover.type, leftover.reading
      );
    END LOOP;
    -- Before any UPDATE: with a publication of all tables it needs a key.
    SELECT c.conname AS name, pg_get_constraintdef(c.oid) AS definition
    INTO leftover
    FROM pg_constraint AS c
    WHERE c.conrelid = format('tickets.%I', kind)::regclass
      AND c.contype = 'p';
    IF leftover.definition IS DISTINCT FROM 'PRIMARY KEY (ticket_id)' THEN
      IF leftover.name IS NOT NULL THEN
        RAISE NOTICE 'tickets.%: the key % of an earlier version becomes (ticket_id)', kind, leftover.definition;
        EXECUTE format('ALTER TABLE tickets.%I DROP CONSTRAINT %I', kind, leftover.name);
      END IF;
      EXECUTE format('ALTER TABLE tickets.%I ADD CONSTRAINT %I PRIMARY KEY (ticket_id)', kind, kind || '_pkey');
    END IF;
    -- tickets.correct_rows() locates every row anew: what stood in geom is not kept.
    EXECUTE format($sql$
      UPDATE tickets.%I SET raw = coalesce(raw, '{}'), geom = NULL, geo_source = 'none'
    $sql$, kind);
    EXECUTE format($sql$
      ALTER TABLE tickets.%1$I
        ALTER COLUMN raw SET NOT NULL,
        ALTER COLUMN geo_source SET DEFAULT 'none',
        ALTER COLUMN geo_source SET NOT NULL,
        ADD CONSTRAINT %2$I CHECK (geo_source IN ('feed', 'location', 'cluster', 'none')),
        ADD CONSTRAINT %3$I CHECK ((geo_source = 'none') = (geom IS NULL))
    $sql$, kind, kind || '_geo_source_known', kind || '_geo_source_says_where_geom_is_from');
    -- Columns that only the earlier home knew how to fill.
    FOR leftover IN
      SELECT a.attname AS name
      FROM pg_attribute AS a
      WHERE a.attrelid = format('tickets.%I', kind)::regclass
        AND a.attnum > 0
        AND a.attnotnull
        AND NOT a.atthasdef
        AND a.attidentity = ''
        AND a.attname NOT IN ('ticket_id', 'raw')
    LOOP
      RAISE NOTICE 'tickets.%: the column % may be NULL from now on', kind, leftover.name;
      EXECUTE format('ALTER TABLE tickets.%I ALTER COLUMN %I DROP NOT NULL', kind, leftover.name);
    END LOOP;
  END LOOP;
END
$adopt$;

COMMENT ON TABLE tickets.inc IS 'INC tickets: a customer''s fault. One row a ticket ever seen in the feed.';
COMMENT ON TABLE tickets.crq IS 'CRQ tickets: a new installation. One row a ticket ever seen in the feed.';

DO $comments$
DECLARE
  kind text;
  about record;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    FOR about IN
      SELECT *
      FROM (VALUES
        ('ticket_id', 'The feed''s own number, trimmed.'),
        ('raw', 'The whole source record, as the feed wrote it.'),
        ('geom', 'Where the ticket is, WGS 84. Always what tickets.resolve_geom(raw) says: write raw or a gazetteer, not this.'),
        ('geo_source', 'Where geom is from: feed, location, cluster or none. Kept by the triggers.'),
        ('geo_verified', 'Whether a person verified the gazetteer row that geom is from. Kept by the triggers.'),
        ('cluster_key', 'tickets.name_key of the record''s cluster. Kept by the triggers.'),
        ('location_key', 'tickets.name_key of the record''s location name. Kept by the triggers.'),
        ('content_hash', 'BLAKE2b, 16 bytes, of the snapshot''s bytes that raw was made from; NULL when another hand wrote raw.'),
        ('first_seen_at', 'When the ticket was first imported.'),
        ('changed_at', 'When raw last changed. Being placed anew leaves it.'),
        ('gone_at', 'When the ticket was first missing from a snapshot; NULL while it is present.')
      ) AS c (name, meaning)
    LOOP
      EXECUTE format('COMMENT ON COLUMN tickets.%I.%I IS %L', kind, about.name, about.meaning);
    END LOOP;
  END LOOP;
END
$comments$;

-- The gazetteers: where clusters and locations are. Filled by the geocoding stages and by people.

CREATE TABLE tickets.geo_clusters (
  cluster text NOT NULL,
  cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
  geom @extschema:postgis@.geometry(Point, 4326),
  status text NOT NULL DEFAULT 'ok',
  verified boolean NOT NULL DEFAULT false,
  provider text,
  query text,
  label text,
  geocoded_at timestamptz NOT NULL DEFAULT now(),
  note text,
  CONSTRAINT geo_clusters_pkey PRIMARY KEY (cluster),
  CONSTRAINT geo_clusters_one_row_a_name UNIQUE (cluster_key),
  CONSTRAINT geo_clusters_status_known CHECK (status IN ('ok', 'not_found', 'too_coarse', 'rejected')),
  CONSTRAINT geo_clusters_ok_is_somewhere CHECK (status <> 'ok' OR geom IS NOT NULL),
  CONSTRAINT geo_clusters_geom_on_earth
    CHECK (NOT @extschema:postgis@.ST_IsEmpty(geom) AND abs(@extschema:postgis@.ST_X(geom)) <= 180 AND abs(@extschema:postgis@.ST_Y(geom)) <= 90)
);

COMMENT ON TABLE tickets.geo_clusters IS
  'Where each cluster is: its centroid. To correct one, set geom and verified = true; the tickets follow by themselves.';
COMMENT ON COLUMN tickets.geo_clusters.cluster IS 'The name as first met; compares by cluster_key.';
COMMENT ON COLUMN tickets.geo_clusters.cluster_key IS 'tickets.name_key(cluster).';
COMMENT ON COLUMN tickets.geo_clusters.geom IS 'What the geocoder or a person said, WGS 84; kept for refused answers too.';
COMMENT ON COLUMN tickets.geo_clusters.verified IS 'A person says so. No script overwrites a verified row.';
COMMENT ON COLUMN tickets.geo_clusters.provider IS 'Who answered: locationiq, opencage, nominatim; NULL for a person.';
COMMENT ON COLUMN tickets.geo_clusters.query IS 'What was asked.';
COMMENT ON COLUMN tickets.geo_clusters.label IS 'The answer''s full text.';
COMMENT ON COLUMN tickets.geo_clusters.geocoded_at IS 'When the row was answered or written.';

CREATE TABLE tickets.geo_locations (
  cluster text NOT NULL,
  location_name text NOT NULL,
  cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
  location_key text GENERATED ALWAYS AS (tickets.name_key(location_name)) STORED NOT NULL,
  place text,
  geom @extschema:postgis@.geometry(Point, 4326),
  status text NOT NULL DEFAULT 'ok',
  distance_km double precision,
  verified boolean NOT NULL DEFAULT false,
  provider text,
  query text,
  label text,
  note text,
  geocoded_at timestamptz NOT NULL DEFAULT now(),
  place_key text GENERATED ALWAYS AS (coalesce(tickets.name_key(place), tickets.name_key(location_name))) STORED,
  CONSTRAINT geo_locations_pkey PRIMARY KEY (cluster, location_name),
  CONSTRAINT geo_locations_one_row_a_name UNIQUE (cluster_key, location_key),
  CONSTRAINT geo_locations_status_known CHECK (status IN ('ok', 'not_found', 'too_far', 'too_coarse', 'unusable', 'rejected')),
  CONSTRAINT geo_locations_ok_is_somewhere CHECK (status <> 'ok' OR geom IS NOT NULL),
  CONSTRAINT geo_locations_geom_on_earth
    CHECK (NOT @extschema:postgis@.ST_IsEmpty(geom) AND abs(@extschema:postgis@.ST_X(geom)) <= 180 AND abs(@extschema:postgis@.ST_Y(geom)) <= 90)
);

COMMENT ON TABLE tickets.geo_locations IS
  'Where each location name of a cluster is. To correct one, set geom and verified = true; the tickets follow by themselves.';
COMMENT ON COLUMN tickets.geo_locations.cluster IS 'The cluster as first met; compares by cluster_key.';
COMMENT ON COLUMN tickets.geo_locations.location_name IS 'The name as the network writes it; compares by location_key.';
COMMENT ON COLUMN tickets.geo_locations.cluster_key IS 'tickets.name_key(cluster).';
COMMENT ON COLUMN tickets.geo_locations.location_key IS 'tickets.name_key(location_name).';
COMMENT ON COLUMN tickets.geo_locations.place IS 'The name after its network codes are stripped: what was asked for.';
COMMENT ON COLUMN tickets.geo_locations.geom IS 'What the geocoder or a person said, WGS 84; kept for refused answers too.';
COMMENT ON COLUMN tickets.geo_locations.verified IS 'A person says so. No script overwrites or judges a verified row.';
COMMENT ON COLUMN tickets.geo_locations.provider IS 'Who answered: locationiq, opencage, nominatim; NULL for a person.';
COMMENT ON COLUMN tickets.geo_locations.query IS 'What was asked; NULL when nothing was.';
COMMENT ON COLUMN tickets.geo_locations.label IS 'The answer''s full text.';
COMMENT ON COLUMN tickets.geo_locations.note IS 'What a reviewer should know of this row, such as a spelling that was guessed.';
COMMENT ON COLUMN tickets.geo_locations.geocoded_at IS 'When the row was answered or written.';

CREATE TABLE tickets.geocoder_usage (
  provider text NOT NULL,
  day date NOT NULL,
  requests integer NOT NULL,
  CONSTRAINT geocoder_usage_pkey PRIMARY KEY (provider, day),
  CONSTRAINT geocoder_usage_counts_up CHECK (requests >= 0)
);

COMMENT ON TABLE tickets.geocoder_usage IS
  'Requests a geocoder was sent on a UTC day, over all runs; counted before each is sent, so never too few.';
COMMENT ON COLUMN tickets.geocoder_usage.provider IS 'locationiq, opencage or nominatim.';
COMMENT ON COLUMN tickets.geocoder_usage.day IS 'The UTC day.';
COMMENT ON COLUMN tickets.geocoder_usage.requests IS 'Requests so far that day, retries and failures included.';

-- The importer's books.

CREATE TABLE tickets.import_runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  source text NOT NULL,
  etag text,
  last_modified timestamptz,
  received integer NOT NULL,
  new integer NOT NULL,
  changed integer NOT NULL,
  unchanged integer NOT NULL,
  gone integer NOT NULL,
  returned integer NOT NULL,
  rejected integer NOT NULL,
  duplicates integer NOT NULL,
  forced boolean NOT NULL DEFAULT false,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome text NOT NULL DEFAULT 'applied',
  error text,
  alive_at timestamptz DEFAULT statement_timestamp(),  -- not after finished_at: later means found unchanged
  CONSTRAINT import_runs_pkey PRIMARY KEY (run_id),
  CONSTRAINT import_runs_kind_known CHECK (kind IN ('inc', 'crq')),
  CONSTRAINT import_runs_outcome_known CHECK (outcome IN ('applied', 'refused', 'failed')),
  CONSTRAINT import_runs_error_says_why_not CHECK ((outcome = 'applied') = (error IS NULL)),
  CONSTRAINT import_runs_only_an_applied_one_is_alive CHECK ((outcome = 'applied') = (alive_at IS NOT NULL)),
  CONSTRAINT import_runs_tally_adds_up
    CHECK (received = new + changed + unchanged + returned + rejected + duplicates)
);

CREATE INDEX import_runs_newest_of_kind ON tickets.import_runs (kind, run_id DESC);

COMMENT ON INDEX tickets.import_runs_newest_of_kind IS 'Each run asks what was applied last of its kind.';
COMMENT ON COLUMN tickets.import_runs.kind IS 'inc or crq.';
COMMENT ON COLUMN tickets.import_runs.source IS 's3://bucket/key, or the file''s path.';
COMMENT ON COLUMN tickets.import_runs.etag IS 'The object''s ETag without quotes; NULL for a file.';
COMMENT ON COLUMN tickets.import_runs.last_modified IS 'The object''s Last-Modified; NULL for a file.';
COMMENT ON COLUMN tickets.import_runs.received IS 'Elements in the snapshot: new + changed + unchanged + returned + rejected + duplicates.';
COMMENT ON COLUMN tickets.import_runs.gone IS 'Present until then, absent from this snapshot.';
COMMENT ON COLUMN tickets.import_runs.forced IS 'Whether --force was given.';

CREATE TABLE tickets.import_rejects (
  reject_id bigint GENERATED ALWAYS AS IDENTITY,
  run_id bigint NOT NULL,
  kind text NOT NULL,
  position integer NOT NULL,
  reason text NOT NULL,
  text text NOT NULL,
  rejected_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT import_rejects_pkey PRIMARY KEY (reject_id),
  CONSTRAINT import_rejects_of_a_run FOREIGN KEY (run_id) REFERENCES tickets.import_runs ON DELETE CASCADE,
  CONSTRAINT import_rejects_position_from_1 CHECK (position >= 1)
);

CREATE INDEX import_rejects_run ON tickets.import_rejects (run_id);

COMMENT ON INDEX tickets.import_rejects_run IS 'Looking at one run''s rejects; deleting an old run.';
COMMENT ON COLUMN tickets.import_rejects.position IS 'The element''s place in the snapshot, from 1.';
COMMENT ON COLUMN tickets.import_rejects.reason IS 'Why it is no usable record.';
COMMENT ON COLUMN tickets.import_rejects.text IS 'The element as it came.';

CREATE TABLE tickets.respelled (
  kind text NOT NULL,
  ticket_id text NOT NULL,
  content_hash bytea NOT NULL,
  CONSTRAINT respelled_pkey PRIMARY KEY (kind, ticket_id)
);

COMMENT ON TABLE tickets.respelled IS
  'Tickets that the feed now spells with other bytes (spacing, key order) than those their unchanged raw was made from. Goes before the row''s own content_hash, so that the row need not be written.';
COMMENT ON COLUMN tickets.respelled.content_hash IS 'BLAKE2b, 16 bytes, of the record''s bytes as spelt last.';

COMMENT ON COLUMN tickets.geo_clusters.note IS 'What a reviewer should know of this row, such as why an answer was refused.';
COMMENT ON COLUMN tickets.geo_clusters.status IS
  'ok, not_found, too_coarse (only a county or larger), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';
COMMENT ON COLUMN tickets.geo_locations.status IS
  'ok, not_found, too_far (over 25 km from the centroid), too_coarse (a county, or the cluster again), unusable (no name to ask for), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';
COMMENT ON COLUMN tickets.geo_locations.distance_km IS
  'Great-circle kilometres from the cluster''s centroid, NULL without one. Kept by a trigger, for verified rows too.';
CREATE INDEX geo_locations_places ON tickets.geo_locations (cluster_key, place_key);
COMMENT ON COLUMN tickets.geo_locations.place_key IS
  'tickets.name_key(place), or of location_name where there is no place: rows of a cluster that agree in it are one place.';
COMMENT ON INDEX tickets.geo_locations_places IS
  'All names of one place: verify_place and its like; whether a person has spoken of a new name''s place.';
COMMENT ON TABLE tickets.import_runs IS
  'One row a snapshot that was applied, refused or failed. Kept for 400 days, the newest applied of each kind for good.';
COMMENT ON COLUMN tickets.import_runs.outcome IS
  'applied; refused by a guard; or failed. Of the last two nothing was written, and the counts are 0.';
COMMENT ON COLUMN tickets.import_runs.error IS 'Why it was refused or failed; NULL when applied.';
COMMENT ON COLUMN tickets.import_runs.alive_at IS
  'When it was applied, or last found unchanged in the bucket since; NULL when not applied.';
COMMENT ON COLUMN tickets.import_runs.started_at IS 'When the run began with this snapshot.';
COMMENT ON COLUMN tickets.import_runs.finished_at IS 'When it was applied, refused or failed.';
COMMENT ON TABLE tickets.import_rejects IS
  'Elements of applied snapshots that are no usable record: those of the last 20 of each kind. The rest of their snapshot was applied.';

CREATE TABLE tickets.map_changes (
  n bigint NOT NULL,
  xact xid8 NOT NULL DEFAULT pg_current_xact_id()
);

INSERT INTO tickets.map_changes (n) VALUES (1);

COMMENT ON TABLE tickets.map_changes IS
  'sum(n) grows with every committed change of inc or crq. A writer folds the rows nobody else holds into its own, so no writer waits for another.';

DO $schema$
BEGIN
  -- CREATE SCHEMA IF NOT EXISTS needs the right to create one even where it is there.
  IF to_regnamespace('reporting') IS NULL THEN
    CREATE SCHEMA reporting;
    COMMENT ON SCHEMA reporting IS 'What other programs read. Columns and arguments are only ever added.';
  END IF;
END
$schema$;

DO $older_map$
DECLARE
  older regprocedure;
BEGIN
  -- Two functions of this name would make a call without arguments ambiguous.
  FOR older IN
    SELECT oid
    FROM pg_proc
    WHERE proname = 'fn_tickets_for_map'
      AND pronamespace = 'reporting'::regnamespace
  LOOP
    RAISE NOTICE 'dropping % of an earlier version', older;
    EXECUTE format('DROP ROUTINE %s', older);
  END LOOP;
END
$older_map$;

DO $indexes$
DECLARE
  kind text;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    EXECUTE format($q$
      CREATE INDEX %6$I ON tickets.%1$I (cluster_key, location_key);
      COMMENT ON INDEX tickets.%6$I IS
        'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.';
      CREATE INDEX %2$I ON tickets.%1$I USING gist (geom) WHERE gone_at IS NULL;
      COMMENT ON INDEX tickets.%2$I IS
        'The map''s p_bbox, vector tiles, GIS clients; all present tickets where most are gone.';
      CREATE INDEX %3$I ON tickets.%1$I (tickets.status_of(raw), tickets.is_actionable(raw)) WHERE gone_at IS NULL;
      COMMENT ON INDEX tickets.%3$I IS
        'The map''s p_status, and p_actionable: reading all of this small index is cheaper than opening every raw.';
      CREATE STATISTICS tickets.%4$I ON (tickets.status_of(raw)) FROM tickets.%1$I;
      COMMENT ON STATISTICS tickets.%4$I IS
        'How many tickets have a status: the planner takes no statistics from an index on some of the rows.';
      CREATE STATISTICS tickets.%5$I ON (tickets.is_actionable(raw)) FROM tickets.%1$I;
      COMMENT ON STATISTICS tickets.%5$I IS
        'How many tickets are actionable: the planner takes no statistics from an index on some of the rows.';
    $q$, kind, kind || '_map_geom', kind || '_map_status', kind || '_statuses', kind || '_actionable', kind || '_places');
  END LOOP;
END
$indexes$;

