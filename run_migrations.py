#!/usr/bin/env python3
"""Keeps the tickets schema of a shared PostGIS database up to date: migrations/functions/, NN_name.sql, definitions/.

Knows nothing about tickets. Numbered files are applied once and never edited; the folders are applied again as a whole
whenever their text changes. Roll forward only.
"""

from __future__ import annotations

if __name__ == "__main__":
    import startup

    startup.prepare()

import argparse
from collections.abc import Sequence

import psycopg

from migrator import FOLDER, discover, list_dry_run, list_status, migrate
from shared import (
    EXIT_CODES,
    FAILED,
    PrintVersion,
    UserError,
    connect,
    database_url,
    describe_database_error,
    exit_with,
    install_signal_handlers,
    log,
    print_report,
    read_environment,
    set_up_log,
)

EXAMPLES = """\
examples:
  run_migrations.py --dry-run     list what would run
  run_migrations.py               run it; nothing to do is a success
  run_migrations.py --status      list what has run, and when

"""


def main(argv: Sequence[str] | None = None) -> int:
    args = _parse_arguments(argv)
    set_up_log()
    try:
        url = database_url(read_environment())
        checkout = discover(FOLDER)
        with connect(url, "migrations", read_only=args.status or args.dry_run) as conn:
            if args.status or args.dry_run:
                lines = (list_status if args.status else list_dry_run)(conn, checkout)
                return 0 if print_report("\n".join(lines)) else FAILED
            migrate(conn, checkout)
    except UserError as err:
        log.error("%s", err)
        return err.exit_code
    except psycopg.Error as err:
        log.error("database: %s", describe_database_error(err))
        return FAILED
    except KeyboardInterrupt:
        log.error("interrupted; what is applied stays applied, the rest is still pending")
        return FAILED
    return 0


def _parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Bring the tickets schema up to date. Of several runs at once, one works and the others wait.",
        epilog=EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--status", action="store_true", help="list applied, pending, changed and missing migrations")
    only.add_argument("--dry-run", action="store_true", help="list what would run, write nothing")
    parser.add_argument("--version", action=PrintVersion)
    return parser.parse_args(argv)


if __name__ == "__main__":
    install_signal_handlers()
    exit_with(main)
