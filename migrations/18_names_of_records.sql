-- Names and statuses are read out of ServiceNow's reference fields and of HTML, and words for no value are none.

ALTER TABLE tickets.import_runs ADD COLUMN fingerprint text;

COMMENT ON COLUMN tickets.import_runs.fingerprint IS
  'What the present tickets were when the run ended: another text when the table was emptied, restored or written by hand.';

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
