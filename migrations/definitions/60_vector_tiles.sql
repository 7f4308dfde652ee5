-- Vector tiles: Martin and pg_tileserv publish the function by themselves.

CREATE OR REPLACE FUNCTION tickets.query_list(query_params json, name text)
RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fn$
DECLARE
  content CONSTANT text := query_params ->> name;
BEGIN
  IF content LIKE '[%' THEN
    RETURN ARRAY(SELECT json_array_elements_text(content::json));
  END IF;
  PERFORM tickets.raise_invalid_argument(name, format('%s is neither a list nor text', content))
  WHERE json_typeof(query_params -> name) = 'object';
  RETURN string_to_array(nullif(content, ''), ',');
EXCEPTION
  WHEN invalid_text_representation THEN
    PERFORM tickets.raise_invalid_argument(name, format('%L is not a JSON array', content));
END
$fn$;

COMMENT ON FUNCTION tickets.query_list(json, text) IS 'A list in a tile request''s query: JSON, or text with commas.';

-- query_boolean(query_params, name): true or false, as JSON or text. NULL when absent or ''.
-- Example: SELECT tickets.query_boolean('{"actionable": "true"}', 'actionable');  -- t
CREATE OR REPLACE FUNCTION tickets.query_boolean(query_params json, name text)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fn$
DECLARE
  content CONSTANT text := nullif(lower(query_params ->> name), '');
BEGIN
  PERFORM tickets.raise_invalid_argument(name, format('%L is neither true nor false', content))
  WHERE content NOT IN ('true', 'false', '1', '0');
  RETURN content::boolean;
END
$fn$;

COMMENT ON FUNCTION tickets.query_boolean(json, text) IS 'A boolean in a tile request''s query: JSON or text.';

-- check_tile(z, x, y): refuses a tile that is not there. 24 is the deepest zoom that map clients know.
CREATE OR REPLACE FUNCTION tickets.check_tile(z integer, x integer, y integer)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $fn$
DECLARE
  last CONSTANT integer := 2 ^ least(greatest(z, 0), 24) - 1;
BEGIN
  PERFORM tickets.raise_invalid_argument(a.name, format('%s is not within 0 and %s', coalesce(a.value::text, 'NULL'), a.most))
  FROM (VALUES ('z', z, 24), ('x', x, last), ('y', y, last)) AS a (name, value, most)
  WHERE (a.value BETWEEN 0 AND a.most) IS NOT TRUE;
END
$fn$;

COMMENT ON FUNCTION tickets.check_tile(integer, integer, integer) IS 'Refuses, by name, numbers that are of no tile.';

