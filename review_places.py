#!/usr/bin/env python3
"""Exports places to a page or a table for a person to judge, and imports the decisions.

What a place is, and what a decision does, is in review/.
"""

from __future__ import annotations

if __name__ == "__main__":
    import startup

    startup.prepare()

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

import review
from geocoding import clean_place_name, country_name
from migrator import refuse_pending_migrations
from review import Change, Clean, ImportResult, Key, Place, Row
from shared import (
    EXIT_CODES,
    FAILED,
    GUARD,
    PrintVersion,
    UserError,
    check_settings,
    connect,
    database_url,
    decode_argument,
    describe_database_error,
    escape_for_display,
    exit_with,
    geocoder_settings,
    install_signal_handlers,
    log,
    print_report,
    read_environment,
    redact,
    review_fields,
    set_up_log,
    wrap_for_terminal,
)

EXAMPLES = """\
examples:
  review_places.py --export places.html         a page of what needs review
  review_places.py --import decided.csv         show what its decisions change
  review_places.py --import decided.csv --apply   change it

"""
NO_ROW = "none"  # for --status: a place that has no row yet
STATUSES = ("ok", "not_found", "too_far", "too_coarse", "unusable", "rejected", NO_ROW)
DONE: Mapping[str, str] = {
    "accept": "accepted",
    "move": "moved",
    "candidate": "moved",
    "reject": "rejected",
    "add": "added",
    "unsure": "undecided",
}
COUNTED = tuple(dict.fromkeys((*DONE.values(), "refused")))  # what a file's rows are counted as
# What was cut off while the server committed may have been taken.
WHOLE_OR_NOT = "a file is taken whole or not at all: look with --import, without --apply"

Connection = psycopg.Connection[Any]


def main(argv: Sequence[str] | None = None) -> int:
    args = _parse_arguments(argv)
    set_up_log(verbose=args.verbose, quiet=args.quiet)
    install_signal_handlers()
    try:
        return _export(args) if args.export else _import(args)
    except UserError as err:
        return _fail(args, err)
    except psycopg.Error as err:
        return _fail(args, UserError(f"database: {describe_database_error(err)}; {WHOLE_OR_NOT}"))
    except KeyboardInterrupt:
        return _fail(args, UserError(f"interrupted; {WHOLE_OR_NOT}"))


def _fail(args: argparse.Namespace, err: UserError) -> int:
    log.error("%s", err)
    log.debug("traceback:", exc_info=True)
    if args.json:
        print_report(json.dumps({"applied": False, "error": redact(str(err)), "exit": err.exit_code}))
    return err.exit_code


def _parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Export the places of tickets for people to review, and import their decisions. An export changes "
        "nothing. An import reports what it would do; with --apply it does it, all or nothing.",
        epilog=EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--export", type=_file(".html", ".csv", ".geojson"), metavar="FILE", help=".html, .csv or .geojson"
    )
    way.add_argument(
        "--import",
        dest="import_",
        type=_file(".csv", ".geojson"),
        metavar="FILE",
        help="an export with decisions in it, or a list of known sites (cluster, place, lat, lng): .csv or .geojson",
    )
    out = parser.add_argument_group("export options (places with most open tickets first)")
    out.add_argument("--all", action="store_true", help="every place, not only those that need review")
    statuses = f"only places of this status ({', '.join(STATUSES)}); may be repeated"
    out.add_argument("--status", action="append", choices=STATUSES, metavar="STATUS", help=statuses)
    cluster = "only places of this cluster; may be repeated"
    out.add_argument("--cluster", action="append", type=decode_argument, metavar="NAME", help=cluster)
    out.add_argument(
        "--min-tickets", type=_count, default=0, metavar="N", help="only places of at least N open tickets"
    )
    out.add_argument(
        "--tiles", metavar="URL", help="the page's background: https://host/{z}/{x}/{y}.png; else outlines"
    )
    out.add_argument("--attribution", metavar="TEXT", help="whom the map names for these tiles")
    back = parser.add_argument_group("import options")
    back.add_argument("--apply", action="store_true", help="write; without it the run is a dry run")
    back.add_argument("--by", type=_person, metavar="NAME", help="who decided; otherwise the database user")
    back.add_argument(
        "--skip-refused",
        action="store_true",
        help="take the rows that fit and write the others, with reasons, to FILE.refused.csv (still exit code 3)",
    )
    back.add_argument("--force", action="store_true", help="accept points beyond the distance limits")
    parser.add_argument("--json", action="store_true", help="make an import's stdout one JSON object")
    verbosity = parser.add_mutually_exclusive_group()
    verbosity.add_argument("-v", "--verbose", action="store_true", help="log more, and where an error happened")
    verbosity.add_argument("-q", "--quiet", action="store_true", help="print only problems")
    parser.add_argument("--version", action=PrintVersion)
    args = parser.parse_args(argv)
    if args.export and (args.apply or args.by or args.skip_refused or args.force or args.json):
        parser.error("--apply, --by, --skip-refused, --force and --json go with --import")
    if args.import_ and (args.all or args.status or args.cluster or args.min_tickets or args.tiles or args.attribution):
        parser.error("--all, --status, --cluster, --min-tickets, --tiles and --attribution go with --export")
    if args.tiles and args.export.suffix.lower() != ".html":
        parser.error("--tiles goes with --export FILE.html")
    if args.attribution and not args.tiles:
        parser.error("--attribution goes with --tiles")
    return args


