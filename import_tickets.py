#!/usr/bin/env python3
"""Copies the ticket snapshots into the database and finds out where the tickets are.

Which stages run, in which order, and how the run ends. What a stage does lives in its own module.
"""

from __future__ import annotations

if __name__ == "__main__":
    import startup

    startup.prepare()

import argparse
import gc
import json
import logging
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

import ingest
import report
from ingest import Options, SnapshotFile, Tally
from migrator import refuse_pending_migrations
from report import Report
from shared import (
    EXIT_CODES,
    FAILED,
    LOCKED,
    QUOTA,
    BucketSettings,
    GeocoderSettings,
    PrintVersion,
    UserError,
    bucket_settings,
    check_settings,
    connect,
    database_url,
    decode_argument,
    describe_database_error,
    exit_with,
    geocoder_settings,
    install_signal_handlers,
    log,
    print_report,
    read_environment,
    redact,
    run_lock,
    set_up_log,
    wrap_for_terminal,
)

if TYPE_CHECKING:
    from geocoding import Geocoder, GeocodingRun, StageReport

EXAMPLES = """\
examples:
  import_tickets.py --from-bucket           show what an import would do
  import_tickets.py --from-bucket --geocode-clusters --geocode-locations --apply
                                            import, and find new names' places
  import_tickets.py --status --max-age 60   code 1 if nothing came in an hour

"""
KINDS = ("inc", "crq")

Connection = psycopg.Connection[Any]


def main(argv: Sequence[str] | None = None) -> int:
    gc.disable()  # a run is short: looking through a million live records for garbage only takes time
    args = _parse_arguments(argv)
    set_up_log(verbose=args.verbose, quiet=args.quiet)
    install_signal_handlers()
    if args.status:
        return _print_status(args)
    started = time.monotonic()
    outcome = Report(applied=args.apply)
    try:
        _run(args, outcome)
    except UserError as err:
        outcome.failure = _log_failure(err)
    except psycopg.Error as err:
        outcome.failure = _log_failure(UserError(f"database: {describe_database_error(err)}"))
    except KeyboardInterrupt:
        outcome.failure = _log_failure(UserError("interrupted; saved results are kept, the next run continues"))
    is_printed = _print(outcome, args, time.monotonic() - started)
    return outcome.exit_code() or (0 if is_printed or args.apply else FAILED)  # of a dry run the report is all there is


def _log_failure(err: UserError) -> UserError:
    # That another run is at work, or that a quota ended this one, is nothing that cron should mail.
    log.log(logging.INFO if err.exit_code in (LOCKED, QUOTA) else logging.ERROR, "%s", err)
    if sys.exc_info()[0]:
        log.debug("traceback:", exc_info=True)
    return err


def _print(outcome: Report, args: argparse.Namespace, seconds: float) -> bool:
    """False when the report could not be written."""
    if args.json:
        return print_report(json.dumps(report.as_json(outcome), indent=1))  # ASCII: safe on any terminal
    if not args.quiet and not (outcome.failure and outcome.is_empty()):
        return print_report(wrap_for_terminal(report.as_text(outcome, seconds, verbose=args.verbose)))
    return True


def _print_status(args: argparse.Namespace) -> int:
    """Exit code 1 when a kind is stale, or anything is in trouble, and --max-age asks."""
    import status  # with requests and shapely, which an import does without

    try:
        env = read_environment()
        check_settings(env, database_url, geocoder_settings)
        with connect(database_url(env), "status", read_only=True) as conn:
            found = status.read_status(conn, geocoder_settings(env), args.max_age)
    except (UserError, psycopg.Error, KeyboardInterrupt) as err:
        failure = err if isinstance(err, UserError) else UserError("interrupted")
        if isinstance(err, psycopg.Error):
            failure = UserError(f"database: {describe_database_error(err)}")
        _log_failure(failure)
        if args.json:
            print_report(json.dumps({"error": redact(str(failure)), "exit": failure.exit_code}, indent=1))
        return failure.exit_code
    is_printed = True
    if args.json:
        is_printed = print_report(json.dumps(status.as_json(found), indent=1))
    elif args.metrics:
        is_printed = print_report(status.as_metrics(found))
    elif found.is_bad or not args.quiet:
        is_printed = print_report(wrap_for_terminal(status.as_text(found)))
    return FAILED if (args.max_age is not None and found.is_bad) or not is_printed else 0


