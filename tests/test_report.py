"""What a report says of a run that does not depend on how it came to be."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from geocoding import PlannedQuery, StageReport, Unplaced
from geocoding.names import Cleaned
from ingest import Preview, Tally
from report import MAX_REFUSALS, MAX_SHOWN, Report, as_json, as_text
from shared import FAILED, GUARD, LOCKED, QUOTA, USAGE, UserError

KAREN = Cleaned("Karen", dropped=(("NW_", "a code"),))
WORST_FIRST = (FAILED, USAGE, LOCKED, GUARD, QUOTA)


def stage(*, exit_code: int = 0) -> StageReport:
    """Seven names: two found, one refused."""
    tally = StageReport(("ok", "too_far"), pending=7, requests=3)
    tally.count("ok", "")
    tally.count("ok", "")
    tally.count("too_far", "Karen (Nairobi): 30 km")
    tally.failure = UserError("ended", exit_code) if exit_code else None
    return tally


@pytest.mark.parametrize(("worse", "other"), list(combinations(WORST_FIRST, 2)))
def test_the_worst_exit_code_counts_wherever_it_comes_from(worse: int, other: int) -> None:
    for one, two in ((worse, other), (other, worse)):
        kinds: dict[str, Tally | UserError] = {"inc": UserError("", one), "crq": Tally("file")}
        assert Report(True, kinds, {"clusters": stage(exit_code=two)}).exit_code() == worse
        assert Report(True, kinds, {"clusters": stage()}, failure=UserError("", two)).exit_code() == worse
    assert Report(True, {"crq": Tally("file")}, {"clusters": stage()}).exit_code() == 0


@pytest.mark.parametrize("applied", [True, False])
def test_a_stage_s_names_add_up_with_those_that_remain(applied: bool) -> None:
    told = as_text(Report(applied, stages={"locations": stage()}), 1.0)
    assert "  ok 2, too_far 1, remaining 4\n    too_far: Karen (Nairobi): 30 km\n" in told


@pytest.mark.parametrize("tickets", [1, 2])
def test_clusters_that_tickets_wait_for_are_cut_after_a_few(tickets: int) -> None:
    waiting = [Unplaced(f"Cluster {n}\x1b", "not_found", tickets) for n in range(MAX_SHOWN + 1)]
    nowhere = Unplaced(None, "no cluster", 3)
    report = Report(True, unplaced=[*waiting, nowhere])
    verb = "ticket waits" if tickets == 1 else "tickets wait"
    for verbose, shown in ((False, MAX_SHOWN), (True, MAX_SHOWN + 1)):
        told = as_text(report, 1.0, verbose=verbose)
        assert f"UNLOCATED  {tickets * (MAX_SHOWN + 1) + 3} tickets" in told
        assert f"  cluster's centroid: not_found {tickets * (MAX_SHOWN + 1)}, no cluster 3\n" in told
        assert f"    Cluster 0\\x1b: {tickets} {verb} for its centroid (not_found)" in told
        assert told.count("for its centroid") == shown
        assert ("    and 1 more (-v shows all)" in told) == (not verbose)
    assert "more (-v" not in as_text(replace(report, unplaced=waiting[:MAX_SHOWN]), 1.0)


def test_what_would_be_asked_is_cut_after_a_few_and_says_only_with_v_what_was_dropped() -> None:
    tally = StageReport(
        ("ok",), planned=[PlannedQuery("Nairobi", "q", "Karen", {f"NW_Karen{n}": KAREN}) for n in range(MAX_SHOWN + 1)]
    )
    report = Report(False, stages={"locations": tally})
    for verbose, shown in ((False, MAX_SHOWN), (True, MAX_SHOWN + 1)):
        told = as_text(report, 1.0, verbose=verbose)
        assert told.count(" as Karen (near Nairobi)") == shown
        assert ("    and 1 more (-v shows all)" in told) == (not verbose)
        assert told.count("      without NW_ (a code)\n") == (shown if verbose else 0)
    tally.planned = [PlannedQuery("Nairobi", "q", "Karen", {"Karen": Cleaned("Karen")})]
    assert "without" not in as_text(report, 1.0, verbose=True)


def test_a_place_of_many_names_takes_one_line_of_a_dry_run_and_with_v_one_a_name() -> None:
    tally = StageReport(
        ("ok",), planned=[PlannedQuery("Nairobi", "q", "Karen", {f"NW_Karen{n}": KAREN for n in range(5)})]
    )
    report = Report(False, stages={"locations": tally})
    assert "    NW_Karen0 as Karen (near Nairobi), and 4 further names\n" in as_text(report, 1.0)
    told = as_text(report, 1.0, verbose=True)
    assert (told.count(" as Karen (near Nairobi)\n"), "further" in told) == (5, False)


def test_a_dry_run_says_what_all_names_taught_beside_what_would_be_asked() -> None:
    tally = StageReport(("ok",), learnt={"equipment": ["gizmo\x1b", "widget"], "codes": ["blueline"]})
    assert "learnt" not in as_text(Report(False, stages={"locations": tally}), 1.0), "nothing would be asked"
    tally.planned = [PlannedQuery("Nairobi", "q", "Karen", {"NW_Karen": KAREN})]
    told = as_text(Report(False, stages={"locations": tally}), 1.0)
    assert "  learnt from all names: equipment: gizmo\\x1b, widget; codes: blueline\n  would ask for:\n" in told


def test_a_stage_that_was_ended_says_so() -> None:
    for code in (0, QUOTA):
        told = as_text(Report(True, stages={"locations": stage(exit_code=code)}), 1.0)
        assert ("  not finished, see the error (exit code 4)\n" in told) == bool(code)
        assert told.endswith("ended with exit code 4 (1.0 s)" if code else "\ndone (1.0 s)")


@pytest.mark.parametrize(
    ("applied", "skipped", "told"),
    [
        (True, False, "by location source"),
        (False, False, "would be located by"),
        (True, True, "by location source"),
        (False, True, "by location source"),
    ],
)
def test_a_kind_says_by_what_its_tickets_are_located_or_would_be(applied: bool, skipped: bool, told: str) -> None:
    tally = Tally("file", skipped=skipped, geo_source={"location": 2, "none": 1})
    text = as_text(Report(applied, {"inc": tally}), 1.0)
    assert f"  3 active tickets {told}: location 2, none 1\n" in text
    assert ("skipped: it is the snapshot applied last" in text, "received 0 = " in text) == (skipped, not skipped)


@pytest.mark.parametrize(("changed", "is_unusual"), [(12, False), (13, True)])
def test_a_count_is_unusual_above_twice_the_largest_and_ten(changed: int, is_unusual: bool) -> None:
    preview = Preview({"changed": 1}, [f"k{n}" for n in range(MAX_SHOWN + 1)], ["x" * 41], [])
    tally = Tally("file", preview=preview)
    tally.counts["changed"] = changed
    told = as_text(Report(False, {"inc": tally}), 1.0)
    assert (f"  unusual: changed {changed} (at most 1 in the last runs)\n" in told) == is_unusual
    assert "until now: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9\n" in told
    assert f"any more: {'x' * 40}... (41 characters)\n" in told
    assert "statuses" not in told


def test_examples_say_how_many_more_there_are() -> None:
    tally = Tally("file", examples={"new": ["a", "b"], "gone": ["c\x1b"]})
    tally.counts |= {"new": 5, "gone": 1}
    told = as_text(Report(True, {"inc": tally}), 1.0)
    assert "    new: a, b and 3 more\n    gone: c\\x1b\n" in told
    assert "tickets that stay" not in told


def test_a_cluster_that_would_be_asked_for_is_named_alone_with_what_the_asking_takes() -> None:
    tally = StageReport(("ok",), pending=1, requests=1, planned=[PlannedQuery("Nairobi\x1b", "q", None, {})])
    tally.estimate = "about a second"
    told = as_text(Report(False, stages={"clusters": tally}), 1.0)
    assert "1 pending, 1 requests would be sent\n" in told
    assert "  would ask for:\n    Nairobi\\x1b\n  about a second\n" in told
    assert "would be sent" not in as_text(Report(True, stages={"clusters": tally}), 1.0)


def test_json_has_what_a_dry_run_would_ask_and_learnt_and_an_applied_one_has_not() -> None:
    asks = [
        PlannedQuery("Nairobi", "Nairobi, Kenya", None, {}),
        PlannedQuery("Nairobi", "q", "Karen", {"NW_Karen": KAREN}),
    ]
    tally = StageReport(("ok",), pending=2, requests=2, planned=asks, learnt={"codes": ["blueline"]})
    counts = {"pending": 2, "requests": 2, "ok": 0}
    foretold = {
        "asks": [
            {"cluster": "Nairobi", "query": "Nairobi, Kenya"},
            {"cluster": "Nairobi", "place": "Karen", "names": ["NW_Karen"], "query": "q"},
        ],
        "learnt": {"codes": ["blueline"]},
    }
    for applied, told in ((False, counts | foretold), (True, counts)):
        assert as_json(Report(applied, stages={"locations": tally})) == {"applied": applied, "locations": told}
    ended = Report(True, unplaced=[], failure=UserError("at /v1?token=sesame", GUARD))
    assert as_json(ended) == {"applied": True, "unplaced": [], "error": "at /v1?token=***", "exit": GUARD}
    tally.learnt = {}
    assert "learnt" not in as_json(Report(False, stages={"locations": tally}))["locations"]


def test_refusals_of_a_status_are_cut_after_a_few() -> None:
    tally = StageReport(("too_far",), pending=9)
    for n in range(MAX_REFUSALS + 1):
        tally.count("too_far", f"Place {n}: 30 km")
    for verbose, shown in ((False, MAX_REFUSALS), (True, MAX_REFUSALS + 1)):
        told = as_text(Report(True, stages={"locations": tally}), 1.0, verbose=verbose)
        assert (told.count("    too_far: Place"), "and 1 more" in told) == (shown, not verbose)


def test_a_stage_that_was_ended_says_why_in_json() -> None:
    told = as_json(Report(True, stages={"clusters": stage(), "locations": stage(exit_code=QUOTA)}))
    assert "error" not in told["clusters"]
    assert (told["locations"]["error"], told["locations"]["exit"], told["locations"]["ok"]) == ("ended", QUOTA, 2)


def test_a_name_that_only_names_its_cluster_is_counted_and_not_listed_as_a_refusal() -> None:
    tally = StageReport(("ok", "too_coarse"), pending=3)
    for name in ("Nairobi Town", "NAIROBI"):
        tally.count("too_coarse", f"{name} (Nairobi): the cluster itself: its centroid serves already")
    tally.count("too_coarse", "Kiambu (Nairobi): a county")
    told = as_text(Report(True, stages={"locations": tally}), 1.0)
    assert "too_coarse 3" in told
    assert "too_coarse: 2 of them only name the cluster" in told
    assert "too_coarse: Kiambu (Nairobi): a county" in told
    assert "NAIROBI" not in told
