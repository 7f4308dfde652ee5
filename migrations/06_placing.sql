-- A place can be rejected; distances are true for every row; reviewers need no right on the tickets that follow them.

-- Again: what 02_placing.sql made is made again with nothing but pg_catalog in its path.

ALTER TABLE tickets.geo_clusters
  ADD COLUMN note text,
  DROP CONSTRAINT geo_clusters_status_known,
  ADD CONSTRAINT geo_clusters_status_known CHECK (status IN ('ok', 'not_found', 'too_coarse', 'rejected')),
  DROP CONSTRAINT geo_clusters_geom_on_earth,
  ADD CONSTRAINT geo_clusters_geom_on_earth CHECK (
    NOT @extschema:postgis@.ST_IsEmpty(geom)
    AND abs(@extschema:postgis@.ST_X(geom)) <= 180
    AND abs(@extschema:postgis@.ST_Y(geom)) <= 90
  );

ALTER TABLE tickets.geo_locations
  DROP CONSTRAINT geo_locations_status_known,
  ADD CONSTRAINT geo_locations_status_known
    CHECK (status IN ('ok', 'not_found', 'too_far', 'too_coarse', 'unusable', 'rejected')),
  DROP CONSTRAINT geo_locations_geom_on_earth,
  ADD CONSTRAINT geo_locations_geom_on_earth CHECK (
    NOT @extschema:postgis@.ST_IsEmpty(geom)
    AND abs(@extschema:postgis@.ST_X(geom)) <= 180
    AND abs(@extschema:postgis@.ST_Y(geom)) <= 90
  );

COMMENT ON COLUMN tickets.geo_clusters.note IS 'What a reviewer should know of this row, such as why an answer was refused.';
COMMENT ON COLUMN tickets.geo_clusters.status IS
  'ok, not_found, too_coarse (only a county or larger), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';
COMMENT ON COLUMN tickets.geo_locations.status IS
  'ok, not_found, too_far (over 25 km from the centroid), too_coarse (a county, or the cluster again), unusable (no name to ask for), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';
COMMENT ON COLUMN tickets.geo_locations.distance_km IS
  'Great-circle kilometres from the cluster''s centroid, NULL without one. Kept by a trigger, for verified rows too.';

CREATE OR REPLACE VIEW tickets.usable_clusters AS
SELECT cluster_key, geom, verified
FROM tickets.geo_clusters
WHERE (status = 'ok' OR (verified AND status <> 'rejected'))
  AND geom IS NOT NULL;

CREATE OR REPLACE VIEW tickets.usable_locations AS
SELECT cluster_key, location_key, geom, verified
FROM tickets.geo_locations
WHERE (status = 'ok' OR (verified AND status <> 'rejected'))
  AND geom IS NOT NULL;

COMMENT ON VIEW tickets.usable_clusters IS 'The clusters that place tickets: ok or verified, and not rejected.';
COMMENT ON VIEW tickets.usable_locations IS 'The locations that place tickets: ok or verified, and not rejected.';

-- place_records(records): where the tickets of these records are, one row a record: its position n in the array, its keys,
-- and its place: the feed's own coordinates, else its location's, else its cluster's.
-- geo_verified: whether a person verified the gazetteer row that was used; false for feed and none.
-- Example: SELECT n, geo_source FROM tickets.place_records(ARRAY['{"cluster": "Nairobi"}', '{"lat": 1, "lng": 36}']::jsonb[]);
CREATE OR REPLACE FUNCTION tickets.place_records(records jsonb[])
RETURNS TABLE (
  n bigint,
  cluster_key text,
  location_key text,
  geom @extschema:postgis@.geometry(Point, 4326),
  geo_source text,
  geo_verified boolean
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT
    r.n,
    r.cluster_key,
    r.location_key,
    coalesce(feed.geom, l.geom, c.geom),
    CASE
      WHEN feed.geom IS NOT NULL THEN 'feed'
      WHEN l.geom IS NOT NULL THEN 'location'
      WHEN c.geom IS NOT NULL THEN 'cluster'
      ELSE 'none'
    END,
    CASE
      WHEN feed.geom IS NOT NULL THEN false
      WHEN l.geom IS NOT NULL THEN l.verified
      ELSE coalesce(c.verified, false)
    END
  FROM (
    SELECT
      given.n,
      tickets.name_key(tickets.cluster_of(given.raw)) AS cluster_key,
      tickets.name_key(tickets.location_of(given.raw)) AS location_key,
      tickets.latitude_of(given.raw) AS lat,
      tickets.longitude_of(given.raw) AS lng
    FROM unnest(records) WITH ORDINALITY AS given (raw, n)
    OFFSET 0  -- so that each is made once a record
  ) AS r
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN r.lat <> 0 OR r.lng <> 0 THEN @extschema:postgis@.ST_SetSRID(@extschema:postgis@.ST_MakePoint(r.lng, r.lat), 4326)
    END AS geom
  ) AS feed
  LEFT JOIN tickets.usable_locations AS l ON l.cluster_key = r.cluster_key AND l.location_key = r.location_key
  LEFT JOIN tickets.usable_clusters AS c ON c.cluster_key = r.cluster_key;