def _parse_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Copy the INC and CRQ snapshots into the tickets schema and find out where the tickets are. "
        "Without --apply nothing is written and no geocoder is asked: the run says what it would do.",
        epilog=EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    stages = parser.add_argument_group("stages, in the order they run")
    stages.add_argument("--from-bucket", action="store_true", help="take both snapshots from the bucket")
    stages.add_argument("--inc-json", type=Path, metavar="FILE", help="take the INC snapshot from a file")
    stages.add_argument("--crq-json", type=Path, metavar="FILE", help="take the CRQ snapshot from a file")
    stages.add_argument("--geocode-clusters", action="store_true", help="find the clusters' centroids")
    stages.add_argument("--geocode-locations", action="store_true", help="find the places of open INC tickets")
    status_group = parser.add_argument_group("status")
    status_group.add_argument(
        "--status", action="store_true", help="show the last successful import, pending names and running jobs"
    )
    max_age = (
        "with --status: exit code 1 on trouble, or if a kind was neither applied nor found unchanged for that long"
    )
    status_group.add_argument("--max-age", type=_minutes, metavar="MINUTES", help=max_age)
    status_group.add_argument("--metrics", action="store_true", help="with --status: print Prometheus text")
    parser.add_argument("--apply", action="store_true", help="write; without it the run is a dry run")
    parser.add_argument("--json", action="store_true", help="make stdout one JSON object")
    parser.add_argument("--limit", type=_count, metavar="N", help="send at most N geocoding requests in this run")
    parser.add_argument("--retry-failed", action="store_true", help="ask again for names not found or refused before")
    max_gone = "refuse a snapshot by which more than this share of tickets would go, or be placed worse (%(default)s)"
    parser.add_argument("--max-gone", type=_share, default=0.5, metavar="SHARE", help=max_gone)
    parser.add_argument("--force", action="store_true", help="skip the snapshot checks and download even if unchanged")
    verbosity = parser.add_mutually_exclusive_group()
    verbosity.add_argument("-v", "--verbose", action="store_true", help="log more, and where an error happened")
    verbosity.add_argument("-q", "--quiet", action="store_true", help="print only problems")
    parser.add_argument("--version", action=PrintVersion)
    args = parser.parse_args(argv)
    if args.status:
        _refuse_beside_status(parser, args)
        return args
    if args.max_age is not None or args.metrics:
        parser.error(f"--{'metrics' if args.metrics else 'max-age'} goes with --status")
    if args.from_bucket and (args.inc_json or args.crq_json):
        parser.error("--from-bucket takes both snapshots: leave --inc-json and --crq-json out")
    if not (args.from_bucket or args.inc_json or args.crq_json or args.geocode_clusters or args.geocode_locations):
        parser.error("nothing to do: give --from-bucket, --inc-json, --crq-json, a --geocode stage or --status")
    return args


