-- ST_AsMVT takes any type: somebody else's in PostGIS' schema that takes just a record would be found instead, and would run
-- with the rights of this schema's owner.

DO $postgis_own$
DECLARE
  stranger text;
BEGIN
  SELECT min(f.oid::regprocedure::text)
  INTO stranger
  FROM pg_proc AS p
  JOIN pg_depend AS used ON used.classid = 'pg_proc'::regclass AND used.objid = p.oid AND used.refclassid = 'pg_proc'::regclass
  JOIN pg_proc AS f ON f.oid = used.refobjid
  WHERE p.pronamespace IN ('tickets'::regnamespace, 'reporting'::regnamespace)
    AND f.pronamespace NOT IN ('tickets'::regnamespace, 'reporting'::regnamespace)
    AND NOT EXISTS (
      SELECT
      FROM pg_depend AS member
      WHERE member.classid = 'pg_proc'::regclass
        AND member.objid = f.oid
        AND member.deptype = 'e'
    );
  IF stranger IS NOT NULL THEN
    RAISE EXCEPTION '% is not PostGIS'' own, and would be called instead', stranger
      USING HINT = 'Look who made it, drop it, and REVOKE CREATE ON SCHEMA @extschema:postgis@ FROM PUBLIC';
  END IF;
END
$postgis_own$;