-- tile_x, tile_y: where a place is at zoom z, in 1/4096 tiles from the north-west corner of tile (x, y), web mercator.
-- Counted, not projected: much faster than ST_Transform, and a place on a border is in one tile only.
CREATE OR REPLACE FUNCTION tickets.tile_x(geom @extschema:postgis@.geometry, z integer, x integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor((least((@extschema:postgis@.ST_X(geom) + 180) / 360, 1 - 1e-12) * 2 ^ z - x) * 4096)::integer;

COMMENT ON FUNCTION tickets.tile_x(@extschema:postgis@.geometry, integer, integer) IS '1/4096 tiles east of the tile''s western edge.';

CREATE OR REPLACE FUNCTION tickets.tile_y(geom @extschema:postgis@.geometry, z integer, y integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(((0.5 - asinh(tan(radians(@extschema:postgis@.ST_Y(geom)))) / (2 * pi())) * 2 ^ z - y) * 4096)::integer;

COMMENT ON FUNCTION tickets.tile_y(@extschema:postgis@.geometry, integer, integer) IS '1/4096 tiles south of the tile''s northern edge.';

-- tile_box(z, x, y): a tile in degrees, a hair wider: what is in the tile is for tile_x and tile_y to say.
CREATE OR REPLACE FUNCTION tickets.tile_box(z integer, x integer, y integer)
RETURNS @extschema:postgis@.geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @extschema:postgis@.ST_MakeEnvelope(
  x / 2 ^ z * 360 - 180 - 1e-9,
  degrees(atan(sinh(pi() * (1 - 2 * (y + 1) / 2 ^ z)))) - 1e-9,
  (x + 1) / 2 ^ z * 360 - 180 + 1e-9,
  degrees(atan(sinh(pi() * (1 - 2 * y / 2 ^ z)))) + 1e-9,
  4326
);

COMMENT ON FUNCTION tickets.tile_box(integer, integer, integer) IS 'A tile in degrees, a hair wider.';

-- tile_properties(...): what a tile says of a single ticket; texts cut at 80 characters.
CREATE OR REPLACE FUNCTION tickets.tile_properties(
  p_kind text, p_ticket_id text, p_raw jsonb, p_geo_source text, p_geo_verified boolean
)
RETURNS TABLE (
  ticket_key text,
  ticket_id text,
  kind text,
  status text,
  cluster text,
  location_name text,
  geo_source text,
  geo_verified boolean,
  actionable boolean
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT
    p_kind || ':' || p_ticket_id,
    p_ticket_id,
    p_kind,
    left(p_raw ->> 'status', 80),
    left(tickets.cluster_of(p_raw), 80),
    left(tickets.location_of(p_raw), 80),
    p_geo_source,
    p_geo_verified,
    tickets.is_actionable(p_raw);
END;

COMMENT ON FUNCTION tickets.tile_properties(text, text, jsonb, text, boolean) IS 'What a tile says of a single ticket.';

-- tickets_tile(...): the tile with one point a ticket; no row when they are more than p_most.
-- Plain SQL that inlines, as tickets.filter_tickets does. z, x, y come late: tile servers, which go by the first
-- arguments, would publish it too.
CREATE OR REPLACE FUNCTION tickets.tickets_tile(
  p_kind text,
  p_status text[],
  p_cluster text[],
  p_actionable boolean,
  p_z integer,
  p_x integer,
  p_y integer,
  p_most integer
)
RETURNS TABLE (tile bytea)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT coalesce(@extschema:postgis@.ST_AsMVT(s, 'tickets'::text, 4096, 'geom'::text), '')
  FROM (
    SELECT
      @extschema:postgis@.ST_MakePoint(
        tickets.tile_x(t.geom, p_z, p_x)::double precision,
        tickets.tile_y(t.geom, p_z, p_y)::double precision
      ) AS geom,
      p.*
    FROM tickets.filter_tickets(p_kind, p_status, p_cluster, NULL, p_actionable) AS t
    CROSS JOIN LATERAL tickets.tile_properties(t.kind, t.ticket_id, t.raw, t.geo_source, t.geo_verified) AS p
    WHERE t.geom OPERATOR(@extschema:postgis@.&&) tickets.tile_box(p_z, p_x, p_y)
      AND tickets.tile_x(t.geom, p_z, p_x) BETWEEN 0 AND 4095
      AND tickets.tile_y(t.geom, p_z, p_y) BETWEEN 0 AND 4095
    LIMIT p_most + 1
  ) AS s
  HAVING count(*) <= p_most;
END;

COMMENT ON FUNCTION tickets.tickets_tile(text, text[], text[], boolean, integer, integer, integer, integer) IS
  'A vector tile with one point a ticket; no row when they are over p_most.';

-- clustered_tile(...): the tile with one point for all tickets of a cell, at their center; 16 by 16 cells.
-- A lone ticket of a cell is itself, found anew by its key: its properties are not made for the others.
-- A cell is cut along longitudes and latitudes: a box drawn tightly around its tickets holds no other.
CREATE OR REPLACE FUNCTION tickets.clustered_tile(
  p_kind text,
  p_status text[],
  p_cluster text[],
  p_actionable boolean,
  p_z integer,
  p_x integer,
  p_y integer
)
RETURNS TABLE (tile bytea)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
  SELECT coalesce(
    @extschema:postgis@.ST_AsMVT(c, 'tickets'::text, 4096, 'geom'::text) FILTER (
      WHERE @extschema:postgis@.ST_X(c.geom) BETWEEN 0 AND 4095
        AND @extschema:postgis@.ST_Y(c.geom) BETWEEN 0 AND 4095
    ),
    ''
  )
  FROM (
    SELECT
      @extschema:postgis@.ST_MakePoint(
        tickets.tile_x(center.geom, p_z, p_x)::double precision,
        tickets.tile_y(center.geom, p_z, p_y)::double precision
      ) AS geom,
      cluster.*,
      single.*
    FROM (
      SELECT
        tickets.tile_x(t.geom, p_z, p_x) >> 8 AS cell_x,
        tickets.tile_y(t.geom, p_z, p_y) >> 8 AS cell_y,
        sum(@extschema:postgis@.ST_X(t.geom)) / count(*) AS lng,
        sum(@extschema:postgis@.ST_Y(t.geom)) / count(*) AS lat,
        count(*) AS point_count,
        count(*) FILTER (WHERE t.kind = 'inc') AS inc_count,
        count(*) FILTER (WHERE t.kind = 'crq') AS crq_count,
        count(*) FILTER (WHERE tickets.is_actionable(t.raw)) AS actionable_count,
        min(@extschema:postgis@.ST_X(t.geom)) AS west,
        min(@extschema:postgis@.ST_Y(t.geom)) AS south,
        max(@extschema:postgis@.ST_X(t.geom)) AS east,
        max(@extschema:postgis@.ST_Y(t.geom)) AS north,
        min(t.ticket_id COLLATE "C") AS ticket_id
      FROM tickets.filter_tickets(p_kind, p_status, p_cluster, NULL, p_actionable) AS t
      WHERE t.geom OPERATOR(@extschema:postgis@.&&) tickets.tile_box(p_z, p_x, p_y)
      GROUP BY cell_x, cell_y
    ) AS cell
    CROSS JOIN LATERAL (
      -- A mean of equals can differ from them by rounding, and so be in the next cell.
      SELECT @extschema:postgis@.ST_MakePoint(
        least(greatest(cell.lng, cell.west), cell.east),
        least(greatest(cell.lat, cell.south), cell.north)
      ) AS geom
    ) AS center
    LEFT JOIN LATERAL (
      SELECT
        cell.point_count,
        cell.inc_count,
        cell.crq_count,
        cell.actionable_count,
        cell.west,
        cell.south,
        cell.east,
        cell.north
      WHERE cell.point_count > 1
    ) AS cluster ON true
    LEFT JOIN LATERAL (
      SELECT p.*
      FROM tickets.filter_tickets() AS t
      CROSS JOIN LATERAL tickets.tile_properties(t.kind, t.ticket_id, t.raw, t.geo_source, t.geo_verified) AS p
      WHERE cell.point_count = 1
        AND t.kind = CASE cell.inc_count WHEN 1 THEN 'inc' ELSE 'crq' END
        AND t.ticket_id = cell.ticket_id COLLATE "default"  -- the index's
      OFFSET 0  -- looked up for each cell, never joined with all tickets
    ) AS single ON true
    ORDER BY cell.cell_x, cell.cell_y
  ) AS c;
END;

COMMENT ON FUNCTION tickets.clustered_tile(text, text[], text[], boolean, integer, integer, integer) IS
  'A vector tile with one point a cell of a 16 by 16 grid: a counted one, or the cell''s lone ticket.';

-- fn_tickets_mvt(z, x, y, query_params): a Mapbox vector tile, layer "tickets", extent 4096; empty where there are none.
--   query_params   {"kind": "inc", "status": "New,Pending", "cluster": ["Nairobi"], "actionable": true}: each optional,
--                  filters as in fn_tickets_for_map; a list as JSON or as text with commas; other keys are ignored
-- From zoom 12 on a tile has single tickets (ticket_key, ticket_id, kind, status, cluster, location_name, geo_source,
-- geo_verified, actionable; texts cut at 80 characters), unless they are over 1000, from zoom 16 on over 5000. Then, and
-- below zoom 12, all tickets in a cell of a 16 by 16 grid are one counted point (point_count, inc_count, crq_count,
-- actionable_count), but a lone one is itself. A counted point's west, south, east, north as the p_bbox of
-- fn_tickets_for_map, with the same filters, list just its tickets.
-- Each ticket with a place (within 85.05 degrees of the equator) is in just one tile of a zoom: no buffer, counts add up.
-- Raises 22023 naming a bad argument.
-- Example: SELECT reporting.fn_tickets_mvt(6, 38, 32, '{"kind": "inc", "actionable": true}');
CREATE OR REPLACE FUNCTION reporting.fn_tickets_mvt(
  z integer, x integer, y integer, query_params json DEFAULT '{}'
)
RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- As for the map: processes share a tile of many tickets, and are not started for one of few.
SET parallel_tuple_cost = 0
SET parallel_setup_cost = 5000
SET jit = off
AS $fn$
DECLARE
  most_tickets CONSTANT integer := CASE WHEN z >= 16 THEN 5000 WHEN z >= 12 THEN 1000 ELSE 0 END;
  kind CONSTANT text := nullif(query_params ->> 'kind', '');
  status CONSTANT text[] := tickets.query_list(query_params, 'status');
  cluster CONSTANT text[] := tickets.query_list(query_params, 'cluster');
  actionable CONSTANT boolean := tickets.query_boolean(query_params, 'actionable');
  tile bytea;
BEGIN
  PERFORM tickets.raise_invalid_argument('query_params', 'is not a JSON object') WHERE json_typeof(query_params) <> 'object';
  PERFORM tickets.check_tile(z, x, y);
  PERFORM tickets.validate_filter('', kind, status, cluster);
  -- EXECUTE has the plan made for these arguments: filters that are not given vanish.
  IF most_tickets > 0 THEN
    EXECUTE 'SELECT t.tile FROM tickets.tickets_tile($1, $2, $3, $4, $5, $6, $7, $8) AS t'
    INTO tile
    USING kind, status, cluster, actionable, z, x, y, most_tickets;
  END IF;
  IF tile IS NULL THEN
    EXECUTE 'SELECT t.tile FROM tickets.clustered_tile($1, $2, $3, $4, $5, $6, $7) AS t'
    INTO tile
    USING kind, status, cluster, actionable, z, x, y;
  END IF;
  RETURN tile;
END
$fn$;

COMMENT ON FUNCTION reporting.fn_tickets_mvt(integer, integer, integer, json) IS $json${
  "description": "From zoom 12 tickets, where over 1000 (zoom 16: 5000) counted points. Query: kind, status, cluster, actionable.",
  "attribution": "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a> contributors",
  "minzoom": 0,
  "maxzoom": 24,
  "vector_layers": [
    {
      "id": "tickets",
      "fields": {
        "point_count": "Number",
        "inc_count": "Number",
        "crq_count": "Number",
        "actionable_count": "Number",
        "west": "Number",
        "south": "Number",
        "east": "Number",
        "north": "Number",
        "ticket_key": "String",
        "ticket_id": "String",
        "kind": "String",
        "status": "String",
        "cluster": "String",
        "location_name": "String",
        "geo_source": "String",
        "geo_verified": "Boolean",
        "actionable": "Boolean"
      }
    }
  ]
}$json$;
