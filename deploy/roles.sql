-- Four roles, each with the rights that it needs and no more. For the DBA; before the first migration, later, and again:
--
--   psql -d DATABASE -v migrator=NAME -v importer=NAME -v reviewer=NAME -v reader=NAME [-v locks=ours] -f deploy/roles.sql
--
-- The roles exist already. Run it as a superuser; or as the database's owner who is a member of migrator.
--
--   migrator   owns the schemas tickets and reporting: run_migrations.py. No superuser, once PostGIS is there
--   importer   import_tickets.py, every flag; owns nothing, changes no verified row. run_migrations.py with nothing pending
--   reviewer   corrects places in the gazetteers; the tickets follow by themselves
--   reader     everything in reporting, nothing of tickets

\set ON_ERROR_STOP on
BEGIN;
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL client_min_messages = warning;

SELECT :'migrator' IN (:'importer', :'reviewer', :'reader') AS owner_is_another \gset
\if :owner_is_another
  \warn 'migrator must be a role of its own: an owner may do everything'
  DO $$ BEGIN RAISE EXCEPTION 'nothing was changed'; END $$;
\endif

-- The schemas, and whatever is in them already.

SELECT format('CREATE SCHEMA %I AUTHORIZATION %I', name, :'migrator')
FROM unnest('{tickets,reporting}'::text[]) AS name
WHERE to_regnamespace(name) IS NULL \gexec

ALTER SCHEMA tickets OWNER TO :"migrator";
ALTER SCHEMA reporting OWNER TO :"migrator";

SELECT format('ALTER TABLE %s OWNER TO %I', oid::regclass, :'migrator')
FROM pg_class
WHERE relnamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
  AND relkind IN ('r', 'v', 'm', 'f', 'p')
  AND pg_get_userbyid(relowner) <> :'migrator'
UNION ALL
SELECT format('ALTER ROUTINE %s OWNER TO %I', oid::regprocedure, :'migrator')
FROM pg_proc
WHERE pronamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
  AND pg_get_userbyid(proowner) <> :'migrator'
UNION ALL
SELECT format('ALTER STATISTICS %I.%I OWNER TO %I', stxnamespace::regnamespace::text, stxname, :'migrator')
FROM pg_statistic_ext
WHERE stxnamespace = 'tickets'::regnamespace
  AND pg_get_userbyid(stxowner) <> :'migrator' \gexec

-- What is of the database: to connect, temporary tables, PostGIS' schema.

SELECT current_database() AS dbname \gset
GRANT CONNECT ON DATABASE :"dbname" TO :"migrator", :"importer", :"reviewer", :"reader";
GRANT TEMPORARY ON DATABASE :"dbname" TO :"importer", :"reviewer";

SELECT format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, role)
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
CROSS JOIN unnest(ARRAY[:'migrator', :'importer', :'reviewer', :'reader']) AS role
WHERE e.extname = 'postgis'
  AND NOT has_schema_privilege(role, n.oid, 'USAGE') \gexec

REVOKE ALL ON SCHEMA tickets FROM PUBLIC, :"importer", :"reviewer", :"reader";
REVOKE ALL ON SCHEMA reporting FROM PUBLIC, :"importer", :"reviewer", :"reader";
GRANT USAGE ON SCHEMA tickets TO :"importer", :"reviewer";
GRANT USAGE ON SCHEMA reporting TO :"reader", :"importer"; -- the importer for --status

-- What is of the tables. As a function, which run_migrations.py calls after each migration, so that the tables of later
-- ones have their rights from the start.

CREATE OR REPLACE FUNCTION tickets.grant_rights(
  importer name DEFAULT :'importer',
  reviewer name DEFAULT :'reviewer',
  reader name DEFAULT :'reader'
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fn$
DECLARE
  made record;
BEGIN
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA tickets, reporting FROM PUBLIC, %I, %I, %I', importer, reviewer, reader);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA tickets TO %I, %I', importer, reviewer);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO %I', reader);
  FOR made IN
    SELECT
      c.oid::regclass AS name,
      c.relname IN ('inc', 'crq') AS is_queue,
      c.relname IN ('geo_clusters', 'geo_locations', 'unsure_places') AS is_gazetteer,
      -- Every column but those that make a row a person's word.
      string_agg(quote_ident(a.attname), ', ')
        FILTER (WHERE a.attname NOT IN ('verified', 'comment', 'decided_by', 'decided_at')) AS columns
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'tickets'::regnamespace
      AND c.relkind IN ('r', 'p')
      AND c.relname <> 'schema_migrations'
    GROUP BY c.oid
  LOOP
    IF made.is_gazetteer THEN
      EXECUTE format('GRANT INSERT (%s), UPDATE (%1$s) ON %s TO %I', made.columns, made.name, importer);
      EXECUTE format('GRANT INSERT, UPDATE ON %s TO %I', made.name, reviewer);
    ELSIF made.is_queue THEN  -- a ticket is never deleted
      EXECUTE format('GRANT INSERT, UPDATE ON %s TO %I', made.name, importer);
    ELSE
      EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO %I', made.name, importer);
    END IF;
  END LOOP;
  -- A restore without privileges leaves them to everybody.
  FOR made IN
    SELECT oid::regprocedure AS name, proname IN ('lock_gazetteers_shared', 'drop_secondary_indexes', 'create_secondary_indexes') AS is_importers
    FROM pg_proc
    WHERE pronamespace = 'tickets'::regnamespace
      AND prosecdef
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', made.name);
    IF made.is_importers THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', made.name, importer);
    END IF;
  END LOOP;
END
$fn$;

COMMENT ON FUNCTION tickets.grant_rights(name, name, name) IS
  'Grants what is in deploy/roles.sql, which made it. run_migrations.py calls it after each migration.';
ALTER FUNCTION tickets.grant_rights(name, name, name) OWNER TO :"migrator";
REVOKE EXECUTE ON FUNCTION tickets.grant_rights(name, name, name) FROM PUBLIC;
SELECT tickets.grant_rights() \g /dev/null

-- The same for what migrator makes in another way.
ALTER DEFAULT PRIVILEGES FOR ROLE :"migrator" IN SCHEMA tickets
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"importer";
ALTER DEFAULT PRIVILEGES FOR ROLE :"migrator" IN SCHEMA tickets GRANT SELECT ON TABLES TO :"reviewer";
ALTER DEFAULT PRIVILEGES FOR ROLE :"migrator" IN SCHEMA reporting GRANT SELECT ON TABLES TO :"reader";

-- With -v locks=ours nobody else in this database can take advisory locks, and with one of them hold up an import.
\if :{?locks}
  SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', oid::regprocedure)
  FROM pg_proc
  WHERE pronamespace = 'pg_catalog'::regnamespace
    AND proname ~ '^pg_(try_)?advisory_(xact_)?lock' \gexec
  SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', p.oid::regprocedure, role)
  FROM pg_proc AS p
  CROSS JOIN unnest(ARRAY[:'migrator', :'importer', :'reviewer']) AS role
  WHERE p.pronamespace = 'pg_catalog'::regnamespace
    AND p.proname ~ '^pg_(try_)?advisory_(xact_)?lock' \gexec
\endif

COMMIT;
