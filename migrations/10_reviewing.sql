-- What a person says about a place: verify_place and its like, and the list of the places worth a look.

-- A place's names compare by what they clean to; a name that says nothing else is a place of its own.
ALTER TABLE tickets.geo_locations
  ADD COLUMN place_key text GENERATED ALWAYS AS (coalesce(tickets.name_key(place), tickets.name_key(location_name))) STORED;

CREATE INDEX geo_locations_places ON tickets.geo_locations (cluster_key, place_key);

COMMENT ON COLUMN tickets.geo_locations.place_key IS
  'tickets.name_key(place), or of location_name where there is no place: rows of a cluster that agree in it are one place.';
COMMENT ON INDEX tickets.geo_locations_places IS
  'All names of one place: verify_place and its like; whether a person has spoken of a new name''s place.';

-- A person's word for a place holds for the names that come later too.
CREATE FUNCTION tickets.heed_a_person()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said record;
BEGIN
  SELECT l.place, l.geom, l.status, l.provider, l.label, l.location_name
  INTO said
  FROM tickets.geo_locations AS l
  WHERE l.cluster_key = tickets.name_key(NEW.cluster)
    AND l.place_key = coalesce(tickets.name_key(NEW.place), tickets.name_key(NEW.location_name))
    AND l.verified
    AND NOT EXISTS (
      SELECT
      FROM tickets.geo_locations AS same
      WHERE same.cluster_key = l.cluster_key
        AND same.location_key = tickets.name_key(NEW.location_name)
    )
  ORDER BY l.geocoded_at DESC
  LIMIT 1;
  IF FOUND THEN
    NEW.place := coalesce(said.place, NEW.place);
    NEW.geom := said.geom;
    NEW.status := said.status;
    NEW.verified := true;
    NEW.provider := said.provider;
    NEW.query := NULL;
    NEW.label := said.label;
    NEW.note := format('not asked: as %s', said.location_name);
  END IF;
  RETURN NEW;
END
$$;

COMMENT ON FUNCTION tickets.heed_a_person() IS
  'A new name of a place that a person has verified or rejected is verified or rejected with it.';

-- Triggers run in the order of their names: after guard_verified, as whoever may not verify hands on a person's word here and
-- gives none; before judge, which leaves verified rows alone.
CREATE TRIGGER heed_a_person BEFORE INSERT ON tickets.geo_locations
  FOR EACH ROW WHEN (NOT NEW.verified) EXECUTE FUNCTION tickets.heed_a_person();

-- The tickets that wait for a place, and the places they wait for.

CREATE VIEW tickets.waiting_tickets AS
SELECT
  'inc' AS kind,
  t.ticket_id,
  t.raw ->> 'status' AS status,
  t.cluster_key,
  t.location_key,
  tickets.cluster_of(t.raw) AS cluster,
  tickets.location_of(t.raw) AS location_name,
  t.geo_source
FROM tickets.inc AS t
WHERE t.gone_at IS NULL
  AND t.geo_source <> 'feed'
  AND t.cluster_key IS NOT NULL
  AND tickets.is_actionable(t.raw)
UNION ALL
SELECT
  'crq',
  t.ticket_id,
  t.raw ->> 'status',
  t.cluster_key,
  t.location_key,
  tickets.cluster_of(t.raw),
  tickets.location_of(t.raw),
  t.geo_source
FROM tickets.crq AS t
WHERE t.gone_at IS NULL
  AND t.geo_source <> 'feed'
  AND t.cluster_key IS NOT NULL
  AND tickets.is_actionable(t.raw);

COMMENT ON VIEW tickets.waiting_tickets IS
  'Present tickets that somebody must still act on and that a gazetteer places, or should: those without coordinates of their own.';

-- goes_by(label, name): whether an answer's label begins with the name, or contains it, but for case, spaces and punctuation.
-- Example: SELECT tickets.goes_by('Lake View, Nakuru', 'Lakeview Estate');  -- true
CREATE FUNCTION tickets.goes_by(label text, name text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT strpos(bare.label, bare.name) > 0 OR strpos(bare.name, bare.first) > 0
  FROM (
    SELECT
      regexp_replace(tickets.folded(goes_by.label), '[^[:alnum:]]', '', 'g') AS label,
      regexp_replace(tickets.folded(split_part(goes_by.label, ',', 1)), '[^[:alnum:]]', '', 'g') AS first,
      regexp_replace(tickets.folded(goes_by.name), '[^[:alnum:]]', '', 'g') AS name
  ) AS bare
);

