-- The gazetteers: verified rows are a person's, distances are true, the tickets follow.

-- haversine_km(a, b): great-circle kilometres between two points in degrees, on the mean earth radius of the IUGG (6371.0088 km).
-- Example: SELECT tickets.haversine_km('SRID=4326;POINT(36.8 -1.3)', 'SRID=4326;POINT(36.9 -1.3)');  -- 11.1
CREATE OR REPLACE FUNCTION tickets.haversine_km(a @extschema:postgis@.geometry, b @extschema:postgis@.geometry)
RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN @extschema:postgis@.ST_DistanceSphere(a, b) / 1000;

COMMENT ON FUNCTION tickets.haversine_km(@extschema:postgis@.geometry, @extschema:postgis@.geometry) IS
  'Great-circle kilometres between two points in degrees (radius 6371.0088 km).';

CREATE OR REPLACE FUNCTION tickets.max_location_km()
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 25;

COMMENT ON FUNCTION tickets.max_location_km() IS 'How far from its cluster''s centroid the machine takes a location to be.';

-- location_status(status, verified, distance_km): the status that a location has so far from its cluster's centroid. A verified
-- row's is a person's word; without a distance it stays.
CREATE OR REPLACE FUNCTION tickets.location_status(status text, verified boolean, distance_km double precision)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN verified THEN status
  WHEN status = 'ok' AND distance_km > tickets.max_location_km() THEN 'too_far'
  WHEN status = 'too_far' AND distance_km <= tickets.max_location_km() THEN 'ok'
  ELSE status
END;

COMMENT ON FUNCTION tickets.location_status(text, boolean, double precision) IS
  'ok or too_far by the distance from the centroid; other statuses, and those of verified rows, as they are.';

-- A verified row is a person's word: only who may write the column verified may make, change or remove one. A rejected row
-- is one by itself.
CREATE OR REPLACE FUNCTION tickets.guard_verified()
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
  -- Who writes the table instead of calling verify_place decides too.
  IF TG_OP = 'UPDATE'
    AND NEW.verified
    AND (NEW.verified, NEW.status, NEW.geom::bytea) IS DISTINCT FROM (OLD.verified, OLD.status, OLD.geom::bytea)
    AND (NEW.decided_by, NEW.decided_at) IS NOT DISTINCT FROM (OLD.decided_by, OLD.decided_at)
  THEN
    NEW.decided_by := session_user;
    NEW.decided_at := now();
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;

-- A person's word for a place holds for the names that come later too.
CREATE OR REPLACE FUNCTION tickets.inherit_verified_place()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said record;
BEGIN
  SELECT l.place, l.geom, l.status, l.provider, l.label, l.location_name, l.comment, l.decided_by, l.decided_at
  INTO said
  FROM tickets.geo_locations AS l
  WHERE l.cluster_key = tickets.name_key(NEW.cluster)
    AND l.place_key = coalesce(tickets.name_key(NEW.place), tickets.name_key(NEW.location_name))
    AND l.verified
    AND NOT EXISTS (
      SELECT
      FROM tickets.geo_locations AS same
      WHERE same.cluster_key = l.cluster_key
        AND same.location_key = tickets.name_key(NEW.location_name)
    )
  ORDER BY l.decided_at DESC NULLS LAST, l.geocoded_at DESC
  LIMIT 1;
  IF FOUND THEN
    NEW.place := coalesce(said.place, NEW.place);
    NEW.geom := said.geom;
    NEW.status := said.status;
    NEW.verified := true;
    NEW.provider := said.provider;
    NEW.query := NULL;
    NEW.label := said.label;
    NEW.note := format('not asked: as %s', said.location_name);
    NEW.comment := said.comment;
    NEW.decided_by := said.decided_by;
    NEW.decided_at := said.decided_at;
  END IF;
  RETURN NEW;
END
$$;

COMMENT ON FUNCTION tickets.inherit_verified_place() IS
  'A new name of a place that a person has verified or rejected is verified or rejected with it.';

-- A location's answer against its cluster's centroid.
CREATE OR REPLACE FUNCTION tickets.check_location_distance()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.distance_km := (
    SELECT tickets.haversine_km(NEW.geom, c.geom)
    FROM tickets.active_clusters AS c
    WHERE c.cluster_key = tickets.name_key(NEW.cluster)
  );
  NEW.status := tickets.location_status(NEW.status, NEW.verified, NEW.distance_km);
  RETURN NEW;
