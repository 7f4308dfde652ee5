-- The \N of a database's export, and N\A, are words for no value: the indexes on what is read of a record are rebuilt.

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY '{tickets.inc_map_status,tickets.crq_map_status}'::text[] LOOP
    IF to_regclass(name) IS NOT NULL THEN
      EXECUTE format('REINDEX INDEX %s', name);
    END IF;
  END LOOP;
END
$$;
