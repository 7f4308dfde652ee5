-- Where a ticket is: one definition, kept true for every row whatever anyone writes.

-- The gazetteer rows that may place a ticket.

CREATE VIEW tickets.usable_clusters AS
SELECT cluster_key, geom, verified
FROM tickets.geo_clusters
WHERE (status = 'ok' OR verified)
  AND geom IS NOT NULL;

CREATE VIEW tickets.usable_locations AS
SELECT cluster_key, location_key, geom, verified
FROM tickets.geo_locations
WHERE (status = 'ok' OR verified)
  AND geom IS NOT NULL;

COMMENT ON VIEW tickets.usable_clusters IS 'The clusters that place tickets: ok or verified.';
COMMENT ON VIEW tickets.usable_locations IS 'The locations that place tickets: ok or verified.';

-- place_keys(): the keys of a record that say where its ticket is, in every spelling that the functions above read.
CREATE FUNCTION tickets.place_keys()
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{cluster,location_name,lat,latitude,lng,lon,longitude}'::text[];

COMMENT ON FUNCTION tickets.place_keys() IS
  'The keys of a record that say where its ticket is: records that agree in these are in one place.';

-- place_records(records): where the tickets of these records are, one row a record: its position n in the array, its keys,
-- and its place: the feed's own coordinates, else its location's, else its cluster's.
-- geo_verified: whether a person verified the gazetteer row that was used; false for feed and none.
-- Example: SELECT n, geo_source FROM tickets.place_records(ARRAY['{"cluster": "Nairobi"}', '{"lat": 1, "lng": 36}']::jsonb[]);
CREATE FUNCTION tickets.place_records(records jsonb[])
RETURNS TABLE (
  n bigint,
  cluster_key text,
  location_key text,
  geom geometry(Point, 4326),
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
    SELECT CASE WHEN r.lat <> 0 OR r.lng <> 0 THEN ST_SetSRID(ST_MakePoint(r.lng, r.lat), 4326) END AS geom
  ) AS feed
  LEFT JOIN tickets.usable_locations AS l ON l.cluster_key = r.cluster_key AND l.location_key = r.location_key
  LEFT JOIN tickets.usable_clusters AS c ON c.cluster_key = r.cluster_key;
END;

COMMENT ON FUNCTION tickets.place_records(jsonb[]) IS
  'Where the tickets of these records are: feed, else location, else cluster, else none. The one definition.';

