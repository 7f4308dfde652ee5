"""What the database server must have: version, encoding, PostGIS; and who else may create in PostGIS' schema."""

from __future__ import annotations

from typing import Any

import psycopg

from shared.database import first_line
from shared.errors import UserError
from shared.output import log

OLDEST_SERVER = 140000  # SQL-standard function bodies
_FIND_POSTGIS = (
    "SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
    " WHERE e.extname = 'postgis'"
)

Connection = psycopg.Connection[Any]


def check_server(conn: Connection) -> str:
    """The schema PostGIS lives in, quoted if it must be. Creates PostGIS where it is missing.

    UserError where the server can't serve.
    """
    if conn.info.server_version < OLDEST_SERVER:
        raise UserError(f"database: PostgreSQL 14 or newer is needed, this is {conn.info.server_version // 10000}")
    encoding = conn.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise UserError(
            f"database {conn.info.dbname}: its encoding is {encoding}; tickets need one created with ENCODING 'UTF8'"
        )
    found = conn.execute(_FIND_POSTGIS).fetchone()
    if found is None:
        _create_postgis(conn)
        found = conn.execute(_FIND_POSTGIS).fetchone()
    return str(found[0]) if found else ""


def _create_postgis(conn: Connection) -> None:
    name = conn.info.dbname
    try:
        conn.execute("RESET search_path")  # its first schema is where the extension goes
        conn.execute("CREATE EXTENSION postgis")
        conn.execute("SET search_path = pg_catalog, pg_temp")
    except psycopg.errors.InsufficientPrivilege:
        raise UserError(
            f"database {name}: PostGIS is missing and {conn.info.user} may not create it; "
            f"the DBA must run, connected to {name}: CREATE EXTENSION postgis;"
        ) from None
    except psycopg.Error as err:
        raise UserError(
            f"database {name}: PostGIS is missing and can't be created: {first_line(err)}; "
            f"the DBA must install PostGIS on the server and run, connected to {name}: CREATE EXTENSION postgis;"
        ) from None
    log.info("created the extension postgis")


_CREATORS = """
SELECT
  quote_ident(n.nspname),
  string_agg(CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, ', ' ORDER BY a.grantee)
FROM pg_extension AS e
JOIN pg_namespace AS n ON n.oid = e.extnamespace
CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
LEFT JOIN pg_roles AS r ON r.oid = a.grantee
WHERE e.extname = 'postgis'
  AND a.privilege_type = 'CREATE'
  AND a.grantee <> n.nspowner
  AND r.rolsuper IS NOT TRUE
  AND r.rolname IS DISTINCT FROM current_user
GROUP BY n.nspname
"""


def warn_of_creators_in_postgis_schema(conn: Connection) -> None:
    """Log who may create in PostGIS' schema: a function made there can run in others' queries."""
    for schema, roles in conn.execute(_CREATORS):
        log.warning(
            "%s may create functions in PostGIS' schema, which then run in others' queries; "
            "the DBA should run: REVOKE CREATE ON SCHEMA %s FROM %s;",
            roles,
            schema,
            roles,
        )
