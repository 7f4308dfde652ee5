-- What a monitor asks: `import_tickets.py --status` and `--metrics` are reporting.fn_health() and the settings.

CREATE OR REPLACE FUNCTION tickets.utc_text(moment timestamptz)
RETURNS text
LANGUAGE sql STABLE
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

COMMENT ON FUNCTION tickets.utc_text(timestamptz) IS 'A moment as JSON has it: 2026-11-23T21:50:04Z.';

-- import_health: one row a kind. Which run is the newest goes by run_id, never by a clock that may have been set back.
-- Example: SELECT kind, applied_at, outcome, error FROM tickets.import_health;
CREATE OR REPLACE VIEW tickets.import_health AS
SELECT
  kinds.kind,
  applied.finished_at AS applied_at,
  applied.alive_at,
  CASE WHEN seen.unchanged THEN applied.alive_at ELSE newest.finished_at END AS tried_at,
  CASE WHEN seen.unchanged THEN 'skipped' ELSE newest.outcome END AS outcome,
  CASE WHEN seen.unchanged THEN NULL ELSE newest.error END AS error,
  present.geo_source,
  present.total AS present,
  array_remove(
    ARRAY[
      CASE
        WHEN seen.unchanged THEN NULL
        WHEN newest.outcome = 'failed' THEN format('%s: the last import failed: %s', kinds.kind, newest.error)
        WHEN newest.outcome = 'refused' THEN format('%s: the last snapshot was refused: %s', kinds.kind, newest.error)
      END,
      CASE WHEN present.total < applied.present THEN format(
        '%s: %s present tickets, but the last import left %s; was the table emptied, or restored to an older state? '
          'The next import loads them again',
        kinds.kind, present.total, applied.present
      ) END
    ],
    NULL
  ) AS trouble
FROM (VALUES ('inc'), ('crq')) AS kinds (kind)
LEFT JOIN LATERAL (
  SELECT * FROM tickets.import_runs AS r WHERE r.kind = kinds.kind ORDER BY r.run_id DESC LIMIT 1
) AS newest ON true
LEFT JOIN LATERAL (
  SELECT *
  FROM tickets.import_runs AS r
  WHERE r.kind = kinds.kind AND r.outcome = 'applied'
  ORDER BY r.run_id DESC
  LIMIT 1
) AS applied ON true
CROSS JOIN LATERAL (SELECT coalesce(applied.alive_run_id >= newest.run_id, false) AS unchanged) AS seen
CROSS JOIN LATERAL (
  SELECT
    json_build_object(
      'feed', coalesce(sum(n) FILTER (WHERE geo_source = 'feed'), 0),
      'location', coalesce(sum(n) FILTER (WHERE geo_source = 'location'), 0),
      'cluster', coalesce(sum(n) FILTER (WHERE geo_source = 'cluster'), 0),
      'none', coalesce(sum(n) FILTER (WHERE geo_source = 'none'), 0)
    ) AS geo_source,
    coalesce(sum(n), 0) AS total
  FROM (
    SELECT geo_source, count(*) AS n
    FROM tickets.inc
    WHERE gone_at IS NULL AND kinds.kind = 'inc'
    GROUP BY geo_source
    UNION ALL
    SELECT geo_source, count(*)
    FROM tickets.crq
    WHERE gone_at IS NULL AND kinds.kind = 'crq'
    GROUP BY geo_source
  ) AS counts
) AS present;

COMMENT ON VIEW tickets.import_health IS
  'For each kind: when it was last applied, last found unchanged, last tried and with what outcome; its present tickets.';

-- count_waiting_clusters, count_waiting_locations: the names that the next geocoding run would look for. They hop from
-- one key of an index to the next instead of reading every ticket.
CREATE OR REPLACE FUNCTION tickets.count_waiting_clusters()
RETURNS bigint
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH RECURSIVE inc_keys AS (
    SELECT min(cluster_key) AS key FROM tickets.inc
    UNION ALL
    SELECT (SELECT min(t.cluster_key) FROM tickets.inc AS t WHERE t.cluster_key > k.key)
    FROM inc_keys AS k
    WHERE k.key IS NOT NULL
  ), crq_keys AS (
    SELECT min(cluster_key) AS key FROM tickets.crq
    UNION ALL
    SELECT (SELECT min(t.cluster_key) FROM tickets.crq AS t WHERE t.cluster_key > k.key)
    FROM crq_keys AS k
    WHERE k.key IS NOT NULL
  )
  SELECT count(*)
  FROM (SELECT key FROM inc_keys UNION SELECT key FROM crq_keys) AS keys
  WHERE key IS NOT NULL
    AND NOT EXISTS (SELECT FROM tickets.geo_clusters AS g WHERE g.cluster_key = keys.key)
    AND (
      EXISTS (SELECT FROM tickets.inc AS t WHERE t.cluster_key = keys.key AND t.gone_at IS NULL)
      OR EXISTS (SELECT FROM tickets.crq AS t WHERE t.cluster_key = keys.key AND t.gone_at IS NULL)
    );
