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

-- is_placeholder(name): whether a name is only what programs and forms write where there is no value.
-- What is in brackets, between hyphens or written twice (nan, nan) is the same word.
-- Example: SELECT tickets.is_placeholder('-- Please select --');  -- true
CREATE OR REPLACE FUNCTION tickets.is_placeholder(name text)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN length(name) <= 60 AND (
  btrim(lower(name COLLATE "C"), E' \t\n\r.,;:*_?!#&<>()[]{}"''-\u00a0\u2013\u2014') = ANY (
    '{"",nan,"null",nil,none,undefined,true,false,0,00,000,0.0,0.00,na,n/a,n.a,"n\\a","\\n",ref,value,div/0,num,calc,spill,
      "object object",blank,empty,missing,unknown,"not known",tbd,tba,tbc,"to be advised","to be announced",
      "to be confirmed","to be defined","to be determined","not applicable","not available","not assigned","not defined",
      "not found","not provided","not selected","not set","not specified",unassigned,unspecified,"no data","no value",
      "no selection","no location","no cluster",select,choose,"select one","select option","select an option",
      "select a value","select value","nan, nan","null, null","none, none","n/a, n/a","0, 0","nan nan","null null"}'::text[]
  )
  OR name COLLATE "C" ~* '^[-\s*<(\[]*please (select|choose)\M|^\s*(#(name|error)[?!]?|-1)\s*$'
);

COMMENT ON FUNCTION tickets.is_placeholder(text) IS
  'Whether a name is only what programs and forms write where there is no value: NaN, #REF!, [object Object], Please select, 0.';

-- html_to_text(value): the text that a browser would show: tags become blanks, entities their characters.
-- Example: SELECT tickets.html_to_text('Karen<br>Hardy &amp; Lang&#39;ata');  -- 'Karen Hardy & Lang''ata'
CREATE OR REPLACE FUNCTION tickets.html_to_text(value text)
RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  entity text;
  code bigint;
BEGIN
  value := regexp_replace(value, '</?[a-zA-Z][^<>]*>|<!--.*?-->', ' ', 'g');
  FOR entity IN SELECT DISTINCT m[1] FROM regexp_matches(value, '&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});', 'g') AS m LOOP
    code := CASE
      WHEN entity ~ '^#[xX]' THEN ('x' || lpad(substr(entity, 3), 16, '0'))::bit(64)::bigint
      WHEN entity LIKE '#%' THEN substr(entity, 2)::bigint
      ELSE ('{"quot": 34, "apos": 39, "lt": 60, "gt": 62, "nbsp": 32, "lsquo": 8216, "rsquo": 8217, "ldquo": 8220,'
        ' "rdquo": 8221, "ndash": 8211, "mdash": 8212, "agrave": 224, "aacute": 225, "acirc": 226, "atilde": 227,'
        ' "auml": 228, "aring": 229, "ccedil": 231, "egrave": 232, "eacute": 233, "ecirc": 234, "euml": 235,'
        ' "iacute": 237, "icirc": 238, "iuml": 239, "ntilde": 241, "oacute": 243, "ocirc": 244, "otilde": 245,'
        ' "ouml": 246, "oslash": 248, "uacute": 250, "ucirc": 251, "uuml": 252, "szlig": 223}'::jsonb ->> entity)::bigint
    END;
    IF code BETWEEN 32 AND 1114111 AND code NOT BETWEEN 55296 AND 57343 THEN  -- and no half of a surrogate pair
      value := replace(value, '&' || entity || ';', chr(code::integer));
    END IF;
  END LOOP;
  RETURN replace(value, '&amp;', '&');
END
$$;

COMMENT ON FUNCTION tickets.html_to_text(text) IS 'HTML as the text that it shows.';

-- name_keys(names): a filter's names as the keys of tickets compare; a name may be written as the feed has it, with HTML.
CREATE OR REPLACE FUNCTION tickets.name_keys(names text[])
RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT tickets.name_key(tickets.html_to_text(n)) FROM unnest(names) AS n);

COMMENT ON FUNCTION tickets.name_keys(text[]) IS 'Names as they compare: tickets.name_key of each, without HTML.';
