-- Every ticket is where 20_locate_records.sql says, whatever anyone writes.

CREATE OR REPLACE FUNCTION tickets.lock_gazetteers_shared()
RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
RETURN pg_advisory_xact_lock_shared(hashtext('tickets.placing'));

COMMENT ON FUNCTION tickets.lock_gazetteers_shared() IS
  'Until the transaction ends no gazetteer changes. Taken by writers of tickets, who locate them.';

-- Tickets and gazetteers are written under one lock, shared by the writers of tickets and exclusive to a writer of a
-- gazetteer: without it, a ticket written while its cluster is being corrected would keep the old place for good.
-- Statements must see what was committed while they waited, hence READ COMMITTED only.
CREATE OR REPLACE FUNCTION tickets.lock_gazetteers_trigger()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'tickets.% is written in READ COMMITTED only, not in %',
      TG_TABLE_NAME, upper(current_setting('transaction_isolation'))
      USING ERRCODE = 'invalid_transaction_state',
        HINT = 'An older snapshot would place tickets by gazetteer rows that are no longer true.';
  END IF;
  IF TG_TABLE_NAME IN ('inc', 'crq') THEN
    PERFORM tickets.lock_gazetteers_shared();
  ELSE
    PERFORM pg_advisory_xact_lock(hashtext('tickets.placing'));
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tickets.notice_derived_columns(kind text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE NOTICE 'tickets.%: geom, geo_source, geo_verified and the keys follow raw and the gazetteers; derived columns are read-only, and the values were ignored', kind
    USING HINT = 'To move tickets, correct their place: geom and verified in tickets.geo_locations or tickets.geo_clusters.';
END
$$;

COMMENT ON FUNCTION tickets.notice_derived_columns(text) IS 'The NOTICE for who writes a column that the triggers keep.';

-- Locates a ticket that is written. Skipped where a bulk writer has located its rows itself, in the same transaction and under the
-- same lock, and says so (SET LOCAL fleettickets.locations_set = 'on'): the import, and relocate_tickets below. Whoever may not write
-- the tickets gains nothing by saying so.
CREATE OR REPLACE FUNCTION tickets.set_ticket_location()
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
    DELETE FROM tickets.equivalent_hashes AS r
    WHERE r.kind = TG_TABLE_NAME
      AND r.ticket_id IN (NEW.ticket_id, OLD.ticket_id);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.raw IS DISTINCT FROM OLD.raw THEN
    NEW.changed_at := now();
  END IF;
  SELECT p.cluster_key, p.location_key, p.geom, p.geo_source, p.geo_verified
  INTO NEW.cluster_key, NEW.location_key, NEW.geom, NEW.geo_source, NEW.geo_verified
  FROM tickets.locate_records(ARRAY[NEW.raw]) AS p;
  IF TG_OP = 'INSERT' AND given IS NOT NULL AND given IS DISTINCT FROM NEW.geom::bytea THEN
    PERFORM tickets.notice_derived_columns(TG_TABLE_NAME);
  END IF;
  PERFORM tickets.bump_map_version();
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION tickets.warn_derived_columns_written()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM tickets.notice_derived_columns(TG_TABLE_NAME);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION tickets.after_ticket_removed()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  DELETE FROM tickets.equivalent_hashes AS r
  WHERE r.kind = TG_TABLE_NAME
    AND (TG_OP = 'TRUNCATE' OR r.ticket_id = OLD.ticket_id);
  PERFORM tickets.bump_map_version();
  RETURN NULL;
END
$$;

-- relocate_tickets(clusters, locations): places the tickets of these cluster keys anew; with location keys, only those of the pairs
-- (clusters[i], locations[i]); with neither, every ticket that a gazetteer located. Writes only rows that move.
CREATE OR REPLACE FUNCTION tickets.relocate_tickets(clusters text[] DEFAULT NULL, locations text[] DEFAULT NULL)
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
  PERFORM set_config('fleettickets.locations_set', 'on', true);
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
      PERFORM tickets.bump_map_version();
    END IF;
  END LOOP;
  PERFORM set_config('fleettickets.locations_set', 'off', true);
END
$$;

COMMENT ON FUNCTION tickets.relocate_tickets(text[], text[]) IS
  'Places tickets anew after a gazetteer changed. The gazetteers'' triggers call it.';

-- purge_gone_tickets(older_than): deletes the tickets that left the feed longer ago; returns how many. Nobody calls it but who
-- wants it: without it gone tickets are kept for good.
-- Example: SELECT tickets.purge_gone_tickets('2 years');
CREATE OR REPLACE FUNCTION tickets.purge_gone_tickets(older_than interval)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kind text;
  deleted bigint;
  total bigint := 0;
BEGIN
  IF older_than IS NULL OR older_than < interval '0' THEN
    RAISE EXCEPTION 'older_than: an interval such as ''2 years'' is needed, not %', coalesce(older_than::text, 'NULL')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    EXECUTE format('DELETE FROM tickets.%I WHERE gone_at < now() - $1', kind) USING older_than;
    GET DIAGNOSTICS deleted = ROW_COUNT;
    total := total + deleted;
  END LOOP;
  RETURN total;
END
$$;

COMMENT ON FUNCTION tickets.purge_gone_tickets(interval) IS
  'Deletes tickets that left the feed longer ago than this, e.g. ''2 years''; returns how many. For the owner of the tables; never called by the scripts.';

-- Triggers run in the order of their names: the lock first, hence the name.

CREATE OR REPLACE TRIGGER "00_lock" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.inc
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_gazetteers_trigger();
CREATE OR REPLACE TRIGGER notice_derived_columns
  BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.inc
  FOR EACH STATEMENT WHEN (current_setting('fleettickets.locations_set', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.warn_derived_columns_written();
CREATE OR REPLACE TRIGGER set_location BEFORE INSERT OR UPDATE ON tickets.inc
  FOR EACH ROW WHEN (current_setting('fleettickets.locations_set', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.set_ticket_location();
CREATE OR REPLACE TRIGGER removed_row AFTER DELETE ON tickets.inc
  FOR EACH ROW EXECUTE FUNCTION tickets.after_ticket_removed();
CREATE OR REPLACE TRIGGER truncated AFTER TRUNCATE ON tickets.inc
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_ticket_removed();

CREATE OR REPLACE TRIGGER "00_lock" BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets.crq
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_gazetteers_trigger();
CREATE OR REPLACE TRIGGER notice_derived_columns
  BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.crq
  FOR EACH STATEMENT WHEN (current_setting('fleettickets.locations_set', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.warn_derived_columns_written();
CREATE OR REPLACE TRIGGER set_location BEFORE INSERT OR UPDATE ON tickets.crq
  FOR EACH ROW WHEN (current_setting('fleettickets.locations_set', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION tickets.set_ticket_location();
CREATE OR REPLACE TRIGGER removed_row AFTER DELETE ON tickets.crq
  FOR EACH ROW EXECUTE FUNCTION tickets.after_ticket_removed();
CREATE OR REPLACE TRIGGER truncated AFTER TRUNCATE ON tickets.crq
  FOR EACH STATEMENT EXECUTE FUNCTION tickets.after_ticket_removed();

REVOKE EXECUTE ON FUNCTION tickets.lock_gazetteers_trigger() FROM PUBLIC;

-- Of release 1.0
DROP TRIGGER IF EXISTS a_lock_placing ON tickets.inc;
DROP TRIGGER IF EXISTS tell_where_to_write ON tickets.inc;
DROP TRIGGER IF EXISTS keep_true ON tickets.inc;
DROP TRIGGER IF EXISTS note_delete ON tickets.inc;
DROP TRIGGER IF EXISTS note_truncate ON tickets.inc;
DROP TRIGGER IF EXISTS a_lock_placing ON tickets.crq;
DROP TRIGGER IF EXISTS tell_where_to_write ON tickets.crq;
DROP TRIGGER IF EXISTS keep_true ON tickets.crq;
DROP TRIGGER IF EXISTS note_delete ON tickets.crq;
DROP TRIGGER IF EXISTS note_truncate ON tickets.crq;