END
$$;

-- Where no row was written nothing is done: planning it would be most of the time of a decision about a location.
CREATE OR REPLACE FUNCTION tickets.after_clusters_changed()
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
  IF keys = '{}' THEN
    RETURN NULL;
  END IF;
  -- Touching a location has it measured from the new centroid, and judged.
  UPDATE tickets.geo_locations
  SET distance_km = distance_km
  WHERE cluster_key = ANY (keys)
    AND geom IS NOT NULL;
  PERFORM tickets.relocate_tickets(keys);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tickets.after_locations_changed()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
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
    PERFORM tickets.relocate_tickets(clusters, locations);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tickets.after_gazetteer_truncated()
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
  PERFORM tickets.relocate_tickets();
  RETURN NULL;
END
$$;

-- Triggers run in the order of their names.

CREATE OR REPLACE TRIGGER "00_lock" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.geo_clusters
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_gazetteers_trigger();
CREATE OR REPLACE TRIGGER guard_verified BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_clusters
  FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();
CREATE OR REPLACE TRIGGER relocate_after_insert AFTER INSERT ON tickets.geo_clusters
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_clusters_changed();
CREATE OR REPLACE TRIGGER relocate_after_update AFTER UPDATE ON tickets.geo_clusters
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_clusters_changed();
CREATE OR REPLACE TRIGGER relocate_after_delete AFTER DELETE ON tickets.geo_clusters
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_clusters_changed();
CREATE OR REPLACE TRIGGER relocate_after_truncate AFTER TRUNCATE ON tickets.geo_clusters
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_gazetteer_truncated();

CREATE OR REPLACE TRIGGER "00_lock" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.geo_locations
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_gazetteers_trigger();
CREATE OR REPLACE TRIGGER guard_verified BEFORE INSERT OR UPDATE OR DELETE ON tickets.geo_locations
  FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();
-- A role that may not verify passes a person's word on here and gives none of its own, so: after guard_verified; and before
-- set_distance, which leaves the status of verified rows alone. A row that is older than its transaction is restored, not new.
CREATE OR REPLACE TRIGGER inherit_verified_place BEFORE INSERT ON tickets.geo_locations
  FOR EACH ROW WHEN (NOT NEW.verified AND NEW.geocoded_at >= now()) EXECUTE FUNCTION tickets.inherit_verified_place();
CREATE OR REPLACE TRIGGER set_distance BEFORE INSERT OR UPDATE ON tickets.geo_locations
  FOR EACH ROW EXECUTE FUNCTION tickets.check_location_distance();
CREATE OR REPLACE TRIGGER relocate_after_insert AFTER INSERT ON tickets.geo_locations
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_locations_changed();
CREATE OR REPLACE TRIGGER relocate_after_update AFTER UPDATE ON tickets.geo_locations
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_locations_changed();
CREATE OR REPLACE TRIGGER relocate_after_delete AFTER DELETE ON tickets.geo_locations
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_locations_changed();
CREATE OR REPLACE TRIGGER relocate_after_truncate AFTER TRUNCATE ON tickets.geo_locations
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_gazetteer_truncated();

REVOKE EXECUTE ON FUNCTION tickets.after_clusters_changed(), tickets.after_locations_changed(), tickets.after_gazetteer_truncated() FROM PUBLIC;

-- Of release 1.0
DROP TRIGGER IF EXISTS a_lock_placing ON tickets.geo_clusters;
DROP TRIGGER IF EXISTS place_on_insert ON tickets.geo_clusters;
DROP TRIGGER IF EXISTS place_on_update ON tickets.geo_clusters;
DROP TRIGGER IF EXISTS place_on_delete ON tickets.geo_clusters;
DROP TRIGGER IF EXISTS place_on_truncate ON tickets.geo_clusters;
DROP TRIGGER IF EXISTS a_lock_placing ON tickets.geo_locations;
DROP TRIGGER IF EXISTS heed_a_person ON tickets.geo_locations;
DROP TRIGGER IF EXISTS judge ON tickets.geo_locations;
DROP TRIGGER IF EXISTS place_on_insert ON tickets.geo_locations;
DROP TRIGGER IF EXISTS place_on_update ON tickets.geo_locations;
DROP TRIGGER IF EXISTS place_on_delete ON tickets.geo_locations;
DROP TRIGGER IF EXISTS place_on_truncate ON tickets.geo_locations;
