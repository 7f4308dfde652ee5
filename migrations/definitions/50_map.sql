-- The map's GeoJSON, and a view for GIS clients.

-- raise_invalid_argument(argument, problem): the error for a bad argument.
-- Example: PERFORM tickets.raise_invalid_argument('z', 'is missing') WHERE z IS NULL;
CREATE OR REPLACE FUNCTION tickets.raise_invalid_argument(argument text, problem text)
RETURNS void
LANGUAGE plpgsql PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $fn$
BEGIN
  RAISE EXCEPTION '%: %', argument, problem USING ERRCODE = 'invalid_parameter_value';
END
$fn$;

COMMENT ON FUNCTION tickets.raise_invalid_argument(text, text) IS 'Raises the error (22023) that names a bad argument.';

-- validate_filter(prefix, kind, status, cluster): refuses what tickets.filter_tickets cannot take; prefix is that of the names.
CREATE OR REPLACE FUNCTION tickets.validate_filter(prefix text, kind text, status text[], cluster text[])
RETURNS void
LANGUAGE plpgsql PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $fn$
BEGIN
  PERFORM tickets.raise_invalid_argument(prefix || 'kind', format('%L is neither inc nor crq', kind)) WHERE kind NOT IN ('inc', 'crq');
  PERFORM tickets.raise_invalid_argument(prefix || 'status', 'an element is NULL') FROM unnest(status) AS s WHERE s IS NULL;
  PERFORM tickets.raise_invalid_argument(prefix || 'cluster', 'an element is NULL') FROM unnest(cluster) AS c WHERE c IS NULL;
END
$fn$;

COMMENT ON FUNCTION tickets.validate_filter(text, text, text[], text[]) IS 'Refuses bad filter arguments by name.';

-- bbox_geometry(p_bbox): west, south, east, north in degrees as a geometry; NULL for NULL. Without width or height: line or point.
-- Example: SELECT ST_AsText(tickets.bbox_geometry('{36.6,-1.5,37.1,-1.1}'));
CREATE OR REPLACE FUNCTION tickets.bbox_geometry(p_bbox double precision[])
RETURNS @extschema:postgis@.geometry
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $fn$
DECLARE
  west double precision;
  south double precision;
  east double precision;
  north double precision;
BEGIN
  IF p_bbox IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM tickets.raise_invalid_argument('p_bbox', format('%L is not west, south, east, north in degrees', p_bbox))
  WHERE array_ndims(p_bbox) IS DISTINCT FROM 1
    OR cardinality(p_bbox) <> 4
    OR array_position(p_bbox, NULL) IS NOT NULL;
  SELECT b[1], b[2], b[3], b[4] INTO west, south, east, north FROM (SELECT ARRAY(SELECT unnest(p_bbox))) AS p (b);
  PERFORM tickets.raise_invalid_argument('p_bbox', format('west %s or east %s is not within -180 and 180', west, east))
  WHERE west NOT BETWEEN -180 AND 180 OR east NOT BETWEEN -180 AND 180;
  PERFORM tickets.raise_invalid_argument('p_bbox', format('south %s or north %s is not within -90 and 90', south, north))
  WHERE south NOT BETWEEN -90 AND 90 OR north NOT BETWEEN -90 AND 90;
  PERFORM tickets.raise_invalid_argument('p_bbox', format('west %s is greater than east %s', west, east)) WHERE west > east;
  PERFORM tickets.raise_invalid_argument('p_bbox', format('south %s is greater than north %s', south, north)) WHERE south > north;
  -- ST_MakeEnvelope would make an invalid polygon of a box without width or height.
  RETURN @extschema:postgis@.ST_Envelope(@extschema:postgis@.ST_SetSRID(
    @extschema:postgis@.ST_MakeLine(
      @extschema:postgis@.ST_MakePoint(west, south),
      @extschema:postgis@.ST_MakePoint(east, north)
    ),
    4326
  ));
END
$fn$;

COMMENT ON FUNCTION tickets.bbox_geometry(double precision[]) IS
  'West, south, east, north in degrees as a geometry; refuses a bad box.';

