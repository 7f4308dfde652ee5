-- The places that people judge, and why each is worth a look.

CREATE OR REPLACE VIEW tickets.open_tickets_by_place AS
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

COMMENT ON VIEW tickets.open_tickets_by_place IS
  'Present tickets that somebody must still act on and that a gazetteer places, or should: those without coordinates of their own.';

-- label_matches_name(label, name): whether an answer's label begins with the name, or contains it, but for case, spaces and punctuation.
-- Example: SELECT tickets.label_matches_name('Lake View, Nakuru', 'Lakeview Estate');  -- true
CREATE OR REPLACE FUNCTION tickets.label_matches_name(label text, name text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
  SELECT strpos(bare.label, bare.name) > 0 OR strpos(bare.name, bare.first) > 0
  FROM (
    SELECT
      regexp_replace(tickets.casefolded(label_matches_name.label), '[^[:alnum:]]', '', 'g') AS label,
      regexp_replace(tickets.casefolded(split_part(label_matches_name.label, ',', 1)), '[^[:alnum:]]', '', 'g') AS first,
      regexp_replace(tickets.casefolded(label_matches_name.name), '[^[:alnum:]]', '', 'g') AS name
  ) AS bare
);

COMMENT ON FUNCTION tickets.label_matches_name(text, text) IS
  'Whether an answer''s label has the name in it, or the name has its first part, but for case, spaces and punctuation.';

