-- How names compare. Columns and indexes are made with these: a change needs a numbered migration that makes them again.

-- collapse_whitespace(name): the name trimmed and with single spaces inside; every white space of Unicode is one.
CREATE OR REPLACE FUNCTION tickets.collapse_whitespace(name text)
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

COMMENT ON FUNCTION tickets.collapse_whitespace(text) IS 'Trimmed, and with single spaces inside.';

-- casefolded(value): text as it compares: without case, width, ligatures, and characters nobody sees.
-- By ICU's root locale, as the server's own would fold I to a dotless i in Turkish, and no accented letter in C.
-- Example: SELECT tickets.casefolded('Ｋaren ÇAY');  -- 'karen çay'
CREATE OR REPLACE FUNCTION tickets.casefolded(value text)
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

COMMENT ON FUNCTION tickets.casefolded(text) IS
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
  ELSE nullif(left(tickets.collapse_whitespace(tickets.casefolded(name)), 200), '')  -- folding may lengthen
END;

COMMENT ON FUNCTION tickets.name_key(text) IS
  'A name as it compares: folded, trimmed, single-spaced; NULL when nothing is left, or more than 200 characters.';

CREATE OR REPLACE FUNCTION tickets.name_keys(names text[])
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT tickets.name_key(n) FROM unnest(names) AS n);

COMMENT ON FUNCTION tickets.name_keys(text[]) IS 'Names as they compare: tickets.name_key of each.';
