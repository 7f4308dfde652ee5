-- A first load goes in without the indexes that it can do without, if nobody is reading just then, and builds them at its end:
-- readers wait for nothing, the row trigger stays, and the importer need not own the tables.

DROP FUNCTION tickets.set_aside(text);

-- indexes_of(kind): the indexes of inc or crq but their keys, as 02_placing.sql and 03_reporting.sql made them.
-- Example: SELECT name FROM tickets.indexes_of('inc');
CREATE FUNCTION tickets.indexes_of(kind text)
RETURNS TABLE (name text, definition text, purpose text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT
    kind || i.suffix,
    format('CREATE INDEX %I ON tickets.%I %s', kind || i.suffix, kind, i.definition),
    i.purpose
  FROM (VALUES
    (
      '_places',
      '(cluster_key, location_key)',
      'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.'
    ),
    (
      '_map_geom',
      'USING gist (geom) WHERE gone_at IS NULL',
      'The map''s p_bbox, vector tiles, GIS clients; all present tickets where most are gone.'
    ),
    (
      '_map_status',
      '(tickets.status_of(raw), tickets.is_actionable(raw)) WHERE gone_at IS NULL',
      'The map''s p_status, and p_actionable: reading all of this small index is cheaper than opening every raw.'
    )
  ) AS i (suffix, definition, purpose)
  WHERE kind IN ('inc', 'crq');
END;

COMMENT ON FUNCTION tickets.indexes_of(text) IS 'The indexes of inc or crq but their keys: what a first load sets aside and builds.';

-- set_indexes_aside(kind): drops them before a first load, in a transaction of its own: the table is empty, so nobody misses them.
-- Does nothing when it is not, or when somebody is at it. The next import to end well calls build_indexes, whatever comes between.
-- Example: SELECT tickets.set_indexes_aside('inc');
CREATE FUNCTION tickets.set_indexes_aside(kind text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  name text;
  is_filled boolean;
BEGIN
  FOR name IN SELECT i.name FROM tickets.indexes_of(kind) AS i LOOP
    EXECUTE format('LOCK TABLE tickets.%I IN ACCESS EXCLUSIVE MODE NOWAIT', kind);
    EXECUTE format('SELECT EXISTS (SELECT FROM tickets.%I)', kind) INTO is_filled;
    EXIT WHEN is_filled;
    EXECUTE format('DROP INDEX IF EXISTS tickets.%I', name);
  END LOOP;
EXCEPTION
  WHEN lock_not_available THEN
    NULL;
END
$$;

COMMENT ON FUNCTION tickets.set_indexes_aside(text) IS
  'Drops the indexes of an empty inc or crq before its first load, if nobody is at it; build_indexes makes them again.';

-- build_indexes(kind): those that are not there, which is a look unless a first load has set them aside. Readers go on.
-- A writer who keeps us from it for longer than lock_timeout leaves it to the next import.
-- Example: SELECT tickets.build_indexes('inc');
CREATE FUNCTION tickets.build_indexes(kind text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  missing record;
BEGIN
  FOR missing IN SELECT * FROM tickets.indexes_of(kind) AS i WHERE to_regclass('tickets.' || i.name) IS NULL LOOP
    EXECUTE missing.definition;
    EXECUTE format('COMMENT ON INDEX tickets.%I IS %L', missing.name, missing.purpose);
  END LOOP;
EXCEPTION
  WHEN lock_not_available OR deadlock_detected THEN
    NULL;
END
$$;

COMMENT ON FUNCTION tickets.build_indexes(text) IS 'Builds the indexes of inc or crq that are missing.';

-- SECURITY DEFINER, so that the importer need not own the tables: only for whom deploy/roles.sql names.
REVOKE EXECUTE ON FUNCTION tickets.set_indexes_aside(text), tickets.build_indexes(text) FROM PUBLIC;