CREATE OR REPLACE VIEW tickets.places AS
WITH waiting AS (
  SELECT
    t.cluster_key,
    t.location_key,
    count(*) AS tickets,
    count(*) FILTER (WHERE t.geo_source <> 'location') AS at_centroid,
    min(t.cluster) AS cluster,
    min(t.location_name) AS location_name
  FROM tickets.open_tickets_by_place AS t
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
    CASE WHEN l.decided_at IS NULL THEN u.comment ELSE l.comment END AS comment,
    CASE WHEN l.decided_at IS NULL THEN u.decided_by ELSE l.decided_by END AS decided_by,
    coalesce(l.decided_at, u.decided_at) AS decided_at,
    row_number() OVER (
      PARTITION BY coalesce(l.cluster_key, w.cluster_key), coalesce(l.place_key, w.location_key)
      ORDER BY l.status IS NULL, l.geom IS NULL, l.verified DESC, l.status <> 'ok', l.query IS NULL, l.location_key
    ) AS n
  FROM tickets.geo_locations AS l
  FULL JOIN (SELECT * FROM waiting WHERE location_key IS NOT NULL) AS w
    ON w.cluster_key = l.cluster_key AND w.location_key = l.location_key
  LEFT JOIN tickets.unsure_places AS u
    ON u.cluster_key = coalesce(l.cluster_key, w.cluster_key)
    AND u.location_key = coalesce(l.location_key, w.location_key)
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
    ), ''), 'UTF8')), 'hex') AS state,
    encode(sha256(convert_to(coalesce(string_agg(
      DISTINCT CASE
        WHEN verified THEN concat_ws('|', status, geom::text, decided_by, extract(epoch FROM decided_at))
        WHEN decided_at IS NOT NULL THEN concat_ws('|', decided_by, extract(epoch FROM decided_at))
      END, ';'
    ), ''), 'UTF8')), 'hex') AS judgement,
    (array_agg(comment ORDER BY decided_at DESC NULLS LAST, name))[1] AS comment,
    (array_agg(decided_by ORDER BY decided_at DESC NULLS LAST, name))[1] AS decided_by,
    max(decided_at) AS decided_at,
    bool_or(decided_at IS NOT NULL AND NOT coalesce(verified, false)) AS is_unsure
  FROM named
  GROUP BY cluster_key, place_key
),
located AS (
  SELECT
    g.*,
    coalesce(nullif(tickets.collapse_whitespace(s.place), ''), s.name) AS place,
    s.geom, s.status, s.distance_km, s.provider, s.query, s.label, s.note,
    min(coalesce(s.place, s.name)) FILTER (WHERE s.status = 'ok') OVER same_point AS first_there,
    max(coalesce(s.place, s.name)) FILTER (WHERE s.status = 'ok') OVER same_point AS last_there
  FROM grouped AS g
  JOIN named AS s ON s.cluster_key = g.cluster_key AND s.place_key = g.place_key AND s.n = 1
  WINDOW same_point AS (PARTITION BY g.cluster_key, s.geom)
),
answers AS NOT MATERIALIZED (
  SELECT
    a.cluster_key,
    a.place_key,
    jsonb_agg(jsonb_build_object(
      'rank', a.rank, 'label', a.label, 'lat', @extschema:postgis@.ST_Y(a.geom), 'lng', @extschema:postgis@.ST_X(a.geom),
      'kind', a.kind, 'distance_km', a.distance_km, 'reason', a.reason
    ) ORDER BY a.rank) AS candidates,
    encode(sha256(convert_to(
      string_agg(concat_ws('|', a.rank, a.label, a.geom::text), ';' ORDER BY a.rank), 'UTF8'
    )), 'hex') AS state
  FROM tickets.geo_candidates AS a
  GROUP BY a.cluster_key, a.place_key
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
    CASE WHEN l.is_unsure THEN concat_ws(': ', 'somebody is unsure', l.comment) END,
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
    CASE WHEN l.distance_km > tickets.max_location_km() AND l.status <> 'rejected' THEN format('%s km from the cluster', round(l.distance_km)) END,
    CASE WHEN l.points > 1 THEN format('its names are at %s different points', l.points) END,
    CASE WHEN NOT l.verified AND l.status = 'ok' AND NOT tickets.label_matches_name(l.label, l.place) THEN 'the answer goes by another name' END,
    CASE
      WHEN NOT l.verified AND l.status = 'ok' AND l.first_there <> l.last_there
        THEN format('at the same point as %s', CASE l.place WHEN l.first_there THEN l.last_there ELSE l.first_there END)
    END
  ) AS concern,
  concat_ws('-', 'r', left(l.state, 12), left(l.judgement, 6), coalesce(left(a.state, 6), 'none')) AS revision,
  (NOT coalesce(l.verified, false) OR l.unknown_names > 0)
    AND l.status IS DISTINCT FROM 'unusable'
    AND (l.status = 'too_coarse' AND l.geom IS NULL AND l.query IS NULL) IS NOT TRUE AS needs_review,
  l.cluster_key,
  l.place_key,
  coalesce(a.candidates, '[]') AS candidates,
  l.comment,
  l.decided_by,
  l.decided_at,
  l.is_unsure,
  l.geom
FROM located AS l
LEFT JOIN LATERAL (
  SELECT candidates, state
  FROM answers
  WHERE answers.cluster_key = l.cluster_key AND answers.place_key = l.place_key
  OFFSET 0  -- so that each is looked up by its index
) AS a ON true
JOIN spelt AS s ON s.cluster_key = l.cluster_key
LEFT JOIN tickets.active_clusters AS c ON c.cluster_key = l.cluster_key
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
      WHEN NOT coalesce(c.verified, false) AND coalesce(c.decided_at, q.decided_at) IS NOT NULL
        THEN concat_ws(': ', 'somebody is unsure', CASE WHEN c.decided_at IS NULL THEN q.comment ELSE c.comment END)
    END,
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
    CASE WHEN NOT c.verified AND c.status = 'ok' AND NOT tickets.label_matches_name(c.label, c.cluster) THEN 'the answer goes by another name' END
  ),
  concat_ws(
    '-',
    'r',
    left(encode(sha256(convert_to(concat_ws('|', c.status, c.verified::text, c.geom::text, c.provider, c.label), 'UTF8')), 'hex'), 12),
    left(encode(sha256(convert_to(concat_ws(
      '|',
      CASE WHEN c.verified THEN concat_ws('|', c.status, c.geom::text) END,
      CASE WHEN c.decided_at IS NULL THEN q.decided_by ELSE c.decided_by END,
      extract(epoch FROM coalesce(c.decided_at, q.decided_at))
    ), 'UTF8')), 'hex'), 6),
    coalesce(left(a.state, 6), 'none')
  ),
  NOT coalesce(c.verified, false),
  s.cluster_key,
  NULL,
  coalesce(a.candidates, '[]'),
  CASE WHEN c.decided_at IS NULL THEN q.comment ELSE c.comment END,
  CASE WHEN c.decided_at IS NULL THEN q.decided_by ELSE c.decided_by END,
  coalesce(c.decided_at, q.decided_at),
  NOT coalesce(c.verified, false) AND coalesce(c.decided_at, q.decided_at) IS NOT NULL,
  c.geom
