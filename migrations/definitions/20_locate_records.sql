-- Where a ticket is: the one definition. The triggers in 30_ticket_triggers.sql and 40_gazetteer_triggers.sql keep every row so.

CREATE OR REPLACE VIEW tickets.active_clusters AS
SELECT cluster_key, geom, verified
FROM tickets.geo_clusters
WHERE (status = 'ok' OR (verified AND status <> 'rejected'))
  AND geom IS NOT NULL;

COMMENT ON VIEW tickets.active_clusters IS 'The clusters that place tickets: ok or verified, and not rejected.';

CREATE OR REPLACE VIEW tickets.active_locations AS
SELECT cluster_key, location_key, geom, verified
FROM tickets.geo_locations
WHERE (status = 'ok' OR (verified AND status <> 'rejected'))
  AND geom IS NOT NULL;

COMMENT ON VIEW tickets.active_locations IS 'The locations that place tickets: ok or verified, and not rejected.';

-- locate_records(records): where the tickets of these records are, one row a record: its position n in the array, its keys,
-- and its place: the feed's own coordinates, else its location's, else its cluster's.
-- geo_verified: whether a person verified the gazetteer row that was used; false for feed and none.
-- Example: SELECT n, geo_source FROM tickets.locate_records(ARRAY['{"cluster": "Nairobi"}', '{"lat": 1, "lng": 36}']::jsonb[]);
CREATE OR REPLACE FUNCTION tickets.locate_records(records jsonb[])
RETURNS TABLE (
  n bigint,
  cluster_key text,
  location_key text,
  geom @extschema:postgis@.geometry(Point, 4326),
  geo_source text,
  geo_verified boolean
)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT
    r.n,
    r.cluster_key,
    r.location_key,
    coalesce(feed.geom, l.geom, c.geom),
    CASE
      WHEN feed.geom IS NOT NULL THEN 'feed'
      WHEN l.geom IS NOT NULL THEN 'location'
      WHEN c.geom IS NOT NULL THEN 'cluster'
      ELSE 'none'
    END,
    CASE
      WHEN feed.geom IS NOT NULL THEN false
      WHEN l.geom IS NOT NULL THEN l.verified
      ELSE coalesce(c.verified, false)
    END
  FROM (
    SELECT
      named.n,
      tickets.name_key(named.cluster) AS cluster_key,
      tickets.name_key(named.location) AS location_key,
      named.lat,
      named.lng
    FROM (
      SELECT
        given.n,
        tickets.cluster_of(given.raw) AS cluster,
        tickets.location_of(given.raw) AS location,
        tickets.latitude_of(given.raw) AS lat,
        tickets.longitude_of(given.raw) AS lng
      FROM unnest(records) WITH ORDINALITY AS given (raw, n)
      OFFSET 0  -- so that each is made once a record, and name_key becomes part of the query
    ) AS named
    OFFSET 0
  ) AS r
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN r.lat <> 0 OR r.lng <> 0 THEN @extschema:postgis@.ST_SetSRID(@extschema:postgis@.ST_MakePoint(r.lng, r.lat), 4326)
    END AS geom
  ) AS feed
  LEFT JOIN tickets.active_locations AS l ON l.cluster_key = r.cluster_key AND l.location_key = r.location_key
  LEFT JOIN tickets.active_clusters AS c ON c.cluster_key = r.cluster_key;
END;

COMMENT ON FUNCTION tickets.locate_records(jsonb[]) IS
  'Where the tickets of these records are: feed, else location, else cluster, else none. The one definition.';

CREATE OR REPLACE FUNCTION tickets.resolve_geom(raw jsonb)
RETURNS TABLE (geom @extschema:postgis@.geometry(Point, 4326), geo_source text, geo_verified boolean)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT p.geom, p.geo_source, p.geo_verified
  FROM tickets.locate_records(ARRAY[raw]) AS p;
END;

COMMENT ON FUNCTION tickets.resolve_geom(jsonb) IS 'Where one record''s ticket is: tickets.locate_records for a single one.';
