-- A first load goes in without the indexes that it can do without.

-- secondary_indexes(kind): the indexes of inc or crq but their keys, as 01_tickets_schema.sql makes them.
-- Example: SELECT name FROM tickets.secondary_indexes('inc');
CREATE OR REPLACE FUNCTION tickets.secondary_indexes(kind text)
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
    ),
    ('_geo_source', '(geo_source) WHERE gone_at IS NULL', 'Counting the present tickets: reporting.fn_health, each import.')
  ) AS i (suffix, definition, purpose)
  WHERE kind IN ('inc', 'crq');
END;

COMMENT ON FUNCTION tickets.secondary_indexes(text) IS 'The indexes of inc or crq but their keys: what a first load sets aside and builds.';

-- drop_secondary_indexes(kind): drops them before a first load, in a transaction of its own: the table is empty, so nobody misses them.
-- Does nothing when it is not, or when somebody is at it. The next import to end well calls create_secondary_indexes, whatever comes between.
-- Example: SELECT tickets.drop_secondary_indexes('inc');
CREATE OR REPLACE FUNCTION tickets.drop_secondary_indexes(kind text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  name text;
  is_filled boolean;
BEGIN
  FOR name IN SELECT i.name FROM tickets.secondary_indexes(kind) AS i LOOP
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

COMMENT ON FUNCTION tickets.drop_secondary_indexes(text) IS
  'Drops the indexes of an empty inc or crq before its first load, if nobody is at it; create_secondary_indexes makes them again.';

-- create_secondary_indexes(kind): those that are not there, which is a look unless a first load has set them aside. Readers go on.
-- A writer who keeps us from it for longer than lock_timeout leaves it to the next import.
-- Example: SELECT tickets.create_secondary_indexes('inc');
CREATE OR REPLACE FUNCTION tickets.create_secondary_indexes(kind text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  missing record;
BEGIN
  FOR missing IN SELECT * FROM tickets.secondary_indexes(kind) AS i WHERE to_regclass('tickets.' || i.name) IS NULL LOOP
    EXECUTE missing.definition;
    EXECUTE format('COMMENT ON INDEX tickets.%I IS %L', missing.name, missing.purpose);
  END LOOP;
EXCEPTION
  WHEN lock_not_available OR deadlock_detected THEN
    NULL;
END
$$;

COMMENT ON FUNCTION tickets.create_secondary_indexes(text) IS 'Builds the indexes of inc or crq that are missing.';

REVOKE EXECUTE ON FUNCTION tickets.drop_secondary_indexes(text), tickets.create_secondary_indexes(text) FROM PUBLIC;