FROM spelt AS s
LEFT JOIN LATERAL (
  SELECT candidates, state
  FROM answers
  WHERE answers.cluster_key = s.cluster_key AND answers.place_key = ''
  OFFSET 0
) AS a ON true
LEFT JOIN tickets.unsure_places AS q ON q.cluster_key = s.cluster_key AND q.location_key = ''
LEFT JOIN tickets.geo_clusters AS c ON c.cluster_key = s.cluster_key
LEFT JOIN tickets.active_clusters AS u ON u.cluster_key = s.cluster_key
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
COMMENT ON COLUMN tickets.places.revision IS
  'Changes when the row, a person''s decision or the candidates change, each in a part of its own: how review_places.py sees that somebody was faster.';
COMMENT ON COLUMN tickets.places.needs_review IS
  'No person has judged it yet, and one is needed: unverified, refused, or without a row though tickets wait; not the cluster itself, nor what is no name.';
COMMENT ON COLUMN tickets.places.is_unsure IS 'A person has looked at it and could not say.';
COMMENT ON COLUMN tickets.places.candidates IS 'The geocoder''s answers, best first: rank, label, lat, lng, kind, distance_km, reason.';

-- Narrow enough for a terminal; all that is known of a place is in tickets.places.
CREATE OR REPLACE VIEW tickets.places_to_review AS
SELECT
  'pl-' || left(encode(sha256(convert_to(concat_ws(E'\n', p.cluster_key, p.place_key), 'UTF8')), 'hex'), 12) AS id,
  p.tickets,
  left(p.cluster, 24) AS cluster,
  left(p.place, 32) AS place,
  p.status,
  round(p.distance_km::numeric, 1) AS km,
  left(p.concern, 60) AS concern,
  p.geom
FROM tickets.places AS p
WHERE p.needs_review
ORDER BY p.is_unsure, p.tickets DESC, p.what, p.cluster, p.place;

COMMENT ON VIEW tickets.places_to_review IS
  'The places that need a person, those of most tickets first, in short, for a terminal and for QGIS (key: id); all columns are in tickets.places.';
COMMENT ON COLUMN tickets.places_to_review.id IS 'Unique, and the same as long as the cluster and the place are: what QGIS takes for the key.';
COMMENT ON COLUMN tickets.places_to_review.km IS 'From the cluster''s centroid.';

-- Tickets with coordinates of their own, to judge places by.
CREATE OR REPLACE VIEW tickets.feed_points AS
SELECT DISTINCT
  round(@extschema:postgis@.ST_Y(t.geom)::numeric, 4)::double precision AS lat,
  round(@extschema:postgis@.ST_X(t.geom)::numeric, 4)::double precision AS lng
FROM (
  SELECT i.geom FROM tickets.inc AS i WHERE i.gone_at IS NULL AND i.geo_source = 'feed'
  UNION ALL
  SELECT c.geom FROM tickets.crq AS c WHERE c.gone_at IS NULL AND c.geo_source = 'feed'
) AS t;

COMMENT ON VIEW tickets.feed_points IS 'Where present tickets with coordinates of their own are, to some 10 m.';