COMMENT ON FUNCTION tickets.goes_by(text, text) IS
  'Whether an answer''s label has the name in it, or the name has its first part, but for case, spaces and punctuation.';

CREATE VIEW tickets.places AS
WITH waiting AS (
  SELECT
    t.cluster_key,
    t.location_key,
    count(*) AS tickets,
    count(*) FILTER (WHERE t.geo_source <> 'location') AS at_centroid,
    min(t.cluster) AS cluster,
    min(t.location_name) AS location_name
  FROM tickets.waiting_tickets AS t
  GROUP BY t.cluster_key, t.location_key
),
spelt AS (  -- one spelling a cluster
  SELECT c.cluster_key, min(c.cluster) AS cluster
  FROM (
    SELECT g.cluster_key, g.cluster FROM tickets.geo_clusters AS g
    UNION ALL
    SELECT x.cluster_key, x.cluster
    FROM (
      SELECT l.cluster_key, l.cluster FROM tickets.geo_locations AS l
      UNION ALL
      SELECT w.cluster_key, w.cluster FROM waiting AS w
    ) AS x
    WHERE NOT EXISTS (SELECT FROM tickets.geo_clusters AS g WHERE g.cluster_key = x.cluster_key)
  ) AS c
  GROUP BY c.cluster_key
),
named AS (  -- one row a network name; n = 1 is the one that speaks for its place
  SELECT
    coalesce(l.cluster_key, w.cluster_key) AS cluster_key,
    coalesce(l.place_key, w.location_key) AS place_key,
    coalesce(l.location_name, w.location_name) AS name,
    coalesce(w.tickets, 0) AS tickets,
    l.place, l.geom, l.status, l.verified, l.distance_km, l.provider, l.query, l.label, l.note,
    row_number() OVER (
      PARTITION BY coalesce(l.cluster_key, w.cluster_key), coalesce(l.place_key, w.location_key)
      ORDER BY l.status IS NULL, l.geom IS NULL, l.verified DESC, l.status <> 'ok', l.query IS NULL, l.location_key
    ) AS n
  FROM tickets.geo_locations AS l
  FULL JOIN (SELECT * FROM waiting WHERE location_key IS NOT NULL) AS w
    ON w.cluster_key = l.cluster_key AND w.location_key = l.location_key
),
grouped AS (
  SELECT
    cluster_key,
    place_key,
    array_agg(name ORDER BY tickets DESC, name) AS names,
    sum(tickets)::bigint AS tickets,
    count(*) FILTER (WHERE status IS NULL) AS unknown_names,
    bool_and(verified) AS verified,
    count(DISTINCT geom) AS points,
    encode(sha256(convert_to(coalesce(string_agg(
      DISTINCT concat_ws('|', status, verified::text, geom::text, provider, label), ';'
    ), ''), 'UTF8')), 'hex') AS state
  FROM named
  GROUP BY cluster_key, place_key
),
located AS (
  SELECT
    g.*,
    coalesce(nullif(tickets.single_spaced(s.place), ''), s.name) AS place,
    s.geom, s.status, s.distance_km, s.provider, s.query, s.label, s.note,
    min(coalesce(s.place, s.name)) FILTER (WHERE s.status = 'ok') OVER same_point AS first_there,
    max(coalesce(s.place, s.name)) FILTER (WHERE s.status = 'ok') OVER same_point AS last_there
  FROM grouped AS g
  JOIN named AS s ON s.cluster_key = g.cluster_key AND s.place_key = g.place_key AND s.n = 1
  WINDOW same_point AS (PARTITION BY g.cluster_key, s.geom)
)
SELECT
  'location' AS what,
  s.cluster,
  l.place,
  l.names,
  l.status,
  l.verified,
  @extschema:postgis@.ST_Y(l.geom) AS lat,
  @extschema:postgis@.ST_X(l.geom) AS lng,
  l.distance_km,
  l.tickets,
  l.provider,
  l.query,
  l.label,
  l.note,
  concat_ws(
    '; ',
    CASE
      WHEN l.status IS NULL AND c.cluster_key IS NULL THEN 'never asked for: its cluster has no centroid'
      WHEN l.status IS NULL THEN 'never asked for'
      WHEN l.unknown_names > 0 THEN 'a new name of it has no row yet'
    END,
    CASE
      WHEN l.verified THEN NULL
      WHEN l.status = 'not_found' THEN concat_ws(': ', 'not found', l.note)
      WHEN l.status = 'too_coarse' THEN coalesce(l.note, 'only something too large goes by this name')
      WHEN l.status = 'unusable' THEN 'no name is left without the network codes'
      WHEN l.note NOT LIKE 'not asked: as %' THEN l.note
    END,
    CASE WHEN l.distance_km > 25 AND l.status <> 'rejected' THEN format('%s km from the cluster', round(l.distance_km)) END,
    CASE WHEN l.points > 1 THEN format('its names are at %s different points', l.points) END,
    CASE WHEN NOT l.verified AND l.status = 'ok' AND NOT tickets.goes_by(l.label, l.place) THEN 'the answer goes by another name' END,
    CASE
      WHEN NOT l.verified AND l.status = 'ok' AND l.first_there <> l.last_there
        THEN format('at the same point as %s', CASE l.place WHEN l.first_there THEN l.last_there ELSE l.first_there END)
    END
  ) AS concern,
  'r-' || left(l.state, 12) AS revision,
  NOT coalesce(l.verified, false) OR l.unknown_names > 0 AS is_worth_a_look,
  l.cluster_key,
  l.place_key
