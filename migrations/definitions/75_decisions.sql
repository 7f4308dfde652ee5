-- What a person decides about places: verify_place, accept_place, reject_place, and apply_decisions behind them.

CREATE OR REPLACE FUNCTION tickets.lock_gazetteers()
RETURNS void
LANGUAGE sql
RETURN pg_advisory_xact_lock(hashtext('tickets.placing'));

COMMENT ON FUNCTION tickets.lock_gazetteers() IS
  'Until the transaction ends nobody else changes a gazetteer or places a ticket.';

CREATE OR REPLACE VIEW tickets.gazetteer_tickets AS
SELECT i.cluster_key, i.location_key, i.geom
FROM tickets.inc AS i
WHERE i.gone_at IS NULL AND i.geo_source <> 'feed'
UNION ALL
SELECT c.cluster_key, c.location_key, c.geom
FROM tickets.crq AS c
WHERE c.gone_at IS NULL AND c.geo_source <> 'feed';

COMMENT ON VIEW tickets.gazetteer_tickets IS
  'Present tickets that a gazetteer places, or does not: those without coordinates of their own.';

-- resolve_decisions(decisions): what apply_decisions is given, with what the gazetteers have: one row a cluster (place_key NULL) or
-- place, of which the first decision counts. new_names: those that have no row yet. geom: where it is from now on, or, of a
-- rejected one, was. by_hand: the point was given, and nothing is kept of an answer that was wrong; chosen: it is another of the
-- geocoder's answers. status NULL: somebody is unsure.
CREATE OR REPLACE FUNCTION tickets.resolve_decisions(decisions jsonb)
RETURNS TABLE (
  n bigint, cluster_key text, place_key text, cluster text, place text, new_names text[],
  status text, geom @extschema:postgis@.geometry, provider text, label text, by_hand boolean, chosen boolean,
  comment text, decided_by text
)
LANGUAGE sql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH keyed AS MATERIALIZED (
    SELECT
      g.n, g.cluster, g.place, g.names, g.status, g.lng, g.lat, g.label, g.comment, g.decided_by,
      tickets.name_key(g.cluster) AS cluster_key, g.key
    FROM (
      SELECT d.*, tickets.name_key(d.place) AS key
      FROM ROWS FROM (
        jsonb_to_recordset(decisions)
          AS (
            cluster text, place text, names text[], status text, lng double precision, lat double precision,
            label text, comment text, decided_by text
          )
      ) WITH ORDINALITY AS d (cluster, place, names, status, lng, lat, label, comment, decided_by, n)
    ) AS g
  ),
  meant AS MATERIALIZED (  -- a network name will do for its place
    SELECT
      k.*,
      coalesce(
        (SELECT l.place_key FROM tickets.geo_locations AS l WHERE l.cluster_key = k.cluster_key AND l.place_key = k.key LIMIT 1),
        (SELECT l.place_key FROM tickets.geo_locations AS l WHERE l.cluster_key = k.cluster_key AND l.location_key = k.key),
        k.key
      ) AS place_key
    FROM keyed AS k
  ),
  fresh AS (
    SELECT f.cluster_key, f.place_key, array_agg(f.name ORDER BY f.name) AS names
    FROM (
      SELECT DISTINCT ON (m.cluster_key, name.key) m.cluster_key, m.place_key, name.name
      FROM meant AS m
      CROSS JOIN LATERAL (SELECT given AS name, tickets.name_key(given) AS key FROM unnest(m.names) AS given) AS name
      WHERE m.place_key IS NOT NULL
        AND name.key IS NOT NULL
        AND NOT EXISTS (
          SELECT FROM tickets.geo_locations AS l WHERE l.cluster_key = m.cluster_key AND l.location_key = name.key
        )
      ORDER BY m.cluster_key, name.key, m.n
    ) AS f
    GROUP BY f.cluster_key, f.place_key
  )
  SELECT DISTINCT ON (m.cluster_key, m.place_key)
    m.n,
    m.cluster_key,
    m.place_key,
    coalesce(c.cluster, tickets.collapse_whitespace(m.cluster)),
    coalesce(shown.place, tickets.collapse_whitespace(m.place)),
    coalesce(f.names, CASE WHEN m.place_key IS NOT NULL AND shown.place IS NULL THEN ARRAY[tickets.collapse_whitespace(m.place)] END),
    m.status,
    CASE
      WHEN m.lng IS NOT NULL THEN @extschema:postgis@.ST_SetSRID(@extschema:postgis@.ST_MakePoint(m.lng, m.lat), 4326)
      WHEN m.place_key IS NULL THEN c.geom
      ELSE shown.geom
    END,
    CASE WHEN m.lng IS NULL OR m.label IS NOT NULL THEN CASE WHEN m.place_key IS NULL THEN c.provider ELSE shown.provider END END,
    CASE WHEN m.lng IS NOT NULL THEN m.label WHEN m.place_key IS NULL THEN c.label ELSE shown.label END,
    m.lng IS NOT NULL AND m.label IS NULL,
    m.lng IS NOT NULL AND m.label IS NOT NULL,
    CASE
      WHEN m.comment IS NOT NULL THEN nullif(m.comment, '')
      WHEN m.place_key IS NULL THEN c.comment
      ELSE shown.comment
    END,
    coalesce(m.decided_by, session_user)
  FROM meant AS m
  LEFT JOIN tickets.geo_clusters AS c ON c.cluster_key = m.cluster_key
  LEFT JOIN LATERAL (  -- as in tickets.places
    SELECT coalesce(l.place, l.location_name) AS place, l.geom, l.provider, l.label, l.comment
    FROM tickets.geo_locations AS l
    WHERE l.cluster_key = m.cluster_key AND l.place_key = m.place_key
    ORDER BY l.geom IS NULL, l.verified DESC, l.status <> 'ok', l.query IS NULL, l.location_key
    LIMIT 1
  ) AS shown ON true
  LEFT JOIN fresh AS f ON f.cluster_key = m.cluster_key AND f.place_key = m.place_key
  ORDER BY m.cluster_key, m.place_key, m.n;