END;

COMMENT ON FUNCTION tickets.count_waiting_clusters() IS 'Clusters of present tickets that have no row in geo_clusters yet.';

CREATE OR REPLACE FUNCTION tickets.count_waiting_locations()
RETURNS bigint
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH RECURSIVE keys AS (
    (
      SELECT cluster_key, location_key
      FROM tickets.inc
      WHERE cluster_key IS NOT NULL AND location_key IS NOT NULL
      ORDER BY cluster_key, location_key
      LIMIT 1
    )
    UNION ALL
    SELECT following.cluster_key, following.location_key
    FROM keys AS k
    CROSS JOIN LATERAL (
      SELECT t.cluster_key, t.location_key
      FROM tickets.inc AS t
      WHERE (t.cluster_key, t.location_key) > (k.cluster_key, k.location_key) AND t.location_key IS NOT NULL
      ORDER BY t.cluster_key, t.location_key
      LIMIT 1
    ) AS following
  )
  SELECT count(*)
  FROM keys AS k
  CROSS JOIN LATERAL (  -- LIMIT keeps the planner from reading all tickets for a join
    SELECT
    FROM tickets.inc AS t
    WHERE t.cluster_key = k.cluster_key
      AND t.location_key = k.location_key
      AND t.gone_at IS NULL
      AND t.geo_source <> 'feed'
      AND tickets.is_actionable(t.raw)
    LIMIT 1
  ) AS open_ticket
  WHERE NOT EXISTS (
    SELECT
    FROM tickets.geo_locations AS l
    WHERE l.cluster_key = k.cluster_key AND l.location_key = k.location_key
  );
END;

COMMENT ON FUNCTION tickets.count_waiting_locations() IS
  'Location names of present open INC tickets without coordinates of their own that have no row in geo_locations yet.';

-- find_trouble: what somebody must look at besides the imports, a sentence each; no row when all is well.
-- Example: SELECT * FROM tickets.find_trouble();
CREATE OR REPLACE FUNCTION tickets.find_trouble()
RETURNS SETOF text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT format('geocoding: the last run failed: %s', error)
  FROM (SELECT * FROM tickets.geocoding_runs ORDER BY run_id DESC LIMIT 1) AS newest
  WHERE outcome = 'failed'
  UNION ALL
  SELECT format(
    'tickets.%s: its sequence is behind its rows, as after logical replication: SELECT setval(%L, %s)',
    name, sequence, newest
  )
  FROM (
    SELECT 'import_runs' AS name, pg_get_serial_sequence('tickets.import_runs', 'run_id') AS sequence,
      (SELECT max(run_id) FROM tickets.import_runs) AS newest
    UNION ALL
    SELECT 'import_rejects', pg_get_serial_sequence('tickets.import_rejects', 'reject_id'),
      (SELECT max(reject_id) FROM tickets.import_rejects)
    UNION ALL
    SELECT 'geocoding_runs', pg_get_serial_sequence('tickets.geocoding_runs', 'run_id'),
      (SELECT max(run_id) FROM tickets.geocoding_runs)
  ) AS runs
  WHERE newest > coalesce(pg_sequence_last_value(sequence::regclass), 0);
END;

COMMENT ON FUNCTION tickets.find_trouble() IS 'What somebody must look at, a sentence each: the trouble of reporting.fn_health().';

