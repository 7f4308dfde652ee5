--
-- PostgreSQL database dump
--

\restrict en2HTqkNfdntbLjZJ8Lhzl3V4vGmFwQA4SdpZ8dWEv2gs9ghztaflGyQlziFx22

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: reporting; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA reporting;


--
-- Name: SCHEMA reporting; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA reporting IS 'What other programs read. Columns and arguments are only ever added.';


--
-- Name: tickets; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA tickets;


--
-- Name: SCHEMA tickets; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA tickets IS 'fleettickets: field teams'' tickets and where they are.';


--
-- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;


--
-- Name: EXTENSION postgis; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';


--
-- Name: fn_tickets_for_map(text, text[], text[], double precision[], boolean, text[], boolean, integer); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_tickets_for_map(p_kind text DEFAULT NULL::text, p_status text[] DEFAULT NULL::text[], p_cluster text[] DEFAULT NULL::text[], p_bbox double precision[] DEFAULT NULL::double precision[], p_actionable boolean DEFAULT NULL::boolean, p_fields text[] DEFAULT NULL::text[], p_include_gone boolean DEFAULT false, p_limit integer DEFAULT NULL::integer) RETURNS json
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET parallel_tuple_cost TO '0'
    SET parallel_setup_cost TO '10000'
    SET parallel_leader_participation TO 'off'
    SET jit TO 'off'
    AS $_$
DECLARE
  with_gone CONSTANT boolean := coalesce(p_include_gone, false);
  most_fields CONSTANT integer := 1000;
  ours text[] := '{ticket_key,kind,geo_source,geo_verified,first_seen_at,changed_at}';
  fields text;
  answer json;
BEGIN
  PERFORM tickets.check_filter('p_', p_kind, p_status, p_cluster);
  PERFORM tickets.refuse('p_fields', 'an element is NULL') FROM unnest(p_fields) AS f WHERE f IS NULL;
  PERFORM tickets.refuse('p_fields', format('%s fields are more than %s', cardinality(p_fields), most_fields))
  WHERE cardinality(p_fields) > most_fields;
  PERFORM tickets.refuse('p_limit', format('%s is negative', p_limit)) WHERE p_limit < 0;
  IF with_gone THEN
    ours := array_append(ours, 'gone_at');
  END IF;
  fields := CASE
    WHEN p_fields IS NULL THEN 'tickets.all_fields(t.raw, t.ticket_id, $8)'
    ELSE tickets.picked_fields(p_fields, ours)
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
      FROM tickets.matching($1, $2, $3, $4, $5, $6) AS t
      %s
      LIMIT $7
      OFFSET 0
    ) AS f
  $q$, fields, CASE WHEN p_limit IS NOT NULL THEN 'ORDER BY t.ticket_id, t.kind' END)
  INTO answer
  USING p_kind, p_status, p_cluster, tickets.box(p_bbox), p_actionable, with_gone, p_limit, ours;
  RETURN answer;
EXCEPTION
  WHEN statement_too_complex THEN  -- of the same class as the next, and another matter
    RAISE;
  WHEN program_limit_exceeded THEN
    RAISE EXCEPTION 'the answer is larger than 1 GB'
      USING ERRCODE = 'program_limit_exceeded',
        HINT = 'Ask for less with p_fields, p_bbox, p_kind, p_status or p_limit, or use reporting.fn_tickets_mvt.';
END
$_$;


--
-- Name: FUNCTION fn_tickets_for_map(p_kind text, p_status text[], p_cluster text[], p_bbox double precision[], p_actionable boolean, p_fields text[], p_include_gone boolean, p_limit integer); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_tickets_for_map(p_kind text, p_status text[], p_cluster text[], p_bbox double precision[], p_actionable boolean, p_fields text[], p_include_gone boolean, p_limit integer) IS 'The map''s tickets as a GeoJSON FeatureCollection. p_bbox: west, south, east, north; p_fields: keys of raw; NULL: all.';


--
-- Name: fn_tickets_mvt(integer, integer, integer, json); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_tickets_mvt(z integer, x integer, y integer, query_params json DEFAULT '{}'::json) RETURNS bytea
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET parallel_tuple_cost TO '0'
    SET parallel_setup_cost TO '5000'
    SET jit TO 'off'
    AS $_$
DECLARE
  most_tickets CONSTANT integer := CASE WHEN z >= 16 THEN 5000 WHEN z >= 12 THEN 1000 ELSE 0 END;
  kind CONSTANT text := nullif(query_params ->> 'kind', '');
  status CONSTANT text[] := tickets.query_list(query_params, 'status');
  cluster CONSTANT text[] := tickets.query_list(query_params, 'cluster');
  actionable CONSTANT boolean := tickets.query_boolean(query_params, 'actionable');
  tile bytea;
BEGIN
  PERFORM tickets.refuse('query_params', 'is no JSON object') WHERE json_typeof(query_params) <> 'object';
  PERFORM tickets.check_tile(z, x, y);
  PERFORM tickets.check_filter('', kind, status, cluster);
  -- EXECUTE has the plan made for these arguments: filters that are not given vanish.
  IF most_tickets > 0 THEN
    EXECUTE 'SELECT t.tile FROM tickets.tile_of_tickets($1, $2, $3, $4, $5, $6, $7, $8) AS t'
    INTO tile
    USING kind, status, cluster, actionable, z, x, y, most_tickets;
  END IF;
  IF tile IS NULL THEN
    EXECUTE 'SELECT t.tile FROM tickets.tile_of_cells($1, $2, $3, $4, $5, $6, $7) AS t'
    INTO tile
    USING kind, status, cluster, actionable, z, x, y;
  END IF;
  RETURN tile;
END
$_$;


--
-- Name: FUNCTION fn_tickets_mvt(z integer, x integer, y integer, query_params json); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_tickets_mvt(z integer, x integer, y integer, query_params json) IS '{
  "description": "From zoom 12 tickets, where over 1000 (zoom 16: 5000) counted points. Query: kind, status, cluster, actionable.",
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
}';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: map_changes; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.map_changes (
    n bigint NOT NULL,
    xact xid8 DEFAULT pg_current_xact_id() NOT NULL
);


--
-- Name: TABLE map_changes; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.map_changes IS 'sum(n) grows with every committed change of inc or crq. A writer folds the rows nobody else holds into its own, so no writer waits for another.';


--
-- Name: schema_migrations; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    duration_ms integer NOT NULL
);


--
-- Name: TABLE schema_migrations; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.schema_migrations IS 'Which migrations were applied: the ledger of run_migrations.py.';


--
-- Name: COLUMN schema_migrations.checksum; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.schema_migrations.checksum IS 'SHA-256 of the file, line endings normalised.';


--
-- Name: COLUMN schema_migrations.duration_ms; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.schema_migrations.duration_ms IS 'How long it ran, in milliseconds.';


--
-- Name: fn_tickets_version(); Type: FUNCTION; Schema: reporting; Owner: -
--

CREATE FUNCTION reporting.fn_tickets_version() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT concat_ws('-'::text, ( SELECT max(m.version) AS max
            FROM tickets.schema_migrations m), sum(c.n), max(((c.xact)::text)::bigint)) AS concat_ws
    FROM tickets.map_changes c;
END;


--
-- Name: FUNCTION fn_tickets_version(); Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON FUNCTION reporting.fn_tickets_version() IS 'Changes exactly when the map''s answer can. Good as an ETag. Read it before the map or in the same statement.';


--
-- Name: decide_place(text, text, text, double precision, double precision); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.decide_place(cluster text, place text, decided text, lng double precision, lat double precision) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


--
-- Name: FUNCTION decide_place(cluster text, place text, decided text, lng double precision, lat double precision); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.decide_place(cluster text, place text, decided text, lng double precision, lat double precision) IS 'What verify_place, accept_place and reject_place have in common.';