-- filter_tickets(...): the tickets of both kinds that a reader asks for.
-- NULL filters nothing, an empty array matches nothing. p_box has its border. p_with_gone: also those that left the feed.
-- Plain SQL that inlines: filters that are not given vanish, the others find their index.
-- Example: SELECT ticket_id FROM tickets.filter_tickets(p_status => '{pending}', p_box => tickets.bbox_geometry('{36,-2,37,-1}'));
CREATE OR REPLACE FUNCTION tickets.filter_tickets(
  p_kind text DEFAULT NULL,
  p_status text[] DEFAULT NULL,
  p_cluster text[] DEFAULT NULL,
  p_box @extschema:postgis@.geometry DEFAULT NULL,
  p_actionable boolean DEFAULT NULL,
  p_with_gone boolean DEFAULT false
)
RETURNS TABLE (
  kind text,
  ticket_id text,
  raw jsonb,
  geom @extschema:postgis@.geometry(Point, 4326),
  geo_source text,
  geo_verified boolean,
  first_seen_at timestamptz,
  changed_at timestamptz,
  gone_at timestamptz
)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
BEGIN ATOMIC
  SELECT t.kind, t.ticket_id, t.raw, t.geom, t.geo_source, t.geo_verified, t.first_seen_at, t.changed_at, t.gone_at
  FROM (
    SELECT
      'inc'::text AS kind,
      ticket_id, raw, geom, geo_source, geo_verified, cluster_key, first_seen_at, changed_at, gone_at
    FROM tickets.inc
    UNION ALL
    SELECT
      'crq'::text AS kind,
      ticket_id, raw, geom, geo_source, geo_verified, cluster_key, first_seen_at, changed_at, gone_at
    FROM tickets.crq
  ) AS t
  WHERE (p_kind IS NULL OR t.kind = p_kind)
    AND (p_with_gone OR t.gone_at IS NULL)
    AND (p_status IS NULL OR tickets.status_of(t.raw) = ANY (tickets.status_keys(p_status)))
    AND (p_cluster IS NULL OR t.cluster_key = ANY (tickets.name_keys(p_cluster)))
    AND (p_box IS NULL OR t.geom OPERATOR(@extschema:postgis@.&&) p_box)
    -- && compares in single precision. As a plain AND the planner would guess that hardly any row passes.
    AND (p_box IS NULL OR CASE
      WHEN @extschema:postgis@.ST_X(t.geom)
        BETWEEN @extschema:postgis@.ST_XMin(p_box::@extschema:postgis@.box3d)
        AND @extschema:postgis@.ST_XMax(p_box::@extschema:postgis@.box3d)
      THEN @extschema:postgis@.ST_Y(t.geom)
        BETWEEN @extschema:postgis@.ST_YMin(p_box::@extschema:postgis@.box3d)
        AND @extschema:postgis@.ST_YMax(p_box::@extschema:postgis@.box3d)
      ELSE false
    END)
    AND (p_actionable IS NULL OR tickets.is_actionable(t.raw) = p_actionable);
END;

COMMENT ON FUNCTION tickets.filter_tickets(text, text[], text[], @extschema:postgis@.geometry, boolean, boolean) IS
  'The tickets of both kinds that a reader asks for. NULL arguments filter nothing.';

-- map_feature(...): one ticket as a GeoJSON Feature. fields: more properties, from the comma before to the brace after.
CREATE OR REPLACE FUNCTION tickets.map_feature(
  kind text,
  ticket_id text,
  geom @extschema:postgis@.geometry,
  geo_source text,
  geo_verified boolean,
  first_seen_at timestamptz,
  changed_at timestamptz,
  fields text
)
RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat(
  '{"type":"Feature","id":', to_json(ticket_id),
  ',"geometry":', coalesce(@extschema:postgis@.ST_AsGeoJSON(geom, 15, 0), 'null'),
  ',"properties":{"ticket_key":', to_json(kind || ':' || ticket_id),
  ',"kind":"', kind,
  '","geo_source":"', geo_source,
  '","geo_verified":', geo_verified::text,
  ',"first_seen_at":', to_json(first_seen_at),
  ',"changed_at":', to_json(changed_at),
  fields, '}'
)::json;

COMMENT ON FUNCTION tickets.map_feature(text, text, @extschema:postgis@.geometry, text, boolean, timestamptz, timestamptz, text) IS
  'One ticket as a GeoJSON Feature.';

-- properties_json(raw, ticket_id, reserved_keys): the GeoJSON text of raw's fields and ticket_id, without those named in reserved_keys.
-- raw's text is taken as it is wherever it says the same: to take keys out costs as much as all the rest.
-- Only a JSON string can read as an id that starts with a capital; an id of digits may be a number in raw.
CREATE OR REPLACE FUNCTION tickets.properties_json(raw jsonb, ticket_id text, reserved_keys text[])
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ',' || right((
  CASE
    WHEN raw ->> 'ticket_id' = ticket_id AND ticket_id COLLATE "C" BETWEEN 'A' AND 'Z~' AND NOT raw ?| reserved_keys THEN raw
    WHEN jsonb_typeof(raw) = 'object' THEN raw - reserved_keys || jsonb_build_object('ticket_id', ticket_id)
    ELSE jsonb_build_object('ticket_id', ticket_id)
  END
)::text, -1);

