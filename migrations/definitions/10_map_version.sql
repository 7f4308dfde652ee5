-- A text that changes whenever the map can: good as an ETag. Who listens on the channel fleettickets is told.

-- Each writer replaces the rows that no other transaction holds by one of its own, so no writer waits for another.
CREATE OR REPLACE FUNCTION tickets.bump_map_version()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  this_transaction CONSTANT text := pg_current_xact_id()::text;
BEGIN
  IF current_setting('fleettickets.map_version_bumped_by', true) = this_transaction THEN
    RETURN;
  END IF;
  WITH replaced AS (
    DELETE FROM tickets.map_version
    WHERE id IN (SELECT id FROM tickets.map_version FOR UPDATE SKIP LOCKED)
    RETURNING n
  )
  INSERT INTO tickets.map_version (n)
  SELECT 1 + coalesce(sum(n), 0)
  FROM replaced;
  PERFORM set_config('fleettickets.map_version_bumped_by', this_transaction, true);
  PERFORM pg_notify('fleettickets', '');
END
$$;

COMMENT ON FUNCTION tickets.bump_map_version() IS
  'Says that this transaction changes what the map can show: once, however often it is called. After a restore with triggers disabled, call it by hand.';

-- fn_tickets_version(): a short text that changes exactly when the answers of this schema can: with an import,
-- a geocoding run, a corrected place, an edit by hand, a migration. Takes no longer with more tickets.
-- Read it before the map or in the same statement, which is one snapshot: read after, it may be newer than the map.
-- Example: SELECT reporting.fn_tickets_version() AS etag, reporting.fn_tickets_for_map() AS body;
CREATE OR REPLACE FUNCTION reporting.fn_tickets_version()
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT concat_ws(
    '-',
    (SELECT left(m.checksum, 8) FROM tickets.schema_migrations AS m WHERE m.version = 0),
    sum(v.n),
    -- n comes again for another map after a failover, a restore or a rollback of the disk; the random ids do not.
    left(encode(sha256(string_agg(uuid_send(v.id), ''::bytea ORDER BY v.id)), 'hex'), 16)
  )
  FROM tickets.map_version AS v;
END;

COMMENT ON FUNCTION reporting.fn_tickets_version() IS
  'Changes exactly when the map''s answer can. Good as an ETag. Read it before the map or in the same statement.';

SELECT tickets.bump_map_version();  -- other definitions may answer otherwise