--
-- Name: accept_place(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.accept_place(cluster text, place text) RETURNS bigint
    LANGUAGE sql
    RETURN tickets.decide_place(cluster, place, 'ok'::text, NULL::double precision, NULL::double precision);


--
-- Name: FUNCTION accept_place(cluster text, place text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.accept_place(cluster text, place text) IS 'A person''s word: the place is where it is shown. place NULL: the cluster''s centroid. Returns how many present tickets moved.';


--
-- Name: all_fields(jsonb, text, text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.all_fields(raw jsonb, ticket_id text, ours text[]) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (','::text || "right"((CASE WHEN (((raw ->> 'ticket_id'::text) = ticket_id) AND (((ticket_id COLLATE "C") >= 'A'::text) AND ((ticket_id COLLATE "C") <= 'Z~'::text)) AND (NOT (raw ?| ours))) THEN raw WHEN (jsonb_typeof(raw) = 'object'::text) THEN ((raw - ours) || jsonb_build_object('ticket_id', ticket_id)) ELSE jsonb_build_object('ticket_id', ticket_id) END)::text, '-1'::integer));


--
-- Name: FUNCTION all_fields(raw jsonb, ticket_id text, ours text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.all_fields(raw jsonb, ticket_id text, ours text[]) IS 'GeoJSON text of all fields of raw but those that reporting.fn_tickets_for_map says itself.';


--
-- Name: box(double precision[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.box(p_bbox double precision[]) RETURNS public.geometry
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  west double precision;
  south double precision;
  east double precision;
  north double precision;
BEGIN
  IF p_bbox IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM tickets.refuse('p_bbox', format('%L is not west, south, east, north in degrees', p_bbox))
  WHERE array_ndims(p_bbox) IS DISTINCT FROM 1
    OR cardinality(p_bbox) <> 4
    OR array_position(p_bbox, NULL) IS NOT NULL;
  SELECT b[1], b[2], b[3], b[4] INTO west, south, east, north FROM (SELECT ARRAY(SELECT unnest(p_bbox))) AS p (b);
  PERFORM tickets.refuse('p_bbox', format('west %s or east %s is not within -180 and 180', west, east))
  WHERE west NOT BETWEEN -180 AND 180 OR east NOT BETWEEN -180 AND 180;
  PERFORM tickets.refuse('p_bbox', format('south %s or north %s is not within -90 and 90', south, north))
  WHERE south NOT BETWEEN -90 AND 90 OR north NOT BETWEEN -90 AND 90;
  PERFORM tickets.refuse('p_bbox', format('west %s is greater than east %s', west, east)) WHERE west > east;
  PERFORM tickets.refuse('p_bbox', format('south %s is greater than north %s', south, north)) WHERE south > north;
  -- ST_MakeEnvelope would make an invalid polygon of a box without width or height.
  RETURN "public".ST_Envelope("public".ST_SetSRID(
    "public".ST_MakeLine(
      "public".ST_MakePoint(west, south),
      "public".ST_MakePoint(east, north)
    ),
    4326
  ));
END
$$;


--
-- Name: FUNCTION box(p_bbox double precision[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.box(p_bbox double precision[]) IS 'West, south, east, north in degrees as a geometry; refuses a bad box.';


--
-- Name: build_indexes(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.build_indexes(kind text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  missing record;
BEGIN
  FOR missing IN SELECT * FROM tickets.indexes_of(kind) AS i WHERE to_regclass('tickets.' || i.name) IS NULL LOOP
    EXECUTE missing.definition;
    EXECUTE format('COMMENT ON INDEX tickets.%I IS %L', missing.name, missing.purpose);
  END LOOP;
EXCEPTION
  WHEN lock_not_available OR deadlock_detected THEN
    NULL;
END
$$;


--
-- Name: FUNCTION build_indexes(kind text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.build_indexes(kind text) IS 'Builds the indexes of inc or crq that are missing.';


--
-- Name: bump_map(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.bump_map() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM tickets.map_changes WHERE xact = pg_current_xact_id()) THEN
    RETURN;
  END IF;
  WITH folded AS (
    DELETE FROM tickets.map_changes
    WHERE ctid IN (SELECT ctid FROM tickets.map_changes FOR UPDATE SKIP LOCKED)
    RETURNING n
  )
  INSERT INTO tickets.map_changes (n)
  SELECT 1 + coalesce(sum(n), 0)
  FROM folded;
END
$$;


--
-- Name: FUNCTION bump_map(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.bump_map() IS 'Says that this transaction changes what the map can show.';


--
-- Name: check_filter(text, text, text[], text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.check_filter(prefix text, kind text, status text[], cluster text[]) RETURNS void
    LANGUAGE plpgsql PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  PERFORM tickets.refuse(prefix || 'kind', format('%L is neither inc nor crq', kind)) WHERE kind NOT IN ('inc', 'crq');
  PERFORM tickets.refuse(prefix || 'status', 'an element is NULL') FROM unnest(status) AS s WHERE s IS NULL;
  PERFORM tickets.refuse(prefix || 'cluster', 'an element is NULL') FROM unnest(cluster) AS c WHERE c IS NULL;
END
$$;


--
-- Name: FUNCTION check_filter(prefix text, kind text, status text[], cluster text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.check_filter(prefix text, kind text, status text[], cluster text[]) IS 'Refuses bad filter arguments by name.';


--
-- Name: check_tile(integer, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.check_tile(z integer, x integer, y integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  last CONSTANT integer := 2 ^ least(greatest(z, 0), 24) - 1;
BEGIN
  PERFORM tickets.refuse(a.name, format('%s is not within 0 and %s', coalesce(a.value::text, 'NULL'), a.most))
  FROM (VALUES ('z', z, 24), ('x', x, last), ('y', y, last)) AS a (name, value, most)
  WHERE (a.value BETWEEN 0 AND a.most) IS NOT TRUE;
END
$$;


--
-- Name: FUNCTION check_tile(z integer, x integer, y integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.check_tile(z integer, x integer, y integer) IS 'Refuses, by name, numbers that are of no tile.';


--
-- Name: cluster_of(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.cluster_of(raw jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (raw ->> 'cluster'::text);


--
-- Name: FUNCTION cluster_of(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.cluster_of(raw jsonb) IS 'The cluster as the feed writes it.';


--
-- Name: clusters_written(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.clusters_written() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
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


--
-- Name: decide_places(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.decide_places(decisions jsonb) RETURNS TABLE(n bigint, moved bigint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


--
-- Name: FUNCTION decide_places(decisions jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.decide_places(decisions jsonb) IS 'What a person decided about places, all of it or nothing: for verify_place and its like, and for review_places.py.';


--
-- Name: degrees(text, numeric); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.degrees(value text, max_abs numeric) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (length(value) >= 50) THEN NULL::double precision WHEN ((value COLLATE "C") !~ '^[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]*$'::text) THEN NULL::double precision WHEN (octet_length(value) > length(value)) THEN CASE WHEN (abs(("substring"((value COLLATE "C"), '[-+.0-9eE]+'::text))::numeric) <= max_abs) THEN (round(("substring"((value COLLATE "C"), '[-+.0-9eE]+'::text))::numeric, 20))::double precision ELSE NULL::double precision END WHEN (abs((value)::numeric) <= max_abs) THEN (round((value)::numeric, 20))::double precision ELSE NULL::double precision END;


--
-- Name: FUNCTION degrees(value text, max_abs numeric); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.degrees(value text, max_abs numeric) IS 'Numeric text as degrees; NULL when it is no number or beyond +-max_abs.';


--
-- Name: folded(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.folded(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (octet_length(value) = length(value)) THEN (lower((value COLLATE "C")) COLLATE "default") ELSE (translate(lower((NORMALIZE(value, NFKC) COLLATE "und-x-icu")), 'ς­؜᠎​‌‍‎‏‪‫‬‭‮⁠⁡⁢⁣⁤⁦⁧⁨⁩﻿'::text, 'σ'::text) COLLATE "default") END;


--
-- Name: FUNCTION folded(value text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.folded(value text) IS 'Text as it compares on any server: lower case by Unicode, NFKC, without invisible characters.';


--
-- Name: haversine_km(public.geometry, public.geometry); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.haversine_km(a public.geometry, b public.geometry) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((((2)::numeric * 6371.0088))::double precision * asin(LEAST((1)::double precision, sqrt((power(sin((radians((public.st_y(b) - public.st_y(a))) / (2)::double precision)), (2)::double precision) + ((cos(radians(public.st_y(a))) * cos(radians(public.st_y(b)))) * power(sin((radians((public.st_x(b) - public.st_x(a))) / (2)::double precision)), (2)::double precision)))))));


--
-- Name: FUNCTION haversine_km(a public.geometry, b public.geometry); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.haversine_km(a public.geometry, b public.geometry) IS 'Great-circle kilometres between two points in degrees (radius 6371.0088 km).';


--
-- Name: single_spaced(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.single_spaced(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(CASE WHEN ((name COLLATE "C") ~ '  |[^ -~]'::text) THEN regexp_replace((translate(name, '	
                 　'::text, repeat(' '::text, 24)) COLLATE "C"), ' +'::text, ' '::text, 'g'::text) ELSE name END);


--
-- Name: FUNCTION single_spaced(name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.single_spaced(name text) IS 'Trimmed, and with single spaces inside.';


--
-- Name: name_key(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (length(name) > 200) THEN NULL::text WHEN ((name COLLATE "C") !~ '  |[^ -~]'::text) THEN NULLIF((lower((btrim(name) COLLATE "C")) COLLATE "default"), ''::text) ELSE NULLIF("left"(tickets.single_spaced(tickets.folded(name)), 200), ''::text) END;


--
-- Name: FUNCTION name_key(name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.name_key(name text) IS 'A name as it compares: folded, trimmed, single-spaced; NULL when nothing is left, or more than 200 characters.';


--
-- Name: geo_clusters; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geo_clusters (
    cluster text NOT NULL,
    cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
    geom public.geometry(Point,4326),
    status text DEFAULT 'ok'::text NOT NULL,
    verified boolean DEFAULT false NOT NULL,
    provider text,
    query text,
    label text,
    geocoded_at timestamp with time zone DEFAULT now() NOT NULL,
    note text,
    CONSTRAINT geo_clusters_geom_on_earth CHECK (((NOT public.st_isempty(geom)) AND (abs(public.st_x(geom)) <= (180)::double precision) AND (abs(public.st_y(geom)) <= (90)::double precision))),
    CONSTRAINT geo_clusters_ok_is_somewhere CHECK (((status <> 'ok'::text) OR (geom IS NOT NULL))),
    CONSTRAINT geo_clusters_status_known CHECK ((status = ANY (ARRAY['ok'::text, 'not_found'::text, 'too_coarse'::text, 'rejected'::text])))
);


--
-- Name: TABLE geo_clusters; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geo_clusters IS 'Where each cluster is: its centroid. To correct one, set geom and verified = true; the tickets follow by themselves.';


--
-- Name: COLUMN geo_clusters.cluster; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.cluster IS 'The name as first met; compares by cluster_key.';


--
-- Name: COLUMN geo_clusters.cluster_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.cluster_key IS 'tickets.name_key(cluster).';


--
-- Name: COLUMN geo_clusters.geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.geom IS 'What the geocoder or a person said, WGS 84; kept for refused answers too.';


--
-- Name: COLUMN geo_clusters.status; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.status IS 'ok, not_found, too_coarse (only a county or larger), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';


--
-- Name: COLUMN geo_clusters.verified; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.verified IS 'A person says so. No script overwrites a verified row.';


--
-- Name: COLUMN geo_clusters.provider; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.provider IS 'Who answered: locationiq, opencage, nominatim; NULL for a person.';


--
-- Name: COLUMN geo_clusters.query; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.query IS 'What was asked.';


--
-- Name: COLUMN geo_clusters.label; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.label IS 'The answer''s full text.';


--
-- Name: COLUMN geo_clusters.geocoded_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.geocoded_at IS 'When the row was answered or written.';


--
-- Name: COLUMN geo_clusters.note; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_clusters.note IS 'What a reviewer should know of this row, such as why an answer was refused.';


--
-- Name: geo_locations; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geo_locations (
    cluster text NOT NULL,
    location_name text NOT NULL,
    cluster_key text GENERATED ALWAYS AS (tickets.name_key(cluster)) STORED NOT NULL,
    location_key text GENERATED ALWAYS AS (tickets.name_key(location_name)) STORED NOT NULL,
    place text,
    geom public.geometry(Point,4326),
    status text DEFAULT 'ok'::text NOT NULL,
    distance_km double precision,
    verified boolean DEFAULT false NOT NULL,
    provider text,
    query text,
    label text,
    note text,
    geocoded_at timestamp with time zone DEFAULT now() NOT NULL,
    place_key text GENERATED ALWAYS AS (COALESCE(tickets.name_key(place), tickets.name_key(location_name))) STORED,
    CONSTRAINT geo_locations_geom_on_earth CHECK (((NOT public.st_isempty(geom)) AND (abs(public.st_x(geom)) <= (180)::double precision) AND (abs(public.st_y(geom)) <= (90)::double precision))),
    CONSTRAINT geo_locations_ok_is_somewhere CHECK (((status <> 'ok'::text) OR (geom IS NOT NULL))),
    CONSTRAINT geo_locations_status_known CHECK ((status = ANY (ARRAY['ok'::text, 'not_found'::text, 'too_far'::text, 'too_coarse'::text, 'unusable'::text, 'rejected'::text])))
);


--
-- Name: TABLE geo_locations; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geo_locations IS 'Where each location name of a cluster is. To correct one, set geom and verified = true; the tickets follow by themselves.';


--
-- Name: COLUMN geo_locations.cluster; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.cluster IS 'The cluster as first met; compares by cluster_key.';


--
-- Name: COLUMN geo_locations.location_name; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.location_name IS 'The name as the network writes it; compares by location_key.';


--
-- Name: COLUMN geo_locations.cluster_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.cluster_key IS 'tickets.name_key(cluster).';


--
-- Name: COLUMN geo_locations.location_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.location_key IS 'tickets.name_key(location_name).';


--
-- Name: COLUMN geo_locations.place; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.place IS 'The name after its network codes are stripped: what was asked for.';


--
-- Name: COLUMN geo_locations.geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.geom IS 'What the geocoder or a person said, WGS 84; kept for refused answers too.';


--
-- Name: COLUMN geo_locations.status; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.status IS 'ok, not_found, too_far (over 25 km from the centroid), too_coarse (a county, or the cluster again), unusable (no name to ask for), or rejected (a person says that this is not the place; always verified). Only rows that are ok or verified place tickets, rejected ones never.';


--
-- Name: COLUMN geo_locations.distance_km; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.distance_km IS 'Great-circle kilometres from the cluster''s centroid, NULL without one. Kept by a trigger, for verified rows too.';


--
-- Name: COLUMN geo_locations.verified; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.verified IS 'A person says so. No script overwrites or judges a verified row.';


--
-- Name: COLUMN geo_locations.provider; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.provider IS 'Who answered: locationiq, opencage, nominatim; NULL for a person.';


--
-- Name: COLUMN geo_locations.query; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.query IS 'What was asked; NULL when nothing was.';


--
-- Name: COLUMN geo_locations.label; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.label IS 'The answer''s full text.';


--
-- Name: COLUMN geo_locations.note; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.note IS 'What a reviewer should know of this row, such as a spelling that was guessed.';


--
-- Name: COLUMN geo_locations.geocoded_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.geocoded_at IS 'When the row was answered or written.';


--
-- Name: COLUMN geo_locations.place_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geo_locations.place_key IS 'tickets.name_key(place), or of location_name where there is no place: rows of a cluster that agree in it are one place.';


--
-- Name: read_decisions(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.read_decisions(decisions jsonb) RETURNS TABLE(n bigint, cluster_key text, place_key text, cluster text, place text, new_names text[], status text, geom public.geometry, provider text, label text, by_hand boolean)
    LANGUAGE sql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH keyed AS MATERIALIZED (
          SELECT g.n,
             g.cluster,
             g.place,
             g.names,
             g.status,
             g.lng,
             g.lat,
             tickets.name_key(g.cluster) AS cluster_key,
             g.key
            FROM ( SELECT d.cluster,
                     d.place,
                     d.names,
                     d.status,
                     d.lng,
                     d.lat,
                     d.n,
                     tickets.name_key(d.place) AS key
                    FROM ROWS FROM(jsonb_to_recordset(read_decisions.decisions) AS (cluster text, place text, names text[], status text, lng double precision, lat double precision)) WITH ORDINALITY d(cluster, place, names, status, lng, lat, n)) g
         ), meant AS MATERIALIZED (
          SELECT k.n,
             k.cluster,
             k.place,
             k.names,
             k.status,
             k.lng,
             k.lat,
             k.cluster_key,
             k.key,
             COALESCE(( SELECT l.place_key
                    FROM tickets.geo_locations l
                   WHERE ((l.cluster_key = k.cluster_key) AND (l.place_key = k.key))
                  LIMIT 1), ( SELECT l.place_key
                    FROM tickets.geo_locations l
                   WHERE ((l.cluster_key = k.cluster_key) AND (l.location_key = k.key))), k.key) AS place_key
            FROM keyed k
         ), fresh AS (
          SELECT f_1.cluster_key,
             f_1.place_key,
             array_agg(f_1.name ORDER BY f_1.name) AS names
            FROM ( SELECT DISTINCT ON (m_1.cluster_key, name.key) m_1.cluster_key,
                     m_1.place_key,
                     name.name
                    FROM (meant m_1
                      CROSS JOIN LATERAL ( SELECT given.given AS name,
                             tickets.name_key(given.given) AS key
                            FROM unnest(m_1.names) given(given)) name)
                   WHERE ((m_1.place_key IS NOT NULL) AND (name.key IS NOT NULL) AND (NOT (EXISTS ( SELECT
                            FROM tickets.geo_locations l
                           WHERE ((l.cluster_key = m_1.cluster_key) AND (l.location_key = name.key))))))
                   ORDER BY m_1.cluster_key, name.key, m_1.n) f_1
           GROUP BY f_1.cluster_key, f_1.place_key
         )
  SELECT DISTINCT ON (m.cluster_key, m.place_key) m.n,
     m.cluster_key,
     m.place_key,
     COALESCE(c.cluster, tickets.single_spaced(m.cluster)) AS "coalesce",
     COALESCE(shown.place, tickets.single_spaced(m.place)) AS "coalesce",
     COALESCE(f.names,
         CASE
             WHEN ((m.place_key IS NOT NULL) AND (shown.place IS NULL)) THEN ARRAY[tickets.single_spaced(m.place)]
             ELSE NULL::text[]
         END) AS "coalesce",
     m.status,
         CASE
             WHEN (m.lng IS NOT NULL) THEN public.st_setsrid(public.st_makepoint(m.lng, m.lat), 4326)
             WHEN (m.place_key IS NULL) THEN c.geom
             ELSE shown.geom
         END AS geom,
         CASE
             WHEN (m.lng IS NULL) THEN
             CASE
                 WHEN (m.place_key IS NULL) THEN c.provider
                 ELSE shown.provider
             END
             ELSE NULL::text
         END AS "case",
         CASE
             WHEN (m.lng IS NULL) THEN
             CASE
                 WHEN (m.place_key IS NULL) THEN c.label
                 ELSE shown.label
             END
             ELSE NULL::text
         END AS "case",
     (m.lng IS NOT NULL)
    FROM (((meant m
      LEFT JOIN tickets.geo_clusters c ON ((c.cluster_key = m.cluster_key)))
      LEFT JOIN LATERAL ( SELECT COALESCE(l.place, l.location_name) AS place,
             l.geom,
             l.provider,
             l.label
            FROM tickets.geo_locations l
           WHERE ((l.cluster_key = m.cluster_key) AND (l.place_key = m.place_key))
           ORDER BY (l.geom IS NULL), l.verified DESC, (l.status <> 'ok'::text), (l.query IS NULL), l.location_key
          LIMIT 1) shown ON (true))
      LEFT JOIN fresh f ON (((f.cluster_key = m.cluster_key) AND (f.place_key = m.place_key))))
   ORDER BY m.cluster_key, m.place_key, m.n;
END;


--
-- Name: FUNCTION read_decisions(decisions jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.read_decisions(decisions jsonb) IS 'The decisions given to decide_places, with what the gazetteers know of their places.';


--
-- Name: crq; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.crq (
    ticket_id text NOT NULL,
    raw jsonb NOT NULL,
    geom public.geometry(Point,4326),
    geo_source text DEFAULT 'none'::text NOT NULL,
    geo_verified boolean DEFAULT false NOT NULL,
    cluster_key text,
    location_key text,
    content_hash bytea,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    gone_at timestamp with time zone,
    CONSTRAINT crq_geo_source_known CHECK ((geo_source = ANY (ARRAY['feed'::text, 'location'::text, 'cluster'::text, 'none'::text]))),
    CONSTRAINT crq_geo_source_says_where_geom_is_from CHECK (((geo_source = 'none'::text) = (geom IS NULL)))
);


--
-- Name: TABLE crq; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.crq IS 'CRQ tickets: a new installation. One row a ticket ever seen in the feed.';


--
-- Name: COLUMN crq.ticket_id; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.ticket_id IS 'The feed''s own number, trimmed.';


--
-- Name: COLUMN crq.raw; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.raw IS 'The whole source record, as the feed wrote it.';


--
-- Name: COLUMN crq.geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.geom IS 'Where the ticket is, WGS 84. Always what tickets.resolve_geom(raw) says: write raw or a gazetteer, not this.';


--
-- Name: COLUMN crq.geo_source; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.geo_source IS 'Where geom is from: feed, location, cluster or none. Kept by the triggers.';


--
-- Name: COLUMN crq.geo_verified; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.geo_verified IS 'Whether a person verified the gazetteer row that geom is from. Kept by the triggers.';


--
-- Name: COLUMN crq.cluster_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.cluster_key IS 'tickets.name_key of the record''s cluster. Kept by the triggers.';


--
-- Name: COLUMN crq.location_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.location_key IS 'tickets.name_key of the record''s location name. Kept by the triggers.';


--
-- Name: COLUMN crq.content_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.content_hash IS 'BLAKE2b, 16 bytes, of the snapshot''s bytes that raw was made from; NULL when another hand wrote raw.';


--
-- Name: COLUMN crq.first_seen_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.first_seen_at IS 'When the ticket was first imported.';


--
-- Name: COLUMN crq.changed_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.changed_at IS 'When raw last changed. Being placed anew leaves it.';


--
-- Name: COLUMN crq.gone_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.crq.gone_at IS 'When the ticket was first missing from a snapshot; NULL while it is present.';


--
-- Name: inc; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.inc (
    ticket_id text NOT NULL,
    raw jsonb NOT NULL,
    geom public.geometry(Point,4326),
    geo_source text DEFAULT 'none'::text NOT NULL,
    geo_verified boolean DEFAULT false NOT NULL,
    cluster_key text,
    location_key text,
    content_hash bytea,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    gone_at timestamp with time zone,
    CONSTRAINT inc_geo_source_known CHECK ((geo_source = ANY (ARRAY['feed'::text, 'location'::text, 'cluster'::text, 'none'::text]))),
    CONSTRAINT inc_geo_source_says_where_geom_is_from CHECK (((geo_source = 'none'::text) = (geom IS NULL)))
);


--
-- Name: TABLE inc; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.inc IS 'INC tickets: a customer''s fault. One row a ticket ever seen in the feed.';


--
-- Name: COLUMN inc.ticket_id; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.ticket_id IS 'The feed''s own number, trimmed.';


--
-- Name: COLUMN inc.raw; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.raw IS 'The whole source record, as the feed wrote it.';


--
-- Name: COLUMN inc.geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.geom IS 'Where the ticket is, WGS 84. Always what tickets.resolve_geom(raw) says: write raw or a gazetteer, not this.';


--
-- Name: COLUMN inc.geo_source; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.geo_source IS 'Where geom is from: feed, location, cluster or none. Kept by the triggers.';


--
-- Name: COLUMN inc.geo_verified; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.geo_verified IS 'Whether a person verified the gazetteer row that geom is from. Kept by the triggers.';


--
-- Name: COLUMN inc.cluster_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.cluster_key IS 'tickets.name_key of the record''s cluster. Kept by the triggers.';


--
-- Name: COLUMN inc.location_key; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.location_key IS 'tickets.name_key of the record''s location name. Kept by the triggers.';


--
-- Name: COLUMN inc.content_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.content_hash IS 'BLAKE2b, 16 bytes, of the snapshot''s bytes that raw was made from; NULL when another hand wrote raw.';


--
-- Name: COLUMN inc.first_seen_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.first_seen_at IS 'When the ticket was first imported.';


--
-- Name: COLUMN inc.changed_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.changed_at IS 'When raw last changed. Being placed anew leaves it.';


--
-- Name: COLUMN inc.gone_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.inc.gone_at IS 'When the ticket was first missing from a snapshot; NULL while it is present.';


--
-- Name: placed_tickets; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.placed_tickets AS
 SELECT i.cluster_key,
    i.location_key,
    i.geom
   FROM tickets.inc i
  WHERE ((i.gone_at IS NULL) AND (i.geo_source <> 'feed'::text))
UNION ALL
 SELECT c.cluster_key,
    c.location_key,
    c.geom
   FROM tickets.crq c
  WHERE ((c.gone_at IS NULL) AND (c.geo_source <> 'feed'::text));


--
-- Name: VIEW placed_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.placed_tickets IS 'Present tickets that a gazetteer places, or does not: those without coordinates of their own.';


--
-- Name: usable_clusters; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.usable_clusters AS
 SELECT geo_clusters.cluster_key,
    geo_clusters.geom,
    geo_clusters.verified
   FROM tickets.geo_clusters
  WHERE (((geo_clusters.status = 'ok'::text) OR (geo_clusters.verified AND (geo_clusters.status <> 'rejected'::text))) AND (geo_clusters.geom IS NOT NULL));


--
-- Name: VIEW usable_clusters; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.usable_clusters IS 'The clusters that place tickets: ok or verified, and not rejected.';


--
-- Name: foretell_places(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.foretell_places(decisions jsonb) RETURNS TABLE(n bigint, moved bigint)
    LANGUAGE sql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH decided AS MATERIALIZED (
          SELECT d.n,
             d.cluster_key,
             d.place_key,
             d.new_names,
                 CASE d.status
                     WHEN 'ok'::text THEN d.geom
                     ELSE NULL::public.geometry
                 END AS geom
            FROM tickets.read_decisions(foretell_places.decisions) d(n, cluster_key, place_key, cluster, place, new_names, status, geom, provider, label, by_hand)
         ), centroids AS MATERIALIZED (
          SELECT d.cluster_key,
             d.geom
            FROM decided d
           WHERE (d.place_key IS NULL)
         UNION ALL
          SELECT c.cluster_key,
             c.geom
            FROM tickets.usable_clusters c
           WHERE (NOT (c.cluster_key IN ( SELECT d.cluster_key
                    FROM decided d
                   WHERE (d.place_key IS NULL))))
         ), named AS MATERIALIZED (
          SELECT x.n,
             x.cluster_key,
             x.location_key,
             COALESCE(x.geom, c.geom) AS geom
            FROM (( SELECT d.n,
                     d.cluster_key,
                     l.location_key,
                     d.geom
                    FROM (decided d
                      JOIN tickets.geo_locations l ON (((l.cluster_key = d.cluster_key) AND (l.place_key = d.place_key))))
                 UNION ALL
                  SELECT d.n,
                     d.cluster_key,
                     tickets.name_key(name.name) AS name_key,
                     d.geom
                    FROM (decided d
                      CROSS JOIN LATERAL unnest(d.new_names) name(name))) x
              LEFT JOIN centroids c ON ((c.cluster_key = x.cluster_key)))
         ), affected AS (
          SELECT d.n,
             d.geom,
             t.geom AS was
            FROM (named d
              CROSS JOIN LATERAL ( SELECT p.geom
                    FROM tickets.placed_tickets p
                   WHERE ((p.cluster_key = d.cluster_key) AND (p.location_key = d.location_key))
                  OFFSET 0) t)
         UNION ALL
          SELECT d.n,
             COALESCE(
                 CASE
                     WHEN
                     CASE
                         WHEN l.verified THEN (l.status <> 'rejected'::text)
                         WHEN (l.status = ANY (ARRAY['ok'::text, 'too_far'::text])) THEN COALESCE((tickets.haversine_km(l.geom, d.geom) <= (25)::double precision), (l.status = 'ok'::text))
                         ELSE NULL::boolean
                     END THEN l.geom
                     ELSE NULL::public.geometry
                 END, d.geom) AS "coalesce",
             t.geom
            FROM ((decided d
              CROSS JOIN LATERAL ( SELECT p.location_key,
                     p.geom
                    FROM tickets.placed_tickets p
                   WHERE (p.cluster_key = d.cluster_key)
                  OFFSET 0) t)
              LEFT JOIN tickets.geo_locations l ON (((l.cluster_key = d.cluster_key) AND (l.location_key = t.location_key))))
           WHERE ((d.place_key IS NULL) AND (NOT ((d.cluster_key, COALESCE(t.location_key, ''::text)) IN ( SELECT named.cluster_key,
                     named.location_key
                    FROM named))))
         )
  SELECT a.n,
     count(*) AS count
    FROM affected a
   WHERE ((a.geom)::bytea IS DISTINCT FROM (a.was)::bytea)
   GROUP BY a.n;
END;


--
-- Name: FUNCTION foretell_places(decisions jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.foretell_places(decisions jsonb) IS 'How many present tickets would move with each decision that is given to decide_places.';


--
-- Name: gazetteer_emptied(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.gazetteer_emptied() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF TG_TABLE_NAME = 'geo_clusters' THEN
    UPDATE tickets.geo_locations
    SET distance_km = NULL
    WHERE distance_km IS NOT NULL;
  END IF;
  PERFORM tickets.place_again();
  RETURN NULL;
END
$$;


--
-- Name: goes_by(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.goes_by(label text, name text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT ((strpos(bare.label, bare.name) > 0) OR (strpos(bare.name, bare.first) > 0)) FROM (SELECT regexp_replace(tickets.folded(goes_by.label), '[^[:alnum:]]'::text, ''::text, 'g'::text) AS label, regexp_replace(tickets.folded(split_part(goes_by.label, ','::text, 1)), '[^[:alnum:]]'::text, ''::text, 'g'::text) AS first, regexp_replace(tickets.folded(goes_by.name), '[^[:alnum:]]'::text, ''::text, 'g'::text) AS name) bare);


--
-- Name: FUNCTION goes_by(label text, name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.goes_by(label text, name text) IS 'Whether an answer''s label has the name in it, or the name has its first part, but for case, spaces and punctuation.';


--
-- Name: guard_verified(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.guard_verified() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND NEW.status = 'rejected' THEN
    NEW.verified := true;
  END IF;
  IF (OLD.verified OR NEW.verified) AND NOT has_column_privilege(TG_RELID, 'verified', 'UPDATE') THEN
    RAISE EXCEPTION '% is verified, and % is no reviewer', coalesce(OLD.cluster, NEW.cluster), current_user
      USING ERRCODE = 'insufficient_privilege',
        HINT = 'Whoever may UPDATE the column verified may change verified and rejected rows.';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;


--
-- Name: heed_a_person(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.heed_a_person() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


--
-- Name: FUNCTION heed_a_person(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.heed_a_person() IS 'A new name of a place that a person has verified or rejected is verified or rejected with it.';


--
-- Name: hold_places(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.hold_places() RETURNS void
    LANGUAGE sql
    RETURN pg_advisory_xact_lock((hashtext('tickets.placing'::text))::bigint);


--
-- Name: FUNCTION hold_places(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.hold_places() IS 'Until the transaction ends nobody else changes a gazetteer or places a ticket.';


--
-- Name: indexes_of(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.indexes_of(kind text) RETURNS TABLE(name text, definition text, purpose text)
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (indexes_of.kind || i.suffix),
     format('CREATE INDEX %I ON tickets.%I %s'::text, (indexes_of.kind || i.suffix), indexes_of.kind, i.definition) AS format,
     i.purpose
    FROM ( VALUES ('_places'::text,'(cluster_key, location_key)'::text,'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.'::text), ('_map_geom'::text,'USING gist (geom) WHERE gone_at IS NULL'::text,'The map''s p_bbox, vector tiles, GIS clients; all present tickets where most are gone.'::text), ('_map_status'::text,'(tickets.status_of(raw), tickets.is_actionable(raw)) WHERE gone_at IS NULL'::text,'The map''s p_status, and p_actionable: reading all of this small index is cheaper than opening every raw.'::text)) i(suffix, definition, purpose)
   WHERE (indexes_of.kind = ANY (ARRAY['inc'::text, 'crq'::text]));
END;


--
-- Name: FUNCTION indexes_of(kind text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.indexes_of(kind text) IS 'The indexes of inc or crq but their keys: what a first load sets aside and builds.';


--
-- Name: status_of(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.status_of(raw jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN "left"(btrim(tickets.folded("left"((raw ->> 'status'::text), 200)), ' 	
  '::text), 200);


--
-- Name: FUNCTION status_of(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.status_of(raw jsonb) IS 'The status, trimmed and lower case.';


--
-- Name: is_actionable(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.is_actionable(raw jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((tickets.status_of(raw) <> ALL ('{closed,resolved,cancelled,canceled,completed,rejected}'::text[])), true);


--
-- Name: FUNCTION is_actionable(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.is_actionable(raw jsonb) IS 'Whether somebody must still act: the status is not one that ends a ticket. No status counts as actionable.';


--
-- Name: judge_location(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.judge_location() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  max_km CONSTANT double precision := 25;
BEGIN
  NEW.distance_km := (
    SELECT tickets.haversine_km(NEW.geom, c.geom)
    FROM tickets.usable_clusters AS c
    WHERE c.cluster_key = tickets.name_key(NEW.cluster)
  );
  IF NOT NEW.verified THEN
    NEW.status := CASE
      WHEN NEW.status = 'ok' AND NEW.distance_km > max_km THEN 'too_far'
      WHEN NEW.status = 'too_far' AND NEW.distance_km <= max_km THEN 'ok'
      ELSE NEW.status
    END;
  END IF;
  RETURN NEW;
END
$$;


--
-- Name: keep_ticket_true(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.keep_ticket_true() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  given CONSTANT bytea := NEW.geom::bytea;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.raw IS NOT DISTINCT FROM OLD.raw AND NEW.ticket_id = OLD.ticket_id THEN
    NEW.content_hash := OLD.content_hash;
  ELSE
    NEW.content_hash := NULL;
    DELETE FROM tickets.respelled AS r
    WHERE r.kind = TG_TABLE_NAME
      AND r.ticket_id IN (NEW.ticket_id, OLD.ticket_id);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.raw IS DISTINCT FROM OLD.raw THEN
    NEW.changed_at := now();
  END IF;
  SELECT p.cluster_key, p.location_key, p.geom, p.geo_source, p.geo_verified
  INTO NEW.cluster_key, NEW.location_key, NEW.geom, NEW.geo_source, NEW.geo_verified
  FROM tickets.place_records(ARRAY[NEW.raw]) AS p;
  IF TG_OP = 'INSERT' AND given IS NOT NULL AND given IS DISTINCT FROM NEW.geom::bytea THEN
    PERFORM tickets.tell_where_to_write(TG_TABLE_NAME);
  END IF;
  PERFORM tickets.bump_map();
  RETURN NEW;
END
$$;


--
-- Name: latitude_of(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.latitude_of(raw jsonb) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(tickets.degrees((raw ->> 'lat'::text), (90)::numeric), tickets.degrees((raw ->> 'latitude'::text), (90)::numeric));


--
-- Name: FUNCTION latitude_of(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.latitude_of(raw jsonb) IS 'The feed''s own latitude in degrees (lat, latitude), NULL when unusable.';


--
-- Name: location_of(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.location_of(raw jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (raw ->> 'location_name'::text);


--
-- Name: FUNCTION location_of(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.location_of(raw jsonb) IS 'The location name as the feed writes it, network codes and all.';


--
-- Name: locations_written(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.locations_written() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  clusters text[];
  locations text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(cluster_key), array_agg(location_key) INTO clusters, locations FROM after;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(cluster_key), array_agg(location_key) INTO clusters, locations FROM before;
  ELSE
    SELECT array_agg(cluster_key), array_agg(location_key)
    INTO clusters, locations
    FROM (
      (TABLE before EXCEPT TABLE after)
      UNION
      (TABLE after EXCEPT TABLE before)
    ) AS differing;
  END IF;
  IF clusters IS NOT NULL THEN
    PERFORM tickets.place_again(clusters, locations);
  END IF;
  RETURN NULL;
END
$$;


--
-- Name: lock_placing(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_placing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'tickets.% is written in READ COMMITTED only, not in %',
      TG_TABLE_NAME, upper(current_setting('transaction_isolation'))
      USING ERRCODE = 'invalid_transaction_state',
        HINT = 'An older snapshot would place tickets by gazetteer rows that are no longer true.';
  END IF;
  IF TG_TABLE_NAME IN ('inc', 'crq') THEN
    PERFORM tickets.lock_placing_shared();
  ELSE
    PERFORM pg_advisory_xact_lock(hashtext('tickets.placing'));
  END IF;
  RETURN NULL;
END
$$;


--
-- Name: lock_placing_shared(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.lock_placing_shared() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN pg_advisory_xact_lock_shared((hashtext('tickets.placing'::text))::bigint);


--
-- Name: FUNCTION lock_placing_shared(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.lock_placing_shared() IS 'Until the transaction ends no gazetteer changes. Taken by whoever places tickets.';


--
-- Name: longitude_of(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.longitude_of(raw jsonb) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE(tickets.degrees((raw ->> 'lng'::text), (180)::numeric), tickets.degrees((raw ->> 'lon'::text), (180)::numeric), tickets.degrees((raw ->> 'longitude'::text), (180)::numeric));


--
-- Name: FUNCTION longitude_of(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.longitude_of(raw jsonb) IS 'The feed''s own longitude in degrees (lng, lon, longitude), NULL when unusable.';


--
-- Name: map_feature(text, text, public.geometry, text, boolean, timestamp with time zone, timestamp with time zone, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.map_feature(kind text, ticket_id text, geom public.geometry, geo_source text, geo_verified boolean, first_seen_at timestamp with time zone, changed_at timestamp with time zone, fields text) RETURNS json
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (concat('{"type":"Feature","id":', to_json(ticket_id), ',"geometry":', COALESCE(public.st_asgeojson(geom, 15, 0), 'null'::text), ',"properties":{"ticket_key":', to_json(((kind || ':'::text) || ticket_id)), ',"kind":"', kind, '","geo_source":"', geo_source, '","geo_verified":', (geo_verified)::text, ',"first_seen_at":', to_json(first_seen_at), ',"changed_at":', to_json(changed_at), fields, '}'))::json;


--
-- Name: FUNCTION map_feature(kind text, ticket_id text, geom public.geometry, geo_source text, geo_verified boolean, first_seen_at timestamp with time zone, changed_at timestamp with time zone, fields text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.map_feature(kind text, ticket_id text, geom public.geometry, geo_source text, geo_verified boolean, first_seen_at timestamp with time zone, changed_at timestamp with time zone, fields text) IS 'One ticket as a GeoJSON Feature.';


--
-- Name: name_keys(text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.name_keys(names text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(SELECT tickets.name_key(n.n) AS name_key FROM unnest(name_keys.names) n(n));


--
-- Name: FUNCTION name_keys(names text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.name_keys(names text[]) IS 'Names as they compare: tickets.name_key of each.';


--
-- Name: status_keys(text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.status_keys(statuses text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(SELECT tickets.status_of(jsonb_build_object('status', s.s)) AS status_of FROM unnest(status_keys.statuses) s(s));


--
-- Name: FUNCTION status_keys(statuses text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.status_keys(statuses text[]) IS 'Statuses as they compare.';


--
-- Name: matching(text, text[], text[], public.geometry, boolean, boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.matching(p_kind text DEFAULT NULL::text, p_status text[] DEFAULT NULL::text[], p_cluster text[] DEFAULT NULL::text[], p_box public.geometry DEFAULT NULL::public.geometry, p_actionable boolean DEFAULT NULL::boolean, p_with_gone boolean DEFAULT false) RETURNS TABLE(kind text, ticket_id text, raw jsonb, geom public.geometry, geo_source text, geo_verified boolean, first_seen_at timestamp with time zone, changed_at timestamp with time zone, gone_at timestamp with time zone)
    LANGUAGE sql STABLE ROWS 10000 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT t.kind,
     t.ticket_id,
     t.raw,
     t.geom,
     t.geo_source,
     t.geo_verified,
     t.first_seen_at,
     t.changed_at,
     t.gone_at
    FROM ( SELECT 'inc'::text AS kind,
             inc.ticket_id,
             inc.raw,
             inc.geom,
             inc.geo_source,
             inc.geo_verified,
             inc.cluster_key,
             inc.first_seen_at,
             inc.changed_at,
             inc.gone_at
            FROM tickets.inc
         UNION ALL
          SELECT 'crq'::text AS kind,
             crq.ticket_id,
             crq.raw,
             crq.geom,
             crq.geo_source,
             crq.geo_verified,
             crq.cluster_key,
             crq.first_seen_at,
             crq.changed_at,
             crq.gone_at
            FROM tickets.crq) t
   WHERE (((matching.p_kind IS NULL) OR (t.kind = matching.p_kind)) AND (matching.p_with_gone OR (t.gone_at IS NULL)) AND ((matching.p_status IS NULL) OR (tickets.status_of(t.raw) = ANY (tickets.status_keys(matching.p_status)))) AND ((matching.p_cluster IS NULL) OR (t.cluster_key = ANY (tickets.name_keys(matching.p_cluster)))) AND ((matching.p_box IS NULL) OR (t.geom OPERATOR(public.&&) matching.p_box)) AND ((matching.p_box IS NULL) OR
         CASE
             WHEN ((public.st_x(t.geom) >= public.st_xmin((matching.p_box)::public.box3d)) AND (public.st_x(t.geom) <= public.st_xmax((matching.p_box)::public.box3d))) THEN ((public.st_y(t.geom) >= public.st_ymin((matching.p_box)::public.box3d)) AND (public.st_y(t.geom) <= public.st_ymax((matching.p_box)::public.box3d)))
             ELSE false
         END) AND ((matching.p_actionable IS NULL) OR (tickets.is_actionable(t.raw) = matching.p_actionable)));
END;


--
-- Name: FUNCTION matching(p_kind text, p_status text[], p_cluster text[], p_box public.geometry, p_actionable boolean, p_with_gone boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.matching(p_kind text, p_status text[], p_cluster text[], p_box public.geometry, p_actionable boolean, p_with_gone boolean) IS 'The tickets of both kinds that a reader asks for. NULL arguments filter nothing.';


--
-- Name: note_removal(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.note_removal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  DELETE FROM tickets.respelled AS r
  WHERE r.kind = TG_TABLE_NAME
    AND (TG_OP = 'TRUNCATE' OR r.ticket_id = OLD.ticket_id);
  PERFORM tickets.bump_map();
  RETURN NULL;
END
$$;


--
-- Name: picked_fields(text[], text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.picked_fields(p_fields text[], ours text[]) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT ((format('%L || to_json(t.ticket_id)'::text, ',"ticket_id":') || COALESCE(string_agg(format(' || coalesce(%L || (t.raw -> %L)::text, '''')'::text, ((','::text || to_json(fields.f)) || ':'::text), fields.f), ''::text), ''::text)) || ' || ''}'''::text) FROM (SELECT DISTINCT unnest(picked_fields.p_fields) AS unnest) fields(f) WHERE (fields.f <> ALL (array_append(picked_fields.ours, 'ticket_id'::text))));


--
-- Name: FUNCTION picked_fields(p_fields text[], ours text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.picked_fields(p_fields text[], ours text[]) IS 'SQL that makes the GeoJSON text of some fields of raw.';


--
-- Name: place_again(text[], text[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_again(clusters text[] DEFAULT NULL::text[], locations text[] DEFAULT NULL::text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
  kind text;
  affected text;
  moved bigint;
BEGIN
  affected := CASE
    WHEN clusters IS NULL THEN $q$t.geo_source IN ('location', 'cluster')$q$
    WHEN locations IS NULL THEN 't.cluster_key = ANY ($1)'
    ELSE '(t.cluster_key, t.location_key) IN (SELECT c, l FROM unnest($1, $2) AS pair (c, l))'
  END;
  PERFORM set_config('fleettickets.placed', 'on', true);
  FOREACH kind IN ARRAY '{inc,crq}'::text[] LOOP
    -- As bytea: the geometries' own = is in PostGIS' schema, and IS DISTINCT FROM can't be told where to look.
    EXECUTE format($q$
      UPDATE tickets.%1$I AS ticket
      SET geom = moved.geom, geo_source = moved.geo_source, geo_verified = moved.geo_verified
      FROM (
        SELECT t.ticket_id, p.*
        FROM tickets.%1$I AS t
        CROSS JOIN LATERAL tickets.resolve_geom(t.raw) AS p
        WHERE %2$s
          AND (p.geom::bytea, p.geo_source, p.geo_verified)
            IS DISTINCT FROM (t.geom::bytea, t.geo_source, t.geo_verified)
      ) AS moved
      WHERE ticket.ticket_id = moved.ticket_id
    $q$, kind, affected)
    USING clusters, locations;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved > 0 THEN
      PERFORM tickets.bump_map();
    END IF;
  END LOOP;
  PERFORM set_config('fleettickets.placed', 'off', true);
END
$_$;


--
-- Name: FUNCTION place_again(clusters text[], locations text[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_again(clusters text[], locations text[]) IS 'Places tickets anew after a gazetteer changed. The gazetteers'' triggers call it.';


--
-- Name: place_keys(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_keys() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{cluster,location_name,lat,latitude,lng,lon,longitude}'::text[];


--
-- Name: FUNCTION place_keys(); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_keys() IS 'The keys of a record that say where its ticket is: records that agree in these are in one place.';


--
-- Name: usable_locations; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.usable_locations AS
 SELECT geo_locations.cluster_key,
    geo_locations.location_key,
    geo_locations.geom,
    geo_locations.verified
   FROM tickets.geo_locations
  WHERE (((geo_locations.status = 'ok'::text) OR (geo_locations.verified AND (geo_locations.status <> 'rejected'::text))) AND (geo_locations.geom IS NOT NULL));


--
-- Name: VIEW usable_locations; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.usable_locations IS 'The locations that place tickets: ok or verified, and not rejected.';


--
-- Name: place_records(jsonb[]); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_records(records jsonb[]) RETURNS TABLE(n bigint, cluster_key text, location_key text, geom public.geometry, geo_source text, geo_verified boolean)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT r.n,
     r.cluster_key,
     r.location_key,
     COALESCE(feed.geom, l.geom, c.geom) AS "coalesce",
         CASE
             WHEN (feed.geom IS NOT NULL) THEN 'feed'::text
             WHEN (l.geom IS NOT NULL) THEN 'location'::text
             WHEN (c.geom IS NOT NULL) THEN 'cluster'::text
             ELSE 'none'::text
         END AS "case",
         CASE
             WHEN (feed.geom IS NOT NULL) THEN false
             WHEN (l.geom IS NOT NULL) THEN l.verified
             ELSE COALESCE(c.verified, false)
         END AS "coalesce"
    FROM (((( SELECT given.n,
             tickets.name_key(tickets.cluster_of(given.raw)) AS cluster_key,
             tickets.name_key(tickets.location_of(given.raw)) AS location_key,
             tickets.latitude_of(given.raw) AS lat,
             tickets.longitude_of(given.raw) AS lng
            FROM unnest(place_records.records) WITH ORDINALITY given(raw, n)
          OFFSET 0) r
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN ((r.lat <> (0)::double precision) OR (r.lng <> (0)::double precision)) THEN public.st_setsrid(public.st_makepoint(r.lng, r.lat), 4326)
                     ELSE NULL::public.geometry
                 END AS geom) feed)
      LEFT JOIN tickets.usable_locations l ON (((l.cluster_key = r.cluster_key) AND (l.location_key = r.location_key))))
      LEFT JOIN tickets.usable_clusters c ON ((c.cluster_key = r.cluster_key)));
END;


--
-- Name: FUNCTION place_records(records jsonb[]); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.place_records(records jsonb[]) IS 'Where the tickets of these records are: feed, else location, else cluster, else none. The one definition.';


--
-- Name: place_written(); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.place_written() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  PERFORM tickets.tell_where_to_write(TG_TABLE_NAME);
  RETURN NULL;
END
$$;


--
-- Name: query_boolean(json, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.query_boolean(query_params json, name text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  content CONSTANT text := nullif(lower(query_params ->> name), '');
BEGIN
  PERFORM tickets.refuse(name, format('%L is neither true nor false', content))
  WHERE content NOT IN ('true', 'false', '1', '0');
  RETURN content::boolean;
END
$$;


--
-- Name: FUNCTION query_boolean(query_params json, name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.query_boolean(query_params json, name text) IS 'A boolean in a tile request''s query: JSON or text.';


--
-- Name: query_list(json, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.query_list(query_params json, name text) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
$$;


--
-- Name: FUNCTION query_list(query_params json, name text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.query_list(query_params json, name text) IS 'A list in a tile request''s query: JSON, or text with commas.';


--
-- Name: refuse(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.refuse(argument text, problem text) RETURNS void
    LANGUAGE plpgsql PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '%: %', argument, problem USING ERRCODE = 'invalid_parameter_value';
END
$$;


--
-- Name: FUNCTION refuse(argument text, problem text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.refuse(argument text, problem text) IS 'Raises the error (22023) that names a bad argument.';


--
-- Name: reject_place(text, text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.reject_place(cluster text, place text) RETURNS bigint
    LANGUAGE sql
    RETURN tickets.decide_place(cluster, place, 'rejected'::text, NULL::double precision, NULL::double precision);


--
-- Name: FUNCTION reject_place(cluster text, place text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.reject_place(cluster text, place text) IS 'A person''s word: this is not the place; nobody asks for it again. place NULL: the cluster''s centroid. Returns how many present tickets moved.';


--
-- Name: resolve_geom(jsonb); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.resolve_geom(raw jsonb) RETURNS TABLE(geom public.geometry, geo_source text, geo_verified boolean)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT p.geom,
     p.geo_source,
     p.geo_verified
    FROM tickets.place_records(ARRAY[resolve_geom.raw]) p(n, cluster_key, location_key, geom, geo_source, geo_verified);
END;


--
-- Name: FUNCTION resolve_geom(raw jsonb); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.resolve_geom(raw jsonb) IS 'Where one record''s ticket is: tickets.place_records for a single one.';


--
-- Name: set_indexes_aside(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.set_indexes_aside(kind text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  name text;
  is_filled boolean;
BEGIN
  FOR name IN SELECT i.name FROM tickets.indexes_of(kind) AS i LOOP
    EXECUTE format('LOCK TABLE tickets.%I IN ACCESS EXCLUSIVE MODE NOWAIT', kind);
    EXECUTE format('SELECT EXISTS (SELECT FROM tickets.%I)', kind) INTO is_filled;
    EXIT WHEN is_filled;
    EXECUTE format('DROP INDEX IF EXISTS tickets.%I', name);
  END LOOP;
EXCEPTION
  WHEN lock_not_available THEN
    NULL;
END
$$;


--
-- Name: FUNCTION set_indexes_aside(kind text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.set_indexes_aside(kind text) IS 'Drops the indexes of an empty inc or crq before its first load, if nobody is at it; build_indexes makes them again.';


--
-- Name: tell_where_to_write(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tell_where_to_write(kind text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE NOTICE 'tickets.%: geom, geo_source, geo_verified and the keys follow raw and the gazetteers; what was written there is not kept', kind
    USING HINT = 'To move tickets, correct their place: geom and verified in tickets.geo_locations or tickets.geo_clusters.';
END
$$;


--
-- Name: FUNCTION tell_where_to_write(kind text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tell_where_to_write(kind text) IS 'The NOTICE for who writes a column that the triggers keep.';


--
-- Name: tile_box(integer, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_box(z integer, x integer, y integer) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.st_makeenvelope((((((x)::double precision / ((2)::double precision ^ (z)::double precision)) * (360)::double precision) - (180)::double precision) - (0.000000001)::double precision), (degrees(atan(sinh((pi() * ((1)::double precision - (((2 * (y + 1)))::double precision / ((2)::double precision ^ (z)::double precision))))))) - (0.000000001)::double precision), ((((((x + 1))::double precision / ((2)::double precision ^ (z)::double precision)) * (360)::double precision) - (180)::double precision) + (0.000000001)::double precision), (degrees(atan(sinh((pi() * ((1)::double precision - (((2 * y))::double precision / ((2)::double precision ^ (z)::double precision))))))) + (0.000000001)::double precision), 4326);


--
-- Name: FUNCTION tile_box(z integer, x integer, y integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_box(z integer, x integer, y integer) IS 'A tile in degrees, a hair wider.';


--
-- Name: tile_properties(text, text, jsonb, text, boolean); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_properties(p_kind text, p_ticket_id text, p_raw jsonb, p_geo_source text, p_geo_verified boolean) RETURNS TABLE(ticket_key text, ticket_id text, kind text, status text, cluster text, location_name text, geo_source text, geo_verified boolean, actionable boolean)
    LANGUAGE sql IMMUTABLE ROWS 1 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT ((p_kind || ':'::text) || p_ticket_id),
     p_ticket_id AS p_ticket_id,
     p_kind AS p_kind,
     "left"((p_raw ->> 'status'::text), 80) AS "left",
     "left"(tickets.cluster_of(p_raw), 80) AS "left",
     "left"(tickets.location_of(p_raw), 80) AS "left",
     p_geo_source AS p_geo_source,
     p_geo_verified AS p_geo_verified,
     tickets.is_actionable(p_raw) AS is_actionable;
END;


--
-- Name: FUNCTION tile_properties(p_kind text, p_ticket_id text, p_raw jsonb, p_geo_source text, p_geo_verified boolean); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_properties(p_kind text, p_ticket_id text, p_raw jsonb, p_geo_source text, p_geo_verified boolean) IS 'What a tile says of a single ticket.';


--
-- Name: tile_x(public.geometry, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_x(geom public.geometry, z integer, x integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (floor((((LEAST(((public.st_x(geom) + (180)::double precision) / (360)::double precision), (((1)::numeric - 0.000000000001))::double precision) * ((2)::double precision ^ (z)::double precision)) - (x)::double precision) * (4096)::double precision)))::integer;


--
-- Name: FUNCTION tile_x(geom public.geometry, z integer, x integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_x(geom public.geometry, z integer, x integer) IS '1/4096 tiles east of the tile''s western edge.';


--
-- Name: tile_y(public.geometry, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_y(geom public.geometry, z integer, y integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (floor((((((0.5)::double precision - (asinh(tan(radians(public.st_y(geom)))) / ((2)::double precision * pi()))) * ((2)::double precision ^ (z)::double precision)) - (y)::double precision) * (4096)::double precision)))::integer;


--
-- Name: FUNCTION tile_y(geom public.geometry, z integer, y integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_y(geom public.geometry, z integer, y integer) IS '1/4096 tiles south of the tile''s northern edge.';


--
-- Name: tile_of_cells(text, text[], text[], boolean, integer, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_of_cells(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer) RETURNS TABLE(tile bytea)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(public.st_asmvt(c.*, 'tickets'::text, 4096, 'geom'::text) FILTER (WHERE (((public.st_x(c.geom) >= (0)::double precision) AND (public.st_x(c.geom) <= (4095)::double precision)) AND ((public.st_y(c.geom) >= (0)::double precision) AND (public.st_y(c.geom) <= (4095)::double precision)))), '\x'::bytea) AS "coalesce"
    FROM ( SELECT public.st_makepoint((tickets.tile_x(midst.geom, tile_of_cells.p_z, tile_of_cells.p_x))::double precision, (tickets.tile_y(midst.geom, tile_of_cells.p_z, tile_of_cells.p_y))::double precision) AS geom,
             crowd.point_count,
             crowd.inc_count,
             crowd.crq_count,
             crowd.actionable_count,
             crowd.west,
             crowd.south,
             crowd.east,
             crowd.north,
             lone.ticket_key,
             lone.ticket_id,
             lone.kind,
             lone.status,
             lone.cluster,
             lone.location_name,
             lone.geo_source,
             lone.geo_verified,
             lone.actionable
            FROM (((( SELECT (tickets.tile_x(t.geom, tile_of_cells.p_z, tile_of_cells.p_x) >> 8) AS nth_x,
                     (tickets.tile_y(t.geom, tile_of_cells.p_z, tile_of_cells.p_y) >> 8) AS nth_y,
                     (sum(public.st_x(t.geom)) / (count(*))::double precision) AS lng,
                     (sum(public.st_y(t.geom)) / (count(*))::double precision) AS lat,
                     count(*) AS point_count,
                     count(*) FILTER (WHERE (t.kind = 'inc'::text)) AS inc_count,
                     count(*) FILTER (WHERE (t.kind = 'crq'::text)) AS crq_count,
                     count(*) FILTER (WHERE tickets.is_actionable(t.raw)) AS actionable_count,
                     min(public.st_x(t.geom)) AS west,
                     min(public.st_y(t.geom)) AS south,
                     max(public.st_x(t.geom)) AS east,
                     max(public.st_y(t.geom)) AS north,
                     min((t.ticket_id COLLATE "C")) AS ticket_id
                    FROM tickets.matching(tile_of_cells.p_kind, tile_of_cells.p_status, tile_of_cells.p_cluster, NULL::public.geometry, tile_of_cells.p_actionable) t(kind, ticket_id, raw, geom, geo_source, geo_verified, first_seen_at, changed_at, gone_at)
                   WHERE (t.geom OPERATOR(public.&&) tickets.tile_box(tile_of_cells.p_z, tile_of_cells.p_x, tile_of_cells.p_y))
                   GROUP BY (tickets.tile_x(t.geom, tile_of_cells.p_z, tile_of_cells.p_x) >> 8), (tickets.tile_y(t.geom, tile_of_cells.p_z, tile_of_cells.p_y) >> 8)) cell
              CROSS JOIN LATERAL ( SELECT public.st_makepoint(LEAST(GREATEST(cell.lng, cell.west), cell.east), LEAST(GREATEST(cell.lat, cell.south), cell.north)) AS geom) midst)
              LEFT JOIN LATERAL ( SELECT cell.point_count,
                     cell.inc_count,
                     cell.crq_count,
                     cell.actionable_count,
                     cell.west,
                     cell.south,
                     cell.east,
                     cell.north
                   WHERE (cell.point_count > 1)) crowd ON (true))
              LEFT JOIN LATERAL ( SELECT p.ticket_key,
                     p.ticket_id,
                     p.kind,
                     p.status,
                     p.cluster,
                     p.location_name,
                     p.geo_source,
                     p.geo_verified,
                     p.actionable
                    FROM (tickets.matching() t(kind, ticket_id, raw, geom, geo_source, geo_verified, first_seen_at, changed_at, gone_at)
                      CROSS JOIN LATERAL tickets.tile_properties(t.kind, t.ticket_id, t.raw, t.geo_source, t.geo_verified) p(ticket_key, ticket_id, kind, status, cluster, location_name, geo_source, geo_verified, actionable))
                   WHERE ((cell.point_count = 1) AND (t.kind =
                         CASE cell.inc_count
                             WHEN 1 THEN 'inc'::text
                             ELSE 'crq'::text
                         END) AND (t.ticket_id = (cell.ticket_id COLLATE "default")))
                  OFFSET 0) lone ON (true))
           ORDER BY cell.nth_x, cell.nth_y) c;
END;


--
-- Name: FUNCTION tile_of_cells(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_of_cells(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer) IS 'A vector tile with one point a cell of a 16 by 16 grid: a counted one, or the cell''s lone ticket.';


--
-- Name: tile_of_tickets(text, text[], text[], boolean, integer, integer, integer, integer); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.tile_of_tickets(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer, p_most integer) RETURNS TABLE(tile bytea)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(public.st_asmvt(s.*, 'tickets'::text, 4096, 'geom'::text), '\x'::bytea) AS "coalesce"
    FROM ( SELECT public.st_makepoint((tickets.tile_x(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_x))::double precision, (tickets.tile_y(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_y))::double precision) AS geom,
             p.ticket_key,
             p.ticket_id,
             p.kind,
             p.status,
             p.cluster,
             p.location_name,
             p.geo_source,
             p.geo_verified,
             p.actionable
            FROM (tickets.matching(tile_of_tickets.p_kind, tile_of_tickets.p_status, tile_of_tickets.p_cluster, NULL::public.geometry, tile_of_tickets.p_actionable) t(kind, ticket_id, raw, geom, geo_source, geo_verified, first_seen_at, changed_at, gone_at)
              CROSS JOIN LATERAL tickets.tile_properties(t.kind, t.ticket_id, t.raw, t.geo_source, t.geo_verified) p(ticket_key, ticket_id, kind, status, cluster, location_name, geo_source, geo_verified, actionable))
           WHERE ((t.geom OPERATOR(public.&&) tickets.tile_box(tile_of_tickets.p_z, tile_of_tickets.p_x, tile_of_tickets.p_y)) AND ((tickets.tile_x(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_x) >= 0) AND (tickets.tile_x(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_x) <= 4095)) AND ((tickets.tile_y(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_y) >= 0) AND (tickets.tile_y(t.geom, tile_of_tickets.p_z, tile_of_tickets.p_y) <= 4095)))
          LIMIT (tile_of_tickets.p_most + 1)) s
  HAVING (count(*) <= tile_of_tickets.p_most);
END;


--
-- Name: FUNCTION tile_of_tickets(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer, p_most integer); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.tile_of_tickets(p_kind text, p_status text[], p_cluster text[], p_actionable boolean, p_z integer, p_x integer, p_y integer, p_most integer) IS 'A vector tile with one point a ticket; no row when they are over p_most.';


--
-- Name: verify_place(text, text, double precision, double precision); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.verify_place(cluster text, place text, lng double precision, lat double precision) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


--
-- Name: FUNCTION verify_place(cluster text, place text, lng double precision, lat double precision); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.verify_place(cluster text, place text, lng double precision, lat double precision) IS 'A person''s word: the place is there, under all its network names, those that come later too. place NULL: the cluster''s centroid. Returns how many present tickets moved.';


--
-- Name: why_not_jsonb(text); Type: FUNCTION; Schema: tickets; Owner: -
--

CREATE FUNCTION tickets.why_not_jsonb(record text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  PERFORM record::jsonb;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END
$$;


--
-- Name: FUNCTION why_not_jsonb(record text); Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON FUNCTION tickets.why_not_jsonb(record text) IS 'NULL when jsonb can hold the JSON text, else the server''s reason.';


--
-- Name: tickets_map; Type: VIEW; Schema: reporting; Owner: -
--

CREATE VIEW reporting.tickets_map AS
 SELECT ((t.kind || ':'::text) || t.ticket_id) AS id,
    t.kind,
    t.ticket_id,
    (t.raw ->> 'status'::text) AS status,
    tickets.cluster_of(t.raw) AS cluster,
    tickets.location_of(t.raw) AS location_name,
    tickets.is_actionable(t.raw) AS actionable,
    t.geom,
    t.geo_source,
    t.geo_verified,
    t.first_seen_at,
    t.changed_at,
    t.raw
   FROM ( SELECT 'inc'::text AS kind,
            inc.ticket_id,
            inc.raw,
            inc.geom,
            inc.geo_source,
            inc.geo_verified,
            inc.first_seen_at,
            inc.changed_at
           FROM tickets.inc
          WHERE (inc.gone_at IS NULL)
        UNION ALL
         SELECT 'crq'::text AS kind,
            crq.ticket_id,
            crq.raw,
            crq.geom,
            crq.geo_source,
            crq.geo_verified,
            crq.first_seen_at,
            crq.changed_at
           FROM tickets.crq
          WHERE (crq.gone_at IS NULL)) t;


--
-- Name: VIEW tickets_map; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON VIEW reporting.tickets_map IS 'The tickets now in the feed, one row each; with or without a place.';


--
-- Name: COLUMN tickets_map.id; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.id IS 'Unique over both kinds: inc:<ticket_id> or crq:<ticket_id>.';


--
-- Name: COLUMN tickets_map.kind; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.kind IS 'inc (a fault) or crq (a new installation).';


--
-- Name: COLUMN tickets_map.ticket_id; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.ticket_id IS 'The feed''s own number.';


--
-- Name: COLUMN tickets_map.status; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.status IS 'As the feed writes it.';


--
-- Name: COLUMN tickets_map.cluster; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.cluster IS 'As the feed writes it.';


--
-- Name: COLUMN tickets_map.location_name; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.location_name IS 'As the feed writes it, network codes and all.';


--
-- Name: COLUMN tickets_map.actionable; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.actionable IS 'Whether somebody must still act.';


--
-- Name: COLUMN tickets_map.geom; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.geom IS 'WGS 84; NULL while nobody knows where it is.';


--
-- Name: COLUMN tickets_map.geo_source; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.geo_source IS 'Where geom is from: feed (the record''s own), location or cluster (geocoded), none.';


--
-- Name: COLUMN tickets_map.geo_verified; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.geo_verified IS 'Whether a person verified the place that geom is from.';


--
-- Name: COLUMN tickets_map.first_seen_at; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.first_seen_at IS 'When the ticket was first imported.';


--
-- Name: COLUMN tickets_map.changed_at; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.changed_at IS 'When raw last changed.';


--
-- Name: COLUMN tickets_map.raw; Type: COMMENT; Schema: reporting; Owner: -
--

COMMENT ON COLUMN reporting.tickets_map.raw IS 'The whole source record.';


--
-- Name: geocoder_usage; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.geocoder_usage (
    provider text NOT NULL,
    day date NOT NULL,
    requests integer NOT NULL,
    CONSTRAINT geocoder_usage_counts_up CHECK ((requests >= 0))
);


--
-- Name: TABLE geocoder_usage; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.geocoder_usage IS 'Requests a geocoder was sent on a UTC day, over all runs; counted before each is sent, so never too few.';


--
-- Name: COLUMN geocoder_usage.provider; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geocoder_usage.provider IS 'locationiq, opencage or nominatim.';


--
-- Name: COLUMN geocoder_usage.day; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geocoder_usage.day IS 'The UTC day.';


--
-- Name: COLUMN geocoder_usage.requests; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.geocoder_usage.requests IS 'Requests so far that day, retries and failures included.';


--
-- Name: import_rejects; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_rejects (
    reject_id bigint NOT NULL,
    run_id bigint NOT NULL,
    kind text NOT NULL,
    "position" integer NOT NULL,
    reason text NOT NULL,
    text text NOT NULL,
    rejected_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_rejects_position_from_1 CHECK (("position" >= 1))
);


--
-- Name: TABLE import_rejects; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_rejects IS 'Elements of applied snapshots that are no usable record: those of the last 20 of each kind. The rest of their snapshot was applied.';


--
-- Name: COLUMN import_rejects."position"; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_rejects."position" IS 'The element''s place in the snapshot, from 1.';


--
-- Name: COLUMN import_rejects.reason; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_rejects.reason IS 'Why it is no usable record.';


--
-- Name: COLUMN import_rejects.text; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_rejects.text IS 'The element as it came.';


--
-- Name: import_rejects_reject_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.import_rejects ALTER COLUMN reject_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.import_rejects_reject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: import_runs; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.import_runs (
    run_id bigint NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    etag text,
    last_modified timestamp with time zone,
    received integer NOT NULL,
    new integer NOT NULL,
    changed integer NOT NULL,
    unchanged integer NOT NULL,
    gone integer NOT NULL,
    returned integer NOT NULL,
    rejected integer NOT NULL,
    duplicates integer NOT NULL,
    forced boolean DEFAULT false NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    outcome text DEFAULT 'applied'::text NOT NULL,
    error text,
    alive_at timestamp with time zone DEFAULT statement_timestamp(),
    CONSTRAINT import_runs_error_says_why_not CHECK (((outcome = 'applied'::text) = (error IS NULL))),
    CONSTRAINT import_runs_kind_known CHECK ((kind = ANY (ARRAY['inc'::text, 'crq'::text]))),
    CONSTRAINT import_runs_only_an_applied_one_is_alive CHECK (((outcome = 'applied'::text) = (alive_at IS NOT NULL))),
    CONSTRAINT import_runs_outcome_known CHECK ((outcome = ANY (ARRAY['applied'::text, 'refused'::text, 'failed'::text]))),
    CONSTRAINT import_runs_tally_adds_up CHECK ((received = (((((new + changed) + unchanged) + returned) + rejected) + duplicates)))
);


--
-- Name: TABLE import_runs; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.import_runs IS 'One row a snapshot that was applied, refused or failed. Kept for 400 days, the newest applied of each kind for good.';


--
-- Name: COLUMN import_runs.kind; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.kind IS 'inc or crq.';


--
-- Name: COLUMN import_runs.source; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.source IS 's3://bucket/key, or the file''s path.';


--
-- Name: COLUMN import_runs.etag; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.etag IS 'The object''s ETag without quotes; NULL for a file.';


--
-- Name: COLUMN import_runs.last_modified; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.last_modified IS 'The object''s Last-Modified; NULL for a file.';


--
-- Name: COLUMN import_runs.received; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.received IS 'Elements in the snapshot: new + changed + unchanged + returned + rejected + duplicates.';


--
-- Name: COLUMN import_runs.gone; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.gone IS 'Present until then, absent from this snapshot.';


--
-- Name: COLUMN import_runs.forced; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.forced IS 'Whether --force was given.';


--
-- Name: COLUMN import_runs.started_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.started_at IS 'When the run began with this snapshot.';


--
-- Name: COLUMN import_runs.finished_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.finished_at IS 'When it was applied, refused or failed.';


--
-- Name: COLUMN import_runs.outcome; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.outcome IS 'applied; refused by a guard; or failed. Of the last two nothing was written, and the counts are 0.';


--
-- Name: COLUMN import_runs.error; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.error IS 'Why it was refused or failed; NULL when applied.';


--
-- Name: COLUMN import_runs.alive_at; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.import_runs.alive_at IS 'When it was applied, or last found unchanged in the bucket since; NULL when not applied.';


--
-- Name: import_runs_run_id_seq; Type: SEQUENCE; Schema: tickets; Owner: -
--

ALTER TABLE tickets.import_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tickets.import_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: own_points; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.own_points AS
 SELECT DISTINCT (round((public.st_y(t.geom))::numeric, 4))::double precision AS lat,
    (round((public.st_x(t.geom))::numeric, 4))::double precision AS lng
   FROM ( SELECT i.geom
           FROM tickets.inc i
          WHERE ((i.gone_at IS NULL) AND (i.geo_source = 'feed'::text))
        UNION ALL
         SELECT c.geom
           FROM tickets.crq c
          WHERE ((c.gone_at IS NULL) AND (c.geo_source = 'feed'::text))) t;


--
-- Name: VIEW own_points; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.own_points IS 'Where present tickets with coordinates of their own are, to some 10 m.';


--
-- Name: waiting_tickets; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.waiting_tickets AS
 SELECT 'inc'::text AS kind,
    t.ticket_id,
    (t.raw ->> 'status'::text) AS status,
    t.cluster_key,
    t.location_key,
    tickets.cluster_of(t.raw) AS cluster,
    tickets.location_of(t.raw) AS location_name,
    t.geo_source
   FROM tickets.inc t
  WHERE ((t.gone_at IS NULL) AND (t.geo_source <> 'feed'::text) AND (t.cluster_key IS NOT NULL) AND tickets.is_actionable(t.raw))
UNION ALL
 SELECT 'crq'::text AS kind,
    t.ticket_id,
    (t.raw ->> 'status'::text) AS status,
    t.cluster_key,
    t.location_key,
    tickets.cluster_of(t.raw) AS cluster,
    tickets.location_of(t.raw) AS location_name,
    t.geo_source
   FROM tickets.crq t
  WHERE ((t.gone_at IS NULL) AND (t.geo_source <> 'feed'::text) AND (t.cluster_key IS NOT NULL) AND tickets.is_actionable(t.raw));


--
-- Name: VIEW waiting_tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.waiting_tickets IS 'Present tickets that somebody must still act on and that a gazetteer places, or should: those without coordinates of their own.';


--
-- Name: places; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.places AS
 WITH waiting AS (
         SELECT t.cluster_key,
            t.location_key,
            count(*) AS tickets,
            count(*) FILTER (WHERE (t.geo_source <> 'location'::text)) AS at_centroid,
            min(t.cluster) AS cluster,
            min(t.location_name) AS location_name
           FROM tickets.waiting_tickets t
          GROUP BY t.cluster_key, t.location_key
        ), spelt AS (
         SELECT c.cluster_key,
            min(c.cluster) AS cluster
           FROM ( SELECT g.cluster_key,
                    g.cluster
                   FROM tickets.geo_clusters g
                UNION ALL
                 SELECT x.cluster_key,
                    x.cluster
                   FROM ( SELECT l.cluster_key,
                            l.cluster
                           FROM tickets.geo_locations l
                        UNION ALL
                         SELECT w.cluster_key,
                            w.cluster
                           FROM waiting w) x
                  WHERE (NOT (EXISTS ( SELECT
                           FROM tickets.geo_clusters g
                          WHERE (g.cluster_key = x.cluster_key))))) c
          GROUP BY c.cluster_key
        ), named AS (
         SELECT COALESCE(l.cluster_key, w.cluster_key) AS cluster_key,
            COALESCE(l.place_key, w.location_key) AS place_key,
            COALESCE(l.location_name, w.location_name) AS name,
            COALESCE(w.tickets, (0)::bigint) AS tickets,
            l.place,
            l.geom,
            l.status,
            l.verified,
            l.distance_km,
            l.provider,
            l.query,
            l.label,
            l.note,
            row_number() OVER (PARTITION BY COALESCE(l.cluster_key, w.cluster_key), COALESCE(l.place_key, w.location_key) ORDER BY (l.status IS NULL), (l.geom IS NULL), l.verified DESC, (l.status <> 'ok'::text), (l.query IS NULL), l.location_key) AS n
           FROM (tickets.geo_locations l
             FULL JOIN ( SELECT waiting.cluster_key,
                    waiting.location_key,
                    waiting.tickets,
                    waiting.at_centroid,
                    waiting.cluster,
                    waiting.location_name
                   FROM waiting
                  WHERE (waiting.location_key IS NOT NULL)) w ON (((w.cluster_key = l.cluster_key) AND (w.location_key = l.location_key))))
        ), grouped AS (
         SELECT named.cluster_key,
            named.place_key,
            array_agg(named.name ORDER BY named.tickets DESC, named.name) AS names,
            (sum(named.tickets))::bigint AS tickets,
            count(*) FILTER (WHERE (named.status IS NULL)) AS unknown_names,
            bool_and(named.verified) AS verified,
            count(DISTINCT named.geom) AS points,
            encode(sha256(convert_to(COALESCE(string_agg(DISTINCT concat_ws('|'::text, named.status, (named.verified)::text, (named.geom)::text, named.provider, named.label), ';'::text), ''::text), 'UTF8'::name)), 'hex'::text) AS state
           FROM named
          GROUP BY named.cluster_key, named.place_key
        ), located AS (
         SELECT g.cluster_key,
            g.place_key,
            g.names,
            g.tickets,
            g.unknown_names,
            g.verified,
            g.points,
            g.state,
            COALESCE(NULLIF(tickets.single_spaced(s.place), ''::text), s.name) AS place,
            s.geom,
            s.status,
            s.distance_km,
            s.provider,
            s.query,
            s.label,
            s.note,
            min(COALESCE(s.place, s.name)) FILTER (WHERE (s.status = 'ok'::text)) OVER same_point AS first_there,
            max(COALESCE(s.place, s.name)) FILTER (WHERE (s.status = 'ok'::text)) OVER same_point AS last_there
           FROM (grouped g
             JOIN named s ON (((s.cluster_key = g.cluster_key) AND (s.place_key = g.place_key) AND (s.n = 1))))
          WINDOW same_point AS (PARTITION BY g.cluster_key, s.geom)
        )
 SELECT 'location'::text AS what,
    s.cluster,
    l.place,
    l.names,
    l.status,
    l.verified,
    public.st_y(l.geom) AS lat,
    public.st_x(l.geom) AS lng,
    l.distance_km,
    l.tickets,
    l.provider,
    l.query,
    l.label,
    l.note,
    concat_ws('; '::text,
        CASE
            WHEN ((l.status IS NULL) AND (c.cluster_key IS NULL)) THEN 'never asked for: its cluster has no centroid'::text
            WHEN (l.status IS NULL) THEN 'never asked for'::text
            WHEN (l.unknown_names > 0) THEN 'a new name of it has no row yet'::text
            ELSE NULL::text
        END,
        CASE
            WHEN l.verified THEN NULL::text
            WHEN (l.status = 'not_found'::text) THEN concat_ws(': '::text, 'not found', l.note)
            WHEN (l.status = 'too_coarse'::text) THEN COALESCE(l.note, 'only something too large goes by this name'::text)
            WHEN (l.status = 'unusable'::text) THEN 'no name is left without the network codes'::text
            WHEN (l.note !~~ 'not asked: as %'::text) THEN l.note
            ELSE NULL::text
        END,
        CASE
            WHEN ((l.distance_km > (25)::double precision) AND (l.status <> 'rejected'::text)) THEN format('%s km from the cluster'::text, round(l.distance_km))
            ELSE NULL::text
        END,
        CASE
            WHEN (l.points > 1) THEN format('its names are at %s different points'::text, l.points)
            ELSE NULL::text
        END,
        CASE
            WHEN ((NOT l.verified) AND (l.status = 'ok'::text) AND (NOT tickets.goes_by(l.label, l.place))) THEN 'the answer goes by another name'::text
            ELSE NULL::text
        END,
        CASE
            WHEN ((NOT l.verified) AND (l.status = 'ok'::text) AND (l.first_there <> l.last_there)) THEN format('at the same point as %s'::text,
            CASE l.place
                WHEN l.first_there THEN l.last_there
                ELSE l.first_there
            END)
            ELSE NULL::text
        END) AS concern,
    ('r-'::text || "left"(l.state, 12)) AS revision,
    ((NOT COALESCE(l.verified, false)) OR (l.unknown_names > 0)) AS is_worth_a_look,
    l.cluster_key,
    l.place_key
   FROM ((located l
     JOIN spelt s ON ((s.cluster_key = l.cluster_key)))
     LEFT JOIN tickets.usable_clusters c ON ((c.cluster_key = l.cluster_key)))
UNION ALL
 SELECT 'cluster'::text AS what,
    s.cluster,
    ''::text AS place,
    '{}'::text[] AS names,
    c.status,
    c.verified,
    public.st_y(c.geom) AS lat,
    public.st_x(c.geom) AS lng,
    NULL::double precision AS distance_km,
    COALESCE(w.tickets, (0)::bigint) AS tickets,
    c.provider,
    c.query,
    c.label,
    c.note,
    concat_ws('; '::text,
        CASE
            WHEN ((u.cluster_key IS NULL) AND (w.tickets = 1)) THEN '1 ticket waits for its centroid'::text
            WHEN ((u.cluster_key IS NULL) AND (w.tickets > 0)) THEN format('%s tickets wait for its centroid'::text, w.tickets)
            ELSE NULL::text
        END,
        CASE
            WHEN (c.status IS NULL) THEN 'never asked for'::text
            WHEN c.verified THEN NULL::text
            WHEN (c.status = 'not_found'::text) THEN concat_ws(': '::text, 'not found', c.note)
            WHEN (c.status = 'too_coarse'::text) THEN COALESCE(c.note, 'only something as large as a county goes by this name'::text)
            ELSE c.note
        END,
        CASE
            WHEN ((NOT c.verified) AND (c.status = 'ok'::text) AND (NOT tickets.goes_by(c.label, c.cluster))) THEN 'the answer goes by another name'::text
            ELSE NULL::text
        END) AS concern,
    ('r-'::text || "left"(encode(sha256(convert_to(concat_ws('|'::text, c.status, (c.verified)::text, (c.geom)::text, c.provider, c.label), 'UTF8'::name)), 'hex'::text), 12)) AS revision,
    (NOT COALESCE(c.verified, false)) AS is_worth_a_look,
    s.cluster_key,
    NULL::text AS place_key
   FROM (((spelt s
     LEFT JOIN tickets.geo_clusters c ON ((c.cluster_key = s.cluster_key)))
     LEFT JOIN tickets.usable_clusters u ON ((u.cluster_key = s.cluster_key)))
     LEFT JOIN ( SELECT waiting.cluster_key,
            (sum(waiting.at_centroid))::bigint AS tickets
           FROM waiting
          GROUP BY waiting.cluster_key) w ON ((w.cluster_key = s.cluster_key)))
  WHERE ((c.status IS NOT NULL) OR (w.tickets > 0));


--
-- Name: VIEW places; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.places IS 'Every place that is known or that present tickets wait for: a cluster, or a place of a cluster under all its network names. A name without a row is a place of its own here.';


--
-- Name: COLUMN places.tickets; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.places.tickets IS 'Present actionable tickets that it places, or would.';


--
-- Name: COLUMN places.concern; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.places.concern IS 'Why it is worth a look, in words; empty if nothing speaks against it.';


--
-- Name: COLUMN places.revision; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.places.revision IS 'Changes when status, point or answer change: how review_places.py sees that somebody was faster.';


--
-- Name: COLUMN places.is_worth_a_look; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.places.is_worth_a_look IS 'No person has judged it yet: unverified, refused, or without a row though tickets wait.';


--
-- Name: places_to_review; Type: VIEW; Schema: tickets; Owner: -
--

CREATE VIEW tickets.places_to_review AS
 SELECT places.what,
    places.cluster,
    places.place,
    array_to_string(places.names, ' | '::text) AS names,
    places.status,
    places.verified,
    places.lat,
    places.lng,
    places.distance_km,
    places.tickets,
    places.provider,
    places.query,
    places.label,
    places.note,
    places.concern,
    places.revision,
    NULL::text AS decision,
    NULL::double precision AS new_lat,
    NULL::double precision AS new_lng
   FROM tickets.places
  WHERE places.is_worth_a_look
  ORDER BY places.tickets DESC, places.what, places.cluster, places.place;


--
-- Name: VIEW places_to_review; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON VIEW tickets.places_to_review IS 'The places worth a look, those of most tickets first, in the columns of review_places.py --export.';


--
-- Name: respelled; Type: TABLE; Schema: tickets; Owner: -
--

CREATE TABLE tickets.respelled (
    kind text NOT NULL,
    ticket_id text NOT NULL,
    content_hash bytea NOT NULL
);


--
-- Name: TABLE respelled; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON TABLE tickets.respelled IS 'Tickets that the feed now spells with other bytes (spacing, key order) than those their unchanged raw was made from. Goes before the row''s own content_hash, so that the row need not be written.';


--
-- Name: COLUMN respelled.content_hash; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON COLUMN tickets.respelled.content_hash IS 'BLAKE2b, 16 bytes, of the record''s bytes as spelt last.';


--
-- Data for Name: spatial_ref_sys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) FROM stdin;
\.


--
-- Data for Name: crq; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.crq (ticket_id, raw, geom, geo_source, geo_verified, cluster_key, location_key, content_hash, first_seen_at, changed_at, gone_at) FROM stdin;
CRQ000000000001	{"lat": "", "lng": "", "notes": "", "status": "Scheduled", "cluster": "Nakuru", "package": "FTTH 40 Mbps", "ticket_id": "CRQ000000000001", "requested_at": "2026-11-19T11:00:00+03:00", "customer_name": "Wambui Njoroge", "location_name": "NW_Section 58_FDT7"}	0101000020E6100000295C8FC2F5084240333333333333D3BF	cluster	f	nakuru	nw_section 58_fdt7	\\xe3f497c9583877c85dea9c26abedab88	2026-11-28 08:51:26.714939+00	2026-11-28 08:51:26.714939+00	\N
CRQ000000000003	{"lat": "", "lng": "", "notes": "", "status": "Scheduled", "cluster": "Nakuru", "package": "FTTH 40 Mbps", "ticket_id": "CRQ000000000003", "requested_at": "2026-11-19T11:00:00+03:00", "customer_name": "Wambui Njoroge", "location_name": "NW_Section 58_FDT7"}	0101000020E6100000295C8FC2F5084240333333333333D3BF	cluster	f	nakuru	nw_section 58_fdt7	\\x95d71a320df575b95fbcd7a7783553a0	2026-11-28 08:51:26.714939+00	2026-11-28 08:51:26.714939+00	\N
CRQ000000000002	{"lat": "", "lng": "", "notes": "", "status": "Scheduled", "cluster": "Kitui", "package": "FTTH 40 Mbps", "ticket_id": "CRQ000000000002", "requested_at": "2026-11-19T11:00:00+03:00", "customer_name": "Wambui Njoroge", "location_name": "NW_Section 58_FDT7"}	0101000020E6100000E17A14AE47014340EC51B81E85EBF5BF	cluster	t	kitui	nw_section 58_fdt7	\\xbd1cec0b7239298b6db95fcd04ce5ee8	2026-11-28 08:51:26.714939+00	2026-11-28 08:51:26.714939+00	\N
\.


--
-- Data for Name: geo_clusters; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.geo_clusters (cluster, geom, status, verified, provider, query, label, geocoded_at, note) FROM stdin;
Nairobi	0101000020E6100000545227A0896842400E4FAF946588F4BF	ok	f	nominatim	Nairobi, Kenya	Nairobi, Kenya	2026-11-28 08:51:28.474805+00	\N
Nakuru	0101000020E6100000295C8FC2F5084240333333333333D3BF	ok	f	nominatim	Nakuru, Kenya	Nakuru, Kenya	2026-11-28 08:51:28.474805+00	\N
Kitui	0101000020E6100000E17A14AE47014340EC51B81E85EBF5BF	ok	t	\N	\N	\N	2026-11-28 08:51:29.334462+00	by hand (fleettickets)
\.


--
-- Data for Name: geo_locations; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.geo_locations (cluster, location_name, place, geom, status, distance_km, verified, provider, query, label, note, geocoded_at) FROM stdin;
Nairobi	NW_ADR_MNT_Donholm Phase 8_FDT12	Donholm Phase 8	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	ok	8.182530815502641	f	nominatim	Donholm Phase 8, Nairobi, Kenya	Donholm, Nairobi	\N	2026-11-28 08:51:28.884852+00
Nakuru	Milimani	Milimani	0101000020E61000006666666666664240CDCCCCCCCCCCF4BF	too_far	137.66573273647208	f	nominatim	Milimani, Nakuru, Kenya	Milimani, Nairobi	\N	2026-11-28 08:51:28.884852+00
Nairobi	NW_Kilimani_FDT3	NW_Kilimani_FDT3	0101000020E610000085EB51B81E654240A4703D0AD7A3F4BF	ok	3.060230346669726	t	\N	\N	\N	by hand (fleettickets)	2026-11-28 08:51:28.973308+00
Nakuru	NW_Section 58_FDT7	NW_Section 58_FDT7	\N	rejected	\N	t	\N	\N	\N	\N	2026-11-28 08:51:29.212941+00
\.


--
-- Data for Name: geocoder_usage; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.geocoder_usage (provider, day, requests) FROM stdin;
nominatim	2026-11-21	7
\.


--
-- Data for Name: import_rejects; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.import_rejects (reject_id, run_id, kind, "position", reason, text, rejected_at) FROM stdin;
1	1	inc	7	no usable ticket_id	{"no":"id"}	2026-11-28 08:51:25.864846+00
\.


--
-- Data for Name: import_runs; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.import_runs (run_id, kind, source, etag, last_modified, received, new, changed, unchanged, gone, returned, rejected, duplicates, forced, started_at, finished_at, outcome, error, alive_at) FROM stdin;
1	inc	/srv/snapshots/inc1.json	\N	\N	27	26	0	0	0	0	1	0	f	2026-11-28 08:51:25.791093+00	2026-11-28 08:51:26.585259+00	applied	\N	2026-11-28 08:51:26.585152+00
2	crq	/srv/snapshots/crq1.json	\N	\N	3	3	0	0	0	0	0	0	f	2026-11-28 08:51:26.611242+00	2026-11-28 08:51:27.071277+00	applied	\N	2026-11-28 08:51:27.071231+00
3	inc	/srv/snapshots/inc2.json	\N	\N	24	0	1	23	2	0	0	0	t	2026-11-28 08:51:32.326239+00	2026-11-28 08:51:32.610328+00	applied	\N	2026-11-28 08:51:32.610258+00
4	inc	/srv/snapshots/inc3.json	\N	\N	0	0	0	0	0	0	0	0	f	2026-11-28 08:51:36.763173+00	2026-11-28 08:51:36.797387+00	failed	/srv/snapshots/crq_missing.json: No such file or directory; nothing was saved	\N
\.


--
-- Data for Name: inc; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.inc (ticket_id, raw, geom, geo_source, geo_verified, cluster_key, location_key, content_hash, first_seen_at, changed_at, gone_at) FROM stdin;
INC000000000003	{"lat": "-1.5", "lng": 36.5, "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000003", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E61000000000000000404240000000000000F8BF	feed	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x9f9af2cbde0d2e69bed9ae603e337c97	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000005	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Closed", "cluster": null, "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000005", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	\N	none	f	\N	nw_adr_mnt_donholm phase 8_fdt12	\\xc6e0e2af3490aa70565acdd323a35d44	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:32.35246+00	\N
INC000000000006	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Kitui", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000006", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "Kitui Town"}	0101000020E6100000E17A14AE47014340EC51B81E85EBF5BF	cluster	t	kitui	kitui town	\\xdd029c28825e0f006439c261f15d1ee5	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:32.35246+00
INC000000000002	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Closed", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000002", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_Kilimani_FDT3"}	0101000020E610000085EB51B81E654240A4703D0AD7A3F4BF	location	t	nairobi	nw_kilimani_fdt3	\\x3000ab873a9b3e166948f0df3b79fdbf	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000001	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000001", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xb56b7e702a8829e72c329c4c37b86a8c	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:32.35246+00
INC000000000004	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nakuru", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000004", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "Milimani"}	0101000020E6100000295C8FC2F5084240333333333333D3BF	cluster	f	nakuru	milimani	\\x7bb2765b9cc3a89148c8dae39331f450	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000020	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000020", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x5b7ff08c24f7874314e7aff7e46dbb74	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000021	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000021", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x185d6b4e1e31d89be50de290720cc8dd	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000022	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000022", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x08beaab8fe34ad462239aa27146c6f60	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000023	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000023", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x827f61fd245ef486ce17cabea7e659e6	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000024	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000024", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xe567bb7f28592dababfcf0c27215d065	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000025	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000025", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xc5cd61cb4851feaca6a89e800ae9b376	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000026	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000026", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x4c07cfe6d4349e30a272408a7b49de99	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000027	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000027", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x787a2ef4673475842a62b27a377fedf6	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000028	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000028", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xf13e1b75bfd4bc5a61cfa871b45a5dbd	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000029	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000029", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xe30acf58375e87af9c18b581e51ca339	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000030	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000030", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x06e58309fd6c4bdfdef1f837372bbde7	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000031	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000031", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xeb8f143d3e04c3e7d2fae577ac1c9de0	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000032	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000032", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x444e8ce5a67dedf9512a498a2de8de49	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000033	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000033", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xd1c25628dcb860c1cd6c61093e52a5f4	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000034	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000034", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x5ed9498d145f52422b517191672b1633	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000035	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000035", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xc2f390ed422136ab47673d991d257447	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000036	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000036", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x9db3f4b32ad799dc116191aeabfbe91b	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000037	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000037", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x01e763c34e523def4971be7b70e41609	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000038	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000038", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\x3309e99516ffd9331b83a8d9149b7fa6	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
INC000000000039	{"lat": "", "lng": "", "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": false}, "tags": ["los", "sdu"], "status": "Assigned", "cluster": "Nairobi", "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.", "assignee": null, "priority": "P2", "ticket_id": "INC000000000039", "reported_at": "2026-11-21T07:42:10+03:00", "customer_name": "Achieng' Otieno", "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12"}	0101000020E610000052B81E85EB714240A4703D0AD7A3F4BF	location	f	nairobi	nw_adr_mnt_donholm phase 8_fdt12	\\xb8519a352496410689837241436b9994	2026-11-28 08:51:25.864846+00	2026-11-28 08:51:25.864846+00	\N
\.


--
-- Data for Name: map_changes; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.map_changes (n, xact) FROM stdin;
8	799
\.


--
-- Data for Name: respelled; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.respelled (kind, ticket_id, content_hash) FROM stdin;
inc	INC000000000003	\\x9a1c3f30a2bf1440c513dcb3bb5fadfb
inc	INC000000000002	\\xbace98653e597a49d0281639083da046
inc	INC000000000004	\\x6639ced693b43b994dfb452d22284461
\.


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: tickets; Owner: -
--

COPY tickets.schema_migrations (version, name, checksum, applied_at, duration_ms) FROM stdin;
1	01_tickets_schema.sql	9e91f17f16d47b45b5bb0d70855a4ff7a92c986955422ad8269ce7b40a228a77	2026-11-28 08:51:17.863318+00	614
2	02_placing.sql	37e15a7617793b79d27205e334315fa16de607b834e22c2d77a243d68444fd0f	2026-11-28 08:51:18.23361+00	356
3	03_reporting.sql	1b4bbc7a404ebc6f9a679460731ac41c6590cd4e73cf81453c027675d3e759f1	2026-11-28 08:51:18.422134+00	173
4	04_vector_tiles.sql	9a86f0726be0c8ad1063997ad064d7ccba349595709a28b209745ff1ca736d07	2026-11-28 08:51:18.812854+00	382
5	05_names.sql	cb3f0d383a6bea8200b904244190aa5e712de9231ee0ed0b4fbf229012dc9f8a	2026-11-28 08:51:18.877658+00	61
6	06_placing.sql	b26aac880d82df5f4b5c38be97084d4005898ec0473df63facf287232987c734	2026-11-28 08:51:19.508402+00	626
8	08_map_for_a_reader.sql	50f16fdd77b303a81f47295b1d9aeed7f31825a82d649c96f1e6379e2471759b	2026-11-28 08:51:19.601008+00	83
9	09_every_ticket_in_reach.sql	6c96028ee59adc706ec1c5626e56ed71ac8a318452b91d58f741b2c62503fc7e	2026-11-28 08:51:19.773217+00	162
10	10_reviewing.sql	19b21c7ae49dbd9dd47e5a9379071667ef044904ea4816a6a261af8721790b0a	2026-11-28 08:51:20.191337+00	409
11	11_runs_that_failed.sql	ab7add77701a7cdb8da87e1586b92a78928b6bc941893af18655928767f426b9	2026-11-28 08:51:20.224999+00	18
12	12_beside_the_indexes.sql	a306af3e91c863824a239357f0c81e63cf076950b0b375b9f33b3d58f5b8b860	2026-11-28 08:51:20.272996+00	34
\.


--
-- Name: import_rejects_reject_id_seq; Type: SEQUENCE SET; Schema: tickets; Owner: -
--

SELECT pg_catalog.setval('tickets.import_rejects_reject_id_seq', 1, true);


--
-- Name: import_runs_run_id_seq; Type: SEQUENCE SET; Schema: tickets; Owner: -
--

SELECT pg_catalog.setval('tickets.import_runs_run_id_seq', 4, true);


--
-- Name: crq crq_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.crq
    ADD CONSTRAINT crq_pkey PRIMARY KEY (ticket_id);


--
-- Name: geo_clusters geo_clusters_one_row_a_name; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_clusters
    ADD CONSTRAINT geo_clusters_one_row_a_name UNIQUE (cluster_key);


--
-- Name: geo_clusters geo_clusters_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_clusters
    ADD CONSTRAINT geo_clusters_pkey PRIMARY KEY (cluster);


--
-- Name: geo_locations geo_locations_one_row_a_name; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_locations
    ADD CONSTRAINT geo_locations_one_row_a_name UNIQUE (cluster_key, location_key);


--
-- Name: geo_locations geo_locations_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geo_locations
    ADD CONSTRAINT geo_locations_pkey PRIMARY KEY (cluster, location_name);


--
-- Name: geocoder_usage geocoder_usage_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.geocoder_usage
    ADD CONSTRAINT geocoder_usage_pkey PRIMARY KEY (provider, day);


--
-- Name: import_rejects import_rejects_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_rejects
    ADD CONSTRAINT import_rejects_pkey PRIMARY KEY (reject_id);


--
-- Name: import_runs import_runs_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (run_id);


--
-- Name: inc inc_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.inc
    ADD CONSTRAINT inc_pkey PRIMARY KEY (ticket_id);


--
-- Name: respelled respelled_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.respelled
    ADD CONSTRAINT respelled_pkey PRIMARY KEY (kind, ticket_id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);


--
-- Name: crq_map_geom; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_map_geom ON tickets.crq USING gist (geom) WHERE (gone_at IS NULL);


--
-- Name: INDEX crq_map_geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.crq_map_geom IS 'The map''s p_bbox, vector tiles, GIS clients; all present tickets where most are gone.';


--
-- Name: crq_map_status; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_map_status ON tickets.crq USING btree (tickets.status_of(raw), tickets.is_actionable(raw)) WHERE (gone_at IS NULL);


--
-- Name: INDEX crq_map_status; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.crq_map_status IS 'The map''s p_status, and p_actionable: reading all of this small index is cheaper than opening every raw.';


--
-- Name: crq_places; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX crq_places ON tickets.crq USING btree (cluster_key, location_key);


--
-- Name: INDEX crq_places; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.crq_places IS 'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.';


--
-- Name: geo_locations_places; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX geo_locations_places ON tickets.geo_locations USING btree (cluster_key, place_key);


--
-- Name: INDEX geo_locations_places; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.geo_locations_places IS 'All names of one place: verify_place and its like; whether a person has spoken of a new name''s place.';


--
-- Name: import_rejects_run; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX import_rejects_run ON tickets.import_rejects USING btree (run_id);


--
-- Name: INDEX import_rejects_run; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.import_rejects_run IS 'Looking at one run''s rejects; deleting an old run.';


--
-- Name: import_runs_newest_of_kind; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX import_runs_newest_of_kind ON tickets.import_runs USING btree (kind, run_id DESC);


--
-- Name: INDEX import_runs_newest_of_kind; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.import_runs_newest_of_kind IS 'Each run asks what was applied last of its kind.';


--
-- Name: inc_map_geom; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_map_geom ON tickets.inc USING gist (geom) WHERE (gone_at IS NULL);


--
-- Name: INDEX inc_map_geom; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.inc_map_geom IS 'The map''s p_bbox, vector tiles, GIS clients; all present tickets where most are gone.';


--
-- Name: inc_map_status; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_map_status ON tickets.inc USING btree (tickets.status_of(raw), tickets.is_actionable(raw)) WHERE (gone_at IS NULL);


--
-- Name: INDEX inc_map_status; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.inc_map_status IS 'The map''s p_status, and p_actionable: reading all of this small index is cheaper than opening every raw.';


--
-- Name: inc_places; Type: INDEX; Schema: tickets; Owner: -
--

CREATE INDEX inc_places ON tickets.inc USING btree (cluster_key, location_key);


--
-- Name: INDEX inc_places; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON INDEX tickets.inc_places IS 'Placing a gazetteer row''s tickets anew; the map''s filter by cluster; what is still to be geocoded.';


--
-- Name: crq_actionable; Type: STATISTICS; Schema: tickets; Owner: -
--

CREATE STATISTICS tickets.crq_actionable ON tickets.is_actionable(raw) FROM tickets.crq;


--
-- Name: STATISTICS crq_actionable; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON STATISTICS tickets.crq_actionable IS 'How many tickets are actionable: the planner takes no statistics from an index on some of the rows.';


--
-- Name: crq_statuses; Type: STATISTICS; Schema: tickets; Owner: -
--

CREATE STATISTICS tickets.crq_statuses ON tickets.status_of(raw) FROM tickets.crq;


--
-- Name: STATISTICS crq_statuses; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON STATISTICS tickets.crq_statuses IS 'How many tickets have a status: the planner takes no statistics from an index on some of the rows.';


--
-- Name: inc_actionable; Type: STATISTICS; Schema: tickets; Owner: -
--

CREATE STATISTICS tickets.inc_actionable ON tickets.is_actionable(raw) FROM tickets.inc;


--
-- Name: STATISTICS inc_actionable; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON STATISTICS tickets.inc_actionable IS 'How many tickets are actionable: the planner takes no statistics from an index on some of the rows.';


--
-- Name: inc_statuses; Type: STATISTICS; Schema: tickets; Owner: -
--

CREATE STATISTICS tickets.inc_statuses ON tickets.status_of(raw) FROM tickets.inc;


--
-- Name: STATISTICS inc_statuses; Type: COMMENT; Schema: tickets; Owner: -
--

COMMENT ON STATISTICS tickets.inc_statuses IS 'How many tickets have a status: the planner takes no statistics from an index on some of the rows.';


--
-- Name: crq a_lock_placing; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER a_lock_placing BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.crq FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();


--
-- Name: geo_clusters a_lock_placing; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER a_lock_placing BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.geo_clusters FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();


--
-- Name: geo_locations a_lock_placing; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER a_lock_placing BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.geo_locations FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();


--
-- Name: inc a_lock_placing; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER a_lock_placing BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON tickets.inc FOR EACH STATEMENT EXECUTE FUNCTION tickets.lock_placing();


--
-- Name: geo_clusters guard_verified; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER guard_verified BEFORE INSERT OR DELETE OR UPDATE ON tickets.geo_clusters FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();


--
-- Name: geo_locations guard_verified; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER guard_verified BEFORE INSERT OR DELETE OR UPDATE ON tickets.geo_locations FOR EACH ROW EXECUTE FUNCTION tickets.guard_verified();


--
-- Name: geo_locations heed_a_person; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER heed_a_person BEFORE INSERT ON tickets.geo_locations FOR EACH ROW WHEN ((NOT new.verified)) EXECUTE FUNCTION tickets.heed_a_person();


--
-- Name: geo_locations judge; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER judge BEFORE INSERT OR UPDATE ON tickets.geo_locations FOR EACH ROW EXECUTE FUNCTION tickets.judge_location();


--
-- Name: crq keep_true; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER keep_true BEFORE INSERT OR UPDATE ON tickets.crq FOR EACH ROW WHEN ((current_setting('fleettickets.placed'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION tickets.keep_ticket_true();


--
-- Name: inc keep_true; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER keep_true BEFORE INSERT OR UPDATE ON tickets.inc FOR EACH ROW WHEN ((current_setting('fleettickets.placed'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION tickets.keep_ticket_true();


--
-- Name: crq note_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_delete AFTER DELETE ON tickets.crq FOR EACH ROW EXECUTE FUNCTION tickets.note_removal();


--
-- Name: inc note_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_delete AFTER DELETE ON tickets.inc FOR EACH ROW EXECUTE FUNCTION tickets.note_removal();


--
-- Name: crq note_truncate; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_truncate AFTER TRUNCATE ON tickets.crq FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_removal();


--
-- Name: inc note_truncate; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER note_truncate AFTER TRUNCATE ON tickets.inc FOR EACH STATEMENT EXECUTE FUNCTION tickets.note_removal();


--
-- Name: geo_clusters place_on_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_delete AFTER DELETE ON tickets.geo_clusters REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();


--
-- Name: geo_locations place_on_delete; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_delete AFTER DELETE ON tickets.geo_locations REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();


--
-- Name: geo_clusters place_on_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_insert AFTER INSERT ON tickets.geo_clusters REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();


--
-- Name: geo_locations place_on_insert; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_insert AFTER INSERT ON tickets.geo_locations REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();


--
-- Name: geo_clusters place_on_truncate; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_truncate AFTER TRUNCATE ON tickets.geo_clusters FOR EACH STATEMENT EXECUTE FUNCTION tickets.gazetteer_emptied();


--
-- Name: geo_locations place_on_truncate; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_truncate AFTER TRUNCATE ON tickets.geo_locations FOR EACH STATEMENT EXECUTE FUNCTION tickets.gazetteer_emptied();


--
-- Name: geo_clusters place_on_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_update AFTER UPDATE ON tickets.geo_clusters REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tickets.clusters_written();


--
-- Name: geo_locations place_on_update; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER place_on_update AFTER UPDATE ON tickets.geo_locations REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tickets.locations_written();


--
-- Name: crq tell_where_to_write; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER tell_where_to_write BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.crq FOR EACH STATEMENT WHEN ((current_setting('fleettickets.placed'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION tickets.place_written();


--
-- Name: inc tell_where_to_write; Type: TRIGGER; Schema: tickets; Owner: -
--

CREATE TRIGGER tell_where_to_write BEFORE UPDATE OF geom, geo_source, geo_verified, cluster_key, location_key ON tickets.inc FOR EACH STATEMENT WHEN ((current_setting('fleettickets.placed'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION tickets.place_written();


--
-- Name: import_rejects import_rejects_of_a_run; Type: FK CONSTRAINT; Schema: tickets; Owner: -
--

ALTER TABLE ONLY tickets.import_rejects
    ADD CONSTRAINT import_rejects_of_a_run FOREIGN KEY (run_id) REFERENCES tickets.import_runs(run_id) ON DELETE CASCADE;


--
-- Name: FUNCTION build_indexes(kind text); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.build_indexes(kind text) FROM PUBLIC;


--
-- Name: FUNCTION clusters_written(); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.clusters_written() FROM PUBLIC;


--
-- Name: FUNCTION gazetteer_emptied(); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.gazetteer_emptied() FROM PUBLIC;


--
-- Name: FUNCTION locations_written(); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.locations_written() FROM PUBLIC;


--
-- Name: FUNCTION lock_placing(); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.lock_placing() FROM PUBLIC;


--
-- Name: FUNCTION set_indexes_aside(kind text); Type: ACL; Schema: tickets; Owner: -
--

REVOKE ALL ON FUNCTION tickets.set_indexes_aside(kind text) FROM PUBLIC;


--
-- PostgreSQL database dump complete
--

\unrestrict en2HTqkNfdntbLjZJ8Lhzl3V4vGmFwQA4SdpZ8dWEv2gs9ghztaflGyQlziFx22