FROM located AS l
JOIN spelt AS s ON s.cluster_key = l.cluster_key
LEFT JOIN tickets.usable_clusters AS c ON c.cluster_key = l.cluster_key
UNION ALL
SELECT
  'cluster',
  s.cluster,
  '',
  '{}'::text[],
  c.status,
  c.verified,
  @extschema:postgis@.ST_Y(c.geom),
  @extschema:postgis@.ST_X(c.geom),
  NULL,
  coalesce(w.tickets, 0),
  c.provider,
  c.query,
  c.label,
  c.note,
  concat_ws(
    '; ',
    CASE
      WHEN u.cluster_key IS NULL AND w.tickets = 1 THEN '1 ticket waits for its centroid'
      WHEN u.cluster_key IS NULL AND w.tickets > 0 THEN format('%s tickets wait for its centroid', w.tickets)
    END,
    CASE
      WHEN c.status IS NULL THEN 'never asked for'
      WHEN c.verified THEN NULL
      WHEN c.status = 'not_found' THEN concat_ws(': ', 'not found', c.note)
      WHEN c.status = 'too_coarse' THEN coalesce(c.note, 'only something as large as a county goes by this name')
      ELSE c.note
    END,
    CASE WHEN NOT c.verified AND c.status = 'ok' AND NOT tickets.goes_by(c.label, c.cluster) THEN 'the answer goes by another name' END
  ),
  'r-' || left(encode(sha256(convert_to(
    concat_ws('|', c.status, c.verified::text, c.geom::text, c.provider, c.label), 'UTF8'
  )), 'hex'), 12),
  NOT coalesce(c.verified, false),
  s.cluster_key,
  NULL
FROM spelt AS s
LEFT JOIN tickets.geo_clusters AS c ON c.cluster_key = s.cluster_key
LEFT JOIN tickets.usable_clusters AS u ON u.cluster_key = s.cluster_key
LEFT JOIN (
  SELECT cluster_key, sum(at_centroid)::bigint AS tickets
  FROM waiting
  GROUP BY cluster_key
) AS w ON w.cluster_key = s.cluster_key
WHERE c.status IS NOT NULL OR w.tickets > 0;

COMMENT ON VIEW tickets.places IS
  'Every place that is known or that present tickets wait for: a cluster, or a place of a cluster under all its network names. A name without a row is a place of its own here.';
COMMENT ON COLUMN tickets.places.tickets IS 'Present actionable tickets that it places, or would.';
COMMENT ON COLUMN tickets.places.concern IS 'Why it is worth a look, in words; empty if nothing speaks against it.';
COMMENT ON COLUMN tickets.places.revision IS 'Changes when status, point or answer change: how review_places.py sees that somebody was faster.';
COMMENT ON COLUMN tickets.places.is_worth_a_look IS 'No person has judged it yet: unverified, refused, or without a row though tickets wait.';

CREATE VIEW tickets.places_to_review AS
SELECT
  what, cluster, place, array_to_string(names, ' | ') AS names, status, verified, lat, lng, distance_km, tickets,
  provider, query, label, note, concern, revision,
  NULL::text AS decision, NULL::double precision AS new_lat, NULL::double precision AS new_lng
FROM tickets.places
WHERE is_worth_a_look
ORDER BY tickets DESC, what, cluster, place;

COMMENT ON VIEW tickets.places_to_review IS
  'The places worth a look, those of most tickets first, in the columns of review_places.py --export.';

