-- Runs in the order of their ids, whatever a clock said; and present tickets counted without reading them.

ALTER TABLE tickets.import_runs ADD COLUMN alive_run_id bigint;

COMMENT ON COLUMN tickets.import_runs.alive_run_id IS
  'The newest run of the kind when this snapshot was last found unchanged: a run with a higher id came after it.';

CREATE INDEX inc_geo_source ON tickets.inc (geo_source) WHERE gone_at IS NULL;
CREATE INDEX crq_geo_source ON tickets.crq (geo_source) WHERE gone_at IS NULL;

COMMENT ON INDEX tickets.inc_geo_source IS 'Counting the present tickets: reporting.fn_health, each import.';
COMMENT ON INDEX tickets.crq_geo_source IS 'Counting the present tickets: reporting.fn_health, each import.';