END;

COMMENT ON FUNCTION tickets.resolve_decisions(jsonb) IS 'The decisions given to apply_decisions, with what the gazetteers know of their places.';

-- preview_decisions(decisions): how many present tickets would move with decision n of apply_decisions, where any do. A ticket counts
-- once: with its location's decision, else with its cluster's. Waits for nobody.
CREATE OR REPLACE FUNCTION tickets.preview_decisions(decisions jsonb)
RETURNS TABLE (n bigint, moved bigint)
LANGUAGE sql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH decided AS MATERIALIZED (
    SELECT d.n, d.cluster_key, d.place_key, d.new_names, CASE d.status WHEN 'ok' THEN d.geom END AS geom
    FROM tickets.resolve_decisions(decisions) AS d
    WHERE d.status IS NOT NULL
  ),
  centroids AS MATERIALIZED (
    SELECT d.cluster_key, d.geom FROM decided AS d WHERE d.place_key IS NULL
    UNION ALL
    SELECT c.cluster_key, c.geom
    FROM tickets.active_clusters AS c
    WHERE c.cluster_key NOT IN (SELECT d.cluster_key FROM decided AS d WHERE d.place_key IS NULL)
  ),
  named AS MATERIALIZED (
    SELECT x.n, x.cluster_key, x.location_key, coalesce(x.geom, c.geom) AS geom
    FROM (
      SELECT d.n, d.cluster_key, l.location_key, d.geom
      FROM decided AS d
      JOIN tickets.geo_locations AS l ON l.cluster_key = d.cluster_key AND l.place_key = d.place_key
      UNION ALL
      SELECT d.n, d.cluster_key, tickets.name_key(name), d.geom
      FROM decided AS d
      CROSS JOIN unnest(d.new_names) AS name
    ) AS x
    LEFT JOIN centroids AS c ON c.cluster_key = x.cluster_key
  ),
  affected AS (
    SELECT d.n, d.geom, t.geom AS was
    FROM named AS d
    CROSS JOIN LATERAL (
      SELECT p.geom
      FROM tickets.gazetteer_tickets AS p
      WHERE p.cluster_key = d.cluster_key AND p.location_key = d.location_key
      OFFSET 0  -- so that each is looked up by its index
    ) AS t
    UNION ALL
    SELECT
      d.n,
      coalesce(
        CASE
          WHEN l.verified AND l.status <> 'rejected' THEN l.geom
          WHEN tickets.location_status(l.status, l.verified, tickets.haversine_km(l.geom, d.geom)) = 'ok' THEN l.geom
        END,
        d.geom
      ),
      t.geom
    FROM decided AS d
    CROSS JOIN LATERAL (
      SELECT p.location_key, p.geom
      FROM tickets.gazetteer_tickets AS p
      WHERE p.cluster_key = d.cluster_key
      OFFSET 0
    ) AS t
    LEFT JOIN tickets.geo_locations AS l ON l.cluster_key = d.cluster_key AND l.location_key = t.location_key
    WHERE d.place_key IS NULL
      AND (d.cluster_key, coalesce(t.location_key, '')) NOT IN (SELECT cluster_key, location_key FROM named)  -- by a hash
  )
  SELECT a.n, count(*)
  FROM affected AS a
  WHERE a.geom::bytea IS DISTINCT FROM a.was::bytea
  GROUP BY a.n;
