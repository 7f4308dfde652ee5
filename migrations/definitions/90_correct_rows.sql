-- Rows that other definitions above, or a changed placing rule, have made untrue.

-- correct_rows(): writes the tickets anew that are not where tickets.locate_records says, and no other. Called by
-- run_migrations.py, in a transaction of its own, after it has applied these files.
CREATE OR REPLACE FUNCTION tickets.correct_rows()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kind text;
  misplaced text[];
  corrected bigint := 0;
BEGIN
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    -- Found first, without a lock: mostly there is none, and nobody should wait while all of them are looked at.
    EXECUTE format($q$
      SELECT array_agg(t.ticket_id)
      FROM tickets.%I AS t
      CROSS JOIN LATERAL tickets.locate_records(ARRAY[t.raw]) AS p
      WHERE (p.cluster_key, p.location_key, p.geom::bytea, p.geo_source, p.geo_verified)
        IS DISTINCT FROM (t.cluster_key, t.location_key, t.geom::bytea, t.geo_source, t.geo_verified)
    $q$, kind)
    INTO misplaced;
    IF misplaced IS NOT NULL THEN
      EXECUTE format('UPDATE tickets.%I SET raw = raw WHERE ticket_id = ANY ($1)', kind) USING misplaced;
      corrected := corrected + cardinality(misplaced);
    END IF;
    -- Release 1.0 kept these; a gone ticket is written when it returns, however it is spelt then.
    EXECUTE format($q$
      DELETE FROM tickets.equivalent_hashes AS e
      USING tickets.%1$I AS t
      WHERE e.kind = %1$L AND t.ticket_id = e.ticket_id AND t.gone_at IS NOT NULL
    $q$, kind);
  END LOOP;
  RETURN corrected;
END
$$;

COMMENT ON FUNCTION tickets.correct_rows() IS
  'Locates the tickets anew that are not where tickets.locate_records says; returns how many. run_migrations.py calls it.';