COMMENT ON FUNCTION tickets.properties_json(jsonb, text, text[]) IS
  'GeoJSON text of all fields of raw but those that reporting.fn_tickets_for_map says itself.';

-- selected_properties_sql(p_fields, reserved_keys): SQL text for these keys of t.raw, those that are there, and t.ticket_id.
CREATE OR REPLACE FUNCTION tickets.selected_properties_sql(p_fields text[], reserved_keys text[])
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT format('%L || to_json(t.ticket_id)', ',"ticket_id":')
    || coalesce(
      string_agg(format($$ || coalesce(%L || (t.raw -> %L)::text, '')$$, ',' || to_json(f) || ':', f), ''),
      ''
    )
    || $$ || '}'$$
  FROM (SELECT DISTINCT unnest(p_fields)) AS fields (f)
  WHERE f <> ALL (array_append(reserved_keys, 'ticket_id'))
);

COMMENT ON FUNCTION tickets.selected_properties_sql(text[], text[]) IS
  'SQL that makes the GeoJSON text of some fields of raw.';

-- fn_tickets_for_map(...): the map's tickets as one GeoJSON FeatureCollection (RFC 7946).
--   p_kind            inc or crq; NULL: both
--   p_status          any of these statuses of raw, case-blind; here and below an empty array matches nothing
--   p_cluster         any of these clusters, compared as tickets.name_key does
--   p_bbox            west, south, east, north in degrees, border included; leaves tickets without a place out;
--                     those of a counted point of reporting.fn_tickets_mvt list just its tickets
--   p_actionable      true: somebody must still act; false: nobody must
--   p_fields          these keys of raw only, where a ticket has them, at most 1000; NULL: all of them
--   p_include_gone    also tickets that left the feed; gone_at then says since when
--   p_limit           the first so many by ticket_id; without it the order is free
-- Each Feature: id = ticket_id, geometry a Point or null, properties = the fields of raw and over them ticket_key
-- (inc:<ticket_id> or crq:<ticket_id>, unique over both kinds), ticket_id, kind, geo_source, geo_verified,
-- first_seen_at, changed_at (UTC). Raises 22023 naming a bad argument, 54000 when the answer is over 1 GB (about
-- 900 000 tickets of 800 bytes): then ask for fewer fields or a box, or take vector tiles.
-- Example: SELECT reporting.fn_tickets_for_map(p_bbox => '{36.6,-1.5,37.1,-1.1}', p_fields => '{status,priority}');
CREATE OR REPLACE FUNCTION reporting.fn_tickets_for_map(
  p_kind text DEFAULT NULL,
  p_status text[] DEFAULT NULL,
  p_cluster text[] DEFAULT NULL,
  p_bbox double precision[] DEFAULT NULL,
  p_actionable boolean DEFAULT NULL,
  p_fields text[] DEFAULT NULL,
  p_include_gone boolean DEFAULT false,
  p_limit integer DEFAULT NULL
)
RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
-- To make a row's text is dear, and the planner thinks it cheap: without these it would not share the rows among
-- processes, and would compile the query for longer than it runs. The leader is busy putting the texts together.
SET parallel_tuple_cost = 0
SET parallel_setup_cost = 10000
SET parallel_leader_participation = off
SET jit = off
AS $fn$
DECLARE
  with_gone CONSTANT boolean := coalesce(p_include_gone, false);
  most_fields CONSTANT integer := 1000;
  reserved_keys text[] := '{ticket_key,kind,geo_source,geo_verified,first_seen_at,changed_at}';
  fields text;
  answer json;