-- Tickets with coordinates of their own, to judge places by.
CREATE VIEW tickets.own_points AS
SELECT DISTINCT
  round(@extschema:postgis@.ST_Y(t.geom)::numeric, 4)::double precision AS lat,
  round(@extschema:postgis@.ST_X(t.geom)::numeric, 4)::double precision AS lng
FROM (
  SELECT i.geom FROM tickets.inc AS i WHERE i.gone_at IS NULL AND i.geo_source = 'feed'
  UNION ALL
  SELECT c.geom FROM tickets.crq AS c WHERE c.gone_at IS NULL AND c.geo_source = 'feed'
) AS t;

COMMENT ON VIEW tickets.own_points IS 'Where present tickets with coordinates of their own are, to some 10 m.';

-- A person's word.

CREATE FUNCTION tickets.hold_places()
RETURNS void
LANGUAGE sql
RETURN pg_advisory_xact_lock(hashtext('tickets.placing'));  -- as the gazetteers' triggers take it

COMMENT ON FUNCTION tickets.hold_places() IS
  'Until the transaction ends nobody else changes a gazetteer or places a ticket.';

-- Again, as in 06_placing.sql, but that nothing is done where nothing was written: a decision about a location would mostly plan it.
CREATE OR REPLACE FUNCTION tickets.clusters_written()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  keys text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    keys := ARRAY(SELECT cluster_key FROM after);
  ELSIF TG_OP = 'DELETE' THEN
    keys := ARRAY(SELECT cluster_key FROM before);
  ELSE
    keys := ARRAY(
      SELECT cluster_key
      FROM (
        (TABLE before EXCEPT TABLE after)
        UNION
        (TABLE after EXCEPT TABLE before)
      ) AS differing
    );
  END IF;
  IF keys = '{}' THEN
    RETURN NULL;
  END IF;
  -- Touching a location has it measured from the new centroid, and judged.
  UPDATE tickets.geo_locations
  SET distance_km = distance_km
  WHERE cluster_key = ANY (keys)
    AND geom IS NOT NULL;
  PERFORM tickets.place_again(keys);
  RETURN NULL;
END
$$;

CREATE VIEW tickets.placed_tickets AS
SELECT i.cluster_key, i.location_key, i.geom
FROM tickets.inc AS i
WHERE i.gone_at IS NULL AND i.geo_source <> 'feed'
UNION ALL
SELECT c.cluster_key, c.location_key, c.geom
FROM tickets.crq AS c
WHERE c.gone_at IS NULL AND c.geo_source <> 'feed';

COMMENT ON VIEW tickets.placed_tickets IS
  'Present tickets that a gazetteer places, or does not: those without coordinates of their own.';