def _file(*suffixes: str) -> Callable[[str], Path]:
    def parse(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in suffixes:
            raise argparse.ArgumentTypeError(f"the name must end in {' or '.join(suffixes)}, not {path.suffix!r}")
        return path

    return parse


def _person(text: str) -> str:
    name = " ".join(decode_argument(text).split())
    if not 1 <= len(name) <= 100 or not name.isprintable():
        raise argparse.ArgumentTypeError("a name of 1 to 100 characters is needed")
    return name


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a whole number from 0 is needed, not {text!r}")
    return int(text)


def _read_settings() -> tuple[str, Clean, Sequence[str], str]:
    """The database, how names are cleaned here, the fields of a ticket for reviewers, and the name of the country."""
    env = read_environment()
    check_settings(env, database_url, geocoder_settings, review_fields)
    settings = geocoder_settings(env)
    clean = partial(clean_place_name, country=settings.country, codes=settings.network_codes)
    return database_url(env), clean, review_fields(env), country_name(settings.country)


# --- out ---


def _export(args: argparse.Namespace) -> int:
    url, clean, fields, country = _read_settings()
    with connect(url, "review", read_only=True) as conn, conn.transaction():
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # all that is shown is of one moment
        refuse_pending_migrations(conn)
        known = review.read_places(conn, clean)
        review.ensure_no_decisions_lost(args.export, {place.comment for place in known.values()})
        wanted = _choose(args, conn, known)
        if args.export.suffix.lower() == ".html":
            places, around = review.add_tickets(conn, wanted, fields), review.read_surroundings(conn, known.values())
    with review.atomic_write(args.export) as file:
        match args.export.suffix.lower():
            case ".html":
                review.write_page(file, places, around, tiles=args.tiles, attribution=args.attribution, country=country)
            case ".csv":
                review.write_csv(file, wanted)
            case _:
                review.write_geojson(file, wanted)
    if not args.quiet:
        print_report(f"{escape_for_display(str(args.export))}: {len(wanted)} of {len(known)} places")
    return 0


def _choose(args: argparse.Namespace, conn: Connection, known: Mapping[Key, Place]) -> list[Place]:
    """Those to export, in their order. --status rejected asks for what a person has judged already."""
    clusters = review.name_keys(conn, args.cluster or ())
    for name in set(args.cluster or ()) - {name for name, key in clusters.items() if (key or "", "") in known}:
        log.warning("no ticket or place has the cluster %s", escape_for_display(name))
    wanted = [
        place
        for key, place in known.items()
        if (args.all or place.needs_review or (args.status and place.status in args.status))
        and (not args.status or (place.status or NO_ROW) in args.status)
        and (not args.cluster or key[0] in clusters.values())
        and place.tickets >= args.min_tickets
    ]
    return sorted(wanted, key=lambda place: (place.is_unsure, -place.tickets, place.what, place.cluster, place.place))


# --- back ---


def _import(args: argparse.Namespace) -> int:
    url, clean, _, _ = _read_settings()
    rows = review.read_table(args.import_)
    refused_file = args.import_.with_suffix(".refused.csv") if args.skip_refused else None
    with connect(url, "review") as conn:
        refuse_pending_migrations(conn)
        result = review.apply_file(
            conn, rows, clean, force=args.force, apply=args.apply, by=args.by, refused_file=refused_file
        )
    _log_problems(rows, result, args, refused_file)
    refused = result.checked.refused
    is_applied = args.apply and (refused_file is not None or not refused)
    counts = _count_rows(rows, result)
    is_printed = True
    if args.json:
        reasons = {"reasons": [{"row": row.name, "reason": reason} for row, reason in refused]} if refused else {}
        is_printed = print_report(json.dumps({"applied": is_applied} | counts | reasons, indent=1))
    elif not args.quiet:
        is_printed = print_report(wrap_for_terminal("\n".join([*_describe_changes(result), *_summarize(counts, args)])))
    if refused:
        return GUARD
    return 0 if is_printed or args.apply else FAILED  # of a dry run the report is all there is


def _log_problems(
    rows: Sequence[Row], result: ImportResult, args: argparse.Namespace, refused_file: Path | None
) -> None:
    """What the reviewer must know whatever else is printed."""
    checked = result.checked
    for row, reason in checked.refused:
        log.error("%s: %s", _describe_row(row), reason)
    for row, reason in checked.forced:
        log.warning("%s: %s: accepted because of --force", _describe_row(row), reason)
    for change in checked.changes:
        if change.takes_refused_answer:
            refused = change.was.status if change.was else None
            log.warning("%s: accepts an answer that was refused as %s", _describe_row(change.row), refused)
    for row in checked.unheard:
        log.warning("%s: a comment without a decision is not kept: write unsure", _describe_row(row))
    if checked.refused and refused_file:
        written = "are" if args.apply else "would be"
        file = escape_for_display(str(refused_file))
        log.error("%s of %s rows are refused; they %s written to %s", len(checked.refused), len(rows), written, file)
    elif checked.refused:
        log.error(
            "%s of %s rows are refused, so nothing of the file was taken (--skip-refused takes the others)",
            len(checked.refused),
            len(rows),
        )
    if rows and checked.undecided == len(rows):  # no unsure either
        log.warning(
            "no row has a decision, so there is nothing to do; points that were moved in QGIS are only in a GeoJSON, "
            "or in a CSV saved with its geometry (GEOMETRY: AS_XY)"
        )


def _describe_row(row: Row) -> str:
    return f"{row.name}{_name(row['cluster'], row['place'] or row['location_name'])}"


def _count_rows(rows: Sequence[Row], result: ImportResult) -> dict[str, int]:
    checked = result.checked
    counts = Counter(DONE[change.action] for change in checked.changes)
    counts += Counter(undecided=checked.undecided, refused=len(checked.refused))
    return {"rows": len(rows)} | {name: counts[name] for name in COUNTED} | {"tickets_moved": sum(result.tickets)}


def _describe_changes(result: ImportResult) -> Iterator[str]:
    for change, tickets in zip(result.checked.changes, result.tickets, strict=False):
        action = f"move to candidate {change.row['decision'][0]}" if change.action == "candidate" else change.action
        yield f"  {change.row.name}: {action}{_name(change.cluster, change.place)}: {_describe_effect(change, tickets)}"


def _describe_effect(change: Change, tickets: int) -> str:
    if change.is_stored:
        return "is so already"
    if change.action == "unsure":
        return "noted, nothing moves"
    return f"{_move_text(change)}{tickets} ticket{' follows' if tickets == 1 else 's follow'}"


def _name(cluster: str, place: str) -> str:
    return (
        f" {escape_for_display(place)} ({escape_for_display(cluster)})"
        if place
        else f" cluster {escape_for_display(cluster)}"
    )


def _move_text(change: Change) -> str:
    if change.point is None:
        return "not the place, "
    if change.moved_m is None:
        return "had no point, "
    metres = change.moved_m
    return f"moves {metres:.0f} m, " if metres < 10_000 else f"moves {metres / 1000:.0f} km, "


def _summarize(counts: Mapping[str, int], args: argparse.Namespace) -> Iterator[str]:
    yield f"rows {counts['rows']} = {' + '.join(f'{name} {counts[name]}' for name in COUNTED)}"
    if counts["refused"] and not args.skip_refused:
        yield "ended with exit code 3: nothing was written"
        return
    yield f"tickets that move: {counts['tickets_moved']}"
    done = "done" if args.apply else "dry run: nothing was written; add --apply to do this"
    yield f"{done}, except for the refused rows: exit code 3" if counts["refused"] else done


if __name__ == "__main__":
    exit_with(main)
