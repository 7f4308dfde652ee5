"""A geocoding run as a person sees it: what it would ask, how many requests, exit codes, the report."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from fake_geocoder import Fault, Place
from geocoding import gazetteer
from geocoding_fixtures import (
    BOTH,
    KEY,
    KEY_TRACES,
    NAIROBI,
    OUT_OF_ORDER,
    GeocodingSetup,
    make_names,
)
from records import as_snapshot, make_crq, make_inc

# --- dry run ---


def test_a_dry_run_sends_and_writes_nothing_and_foretells_the_requests(geo: GeocodingSetup) -> None:
    geo.fake.places.append(Place("Nairobi", *NAIROBI, kind="place=city"))
    geo.add_location("NW_Kilimani_FDT1", (-1.2890, 36.7860), place="Kilimani")
    geo.add_inc("NW_Donholm Phase 8_FDT2", "ADR_MNT_Donholm Phase 8", "Milimani", "Xanadu")
    geo.add_inc("NW_Kilimani_FDT2", "NW_Kilmani_FDT3", "NW_Phase 2_FDT6", "NW_Nairobi_FDT7")
    geo.add_inc("Milimani", cluster="Atlantis")
    before = geo.dump()
    dry = geo(*BOTH)
    assert dry.exit_code == 0
    assert geo.fake.requests == []
    assert geo.dump() == before
    assert dry.report["applied"] is False
    assert dry.counts("clusters") == {"pending": 2, "requests": 2}
    assert dry.counts("locations") == {"pending": 9, "requests": 5, "ok": 1, "unusable": 1, "too_coarse": 1}

    applied = geo(*BOTH, "--apply")
    assert applied.report["clusters"]["requests"] == 2
    assert applied.report["locations"] == {
        "pending": 9,
        "requests": 4,  # Atlantis was not found, so its Milimani was not asked for
        "ok": 4,
        "not_found": 1,
        "too_far": 1,
        "too_coarse": 1,
        "unusable": 1,
        "no_centroid": 1,
    }


def test_a_dry_run_with_an_import_foretells_for_the_tickets_that_would_come_in(
    geo: GeocodingSetup, tmp_path: Path
) -> None:
    geo.fake.places += [Place("Nairobi", *NAIROBI, kind="place=city"), Place("Kilimani", -1.2890, 36.7860)]
    geo.add_inc("NW_Kilimani_FDT1", "Leaving", "Renamed")
    snapshot = tmp_path / "inc.json"
    names = ("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "NW_Parklands_FDT3")
    new = [make_inc(100 + n, location_name=name) for n, name in enumerate(names)]
    snapshot.write_bytes(as_snapshot([*new, make_inc(3, location_name=names[0])]))
    before = geo.dump()
    flags = ("--inc-json", str(snapshot), "--force", *BOTH)
    dry = geo(*flags)
    assert geo.dump() == before
    assert dry.counts("clusters") == {"pending": 1, "requests": 1}
    assert dry.counts("locations") == {"pending": 3, "requests": 2}
    applied = geo(*flags, "--apply")
    assert [applied.report[stage]["pending"] for stage in ("clusters", "locations")] == [1, 3]
    assert [applied.report[stage]["requests"] for stage in ("clusters", "locations")] == [1, 2]


def test_a_dry_run_without_the_cluster_stage_counts_on_no_centroid_of_it(geo: GeocodingSetup) -> None:
    geo.add_inc("Kilimani")
    assert geo("--geocode-locations").counts("locations") == {"pending": 1, "no_centroid": 1}


def test_a_dry_run_foretells_no_more_requests_than_limit_and_quota_leave(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu")
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add("crq", make_crq(2, cluster="Kisumu"))
    nairobi.db.execute("INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date, 10)")

    def foretold(*args: str, **settings: str) -> tuple[int, int]:
        report = nairobi(*BOTH, *args, **settings).report
        return report["clusters"]["requests"], report["locations"]["requests"]

    assert foretold("--limit", "4") == (2, 2)
    assert foretold(GEOCODER_DAILY_LIMIT="14") == (2, 2)
    assert foretold(GEOCODER_DAILY_LIMIT="9") == (0, 0)


# --- how many ---


def test_limit_ends_the_run_with_exit_4_and_the_next_goes_on_from_there(nairobi: GeocodingSetup) -> None:
    nairobi.add("crq", make_crq(1, cluster="Nakuru"))
    nairobi.add_inc("Kilimani", "Milimani", "Xanadu")
    first = nairobi(*BOTH, "--apply", "--limit", "2")
    assert first.exit_code == 4
    assert (first.report["clusters"]["requests"], first.report["locations"]["requests"]) == (1, 1)
    assert "--limit" in first.stderr
    assert nairobi.asked() == ["Nakuru", "Kilimani"]
    assert nairobi.statuses() == {"Kilimani": "ok"}

    second = nairobi(*BOTH, "--apply", "--limit", "2")
    assert second.exit_code == 0
    assert sorted(nairobi.asked()) == ["Kilimani", "Milimani", "Nakuru", "Xanadu"]


def test_limit_0_sends_nothing(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani", "NW_Phase 2_FDT6")
    outcome = nairobi("--geocode-locations", "--apply", "--limit", "0")
    assert (outcome.exit_code, nairobi.fake.requests, nairobi.usage()) == (4, [], 0)
    assert nairobi.statuses() == {"NW_Phase 2_FDT6": "unusable"}


def test_the_daily_limit_counts_the_utc_day_s_requests_over_all_runs(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Bahati", "Kilimani", "Xanadu", "Yonder")
    nairobi.db.execute(
        "INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date - 1, 100), "
        "('opencage', (now() AT TIME ZONE 'UTC')::date, 100)"
    )
    outcomes = [nairobi("--geocode-locations", "--apply", GEOCODER_DAILY_LIMIT=limit) for limit in ("1", "3", "3")]
    assert [outcome.exit_code for outcome in outcomes] == [4, 4, 4]
    assert [outcome.report["locations"]["requests"] for outcome in outcomes] == [1, 2, 0]
    assert sorted(nairobi.asked()) == ["Bahati", "Kilimani", "Xanadu"]
    assert "GEOCODER_DAILY_LIMIT" in outcomes[0].stderr
    (today,) = nairobi.read(
        "SELECT requests FROM tickets.geocoder_usage "
        "WHERE provider = 'nominatim' AND day = (now() AT TIME ZONE 'UTC')::date"
    )
    assert today["requests"] == 3


def test_the_quotas_day_is_the_utc_day_wherever_the_session_is(nairobi: GeocodingSetup) -> None:
    for counted, zone in enumerate(("Etc/GMT-14", "Etc/GMT+12"), 1):  # one of them has another date at any time
        nairobi.db.execute("SELECT set_config('TimeZone', %s, false)", (zone,))
        assert gazetteer.reserve_request(nairobi.db, "nominatim", 2)
        assert gazetteer.read_usage(nairobi.db, "nominatim") == counted
    today = "SELECT requests FROM tickets.geocoder_usage WHERE day = (now() AT TIME ZONE 'UTC')::date"
    assert nairobi.read(today) == [{"requests": 2}]


def test_retries_count_as_requests(nairobi: GeocodingSetup) -> None:
    nairobi.fake.faults.append(OUT_OF_ORDER)
    nairobi.add_inc("Kilimani")
    outcome = nairobi("--geocode-locations", "--apply")
    assert outcome.exit_code == 0
    assert outcome.report["locations"]["requests"] == nairobi.usage() == len(nairobi.fake.requests) == 2


def test_requests_come_no_faster_than_the_rate_over_both_stages(nairobi: GeocodingSetup) -> None:
    nairobi.fake.latency_s = 0.3
    for number in range(10):
        nairobi.add("crq", make_crq(number, cluster=f"Town {number}"))
    nairobi.add_inc("Kilimani", *make_names(34))
    assert nairobi(*BOTH, "--apply", GEOCODER_RATE="20").exit_code == 0
    times = [request.arrived_at for request in nairobi.fake.requests]
    assert len(times) == 45 + 1  # a list of the names around
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 20


# --- exit codes ---


def test_geocoding_runs_although_the_ingest_failed_and_the_worst_exit_code_counts(
    nairobi: GeocodingSetup, tmp_path: Path
) -> None:
    nairobi.add_inc("Kilimani", "Xanadu")
    empty = tmp_path / "empty.json"
    empty.write_text("[]")
    refused = nairobi("--inc-json", str(empty), "--geocode-locations", "--apply", "--limit", "1")
    assert refused.exit_code == 3
    assert refused.report["inc"]["exit"] == 3
    assert refused.counts("locations")["requests"] == 1
    missing = nairobi("--inc-json", str(tmp_path / "none.json"), "--geocode-locations", "--apply", "--limit", "0")
    assert missing.exit_code == 1
    assert nairobi("--geocode-locations", "--apply", "--limit", "0").exit_code == 4
    both = nairobi(
        *("--inc-json", str(tmp_path / "none.json"), "--crq-json", str(empty), "--geocode-locations", "--apply")
    )
    assert (both.exit_code, both.report["inc"]["exit"], both.report["crq"]["exit"]) == (1, 1, 3)
    assert both.report["locations"]["requests"] == 1
    assert nairobi.statuses() == {"Kilimani": "ok", "Xanadu": "not_found"}


def test_geocoding_runs_although_the_bucket_can_t_be_read_for_want_of_aws(
    nairobi: GeocodingSetup, tmp_path: Path
) -> None:
    nairobi.add_inc("Kilimani")
    bucket = {"RUSTFS_ENDPOINT": "http://127.0.0.1:9", "RUSTFS_ACCESS_KEY": "a", "RUSTFS_SECRET_KEY": "b"}
    outcome = nairobi("--from-bucket", "--geocode-locations", "--apply", **bucket, PATH=str(tmp_path))
    assert outcome.exit_code == 1
    assert (outcome.report["inc"]["exit"], outcome.report["crq"]["exit"]) == (1, 1)
    assert nairobi.statuses() == {"Kilimani": "ok"}


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("GEOCODER_API_KEY", {"GEOCODER_PROVIDER": "locationiq", "GEOCODER_API_KEY": ""}),
        ("GEOCODER_URL", {"GEOCODER_URL": ""}),
        ("GEOCODER_URL", {"GEOCODER_URL": "nominatim.example"}),
        ("GEOCODER_PROVIDER", {"GEOCODER_PROVIDER": "Google"}),
        ("GEOCODER_RATE", {"GEOCODER_RATE": "fast"}),
        ("GEOCODER_RATE", {"GEOCODER_RATE": "0"}),
        ("GEOCODER_DAILY_LIMIT", {"GEOCODER_DAILY_LIMIT": "2.5"}),
        ("GEOCODER_COUNTRY", {"GEOCODER_COUNTRY": "Kenya"}),
        ("GEOCODER_COUNTRY", {"GEOCODER_COUNTRY": "xx"}),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_a_missing_or_malformed_setting_is_named_before_any_work(run: Run, name: str, settings: dict[str, str]) -> None:
    nowhere = {"DATABASE_URL": "postgresql://127.0.0.1:9/none", "GEOCODER_PROVIDER": "nominatim"}
    env = nowhere | {"GEOCODER_URL": "http://127.0.0.1:9", "GEOCODER_API_KEY": KEY} | settings
    done = run("import_tickets.py", "--inc-json", "none.json", "--geocode-clusters", "--apply", "--json", env=env)
    assert (done.returncode, json.loads(done.stdout)["exit"]) == (2, 2)
    assert name in done.stderr
    assert "none.json" not in done.stderr
    assert "no connection" not in done.stderr


def test_settings_of_the_geocoder_are_not_asked_for_by_a_run_that_does_not_geocode(
    geo: GeocodingSetup, tmp_path: Path
) -> None:
    snapshot = tmp_path / "inc.json"
    snapshot.write_bytes(as_snapshot([make_inc()]))
    assert geo("--inc-json", str(snapshot), GEOCODER_URL="", GEOCODER_RATE="fast").exit_code == 0


@pytest.mark.parametrize("limit", ["-1", "some"])
def test_a_limit_that_is_no_count_is_a_usage_error(run: Run, limit: str) -> None:
    done = run("import_tickets.py", "--geocode-clusters", "--limit", limit)
    assert done.returncode == 2
    assert "--limit" in done.stderr


# --- what a person reads ---


def read(geo: GeocodingSetup, *args: str, **settings: str) -> tuple[str, str]:
    done = geo.run("import_tickets.py", *args, env=geo.env(**settings))
    return done.stdout, done.stderr


def test_the_report_of_a_dry_run_lists_what_would_be_asked_how_long_it_takes_and_the_quota(
    nairobi: GeocodingSetup,
) -> None:
    nairobi.add_inc("NW_Kilimani_FDT1", "NW_Xanadu_FDT1", *make_names(298))
    nairobi.db.execute("INSERT INTO tickets.geocoder_usage VALUES ('nominatim', (now() AT TIME ZONE 'UTC')::date, 41)")
    text, _ = read(nairobi, "--geocode-locations", GEOCODER_RATE="2.5", GEOCODER_DAILY_LIMIT="2000")
    assert "300 pending, 300 requests would be sent" in text
    assert re.search(r"would ask for:\n    Babendo as Babendo \(near Nairobi\)\n(    .*\n){9}    and 290 more", text)
    assert "about 2 min at 2.5 a second; 41 of today's 2000 requests to nominatim are used" in text
    assert "nothing was written" in text


def test_a_dry_run_shows_each_name_with_its_place_and_with_v_which_rule_dropped_what(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("NW_Kilimani_FDT1", "ADR_MNT_Xanadu_SDUS", "NW_Phase 2_FDT6", *make_names(20))
    brief, _ = read(nairobi, "--geocode-locations")
    whole, _ = read(nairobi, "--geocode-locations", "-v")
    assert "and 12 more (-v shows all)" in brief
    assert "without" not in brief.lower()
    assert "more" not in whole
    assert "    NW_Kilimani_FDT1 as Kilimani (near Nairobi)\n" in whole
    assert "      without NW (prefix), FDT1 (network code)\n" in whole
    assert "      without ADR (prefix), MNT (prefix), SDUS (network code)\n" in whole
    assert "unusable: NW_Phase 2_FDT6 (Nairobi): Phase 2 (no name, only what sort of thing it is)" in whole


def test_a_run_shows_three_names_that_are_refused_and_with_v_all(nairobi: GeocodingSetup) -> None:
    generic = [f"NW_Phase {number}_FDT6" for number in range(1, 6)]
    nairobi.add_inc(*generic)
    brief, _ = read(nairobi, "--geocode-locations")
    whole, _ = read(nairobi, "--geocode-locations", "-v")
    assert brief.count("unusable: NW_Phase") == 3
    assert "    and 2 more (-v shows all)" in brief
    assert [name for name in generic if f"    unusable: {name} (Nairobi): Phase" in whole] == generic
    assert "-v shows all" not in whole


def test_a_dry_run_lists_every_question_as_json_and_an_applied_run_none(geo: GeocodingSetup) -> None:
    geo.add_inc("NW_Kilimani_FDT1", "NW_Kilimani_FDT2", "NW_Xanadu_FDT3")
    dry = geo(*BOTH)
    assert dry.report["clusters"]["asks"] == [{"cluster": "Nairobi", "query": "Nairobi, Kenya"}]
    assert [(ask["cluster"], ask["place"], ask["names"], ask["query"]) for ask in dry.report["locations"]["asks"]] == [
        ("Nairobi", "Kilimani", ["NW_Kilimani_FDT1", "NW_Kilimani_FDT2"], "Kilimani"),
        ("Nairobi", "Xanadu", ["NW_Xanadu_FDT3"], "Xanadu"),
    ]
    assert "asks" not in geo(*BOTH, "--apply").report["locations"]


def test_words_of_network_codes_are_no_part_of_a_place(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("ACME_Kilimani_FDT1", "Kilimani Blue Net 7", "Acmeton", "Nairobi Hill")
    asks = nairobi("--geocode-locations", NETWORK_CODES="acme, Blue  Net,Nairobi").report["locations"]["asks"]
    assert sorted(ask["place"] for ask in asks) == ["Acmeton", "Kilimani", "Nairobi Hill"]
    refused = nairobi("--geocode-locations", NETWORK_CODES="acme; blue")
    assert refused.exit_code == 2
    assert "NETWORK_CODES" in refused.stderr


def test_a_word_that_many_clusters_put_before_ever_other_names_is_not_asked_for(geo: GeocodingSetup) -> None:
    for number, name in enumerate(make_names(12)):
        cluster = ("Nairobi", "Kisumu", "Nakuru", "Embu", "Meru")[number % 5]
        geo.add_inc(f"Blueline_{name}_FDT{number}", cluster=cluster)
    asks = geo(*BOTH).report["locations"]["asks"]
    assert {ask["place"] for ask in asks} == set(make_names(12))


def test_the_report_says_which_centroids_most_tickets_wait_for(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("A1", "A2", "A3", cluster="North Rift")
    nairobi.add_inc("B1", cluster="Xanadu")
    nairobi.add_inc("C1", cluster=None)
    dry, _ = read(nairobi, "--geocode-clusters")
    text, _ = read(nairobi, "--geocode-clusters", "--apply")
    unplaced = nairobi("--geocode-clusters", "--apply").report["unplaced"]
    assert "    North Rift: 3 tickets wait for its centroid (not asked for)" in dry
    assert "UNLOCATED  5 tickets" in text
    assert re.search(r"North Rift: 3 tickets wait .*\n    Xanadu: 1 ticket waits for its centroid \(not_found\)", text)
    assert unplaced[-1] == {"cluster": None, "reason": "no cluster", "tickets": 1}


def test_the_report_groups_refusals_by_reason_with_examples(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("NW_Milimani_FDT4", "NW_Phase 2_FDT6", *(f"NW_Xanadu {word}_FDT1" for word in ("A", "B", "C", "D")))
    text, _ = read(nairobi, "--geocode-locations", "--apply")
    assert "ok 0, not_found 4, too_far 1, too_coarse 0, unusable 1, no_centroid 0" in text
    assert re.search(r"too_far: NW_Milimani_FDT4 \(Nairobi\): .*'Milimani, Kisumu, Kenya', 262 km away", text)
    assert "unusable: NW_Phase 2_FDT6 (Nairobi)" in text
    assert text.count("    not_found: ") == 3


def test_quiet_says_nothing_when_all_is_well_and_why_when_not(nairobi: GeocodingSetup) -> None:
    nairobi.add_inc("Kilimani")
    nairobi.fake.faults.append(Fault(403, {"error": "Access restricted"}))
    text, log = read(nairobi, "--geocode-locations", "--apply", "-q")
    assert text == ""
    assert "GEOCODER" in log
    assert read(nairobi, "--geocode-locations", "--apply", "-q") == ("", "")


def test_on_a_terminal_a_bar_shows_the_time_left_and_log_lines_keep_clear_of_it(nairobi: GeocodingSetup) -> None:
    nairobi.fake.faults += [Fault(503, {"error": f"no {KEY}"}, {"Retry-After": "1"})]
    nairobi.add_inc(*make_names(6))
    ours, theirs = os.openpty()
    env = {**os.environ, **nairobi.env(GEOCODER_RATE="5")}
    command = [sys.executable, str(nairobi.run.checkout / "import_tickets.py"), "--geocode-locations", "--apply"]
    with subprocess.Popen(command, env=env, cwd=nairobi.run.cwd, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        text = read_terminal(ours)
    assert process.returncode == 0
    assert re.search(r"places: .*\d/6 \[\d\d:\d\d<\d\d:\d\d", text)
    assert re.search(r"\rnominatim .*503 'no \*\*\*'.*waiting 1 s\r\n", text)
    assert not any(trace in text for trace in KEY_TRACES)


def read_terminal(descriptor: int) -> str:
    """All that is written to it until its other end is closed, which Linux reports as an input/output error."""
    text = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(descriptor, 65536):
            text += chunk
    os.close(descriptor)
    return text.decode()
