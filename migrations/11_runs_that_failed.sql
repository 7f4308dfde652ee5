-- A row also for a snapshot that failed or was refused, and when one that is applied was last found unchanged: is it alive?

ALTER TABLE tickets.import_runs
  ADD COLUMN outcome text NOT NULL DEFAULT 'applied',
  ADD COLUMN error text,
  ADD COLUMN alive_at timestamptz;

UPDATE tickets.import_runs SET alive_at = finished_at;

ALTER TABLE tickets.import_runs
  ALTER COLUMN alive_at SET DEFAULT statement_timestamp(),  -- not after finished_at: later means found unchanged
  ADD CONSTRAINT import_runs_outcome_known CHECK (outcome IN ('applied', 'refused', 'failed')),
  ADD CONSTRAINT import_runs_error_says_why_not CHECK ((outcome = 'applied') = (error IS NULL)),
  ADD CONSTRAINT import_runs_only_an_applied_one_is_alive CHECK ((outcome = 'applied') = (alive_at IS NOT NULL));

COMMENT ON TABLE tickets.import_runs IS
  'One row a snapshot that was applied, refused or failed. Kept for 400 days, the newest applied of each kind for good.';
COMMENT ON COLUMN tickets.import_runs.outcome IS
  'applied; refused by a guard; or failed. Of the last two nothing was written, and the counts are 0.';
COMMENT ON COLUMN tickets.import_runs.error IS 'Why it was refused or failed; NULL when applied.';
COMMENT ON COLUMN tickets.import_runs.alive_at IS
  'When it was applied, or last found unchanged in the bucket since; NULL when not applied.';
COMMENT ON COLUMN tickets.import_runs.started_at IS 'When the run began with this snapshot.';
COMMENT ON COLUMN tickets.import_runs.finished_at IS 'When it was applied, refused or failed.';
COMMENT ON TABLE tickets.import_rejects IS
  'Elements of applied snapshots that are no usable record: those of the last 20 of each kind. The rest of their snapshot was applied.';