def _refuse_beside_status(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    given = {name for name, value in vars(args).items() if value != parser.get_default(name)}
    if others := sorted(given - {"status", "max_age", "metrics", "json", "verbose", "quiet"}):
        parser.error(f"--status only looks: leave --{others[0].replace('_', '-')} out")
    if args.json and args.metrics:
        parser.error("--json and --metrics are two forms of the same: leave one out")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a whole number from 0 is needed, not {text!r}")
    return int(text)


def _minutes(text: str) -> timedelta:
    try:
        return timedelta(minutes=_count(text))
    except OverflowError:
        raise argparse.ArgumentTypeError(f"number of minutes is too large: {text}") from None


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a share from 0 to 1 is needed, not {text!r}")
    return share


def _run(args: argparse.Namespace, outcome: Report) -> None:
    """All stages, in their order. What a stage comes to goes into outcome; what ends the run is raised."""
    env = read_environment()
    geocodes = args.geocode_clusters or args.geocode_locations
    check_settings(
        env,
        database_url,
        *([bucket_settings] if args.from_bucket else []),
        *([geocoder_settings, _check_access] if geocodes else []),
    )
    url = database_url(env)
    bucket = bucket_settings(env) if args.from_bucket else None
    with ExitStack() as stack:
        geocoder = None
        if geocodes:
            settings = geocoder_settings(env)
            geocoder = stack.enter_context(_make_geocoder(env))
        conn = stack.enter_context(connect(url, "import"))
        refuse_pending_migrations(conn)
        if not args.apply:  # whatever a dry run does, nothing of it stays
            stack.enter_context(conn.transaction(force_rollback=True))
        _ingest_all(args, bucket, conn, outcome)
        if geocoder:
            _geocode(args, conn, geocoder, settings, outcome)


def _check_access(env: Mapping[str, str]) -> None:
    from geocoding import check_access

    check_access(env.get("GEOCODER_PROVIDER"), env.get("GEOCODER_URL"), env.get("GEOCODER_API_KEY"))


def _make_geocoder(env: Mapping[str, str]) -> Geocoder:
    from geocoding import Geocoder  # a run that does not geocode does without requests and shapely

    settings = geocoder_settings(env)
    return Geocoder(settings.provider, settings.url, settings.api_key, settings.country)


def _geocode(
    args: argparse.Namespace, conn: Connection, geocoder: Geocoder, settings: GeocoderSettings, outcome: Report
) -> None:
    import geocoding

    previewed = {
        kind for kind, reported in outcome.kinds.items() if not isinstance(reported, UserError) and not reported.skipped
    }
    present = {kind: ingest.present_tickets(kind, preview=kind in previewed and not args.apply) for kind in KINDS}
    run = geocoding.GeocodingRun(conn, geocoder, settings, present, limit=args.limit, retry_failed=args.retry_failed)
    wanted = {"clusters": args.geocode_clusters, "locations": args.geocode_locations}
    statuses = {"clusters": geocoding.CLUSTER_STATUSES, "locations": geocoding.LOCATION_STATUSES}
    reports = {name: geocoding.StageReport(statuses[name]) for name in wanted if wanted[name]}
    try:
        with _exclusive(args, conn, geocoding.RUN_LOCK), _written_down(args, run, reports):
            if wanted["clusters"]:
                outcome.stages["clusters"] = reports["clusters"]
                geocoding.geocode_clusters(run, reports["clusters"], apply=args.apply)
            if wanted["locations"]:
                outcome.stages["locations"] = reports["locations"]
                assume_clusters = args.geocode_clusters and not args.apply
                geocoding.geocode_locations(
                    run, reports["locations"], apply=args.apply, assume_clusters=assume_clusters
                )
            run.finish(list(reports.values())[-1])
    except UserError as err:
        if not outcome.kinds:
            raise
        outcome.stages = reports
        for report in reports.values():
            report.failure = err
    else:
        outcome.unplaced = geocoding.list_unplaced(conn, present)
    for failure in {stage.failure for stage in outcome.stages.values() if stage.failure}:
        _log_failure(failure)


@contextmanager
def _written_down(args: argparse.Namespace, run: GeocodingRun, reports: Mapping[str, StageReport]) -> Iterator[None]:
    """Keeps a row of a geocoding run with --apply, whatever ends it; without a database there is nowhere to."""
    try:
        yield
    except psycopg.Error as err:
        if args.apply and not run.conn.broken:
            run.record(reports, UserError(f"database: {describe_database_error(err)}"))
        raise
    except (UserError, KeyboardInterrupt) as err:
        if args.apply:
            run.record(reports, err if isinstance(err, UserError) else UserError("interrupted"))
        raise
    if args.apply:
        run.record(reports)


def _ingest_all(args: argparse.Namespace, bucket: BucketSettings | None, conn: Connection, outcome: Report) -> None:
    """Takes each kind in; one that fails or is refused does not keep the other from it, nor the geocoding."""
    paths = {"inc": args.inc_json, "crq": args.crq_json}
    kinds = [kind for kind in KINDS if bucket or paths[kind]]
    if not kinds:
        return
    options = Options(
        args.apply, args.force, args.max_gone, keep_preview=args.geocode_clusters or args.geocode_locations
    )
    try:
        with _exclusive(args, conn, ingest.RUN_LOCK), ExitStack() as files:
            found = _fetch(conn, bucket, files, force=args.force) if bucket else {}
            for kind in kinds:
                source = ingest.bucket_url(bucket, kind) if bucket else decode_argument(paths[kind])
                outcome.kinds[kind] = _ingest(
                    conn, kind, found.get(kind) or ingest.from_path(paths[kind]), source, options
                )
    except UserError as err:
        if not options.keep_preview:  # there is nothing else to do
            raise
        outcome.kinds = dict.fromkeys(kinds, _log_failure(err))


def _exclusive(args: argparse.Namespace, conn: Connection, lock: str) -> AbstractContextManager[None]:
    """UserError when another run of the kind is at work. A dry run minds nobody."""
    return run_lock(conn, lock) if args.apply else nullcontext()


def _fetch(
    conn: Connection, bucket: BucketSettings, files: ExitStack, *, force: bool
) -> dict[str, SnapshotFile | UserError]:
    log.info("checking %s", bucket.endpoint)
    last = {kind: None if force else ingest.read_last_applied(conn, kind) for kind in KINDS}
    return ingest.fetch(bucket, last, files)


def _ingest(
    conn: Connection, kind: str, found: SnapshotFile | UserError, source: str, options: Options
) -> Tally | UserError:
    """What one kind came to; psycopg.Error only when the connection is gone."""
    started_at = datetime.now(UTC)
    try:
        if isinstance(found, UserError):
            raise found
        tally = ingest.ingest(conn, kind, found, options)
        log.info(
            "%s: %s", kind, "skipped, nothing new" if found.path is None else "done" if options.apply else "checked"
        )
        return tally
    except UserError as err:
        return _record_failure(conn, kind, found, source, err, options, started_at)
    except psycopg.Error as err:
        if conn.broken:
            raise
        failure = UserError(f"{kind}: database: {describe_database_error(err)}; nothing of it was saved")
        return _record_failure(conn, kind, found, source, failure, options, started_at)


def _record_failure(
    conn: Connection,
    kind: str,
    found: SnapshotFile | UserError,
    source: str,
    failure: UserError,
    options: Options,
    started_at: datetime,
) -> UserError:
    """Logs it, and an applied run's in the history. What is as it was in the last run is not said again with -q: an
    outage is mailed once, not every ten minutes, and --status tells that it lasts.
    """
    tried = found if isinstance(found, SnapshotFile) else SnapshotFile(source, None)
    if options.apply and ingest.record_failure(conn, kind, tried, failure, forced=options.force, started_at=started_at):
        log.info("still: %s", failure)
        return failure
    return _log_failure(failure)


if __name__ == "__main__":
    exit_with(main)
