-- Names fold the same on every server, whatever its locale; and no function here finds what others put beside PostGIS.

-- From this file on only pg_catalog is in the path. What 01_tickets_schema.sql made is made again: its bodies were bound
-- while PostGIS' schema was in the path, where others may have been able to create.

DO $icu$
BEGIN
  IF to_regcollation('pg_catalog."und-x-icu"') IS NULL THEN
    RAISE EXCEPTION 'this PostgreSQL was built without ICU, or its database has no collation "und-x-icu"'
      USING HINT = 'Names are folded by ICU, so that they compare alike on every server. Install a build with it (Debian''s, the PGDG''s and most others are), or run SELECT pg_import_system_collations(''pg_catalog'');';
  END IF;
END
$icu$;

-- single_spaced(name): the name trimmed and with single spaces inside; every white space of Unicode is one.
CREATE OR REPLACE FUNCTION tickets.single_spaced(name text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(CASE
  WHEN name COLLATE "C" ~ '  |[^ -~]' THEN
    regexp_replace(
      translate(
        name,
        E'\t\n\x0b\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
        repeat(' ', 24)
      ) COLLATE "C",
      ' +', ' ', 'g'
    )
  ELSE name
END);

-- folded(value): text as it compares: without case, width, ligatures, and characters nobody sees.
-- By ICU's root locale, as the server's own would fold I to a dotless i in Turkish, and no accented letter in C.
-- Example: SELECT tickets.folded('Ｋaren ÇAY');  -- 'karen çay'
CREATE FUNCTION tickets.folded(value text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN octet_length(value) = length(value) THEN lower(value COLLATE "C") COLLATE "default"  -- ASCII: the same, faster
  ELSE translate(
    lower(normalize(value, NFKC) COLLATE "und-x-icu"),
    -- A sigma at a word's end; then soft hyphen, zero width, joiners, direction marks: gone.
    E'\u03c2\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff',
    E'\u03c3'
  ) COLLATE "default"
END;

COMMENT ON FUNCTION tickets.folded(text) IS
  'Text as it compares on any server: lower case by Unicode, NFKC, without invisible characters.';

-- name_key(name): a cluster's or a place's name as it compares: folded, trimmed, single-spaced; NULL when nothing is left.
-- What is longer than 200 characters is no name (an index entry could not hold it): NULL as well.
-- Example: SELECT tickets.name_key('  Athi   RIVER ');  -- 'athi river'
CREATE OR REPLACE FUNCTION tickets.name_key(name text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN length(name) > 200 THEN NULL
  WHEN name COLLATE "C" !~ '  |[^ -~]' THEN nullif(lower(btrim(name) COLLATE "C") COLLATE "default", '')  -- as nearly all are
  ELSE nullif(left(tickets.single_spaced(tickets.folded(name)), 200), '')  -- folding may lengthen
END;

COMMENT ON FUNCTION tickets.name_key(text) IS
  'A name as it compares: folded, trimmed, single-spaced; NULL when nothing is left, or more than 200 characters.';

-- degrees(value, limit): numeric text as degrees, NULL when it is no number or beyond +-limit. Never fails.
-- Example: SELECT tickets.degrees(' -1.2921 ', 90);  -- -1.2921
CREATE OR REPLACE FUNCTION tickets.degrees(value text, max_abs numeric)
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

CREATE OR REPLACE FUNCTION tickets.cluster_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN raw ->> 'cluster';

CREATE OR REPLACE FUNCTION tickets.location_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN raw ->> 'location_name';

-- status_of(raw): what is longer than 200 characters would not fit into an index entry, and is cut.
CREATE OR REPLACE FUNCTION tickets.status_of(raw jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(
  btrim(
    tickets.folded(left(raw ->> 'status', 200)),
    E' \t\n\x0b\f\r\u0085\u2028\u2029'  -- folding made one space of the other white space
  ),
  200
);

CREATE OR REPLACE FUNCTION tickets.latitude_of(raw jsonb)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(tickets.degrees(raw ->> 'lat', 90), tickets.degrees(raw ->> 'latitude', 90));

CREATE OR REPLACE FUNCTION tickets.longitude_of(raw jsonb)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  tickets.degrees(raw ->> 'lng', 180),
  tickets.degrees(raw ->> 'lon', 180),
  tickets.degrees(raw ->> 'longitude', 180)
);

CREATE OR REPLACE FUNCTION tickets.is_actionable(raw jsonb)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  tickets.status_of(raw) <> ALL ('{closed,resolved,cancelled,canceled,completed,rejected}'::text[]),
  true
);

ALTER FUNCTION tickets.why_not_jsonb(text) SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION tickets.set_aside(text) SET search_path = pg_catalog, pg_temp;

-- What is kept of a status. The keys of names are made again in the next file, with what hangs on them.
REINDEX INDEX tickets.inc_map_status;
REINDEX INDEX tickets.crq_map_status;
ANALYZE tickets.inc;
ANALYZE tickets.crq;
