-- Vector tiles of the tickets, for a million of them: Martin and pg_tileserv publish the function by themselves.

-- What tile servers pass on from a URL's query: JSON, with text where a program would write lists and booleans.

-- query_list(query_params, name): a list, as JSON, as JSON in a text, or as text with commas. NULL when absent or ''.
-- Example: SELECT tickets.query_list('{"status": "New,Pending"}', 'status');  -- {New,Pending}
CREATE FUNCTION tickets.query_list(query_params json, name text)
RETURNS text[]
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $fn$
DECLARE
  content CONSTANT text := query_params ->> name;
BEGIN
  IF content LIKE '[%' THEN
    RETURN ARRAY(SELECT json_array_elements_text(content::json));
  END IF;
  PERFORM tickets.refuse(name, format('%s is neither a list nor text', content))
  WHERE json_typeof(query_params -> name) = 'object';
  RETURN string_to_array(nullif(content, ''), ',');
EXCEPTION
  WHEN invalid_text_representation THEN
    PERFORM tickets.refuse(name, format('%L is no JSON array', content));
END
$fn$;

-- query_boolean(query_params, name): true or false, as JSON or text. NULL when absent or ''.
-- Example: SELECT tickets.query_boolean('{"actionable": "true"}', 'actionable');  -- t
CREATE FUNCTION tickets.query_boolean(query_params json, name text)
RETURNS boolean
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $fn$
DECLARE
  content CONSTANT text := nullif(lower(query_params ->> name), '');
BEGIN
  PERFORM tickets.refuse(name, format('%L is neither true nor false', content))
  WHERE content NOT IN ('true', 'false', '1', '0');
  RETURN content::boolean;
END
$fn$;

-- check_tile(z, x, y): refuses a tile that is not there. 24 is the deepest zoom that map clients know.
CREATE FUNCTION tickets.check_tile(z integer, x integer, y integer)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $fn$
DECLARE
  last CONSTANT integer := 2 ^ least(greatest(z, 0), 24) - 1;
BEGIN
  PERFORM tickets.refuse(a.name, format('%s is not within 0 and %s', coalesce(a.value::text, 'NULL'), a.most))
  FROM (VALUES ('z', z, 24), ('x', x, last), ('y', y, last)) AS a (name, value, most)
  WHERE (a.value BETWEEN 0 AND a.most) IS NOT TRUE;
END
$fn$;

COMMENT ON FUNCTION tickets.query_list(json, text) IS 'A list in a tile request''s query: JSON, or text with commas.';
COMMENT ON FUNCTION tickets.query_boolean(json, text) IS 'A boolean in a tile request''s query: JSON or text.';
COMMENT ON FUNCTION tickets.check_tile(integer, integer, integer) IS 'Refuses, by name, numbers that are of no tile.';