-- resolve_geom(raw): where one record's ticket is; always one row.
-- Example: SELECT ST_AsText(geom), geo_source FROM tickets.resolve_geom('{"cluster": "Nairobi"}');
CREATE FUNCTION tickets.resolve_geom(raw jsonb)
RETURNS TABLE (geom geometry(Point, 4326), geo_source text, geo_verified boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT p.geom, p.geo_source, p.geo_verified
  FROM tickets.place_records(ARRAY[raw]) AS p;
END;

COMMENT ON FUNCTION tickets.resolve_geom(jsonb) IS 'Where one record''s ticket is: tickets.place_records for a single one.';

-- What the map can show has changed: said once a transaction, read by reporting.fn_tickets_version().

CREATE TABLE tickets.map_changes (
  n bigint NOT NULL,
  xact xid8 NOT NULL DEFAULT pg_current_xact_id()
);

INSERT INTO tickets.map_changes (n) VALUES (1);

COMMENT ON TABLE tickets.map_changes IS
  'sum(n) grows with every committed change of inc or crq. A writer folds the rows nobody else holds into its own, so no writer waits for another.';

CREATE FUNCTION tickets.bump_map()
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  IF EXISTS (SELECT FROM tickets.map_changes WHERE xact = pg_current_xact_id()) THEN
    RETURN;
  END IF;
  WITH folded AS (
    DELETE FROM tickets.map_changes
    WHERE ctid IN (SELECT ctid FROM tickets.map_changes FOR UPDATE SKIP LOCKED)
    RETURNING n
  )
  INSERT INTO tickets.map_changes (n)
  SELECT 1 + coalesce(sum(n), 0)
  FROM folded;
END
$$;

COMMENT ON FUNCTION tickets.bump_map() IS 'Says that this transaction changes what the map can show.';

-- Tickets and gazetteers are written under one lock, shared by the writers of tickets and exclusive to a writer of a
-- gazetteer: without it, a ticket written while its cluster is being corrected would keep the old place for good.
-- Statements must see what was committed while they waited, hence READ COMMITTED only.
CREATE FUNCTION tickets.lock_placing()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'tickets.% is written in READ COMMITTED only, not in %',
      TG_TABLE_NAME, upper(current_setting('transaction_isolation'))
      USING ERRCODE = 'invalid_transaction_state',
        HINT = 'An older snapshot would place tickets by gazetteer rows that are no longer true.';
  END IF;
  IF TG_TABLE_NAME IN ('inc', 'crq') THEN
    PERFORM tickets.lock_placing_shared();
  ELSE
    PERFORM pg_advisory_xact_lock(hashtext('tickets.placing'));
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tickets.lock_placing_shared()
RETURNS void
LANGUAGE sql
RETURN pg_advisory_xact_lock_shared(hashtext('tickets.placing'));

COMMENT ON FUNCTION tickets.lock_placing_shared() IS
  'Until the transaction ends no gazetteer changes. Taken by whoever places tickets.';

-- A ticket row as it must be. Skipped where a bulk writer has placed its rows itself, in the same transaction and under the
-- same lock, and says so (SET LOCAL fleettickets.placed = 'on'): the import, and place_again below.
CREATE FUNCTION tickets.keep_ticket_true()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
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
  PERFORM tickets.bump_map();
  RETURN NEW;
END
$$;

CREATE FUNCTION tickets.note_removal()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  DELETE FROM tickets.respelled AS r
  WHERE r.kind = TG_TABLE_NAME
    AND (TG_OP = 'TRUNCATE' OR r.ticket_id = OLD.ticket_id);
  PERFORM tickets.bump_map();
  RETURN NULL;
END
$$;

-- A location's answer against its cluster's centroid. A verified row is a person's word and is left alone.
CREATE FUNCTION tickets.judge_location()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
  max_km CONSTANT double precision := 25;
  km double precision;
BEGIN
  IF NEW.verified THEN
    RETURN NEW;
  END IF;
  SELECT tickets.haversine_km(NEW.geom, c.geom)
  INTO km
  FROM tickets.geo_clusters AS c
  WHERE c.cluster_key = tickets.name_key(NEW.cluster)
    AND (c.status = 'ok' OR c.verified);
  IF km IS NOT NULL THEN
    NEW.distance_km := km;
    NEW.status := CASE
      WHEN NEW.status = 'ok' AND km > max_km THEN 'too_far'
      WHEN NEW.status = 'too_far' AND km <= max_km THEN 'ok'
      ELSE NEW.status
    END;
  END IF;
  RETURN NEW;
END
$$;

-- haversine_km(a, b): great-circle kilometres between two points in degrees, on the mean earth radius of the IUGG (6371.0088 km).
-- Example: SELECT tickets.haversine_km('SRID=4326;POINT(36.8 -1.3)', 'SRID=4326;POINT(36.9 -1.3)');  -- 11.1
CREATE FUNCTION tickets.haversine_km(a geometry, b geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN 2 * 6371.0088 * asin(least(1, sqrt(
  power(sin(radians(ST_Y(b) - ST_Y(a)) / 2), 2)
  + cos(radians(ST_Y(a))) * cos(radians(ST_Y(b))) * power(sin(radians(ST_X(b) - ST_X(a)) / 2), 2)
)));

COMMENT ON FUNCTION tickets.haversine_km(geometry, geometry) IS
  'Great-circle kilometres between two points in degrees (radius 6371.0088 km).';

-- place_again(clusters, locations): places the tickets of these cluster keys anew; with location keys, only those of the pairs
-- (clusters[i], locations[i]); with neither, every ticket that a gazetteer placed. Writes only rows that move.
CREATE FUNCTION tickets.place_again(clusters text[] DEFAULT NULL, locations text[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
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
    EXECUTE format($q$
      UPDATE tickets.%1$I AS ticket
      SET geom = moved.geom, geo_source = moved.geo_source, geo_verified = moved.geo_verified
      FROM (
        SELECT t.ticket_id, p.*
        FROM tickets.%1$I AS t
        CROSS JOIN LATERAL tickets.resolve_geom(t.raw) AS p
        WHERE %2$s
          AND (p.geom, p.geo_source, p.geo_verified) IS DISTINCT FROM (t.geom, t.geo_source, t.geo_verified)
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

COMMENT ON FUNCTION tickets.place_again(text[], text[]) IS
  'Places tickets anew after a gazetteer changed. The gazetteers'' triggers call it.';

CREATE FUNCTION tickets.clusters_written()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
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
  -- Touching a location has it judged against the new centroid.
  UPDATE tickets.geo_locations
  SET distance_km = distance_km
  WHERE cluster_key = ANY (keys)
    AND geom IS NOT NULL
    AND NOT verified;
  PERFORM tickets.place_again(keys);
  RETURN NULL;
END
$$;

CREATE FUNCTION tickets.locations_written()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
  clusters text[];
  locations text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(cluster_key), array_agg(location_key) INTO clusters, locations FROM after;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(cluster_key), array_agg(location_key) INTO clusters, locations FROM before;
  ELSE
    SELECT array_agg(cluster_key), array_agg(location_key)
    INTO clusters, locations
    FROM (
      (TABLE before EXCEPT TABLE after)
      UNION
      (TABLE after EXCEPT TABLE before)
    ) AS differing;
  END IF;
  IF clusters IS NOT NULL THEN
    PERFORM tickets.place_again(clusters, locations);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION tickets.gazetteer_emptied()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  PERFORM tickets.place_again();
  RETURN NULL;
END
$$;

CREATE TRIGGER a_lock_placing BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.geo_clusters
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();
CREATE TRIGGER place_on_insert AFTER INSERT ON tickets.geo_clusters
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();
CREATE TRIGGER place_on_update AFTER UPDATE ON tickets.geo_clusters
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();
CREATE TRIGGER place_on_delete AFTER DELETE ON tickets.geo_clusters
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();
CREATE TRIGGER place_on_truncate AFTER TRUNCATE ON tickets.geo_clusters
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.gazetteer_emptied();

CREATE TRIGGER a_lock_placing BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.geo_locations
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();
CREATE TRIGGER judge BEFORE INSERT OR UPDATE ON tickets.geo_locations
  FOR EACH ROW EXECUTE FUNCTION tickets.judge_location();
CREATE TRIGGER place_on_insert AFTER INSERT ON tickets.geo_locations
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();
CREATE TRIGGER place_on_update AFTER UPDATE ON tickets.geo_locations
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();
CREATE TRIGGER place_on_delete AFTER DELETE ON tickets.geo_locations
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();
CREATE TRIGGER place_on_truncate AFTER TRUNCATE ON tickets.geo_locations
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.gazetteer_emptied();

-- Rows that an earlier home of this code left here are placed now; later their triggers see to it.
DO $place_all$
DECLARE
  kind text;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    EXECUTE format($q$
      CREATE TRIGGER a_lock_placing BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.%1$I
        FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();
      CREATE TRIGGER keep_true BEFORE INSERT OR UPDATE ON tickets.%1$I
        FOR EACH ROW WHEN (current_setting('fleettickets.placed', true) IS DISTINCT FROM 'on')
        EXECUTE FUNCTION tickets.keep_ticket_true();
      CREATE TRIGGER note_delete AFTER DELETE ON tickets.%1$I
        FOR EACH ROW EXECUTE FUNCTION tickets.note_removal();
      CREATE TRIGGER note_truncate AFTER TRUNCATE ON tickets.%1$I
        FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_removal();
      UPDATE tickets.%1$I SET geo_source = geo_source;
      CREATE INDEX %2$I ON tickets.%1$I (cluster_key, location_key);
      COMMENT ON INDEX tickets.%2$I IS
        'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.';
    $q$, kind, kind || '_places');
  END LOOP;
END
$place_all$;