END;

CREATE OR REPLACE FUNCTION tickets.resolve_geom(raw jsonb)
RETURNS TABLE (geom @extschema:postgis@.geometry(Point, 4326), geo_source text, geo_verified boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT p.geom, p.geo_source, p.geo_verified
  FROM tickets.place_records(ARRAY[raw]) AS p;
END;

ALTER FUNCTION tickets.bump_map() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION tickets.note_removal() SET search_path = pg_catalog, pg_temp;

-- SECURITY DEFINER, here and below: so that a reviewer who writes a gazetteer needs no right on the tickets that follow,
-- nor whoever writes a ticket one on advisory locks. Such a function can't be hung on a table of one's own.
ALTER FUNCTION tickets.lock_placing() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE EXECUTE ON FUNCTION tickets.lock_placing() FROM PUBLIC;

CREATE OR REPLACE FUNCTION tickets.lock_placing_shared()
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
RETURN pg_advisory_xact_lock_shared(hashtext('tickets.placing'));

-- A ticket row as it must be. Skipped where a bulk writer has placed its rows itself, in the same transaction and under the
-- same lock, and says so (SET LOCAL fleettickets.placed = 'on'): the import, and place_again below. Whoever may not write
-- the tickets gains nothing by saying so.
CREATE OR REPLACE FUNCTION tickets.keep_ticket_true()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  given CONSTANT bytea := NEW.geom::bytea;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.raw IS NOT DISTINCT FROM OLD.raw AND NEW.ticket_id = OLD.ticket_id THEN
    NEW.content_hash := OLD.content_hash;
  ELSE
    NEW.content_hash := NULL;
    DELETE FROM tickets.respelled AS r
    WHERE r.kind = TG_TABLE_NAME
      AND r.ticket_id IN (NEW.ticket_id, OLD.ticket_id);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.raw IS DISTINCT FROM OLD.raw THEN
    NEW.changed_at := now();
  END IF;
  SELECT p.cluster_key, p.location_key, p.geom, p.geo_source, p.geo_verified
  INTO NEW.cluster_key, NEW.location_key, NEW.geom, NEW.geo_source, NEW.geo_verified
  FROM tickets.place_records(ARRAY[NEW.raw]) AS p;
  IF TG_OP = 'INSERT' AND given IS NOT NULL AND given IS DISTINCT FROM NEW.geom::bytea THEN
    PERFORM tickets.tell_where_to_write(TG_TABLE_NAME);
  END IF;
  PERFORM tickets.bump_map();
  RETURN NEW;
END
$$;

CREATE FUNCTION tickets.tell_where_to_write(kind text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE NOTICE 'tickets.%: geom, geo_source, geo_verified and the keys follow raw and the gazetteers; what was written there is not kept', kind
    USING HINT = 'To move tickets, correct their place: geom and verified in tickets.geo_locations or tickets.geo_clusters.';
END
$$;

COMMENT ON FUNCTION tickets.tell_where_to_write(text) IS 'The NOTICE for who writes a column that the triggers keep.';

CREATE FUNCTION tickets.place_written()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM tickets.tell_where_to_write(TG_TABLE_NAME);
  RETURN NULL;
END
$$;

CREATE TRIGGER tell_where_to_write BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.inc
  FOR EACH STATEMENT WHEN (current_setting('fleettickets.placed', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.place_written();
CREATE TRIGGER tell_where_to_write BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.crq
  FOR EACH STATEMENT WHEN (current_setting('fleettickets.placed', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.place_written();

-- A verified row is a person's word: only who may write the column verified may make, change or remove one. A rejected row
-- is one by itself.
CREATE FUNCTION tickets.guard_verified()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND NEW.status = 'rejected' THEN
    NEW.verified := true;
  END IF;
  IF (OLD.verified OR NEW.verified) AND NOT has_column_privilege(TG_RELID, 'verified', 'UPDATE') THEN
    RAISE EXCEPTION '% is verified, and % is no reviewer', coalesce(OLD.cluster, NEW.cluster), current_user
      USING ERRCODE = 'insufficient_privilege',
        HINT = 'Whoever may UPDATE the column verified may change verified and rejected rows.';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;

CREATE TRIGGER guard_verified BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_clusters
  FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();
CREATE TRIGGER guard_verified BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_locations
  FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();

-- A location's answer against its cluster's centroid. A verified row's status is a person's word and is left alone.
CREATE OR REPLACE FUNCTION tickets.judge_location()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  max_km CONSTANT double precision := 25;
BEGIN
  NEW.distance_km := (
    SELECT tickets.haversine_km(NEW.geom, c.geom)
    FROM tickets.usable_clusters AS c
    WHERE c.cluster_key = tickets.name_key(NEW.cluster)
  );
  IF NOT NEW.verified THEN
    NEW.status := CASE
      WHEN NEW.status = 'ok' AND NEW.distance_km > max_km THEN 'too_far'
      WHEN NEW.status = 'too_far' AND NEW.distance_km <= max_km THEN 'ok'
      ELSE NEW.status
    END;
  END IF;
  RETURN NEW;
END
$$;

-- haversine_km(a, b): great-circle kilometres between two points in degrees, on the mean earth radius of the IUGG (6371.0088 km).
-- Example: SELECT tickets.haversine_km('SRID=4326;POINT(36.8 -1.3)', 'SRID=4326;POINT(36.9 -1.3)');  -- 11.1
CREATE OR REPLACE FUNCTION tickets.haversine_km(a @extschema:postgis@.geometry, b @extschema:postgis@.geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN 2 * 6371.0088 * asin(least(1, sqrt(
  power(sin(radians(@extschema:postgis@.ST_Y(b) - @extschema:postgis@.ST_Y(a)) / 2), 2)
  + cos(radians(@extschema:postgis@.ST_Y(a))) * cos(radians(@extschema:postgis@.ST_Y(b)))
    * power(sin(radians(@extschema:postgis@.ST_X(b) - @extschema:postgis@.ST_X(a)) / 2), 2)
)));

-- place_again(clusters, locations): places the tickets of these cluster keys anew; with location keys, only those of the pairs
-- (clusters[i], locations[i]); with neither, every ticket that a gazetteer placed. Writes only rows that move.
CREATE OR REPLACE FUNCTION tickets.place_again(clusters text[] DEFAULT NULL, locations text[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kind text;
  affected text;
  moved bigint;
BEGIN
  affected := CASE
    WHEN clusters IS NULL THEN $q$t.geo_source IN ('location', 'cluster')$q$
    WHEN locations IS NULL THEN 't.cluster_key = ANY ($1)'
    ELSE '(t.cluster_key, t.location_key) IN (SELECT c, l FROM unnest($1, $2) AS pair (c, l))'
  END;
  PERFORM set_config('fleettickets.placed', 'on', true);
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    -- As bytea: the geometries' own = is in PostGIS' schema, and IS DISTINCT FROM can't be told where to look.
    EXECUTE format($q$
      UPDATE tickets.%1$I AS ticket
      SET geom = moved.geom, geo_source = moved.geo_source, geo_verified = moved.geo_verified
      FROM (
        SELECT t.ticket_id, p.*
        FROM tickets.%1$I AS t
        CROSS JOIN LATERAL tickets.resolve_geom(t.raw) AS p
        WHERE %2$s
          AND (p.geom::bytea, p.geo_source, p.geo_verified)
            IS DISTINCT FROM (t.geom::bytea, t.geo_source, t.geo_verified)
      ) AS moved
      WHERE ticket.ticket_id = moved.ticket_id
    $q$, kind, affected)
    USING clusters, locations;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved > 0 THEN
      PERFORM tickets.bump_map();
    END IF;
  END LOOP;
  PERFORM set_config('fleettickets.placed', 'off', true);
END
$$;

CREATE OR REPLACE FUNCTION tickets.clusters_written()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  keys text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    keys := ARRAY(SELECT cluster_key FROM after);
  ELSIF TG_OP = 'DELETE' THEN
    keys := ARRAY(SELECT cluster_key FROM before);
  ELSE
    keys := ARRAY(
      SELECT cluster_key
      FROM (
        (TABLE before EXCEPT TABLE after)
        UNION
        (TABLE after EXCEPT TABLE before)
      ) AS differing
    );
  END IF;
  -- Touching a location has it measured from the new centroid, and judged.
  UPDATE tickets.geo_locations
  SET distance_km = distance_km
  WHERE cluster_key = ANY (keys)
    AND geom IS NOT NULL;
  PERFORM tickets.place_again(keys);
  RETURN NULL;
END
$$;

ALTER FUNCTION tickets.locations_written() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;

CREATE OR REPLACE FUNCTION tickets.gazetteer_emptied()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_TABLE_NAME = 'geo_clusters' THEN
    UPDATE tickets.geo_locations
    SET distance_km = NULL
    WHERE distance_km IS NOT NULL;
  END IF;
  PERFORM tickets.place_again();
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION tickets.clusters_written(), tickets.locations_written(), tickets.gazetteer_emptied() FROM PUBLIC;

-- What is there already: names may compare otherwise now. Of rows that became one name the better is kept.

ALTER TABLE tickets.geo_clusters DROP CONSTRAINT geo_clusters_one_row_a_name;
ALTER TABLE tickets.geo_locations DROP CONSTRAINT geo_locations_one_row_a_name;

DO $one_row_a_name$
DECLARE
  dropped record;
BEGIN
  FOR dropped IN
    DELETE FROM tickets.geo_clusters
    WHERE cluster IN (
      SELECT cluster
      FROM (
        SELECT
          cluster,
          tickets.name_key(cluster) AS key,
          row_number() OVER (
            PARTITION BY tickets.name_key(cluster)
            ORDER BY verified DESC, status = 'ok' DESC, geocoded_at DESC, cluster
          ) AS rank
        FROM tickets.geo_clusters
      ) AS named
      WHERE rank > 1 OR key IS NULL
    )
    RETURNING cluster
  LOOP
    RAISE NOTICE 'tickets.geo_clusters: % is the name of another row too; dropping this one', dropped.cluster;
  END LOOP;
  FOR dropped IN
    DELETE FROM tickets.geo_locations
    WHERE (cluster, location_name) IN (
      SELECT cluster, location_name
      FROM (
        SELECT
          cluster,
          location_name,
          tickets.name_key(cluster) AS cluster_key,
          tickets.name_key(location_name) AS key,
          row_number() OVER (
            PARTITION BY tickets.name_key(cluster), tickets.name_key(location_name)
            ORDER BY verified DESC, status = 'ok' DESC, geocoded_at DESC, cluster, location_name
          ) AS rank
        FROM tickets.geo_locations
      ) AS named
      WHERE rank > 1 OR cluster_key IS NULL OR key IS NULL
    )
    RETURNING cluster, location_name
  LOOP
    RAISE NOTICE 'tickets.geo_locations: %, % is the name of another row too; dropping this one',
      dropped.cluster, dropped.location_name;
  END LOOP;
END
$one_row_a_name$;

-- A generated column is made again when what it is made from is written.
UPDATE tickets.geo_clusters SET cluster = cluster WHERE cluster_key <> tickets.name_key(cluster);
UPDATE tickets.geo_locations SET cluster = cluster, location_name = location_name, distance_km = distance_km;

ALTER TABLE tickets.geo_clusters ADD CONSTRAINT geo_clusters_one_row_a_name UNIQUE (cluster_key);
ALTER TABLE tickets.geo_locations ADD CONSTRAINT geo_locations_one_row_a_name UNIQUE (cluster_key, location_key);

DO $place_all$
DECLARE
  kind text;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    EXECUTE format($q$
      UPDATE tickets.%1$I AS ticket
      SET raw = ticket.raw
      FROM (
        SELECT t.ticket_id
        FROM tickets.%1$I AS t
        CROSS JOIN LATERAL tickets.place_records(ARRAY[t.raw]) AS p
        WHERE (p.cluster_key, p.location_key, p.geom::bytea, p.geo_source, p.geo_verified)
          IS DISTINCT FROM (t.cluster_key, t.location_key, t.geom::bytea, t.geo_source, t.geo_verified)
      ) AS misplaced
      WHERE ticket.ticket_id = misplaced.ticket_id
    $q$, kind);
  END LOOP;
END
$place_all$;