-- list_running: which runs hold their lock now; NULL on a standby, which has no locks of the primary's.
CREATE OR REPLACE FUNCTION tickets.list_running()
RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT CASE WHEN NOT pg_is_in_recovery() THEN
    ARRAY(
      SELECT work
      FROM (VALUES (1, 'import'), (2, 'geocoding')) AS works (n, work)
      WHERE EXISTS (
        SELECT
        FROM pg_locks
        WHERE locktype = 'advisory'
          AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND objsubid = 1  -- a lock by one number: its upper half, its lower
          AND (classid::bigint << 32 | objid::bigint) = hashtext('tickets.' || work)
      )
      ORDER BY n
    )
  END;
END;

COMMENT ON FUNCTION tickets.list_running() IS 'Which runs are working now (import, geocoding); NULL on a standby.';

-- fn_health(p_provider): the state of imports and geocoding for a monitor, as docs/reference.md describes it under Status.
-- The requests are p_provider's, or those of the provider that was asked last.
-- Example: SELECT reporting.fn_health() -> 'trouble';
CREATE OR REPLACE FUNCTION reporting.fn_health(p_provider text DEFAULT NULL)
RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH kinds AS MATERIALIZED (
    SELECT
      kind,
      json_build_object(
        'applied_at', tickets.utc_text(applied_at),
        'alive_at', tickets.utc_text(alive_at),
        'tried_at', tickets.utc_text(tried_at),
        'outcome', outcome,
        'error', error,
        'present', present,
        'geo_source', geo_source
      ) AS health,
      trouble
    FROM tickets.import_health
  ),
  last_run AS (SELECT * FROM tickets.geocoding_runs ORDER BY run_id DESC LIMIT 1),
  provider AS (
    SELECT coalesce(
      p_provider,
      (SELECT provider FROM last_run),
      (SELECT u.provider FROM tickets.geocoder_usage AS u ORDER BY u.day DESC, u.requests DESC LIMIT 1)
    ) AS name
  )
  SELECT json_build_object(
    'inc', (SELECT health FROM kinds WHERE kind = 'inc'),
    'crq', (SELECT health FROM kinds WHERE kind = 'crq'),
    'clusters', (
      SELECT json_build_object(
        'ok', count(*) FILTER (WHERE status = 'ok'),
        'not_found', count(*) FILTER (WHERE status = 'not_found'),
        'too_coarse', count(*) FILTER (WHERE status = 'too_coarse'),
        'rejected', count(*) FILTER (WHERE status = 'rejected'),
        'waiting', tickets.count_waiting_clusters()
      )
      FROM tickets.geo_clusters
    ),
    'locations', (
      SELECT json_build_object(
        'ok', count(*) FILTER (WHERE status = 'ok'),
        'not_found', count(*) FILTER (WHERE status = 'not_found'),
        'too_far', count(*) FILTER (WHERE status = 'too_far'),
        'too_coarse', count(*) FILTER (WHERE status = 'too_coarse'),
        'unusable', count(*) FILTER (WHERE status = 'unusable'),
        'rejected', count(*) FILTER (WHERE status = 'rejected'),
        'waiting', tickets.count_waiting_locations()
      )
      FROM tickets.geo_locations
    ),
    'geocoding', json_build_object(
      'tried_at', tickets.utc_text((SELECT finished_at FROM last_run)),
      'outcome', (SELECT outcome FROM last_run),
      'error', (SELECT error FROM last_run)
    ),
    'geocoder', json_build_object(
      'provider', provider.name,
      'used_today', coalesce(
        (
          SELECT requests
          FROM tickets.geocoder_usage AS u
          WHERE u.provider = provider.name AND u.day = (now() AT TIME ZONE 'UTC')::date
        ),
        0
      )
    ),
    'running', tickets.list_running(),
    'trouble', ARRAY(
      SELECT sentence FROM kinds, unnest(trouble) AS sentence
      UNION ALL
      SELECT sentence FROM tickets.find_trouble() AS sentence
    )
  )
  FROM provider;
END;

COMMENT ON FUNCTION reporting.fn_health(text) IS
  'The state of imports and geocoding as a json object, for monitors: import_tickets.py --status is this and the settings.';

CREATE OR REPLACE FUNCTION reporting.fn_geocoding_succeeded_at()
RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT finished_at FROM tickets.geocoding_runs WHERE outcome <> 'failed' ORDER BY run_id DESC LIMIT 1;
END;

COMMENT ON FUNCTION reporting.fn_geocoding_succeeded_at() IS
  'When a geocoding run last ended well, a spent quota included: --metrics. NULL before the first.';