-- read_decisions(decisions): what decide_places is given, with what the gazetteers have: one row a cluster (place_key NULL) or
-- place, of which the first decision counts. new_names: those that have no row yet. geom: where it is from now on, or, of a
-- rejected one, was. by_hand: the point was given, and nothing is kept of an answer that was wrong.
CREATE FUNCTION tickets.read_decisions(decisions jsonb)
RETURNS TABLE (
  n bigint, cluster_key text, place_key text, cluster text, place text, new_names text[],
  status text, geom @extschema:postgis@.geometry, provider text, label text, by_hand boolean
)
LANGUAGE sql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH keyed AS MATERIALIZED (
    SELECT g.n, g.cluster, g.place, g.names, g.status, g.lng, g.lat, tickets.name_key(g.cluster) AS cluster_key, g.key
    FROM (
      SELECT d.*, tickets.name_key(d.place) AS key
      FROM ROWS FROM (
        jsonb_to_recordset(decisions)
          AS (cluster text, place text, names text[], status text, lng double precision, lat double precision)
      ) WITH ORDINALITY AS d (cluster, place, names, status, lng, lat, n)
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
    coalesce(c.cluster, tickets.single_spaced(m.cluster)),
    coalesce(shown.place, tickets.single_spaced(m.place)),
    coalesce(f.names, CASE WHEN m.place_key IS NOT NULL AND shown.place IS NULL THEN ARRAY[tickets.single_spaced(m.place)] END),
    m.status,
    CASE
      WHEN m.lng IS NOT NULL THEN @extschema:postgis@.ST_SetSRID(@extschema:postgis@.ST_MakePoint(m.lng, m.lat), 4326)
      WHEN m.place_key IS NULL THEN c.geom
      ELSE shown.geom
    END,
    CASE WHEN m.lng IS NULL THEN CASE WHEN m.place_key IS NULL THEN c.provider ELSE shown.provider END END,
    CASE WHEN m.lng IS NULL THEN CASE WHEN m.place_key IS NULL THEN c.label ELSE shown.label END END,
    m.lng IS NOT NULL
  FROM meant AS m
  LEFT JOIN tickets.geo_clusters AS c ON c.cluster_key = m.cluster_key
  LEFT JOIN LATERAL (  -- as in tickets.places
    SELECT coalesce(l.place, l.location_name) AS place, l.geom, l.provider, l.label
    FROM tickets.geo_locations AS l
    WHERE l.cluster_key = m.cluster_key AND l.place_key = m.place_key
    ORDER BY l.geom IS NULL, l.verified DESC, l.status <> 'ok', l.query IS NULL, l.location_key
    LIMIT 1
  ) AS shown ON true
  LEFT JOIN fresh AS f ON f.cluster_key = m.cluster_key AND f.place_key = m.place_key
  ORDER BY m.cluster_key, m.place_key, m.n;
END;

COMMENT ON FUNCTION tickets.read_decisions(jsonb) IS 'The decisions given to decide_places, with what the gazetteers know of their places.';

-- foretell_places(decisions): how many present tickets would move with decision n of decide_places, where any do. A ticket counts
-- once: with its location's decision, else with its cluster's. Waits for nobody.
CREATE FUNCTION tickets.foretell_places(decisions jsonb)
RETURNS TABLE (n bigint, moved bigint)
LANGUAGE sql STABLE ROWS 10
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH decided AS MATERIALIZED (
    SELECT d.n, d.cluster_key, d.place_key, d.new_names, CASE d.status WHEN 'ok' THEN d.geom END AS geom
    FROM tickets.read_decisions(decisions) AS d
  ),
  centroids AS MATERIALIZED (
    SELECT d.cluster_key, d.geom FROM decided AS d WHERE d.place_key IS NULL
    UNION ALL
    SELECT c.cluster_key, c.geom
    FROM tickets.usable_clusters AS c
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
      FROM tickets.placed_tickets AS p
      WHERE p.cluster_key = d.cluster_key AND p.location_key = d.location_key
      OFFSET 0  -- so that each is looked up by its index
    ) AS t
    UNION ALL
    SELECT
      d.n,
      coalesce(
        CASE
          WHEN CASE  -- as tickets.judge_location will have it
            WHEN l.verified THEN l.status <> 'rejected'
            WHEN l.status IN ('ok', 'too_far') THEN coalesce(tickets.haversine_km(l.geom, d.geom) <= 25, l.status = 'ok')
          END THEN l.geom
        END,
        d.geom
      ),
      t.geom
    FROM decided AS d
    CROSS JOIN LATERAL (
      SELECT p.location_key, p.geom
      FROM tickets.placed_tickets AS p
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

COMMENT ON FUNCTION tickets.foretell_places(jsonb) IS 'How many present tickets would move with each decision that is given to decide_places.';

-- decide_places(decisions): what a person decided, all of it or nothing: an array of objects with cluster, place (null: the
-- cluster's centroid), status ('ok' or 'rejected'), lng and lat (none: it stays where it is), and, if any, further network names of
-- the place. All names of the place get it; a row is made where there is none. Returns as foretell_places.
-- Example: SELECT * FROM tickets.decide_places('[{"cluster": "Nairobi", "place": "Kilimani", "status": "rejected"}]');
CREATE FUNCTION tickets.decide_places(decisions jsonb)
RETURNS TABLE (n bigint, moved bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  hand CONSTANT text := format('by hand (%s)', session_user);
BEGIN
  PERFORM tickets.hold_places();
  IF EXISTS (SELECT FROM tickets.read_decisions(decisions) WHERE status = 'ok' AND geom IS NULL) THEN
    RAISE EXCEPTION 'there is no point to accept: use tickets.verify_place' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY  -- one statement, so that each trigger places tickets once, and all of it sees what was before
  WITH decided AS MATERIALIZED (
    SELECT * FROM tickets.read_decisions(decisions)
  ),
  new_clusters AS (
    INSERT INTO tickets.geo_clusters (cluster, geom, status, verified, note)
    SELECT d.cluster, d.geom, d.status, true, CASE WHEN d.by_hand THEN hand END
    FROM decided AS d
    WHERE d.place_key IS NULL
    ON CONFLICT ON CONSTRAINT geo_clusters_one_row_a_name DO NOTHING
  ),
  clusters AS (
    UPDATE tickets.geo_clusters AS c
    SET geom = d.geom, status = d.status, verified = true, provider = d.provider, label = d.label,
      query = CASE WHEN NOT d.by_hand THEN c.query END, note = CASE WHEN d.by_hand THEN hand ELSE c.note END, geocoded_at = now()
    FROM decided AS d
    WHERE d.place_key IS NULL
      AND c.cluster_key = d.cluster_key
      AND (c.verified, c.status, c.geom::bytea) IS DISTINCT FROM (true, d.status, d.geom::bytea)
  ),
  new_locations AS (
    INSERT INTO tickets.geo_locations (cluster, location_name, place, geom, status, verified, provider, label, note)
    SELECT d.cluster, name, d.place, d.geom, d.status, true, d.provider, d.label, CASE WHEN d.by_hand THEN hand END
    FROM decided AS d
    CROSS JOIN unnest(d.new_names) AS name
    ON CONFLICT ON CONSTRAINT geo_locations_one_row_a_name DO NOTHING
  ),
  locations AS (
    UPDATE tickets.geo_locations AS l
    SET geom = d.geom, status = d.status, verified = true, provider = d.provider, label = d.label,
      query = CASE WHEN NOT d.by_hand THEN l.query END, note = CASE WHEN d.by_hand THEN hand ELSE l.note END, geocoded_at = now()
    FROM decided AS d
    WHERE l.cluster_key = d.cluster_key
      AND l.place_key = d.place_key
      AND (l.verified, l.status, l.geom::bytea) IS DISTINCT FROM (true, d.status, d.geom::bytea)
  )
  SELECT f.n, f.moved
  FROM tickets.foretell_places(decisions) AS f;
END
$$;

COMMENT ON FUNCTION tickets.decide_places(jsonb) IS
  'What a person decided about places, all of it or nothing: for verify_place and its like, and for review_places.py.';

-- decide_place(cluster, place, status, lng, lat): one decision, for verify_place, accept_place and reject_place.
CREATE FUNCTION tickets.decide_place(cluster text, place text, decided text, lng double precision, lat double precision)
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
    FROM tickets.decide_places(jsonb_build_array(jsonb_build_object(
      'cluster', cluster, 'place', place, 'status', decided, 'lng', lng, 'lat', lat
    ))) AS d
  );
END
$$;

COMMENT ON FUNCTION tickets.decide_place(text, text, text, double precision, double precision) IS
  'What verify_place, accept_place and reject_place have in common.';

-- verify_place(cluster, place, lng, lat): a person says that the place is there, under all its network names, those that come
-- later too; place NULL: the cluster's centroid. The row is made where there is none. A network name of the place will do as well.
-- Returns how many present tickets moved.
-- Example: SELECT tickets.verify_place('Nairobi', 'Donholm Phase 8', 36.8931, -1.2964);
CREATE FUNCTION tickets.verify_place(cluster text, place text, lng double precision, lat double precision)
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
  RETURN tickets.decide_place(cluster, place, 'ok', lng, lat);
END
$$;

-- accept_place(cluster, place): a person says that the place is where it is shown. place NULL: the cluster's centroid.
-- Example: SELECT tickets.accept_place('Nairobi', 'Kilimani');
CREATE FUNCTION tickets.accept_place(cluster text, place text)
RETURNS bigint
LANGUAGE sql
RETURN tickets.decide_place(cluster, place, 'ok', NULL, NULL);

-- reject_place(cluster, place): a person says that this is not the place: it places nothing and is never asked for again.
-- Example: SELECT tickets.reject_place('Nairobi', 'Server Room');
CREATE FUNCTION tickets.reject_place(cluster text, place text)
RETURNS bigint
LANGUAGE sql
RETURN tickets.decide_place(cluster, place, 'rejected', NULL, NULL);

COMMENT ON FUNCTION tickets.verify_place(text, text, double precision, double precision) IS
  'A person''s word: the place is there, under all its network names, those that come later too. place NULL: the cluster''s centroid. Returns how many present tickets moved.';
COMMENT ON FUNCTION tickets.accept_place(text, text) IS
  'A person''s word: the place is where it is shown. place NULL: the cluster''s centroid. Returns how many present tickets moved.';
COMMENT ON FUNCTION tickets.reject_place(text, text) IS
  'A person''s word: this is not the place; nobody asks for it again. place NULL: the cluster''s centroid. Returns how many present tickets moved.';