-- tile_x, tile_y: where a place is at zoom z, in 1/4096 tiles from the north-west corner of tile (x, y), web mercator.
-- Counted, not projected: much faster than ST_Transform, and a place on a border is in one tile only.
CREATE FUNCTION tickets.tile_x(geom geometry, z integer, x integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor((least((ST_X(geom) + 180) / 360, 1 - 1e-12) * 2 ^ z - x) * 4096)::integer;

CREATE FUNCTION tickets.tile_y(geom geometry, z integer, y integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(((0.5 - asinh(tan(radians(ST_Y(geom)))) / (2 * pi())) * 2 ^ z - y) * 4096)::integer;

COMMENT ON FUNCTION tickets.tile_x(geometry, integer, integer) IS '1/4096 tiles east of the tile''s western edge.';
COMMENT ON FUNCTION tickets.tile_y(geometry, integer, integer) IS '1/4096 tiles south of the tile''s northern edge.';

-- tile_box(z, x, y): a tile in degrees, a hair wider: what is in the tile is for tile_x and tile_y to say.
CREATE FUNCTION tickets.tile_box(z integer, x integer, y integer)
RETURNS geometry
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ST_Expand(ST_Transform(ST_TileEnvelope(z, x, y), 4326), 1e-9);

COMMENT ON FUNCTION tickets.tile_box(integer, integer, integer) IS 'A tile in degrees, a hair wider.';

-- tile_of_tickets(...): the tile with one point a ticket; NULL when they are over 1000.
-- z, x, y come last lest tile servers, which go by the first arguments, publish it too.
CREATE FUNCTION tickets.tile_of_tickets(
  kind text, status text[], cluster text[], actionable boolean, z integer, x integer, y integer
)
RETURNS bytea
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $fn$
DECLARE
  most CONSTANT integer := 1000;
  found_ bigint;
  tile bytea;
BEGIN
  EXECUTE $q$
    SELECT count(*), coalesce(ST_AsMVT(s, 'tickets', 4096, 'geom'), '')
    FROM (
      SELECT
        ST_MakePoint(tickets.tile_x(t.geom, $5, $6), tickets.tile_y(t.geom, $5, $7)) AS geom,
        t.ticket_id,
        t.kind,
        left(t.raw ->> 'status', 80) AS status,
        left(tickets.cluster_of(t.raw), 80) AS cluster,
        left(tickets.location_of(t.raw), 80) AS location_name,
        t.geo_source,
        t.geo_verified,
        tickets.is_actionable(t.raw) AS actionable
      FROM tickets.matching($1, $2, $3, NULL, $4) AS t
      WHERE t.geom && $8
        AND tickets.tile_x(t.geom, $5, $6) BETWEEN 0 AND 4095
        AND tickets.tile_y(t.geom, $5, $7) BETWEEN 0 AND 4095
      LIMIT $9
    ) AS s
  $q$
  INTO found_, tile
  USING kind, status, cluster, actionable, z, x, y, tickets.tile_box(z, x, y), most + 1;
  RETURN CASE WHEN found_ <= most THEN tile END;
END
$fn$;

-- tile_of_cells(...): the tile with one point for all tickets of a cell, in their midst; 16 by 16 cells.
CREATE FUNCTION tickets.tile_of_cells(
  kind text, status text[], cluster text[], actionable boolean, z integer, x integer, y integer
)
RETURNS bytea
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $fn$
DECLARE
  tile bytea;
BEGIN
  EXECUTE $q$
    SELECT coalesce(ST_AsMVT(c, 'tickets', 4096, 'geom') FILTER (WHERE c.geom && ST_MakeEnvelope(0, 0, 4095, 4095)), '')
    FROM (
      SELECT
        ST_MakePoint(
          sum(tickets.tile_x(t.geom, $5, $6)) / count(*),
          sum(tickets.tile_y(t.geom, $5, $7)) / count(*)
        ) AS geom,
        count(*) AS point_count,
        count(*) FILTER (WHERE t.kind = 'inc') AS inc_count,
        count(*) FILTER (WHERE t.kind = 'crq') AS crq_count,
        count(*) FILTER (WHERE tickets.is_actionable(t.raw)) AS actionable_count
      FROM tickets.matching($1, $2, $3, NULL, $4) AS t
      WHERE t.geom && $8
      GROUP BY tickets.tile_x(t.geom, $5, $6) >> 8, tickets.tile_y(t.geom, $5, $7) >> 8
      ORDER BY tickets.tile_x(t.geom, $5, $6) >> 8, tickets.tile_y(t.geom, $5, $7) >> 8
    ) AS c
  $q$
  INTO tile
  USING kind, status, cluster, actionable, z, x, y, tickets.tile_box(z, x, y);
  RETURN tile;
END
$fn$;

COMMENT ON FUNCTION tickets.tile_of_tickets(text, text[], text[], boolean, integer, integer, integer) IS
  'A vector tile with one point a ticket; NULL when they are over 1000.';
COMMENT ON FUNCTION tickets.tile_of_cells(text, text[], text[], boolean, integer, integer, integer) IS
  'A vector tile with one counted point a cell of a 16 by 16 grid.';

-- fn_tickets_mvt(z, x, y, query_params): a Mapbox vector tile, layer "tickets", extent 4096; empty where there are none.
--   query_params   {"kind": "inc", "status": "New,Pending", "cluster": ["Nairobi"], "actionable": true}: each optional,
--                  filters as in fn_tickets_for_map; a list as JSON or as text with commas; other keys are ignored
-- From zoom 12 on a tile has single tickets (ticket_id, kind, status, cluster, location_name, geo_source, geo_verified,
-- actionable; texts cut at 80 characters), unless they are over 1000. Then, and below zoom 12, it has counted points:
-- one for all tickets in a cell of a 16 by 16 grid (point_count, inc_count, crq_count, actionable_count).
-- Each ticket with a place (within 85.05 degrees of the equator) is in just one tile of a zoom: no buffer, counts add up.
-- Raises 22023 naming a bad argument.
-- Example: SELECT reporting.fn_tickets_mvt(6, 38, 32, '{"kind": "inc", "actionable": true}');
CREATE FUNCTION reporting.fn_tickets_mvt(z integer, x integer, y integer, query_params json DEFAULT '{}')
RETURNS bytea
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
SET parallel_tuple_cost = 0
SET jit = off
AS $fn$
DECLARE
  tickets_from_z CONSTANT integer := 12;
  kind CONSTANT text := nullif(query_params ->> 'kind', '');
  status CONSTANT text[] := tickets.query_list(query_params, 'status');
  cluster CONSTANT text[] := tickets.query_list(query_params, 'cluster');
  actionable CONSTANT boolean := tickets.query_boolean(query_params, 'actionable');
  tile bytea;
BEGIN
  PERFORM tickets.refuse('query_params', 'is no JSON object') WHERE json_typeof(query_params) <> 'object';
  PERFORM tickets.check_tile(z, x, y);
  PERFORM tickets.check_filter('', kind, status, cluster);
  IF z >= tickets_from_z THEN
    tile := tickets.tile_of_tickets(kind, status, cluster, actionable, z, x, y);
  END IF;
  RETURN coalesce(tile, tickets.tile_of_cells(kind, status, cluster, actionable, z, x, y));
END
$fn$;

-- Martin takes a comment in JSON for the layer's TileJSON.
COMMENT ON FUNCTION reporting.fn_tickets_mvt(integer, integer, integer, json) IS $json${
  "description": "Below zoom 12, or where over 1000, counted points; else tickets. Query: kind, status, cluster, actionable.",
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