END;

COMMENT ON FUNCTION tickets.preview_decisions(jsonb) IS 'How many present tickets would move with each decision that is given to apply_decisions.';

-- note_unsure(decisions): of those decisions that say that somebody is unsure, who, when and why: with the rows of the place, or,
-- where it has none, in tickets.unsure_places. Changes nothing else. Part of apply_decisions.
CREATE OR REPLACE FUNCTION tickets.note_unsure(decisions jsonb)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  unsure record;
BEGIN
  FOR unsure IN SELECT * FROM tickets.resolve_decisions(decisions) AS d WHERE d.status IS NULL LOOP
    UPDATE tickets.geo_clusters AS c
    SET comment = unsure.comment, decided_by = unsure.decided_by, decided_at = now()
    WHERE unsure.place_key IS NULL
      AND c.cluster_key = unsure.cluster_key;
    IF unsure.place_key IS NULL AND NOT FOUND THEN
      unsure.new_names := ARRAY[NULL];
    END IF;
    UPDATE tickets.geo_locations AS l
    SET comment = unsure.comment, decided_by = unsure.decided_by, decided_at = now()
    WHERE l.cluster_key = unsure.cluster_key
      AND l.place_key = unsure.place_key;
    IF cardinality(unsure.new_names) > 0 THEN
      INSERT INTO tickets.unsure_places AS u (cluster, location_name, comment, decided_by)
      SELECT unsure.cluster, name, unsure.comment, unsure.decided_by
      FROM unnest(unsure.new_names) AS name
      ON CONFLICT (cluster_key, location_key) DO UPDATE
      SET comment = EXCLUDED.comment, decided_by = EXCLUDED.decided_by, decided_at = now();
    END IF;
  END LOOP;
END
$$;

COMMENT ON FUNCTION tickets.note_unsure(jsonb) IS 'Keeps who is unsure about a place, when and why; part of tickets.apply_decisions.';