BEGIN
  PERFORM tickets.validate_filter('p_', p_kind, p_status, p_cluster);
  PERFORM tickets.raise_invalid_argument('p_fields', 'an element is NULL') FROM unnest(p_fields) AS f WHERE f IS NULL;
  PERFORM tickets.raise_invalid_argument('p_fields', format('%s fields are more than %s', cardinality(p_fields), most_fields))
  WHERE cardinality(p_fields) > most_fields;
  PERFORM tickets.raise_invalid_argument('p_limit', format('%s is negative', p_limit)) WHERE p_limit < 0;
  IF with_gone THEN
    reserved_keys := array_append(reserved_keys, 'gone_at');
  END IF;
  fields := CASE
    WHEN p_fields IS NULL THEN 'tickets.properties_json(t.raw, t.ticket_id, $8)'
    ELSE tickets.selected_properties_sql(p_fields, reserved_keys)
  END;
  IF with_gone THEN
    fields := $$',"gone_at":' || coalesce(to_json(t.gone_at)::text, 'null') || $$ || fields;
  END IF;
  -- Each feature is cast by the process that reads it: a cast of the whole would be parsed in one piece.
  EXECUTE format($q$
    SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(f.feature), '[]'))
    FROM (
      SELECT tickets.map_feature(
        t.kind, t.ticket_id, t.geom, t.geo_source, t.geo_verified, t.first_seen_at, t.changed_at, %s
      ) AS feature
      FROM tickets.filter_tickets($1, $2, $3, $4, $5, $6) AS t
      %s
      LIMIT $7
      OFFSET 0
    ) AS f
  $q$, fields, CASE WHEN p_limit IS NOT NULL THEN 'ORDER BY t.ticket_id, t.kind' END)
  INTO answer
  USING p_kind, p_status, p_cluster, tickets.bbox_geometry(p_bbox), p_actionable, with_gone, p_limit, reserved_keys;
  RETURN answer;
EXCEPTION
  WHEN statement_too_complex THEN  -- of the same class as the next, and another matter
    RAISE;
  WHEN program_limit_exceeded THEN
    RAISE EXCEPTION 'the answer is larger than 1 GB'
      USING ERRCODE = 'program_limit_exceeded',
        HINT = 'Ask for less with p_fields, p_bbox, p_kind, p_status or p_limit, or use reporting.fn_tickets_mvt.';
END
$fn$;

COMMENT ON FUNCTION reporting.fn_tickets_for_map(
  text, text[], text[], double precision[], boolean, text[], boolean, integer
) IS
  'The map''s tickets as a GeoJSON FeatureCollection. p_bbox: west, south, east, north; p_fields: keys of raw; NULL: all.';

-- For QGIS, pg_featureserv, tipg and SQL.
CREATE OR REPLACE VIEW reporting.tickets_map AS
SELECT
  t.kind || ':' || t.ticket_id AS id,
  t.kind,
  t.ticket_id,
  t.raw ->> 'status' AS status,
  tickets.cluster_of(t.raw) AS cluster,
  tickets.location_of(t.raw) AS location_name,
  tickets.is_actionable(t.raw) AS actionable,
  t.geom,
  t.geo_source,
  t.geo_verified,
  t.first_seen_at,
  t.changed_at,
  t.raw
FROM (
  SELECT 'inc'::text AS kind, ticket_id, raw, geom, geo_source, geo_verified, first_seen_at, changed_at
  FROM tickets.inc
  WHERE gone_at IS NULL
  UNION ALL
  SELECT 'crq'::text AS kind, ticket_id, raw, geom, geo_source, geo_verified, first_seen_at, changed_at
  FROM tickets.crq
  WHERE gone_at IS NULL
) AS t;

COMMENT ON VIEW reporting.tickets_map IS
  'The tickets now in the feed, one row each; with or without a place. Its key is id: QGIS asks for it.';
COMMENT ON COLUMN reporting.tickets_map.id IS 'Unique over both kinds: inc:<ticket_id> or crq:<ticket_id>.';
COMMENT ON COLUMN reporting.tickets_map.kind IS 'inc (a fault) or crq (a new installation).';
COMMENT ON COLUMN reporting.tickets_map.ticket_id IS 'The feed''s own number.';
COMMENT ON COLUMN reporting.tickets_map.status IS 'As the feed writes it.';
COMMENT ON COLUMN reporting.tickets_map.cluster IS 'As the feed writes it.';
COMMENT ON COLUMN reporting.tickets_map.location_name IS 'As the feed writes it, network codes and all.';
COMMENT ON COLUMN reporting.tickets_map.actionable IS 'Whether somebody must still act.';
COMMENT ON COLUMN reporting.tickets_map.geom IS 'WGS 84; NULL while nobody knows where it is.';
COMMENT ON COLUMN reporting.tickets_map.geo_source IS
  'Where geom is from: feed (the record''s own), location or cluster (geocoded), none.';
COMMENT ON COLUMN reporting.tickets_map.geo_verified IS 'Whether a person verified the place that geom is from.';
COMMENT ON COLUMN reporting.tickets_map.first_seen_at IS 'When the ticket was first imported.';
COMMENT ON COLUMN reporting.tickets_map.changed_at IS 'When raw last changed.';
COMMENT ON COLUMN reporting.tickets_map.raw IS 'The whole source record.';
