-- Which keys of a record are read. Nothing else in raw is ever interpreted. Indexes are made with these.

-- parse_degrees(value, max_abs): numeric text as degrees, NULL when it is no number or beyond +-max_abs. Never fails.
-- Example: SELECT tickets.parse_degrees(' -1.2921 ', 90);  -- -1.2921
CREATE OR REPLACE FUNCTION tickets.parse_degrees(value text, max_abs numeric)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN length(value) >= 50 THEN NULL
  WHEN value COLLATE "C" !~
    '^[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]*$'
    THEN NULL
  -- By way of numeric, rounded: 1e-999 is a number, but the cast to double precision would refuse it.
  WHEN octet_length(value) > length(value) THEN  -- white space beyond ASCII, which the casts do not know
    CASE WHEN abs(substring(value COLLATE "C", '[-+.0-9eE]+')::numeric) <= max_abs THEN
      round(substring(value COLLATE "C", '[-+.0-9eE]+')::numeric, 20)::double precision
    END
  WHEN abs(value::numeric) <= max_abs THEN round(value::numeric, 20)::double precision
END;

COMMENT ON FUNCTION tickets.parse_degrees(text, numeric) IS
  'Numeric text as degrees; NULL when it is no number or beyond +-max_abs.';

-- field_text(raw, key): the key's value as text: of an object its display_value, as ServiceNow exports reference fields;
-- NULL for any other object, and for a list.
-- Example: SELECT tickets.field_text('{"cluster": {"display_value": "Nairobi", "value": "0a1b"}}', 'cluster');  -- 'Nairobi'
CREATE OR REPLACE FUNCTION tickets.field_text(raw jsonb, key text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(raw -> key)
  WHEN 'object' THEN
    CASE WHEN jsonb_typeof(raw -> key -> 'display_value') NOT IN ('object', 'array') THEN raw -> key ->> 'display_value' END
  WHEN 'array' THEN NULL
  ELSE raw ->> key
END;

COMMENT ON FUNCTION tickets.field_text(jsonb, text) IS
  'A key''s value as text: of an object its display_value; NULL for a list.';

-- decoded_name_of(raw, key): what name_of is of a record that is not as nearly all are.
CREATE OR REPLACE FUNCTION tickets.decoded_name_of(raw jsonb, key text)
RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  name CONSTANT text := tickets.field_text(raw, key);
BEGIN
  IF tickets.is_placeholder(name) THEN
    RETURN NULL;
  END IF;
  RETURN CASE WHEN name ~ '[&<]' THEN tickets.html_to_text(name) ELSE name END;
END
$$;

COMMENT ON FUNCTION tickets.decoded_name_of(jsonb, text) IS 'tickets.name_of, where the value is more than plain text.';

-- name_of(raw, key): a name as people read it, without HTML; NULL for a word that stands for no value.
-- Example: SELECT tickets.name_of('{"cluster": "Lang&#39;ata"}', 'cluster');  -- 'Lang''ata'
CREATE OR REPLACE FUNCTION tickets.name_of(raw jsonb, key text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (raw ->> key) COLLATE "C" ~ '^[A-Za-z0-9][^&<]*$' AND NOT tickets.is_placeholder(raw ->> key) THEN raw ->> key  -- as nearly all are
  ELSE tickets.decoded_name_of(raw, key)
END;

COMMENT ON FUNCTION tickets.name_of(jsonb, text) IS
  'A name without HTML; NULL for a word that stands for no value (NaN, N/A, Please select).';

CREATE OR REPLACE FUNCTION tickets.cluster_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tickets.name_of(raw, 'cluster');

COMMENT ON FUNCTION tickets.cluster_of(jsonb) IS 'The cluster as the feed names it; NULL where it names none.';

CREATE OR REPLACE FUNCTION tickets.location_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tickets.name_of(raw, 'location_name');

COMMENT ON FUNCTION tickets.location_of(jsonb) IS
  'The location name as the feed writes it, network codes and all; NULL where it names none.';

-- status_of(raw): what is longer than 200 characters would not fit into an index entry, and is cut.
CREATE OR REPLACE FUNCTION tickets.status_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (raw ->> 'status') COLLATE "C" !~ '^[[{]|[^ -~]' THEN  -- as nearly all are
    lower(btrim(left(raw ->> 'status', 200)) COLLATE "C") COLLATE "default"
  ELSE left(
    btrim(
      tickets.casefolded(left(tickets.field_text(raw, 'status'), 200)),
      E' \t\n\x0b\f\r\u0085\u2028\u2029'  -- folding made one space of the other white space
    ),
    200
  )
END;

COMMENT ON FUNCTION tickets.status_of(jsonb) IS 'The status, trimmed and lower case.';

-- status_keys, name_keys: a filter's texts as tickets.status_of and tickets.name_key compare them.
CREATE OR REPLACE FUNCTION tickets.status_keys(statuses text[])
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT tickets.status_of(jsonb_build_object('status', s)) FROM unnest(statuses) AS s);

COMMENT ON FUNCTION tickets.status_keys(text[]) IS 'Statuses as they compare.';

CREATE OR REPLACE FUNCTION tickets.latitude_of(raw jsonb)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(tickets.parse_degrees(raw ->> 'lat', 90), tickets.parse_degrees(raw ->> 'latitude', 90));

COMMENT ON FUNCTION tickets.latitude_of(jsonb) IS 'The feed''s own latitude in degrees (lat, latitude), NULL when unusable.';

CREATE OR REPLACE FUNCTION tickets.longitude_of(raw jsonb)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  tickets.parse_degrees(raw ->> 'lng', 180),
  tickets.parse_degrees(raw ->> 'lon', 180),
  tickets.parse_degrees(raw ->> 'longitude', 180)
);

COMMENT ON FUNCTION tickets.longitude_of(jsonb) IS 'The feed''s own longitude in degrees (lng, lon, longitude), NULL when unusable.';

CREATE OR REPLACE FUNCTION tickets.is_actionable(raw jsonb)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  tickets.status_of(raw) <> ALL ('{closed,resolved,cancelled,canceled,completed,rejected}'::text[]),
  true
);

COMMENT ON FUNCTION tickets.is_actionable(jsonb) IS
  'Whether somebody must still act: the status is not one that ends a ticket. No status counts as actionable.';

-- location_keys(): the keys of a record that say where its ticket is, in every spelling that the functions above read.
CREATE OR REPLACE FUNCTION tickets.location_keys()
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{cluster,location_name,lat,latitude,lng,lon,longitude}'::text[];

COMMENT ON FUNCTION tickets.location_keys() IS
  'The keys of a record that say where its ticket is: records that agree in these are in one place.';

-- jsonb_error(record): NULL when jsonb can hold the JSON text, else the server's reason (a number too large, nested too deep).
-- Example: SELECT tickets.jsonb_error('{"n": 1e200000}');  -- 'value overflows numeric format'
CREATE OR REPLACE FUNCTION tickets.jsonb_error(record text)
RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM record::jsonb;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END
$$;

COMMENT ON FUNCTION tickets.jsonb_error(text) IS
  'NULL when jsonb can hold the JSON text, else the server''s reason.';