-- apply_decisions(decisions): what a person decided, all of it or nothing: an array of objects with cluster, place (null: the
-- cluster's centroid), status ('ok', 'rejected', or null: somebody is unsure), lng and lat (none: it stays where it is), the label of
-- the geocoder's answer that is there, comment ('' for none; null: as it is), decided_by (null: the database's user), and, if any,
-- further network names of the place. All names of the place get it; a row is made where there is none, but not by who is unsure.
-- Returns as preview_decisions.
-- Example: SELECT * FROM tickets.apply_decisions('[{"cluster": "Nairobi", "place": "Kilimani", "status": "rejected"}]');
CREATE OR REPLACE FUNCTION tickets.apply_decisions(decisions jsonb)
RETURNS TABLE (n bigint, moved bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM tickets.lock_gazetteers();
  IF EXISTS (SELECT FROM tickets.resolve_decisions(decisions) WHERE status = 'ok' AND geom IS NULL) THEN
    RAISE EXCEPTION 'there is no point to accept: use tickets.verify_place' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY  -- one statement, so that each trigger places tickets once, and all of it sees what was before
  WITH decided AS MATERIALIZED (
    SELECT * FROM tickets.resolve_decisions(decisions)
  ),
  new_clusters AS (
    INSERT INTO tickets.geo_clusters (cluster, geom, status, verified, note, label, comment, decided_by, decided_at)
    SELECT
      d.cluster, d.geom, d.status, true, CASE WHEN d.by_hand THEN format('by hand (%s)', d.decided_by) END, d.label,
      d.comment, d.decided_by, now()
    FROM decided AS d
    WHERE d.place_key IS NULL
      AND d.status IS NOT NULL
    ON CONFLICT ON CONSTRAINT geo_clusters_cluster_key_unique DO NOTHING
  ),
  clusters AS (
    UPDATE tickets.geo_clusters AS c
    SET
      geom = d.geom, status = d.status, verified = true, provider = d.provider, label = d.label,
      query = CASE WHEN NOT d.by_hand THEN c.query END,
      note = CASE WHEN d.by_hand THEN format('by hand (%s)', d.decided_by) WHEN NOT d.chosen THEN c.note END,
      geocoded_at = CASE WHEN d.by_hand THEN now() ELSE c.geocoded_at END,
      comment = d.comment, decided_by = d.decided_by, decided_at = now()
    FROM decided AS d
    WHERE d.place_key IS NULL
      AND d.status IS NOT NULL
      AND c.cluster_key = d.cluster_key
      AND (c.verified, c.status, c.geom::bytea, c.comment) IS DISTINCT FROM (true, d.status, d.geom::bytea, d.comment)
  ),
  new_locations AS (
    INSERT INTO tickets.geo_locations
      (cluster, location_name, place, geom, status, verified, provider, label, note, comment, decided_by, decided_at)
    SELECT
      d.cluster, name, d.place, d.geom, d.status, true, d.provider, d.label,
      CASE WHEN d.by_hand THEN format('by hand (%s)', d.decided_by) END, d.comment, d.decided_by, now()
    FROM decided AS d
    CROSS JOIN unnest(d.new_names) AS name
    WHERE d.status IS NOT NULL
    ON CONFLICT ON CONSTRAINT geo_locations_location_key_unique DO NOTHING
  ),
  locations AS (
    UPDATE tickets.geo_locations AS l
    SET
      geom = d.geom, status = d.status, verified = true, provider = d.provider, label = d.label,
      query = CASE WHEN NOT d.by_hand THEN l.query END,
      note = CASE WHEN d.by_hand THEN format('by hand (%s)', d.decided_by) WHEN NOT d.chosen THEN l.note END,
      geocoded_at = CASE WHEN d.by_hand THEN now() ELSE l.geocoded_at END,
      comment = d.comment, decided_by = d.decided_by, decided_at = now()
    FROM decided AS d
    WHERE d.status IS NOT NULL
      AND l.cluster_key = d.cluster_key
      AND l.place_key = d.place_key
      AND (l.verified, l.status, l.geom::bytea, l.comment) IS DISTINCT FROM (true, d.status, d.geom::bytea, d.comment)
  )
  SELECT f.n, f.moved
  FROM tickets.preview_decisions(decisions) AS f;
  PERFORM tickets.note_unsure(decisions);
END
$$;

COMMENT ON FUNCTION tickets.apply_decisions(jsonb) IS
  'What a person decided about places, all of it or nothing: for verify_place and its like, and for review_places.py.';

-- apply_decision(cluster, place, status, lng, lat): one decision, for verify_place, accept_place and reject_place.
CREATE OR REPLACE FUNCTION tickets.apply_decision(cluster text, place text, decided text, lng double precision, lat double precision)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  wrong CONSTANT text := CASE
    WHEN tickets.name_key(cluster) IS NULL THEN 'cluster'
    WHEN place IS NOT NULL AND tickets.name_key(place) IS NULL THEN 'place'
  END;
BEGIN
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '%: a name of 1 to 200 characters is needed', wrong USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN (
    SELECT coalesce(sum(d.moved), 0)
    FROM tickets.apply_decisions(jsonb_build_array(jsonb_build_object(
      'cluster', cluster, 'place', place, 'status', decided, 'lng', lng, 'lat', lat
    ))) AS d
  );
END
$$;

COMMENT ON FUNCTION tickets.apply_decision(text, text, text, double precision, double precision) IS
  'What verify_place, accept_place and reject_place have in common.';

-- verify_place(cluster, place, lng, lat): a person says that the place is there, under all its network names, those that come
-- later too; place NULL: the cluster's centroid. The row is made where there is none. A network name of the place will do as well.
-- Returns how many present tickets moved.
-- Example: SELECT tickets.verify_place('Nairobi', 'Donholm Phase 8', 36.8931, -1.2964);
CREATE OR REPLACE FUNCTION tickets.verify_place(cluster text, place text, lng double precision, lat double precision)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  wrong text;
BEGIN
  wrong := CASE
    WHEN lng IS NULL OR abs(lng) > 180 THEN format('lng: degrees from -180 to 180 are needed, not %s', coalesce(lng::text, 'NULL'))
    WHEN lat IS NULL OR abs(lat) > 90 THEN format('lat: degrees from -90 to 90 are needed, not %s', coalesce(lat::text, 'NULL'))
    WHEN lng = 0 AND lat = 0 THEN 'lng, lat: 0,0 is no place'
  END;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '%', wrong USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN tickets.apply_decision(cluster, place, 'ok', lng, lat);
END
$$;

COMMENT ON FUNCTION tickets.verify_place(text, text, double precision, double precision) IS
  'A person''s word: the place is there, under all its network names, those that come later too. place NULL: the cluster''s centroid. Returns how many present tickets moved.';

-- accept_place(cluster, place): a person says that the place is where it is shown. place NULL: the cluster's centroid.
-- Example: SELECT tickets.accept_place('Nairobi', 'Kilimani');
CREATE OR REPLACE FUNCTION tickets.accept_place(cluster text, place text)
RETURNS bigint
LANGUAGE sql
RETURN tickets.apply_decision(cluster, place, 'ok', NULL, NULL);

COMMENT ON FUNCTION tickets.accept_place(text, text) IS
  'A person''s word: the place is where it is shown. place NULL: the cluster''s centroid. Returns how many present tickets moved.';

-- reject_place(cluster, place): a person says that this is not the place: it places nothing and is never asked for again.
-- Example: SELECT tickets.reject_place('Nairobi', 'Server Room');
CREATE OR REPLACE FUNCTION tickets.reject_place(cluster text, place text)
RETURNS bigint
LANGUAGE sql
RETURN tickets.apply_decision(cluster, place, 'rejected', NULL, NULL);

COMMENT ON FUNCTION tickets.reject_place(text, text) IS
  'A person''s word: this is not the place; nobody asks for it again. place NULL: the cluster''s centroid. Returns how many present tickets moved.';
