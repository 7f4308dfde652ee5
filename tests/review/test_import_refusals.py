"""review_places.py --import: what is refused, what --force passes, and where refused rows go."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reviewing import (
    HERE,
    KISUMU,
    NAIROBI,
    Db,
    Desk,
    Point,
    Row,
    add_location,
    export_geojson,
    gazetteers,
    move,
    pick,
    where,
)


@pytest.fixture
def db_url(emptied_url: str) -> str:
    return emptied_url


REFUSALS = [
    pytest.param({"decision": "yes"}, "the decision is yes", id="unknown decision"),
    pytest.param({"place": "Nowhere", "decision": "accept"}, "this place is not known", id="unknown place"),
    pytest.param({"cluster": "Nirobi", "decision": "reject"}, "this place is not known", id="unknown cluster"),
    pytest.param({"cluster": "", "decision": "reject"}, "cluster: a name", id="no cluster"),
    pytest.param({"decision": "move"}, "new_lat is missing", id="no new point"),
    pytest.param({"decision": "move", "new_lat": "-1.2"}, "new_lng is missing", id="half a point"),
    pytest.param({"decision": "move", "new_lat": "91", "new_lng": "36"}, "new_lat is 91", id="latitude beyond 90"),
    pytest.param(
        {"decision": "move", "new_lat": "1", "new_lng": "-180.5"}, "new_lng is -180.5", id="longitude beyond 180"
    ),
    pytest.param({"decision": "move", "new_lat": "0", "new_lng": "0,0"}, "0,0 is not a place", id="null island"),
    pytest.param({"decision": "move", "new_lat": "22 May", "new_lng": "36"}, "new_lat is 22 May", id="date"),
    pytest.param({"decision": "move", "new_lat": "01.02.2026", "new_lng": "36"}, "new_lat is 01.02", id="another date"),
    pytest.param({"decision": "move", "new_lat": "-1.3E+00", "new_lng": "36"}, "new_lat is -1.3E+00", id="exponent"),
    pytest.param({"decision": "move", "new_lat": "nan", "new_lng": "36"}, "new_lat is nan", id="not a number"),
    pytest.param({"decision": "move", "new_lat": "36.8931", "new_lng": "-1.2964"}, "5", id="swapped"),
    pytest.param({"decision": "move", "new_lat": "-1.6", "new_lng": "36.8"}, "35 km from its cluster", id="too far"),
    pytest.param({"new_lat": "-1.2", "new_lng": "36.8"}, "new point but no decision", id="point without decision"),
    pytest.param({"new_lat": "-1.2"}, "new point but no decision", id="latitude without decision"),
    pytest.param({"new_lng": "36.8"}, "new point but no decision", id="longitude without decision"),
    pytest.param({"decision": "accept", "new_lat": "-1"}, "but the decision is accept", id="accepted and moved"),
    pytest.param({"decision": "reject", "new_lng": "36"}, "but the decision is reject", id="rejected and moved"),
    pytest.param({"decision": "accept", "lat": "-1.2"}, "its lat or lng was edited", id="edited in place"),
    pytest.param({"revision": "r-0123456789ab", "decision": "accept"}, "somebody else changed it", id="other revision"),
    pytest.param({"revision": "", "decision": "accept"}, "its revision is missing", id="lost revision"),
    pytest.param(
        {"revision": "", "tickets": "", "concern": "far"}, "its revision is missing", id="lost revision and tickets"
    ),
]


@pytest.mark.parametrize(("change", "reason"), REFUSALS)
def test_what_does_not_fit_is_refused_with_its_row_and_nothing_is_taken(
    desk: Desk, db: Db, change: dict[str, object], reason: str
) -> None:
    exported = desk.export()
    before = gazetteers(db)
    done = desk.take([pick(exported, "Kilimani", decision="accept"), pick(exported, "Mathare", **change)], "--apply")
    assert (done.code, done.report["refused"], done.report["applied"]) == (3, 1, False)
    assert reason in done.report["reasons"][0]["reason"]
    assert done.report["reasons"][0]["row"] == "row 3"
    assert "row 3 " in done.stderr
    assert gazetteers(db) == before


def test_every_refused_row_is_named_at_once(desk: Desk) -> None:
    exported = desk.export()
    done = desk.take([pick(exported, place, decision="maybe") for place in ("Mathare", "Ruai", "Kilimani")])
    assert (done.code, done.report["refused"]) == (3, 3)
    assert [reason["row"] for reason in done.report["reasons"]] == ["row 2", "row 3", "row 4"]


def test_what_becomes_of_the_other_rows_is_said_where_only_problems_are(desk: Desk) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    assert "1 of 2 rows are refused, so nothing of the file was taken (--skip-" in desk.take(decided, "-q").stderr
    for flags, written in (((), "would be"), (("--apply",), "are")):
        done = desk.take(decided, "--skip-refused", *flags, "-q")
        assert f"1 of 2 rows are refused; they {written} written to decided.refused.csv" in done.stderr


@pytest.mark.parametrize(
    ("flags", "end"),
    [
        ([], "ended with exit code 3: nothing was written"),
        (
            ["--skip-refused"],
            "dry run: nothing was written; add --apply to do this, except for the refused rows: exit code 3",
        ),
        (["--skip-refused", "--apply"], "done, except for the refused rows: exit code 3"),
    ],
    ids=["all or nothing", "dry run", "applied"],
)
def test_the_report_ends_with_what_became_of_a_file_with_refused_rows(desk: Desk, flags: list[str], end: str) -> None:
    exported = desk.export()
    desk.take([move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")])
    done = desk("--import", "decided.csv", *flags)
    assert (done.code, done.stdout.splitlines()[-1]) == (3, end)


def test_what_has_no_point_is_not_accepted(desk: Desk) -> None:
    done = desk.take([pick(desk.export(), "Ruai", decision="accept")])
    assert (done.code, "there is no point to accept" in done.stderr) == (3, True)


def test_the_same_place_twice_passes_only_with_the_same_decision(desk: Desk) -> None:
    exported = desk.export()
    twice = [move(exported, "Mathare"), move(exported, "Mathare", place="MATHARE")]
    assert desk.take(twice).counts == {"rows": 2, "moved": 2, "tickets_moved": 3}
    disagreeing = [move(exported, "Mathare"), pick(exported, "Mathare", decision="reject")]
    done = desk.take([*disagreeing, pick(exported, "Kilimani", decision="accept")])
    assert (done.code, done.counts) == (3, {"rows": 3, "accepted": 1, "refused": 2})
    reasons = [reason["reason"] for reason in done.report["reasons"]]
    assert reasons == [f"the same place is decided otherwise in row {n}" for n in (3, 2)]


# --- far away ---

KM = 1 / 111.195  # in degrees of latitude


@pytest.mark.parametrize(
    ("place", "of", "since", "limit_km"),
    [
        pytest.param("Mathare", "Nairobi", NAIROBI, 25, id="a place from its cluster's centroid"),
        pytest.param("", "North Rift", KISUMU, 500, id="a cluster from the nearest other"),
    ],
)
def test_a_point_is_taken_up_to_the_limit_and_not_beyond(
    desk: Desk, place: str, of: str, since: Point, limit_km: float
) -> None:
    exported, (lat, lng) = desk.export(), since
    for km, refused in ((0.998 * limit_km, 0), (1.002 * limit_km, 1)):
        done = desk.take([move(exported, place, (lat + km * KM, lng), of)])
        assert done.report["refused"] == refused, f"{km} km"


def test_force_passes_what_is_far_away_and_nothing_else(desk: Desk, db: Db) -> None:
    exported = desk.export()
    far = [move(exported, "Mathare", KISUMU), move(exported, "", (36.89, -1.29), "North Rift")]
    refused = desk.take(far, "--apply")
    assert (refused.code, refused.report["refused"]) == (3, 2)
    assert "264 km from its cluster's centroid" in refused.stderr
    assert "from the nearest other cluster" in refused.stderr
    assert desk.take([*far, pick(exported, "Ruai", decision="maybe")], "--apply", "--force").report["refused"] == 1
    assert desk.take(far, "--apply", "--force").code == 0
    assert where(db, "INC0002") == ("location", KISUMU, True)
    assert desk.take(far).code == 0, "it is so already"


def test_what_force_passes_is_named_with_the_kilometres(desk: Desk) -> None:
    done = desk.take([move(desk.export(), "Mathare", KISUMU)], "--force", "-q")
    assert done.code == 0
    assert "row 2 Mathare (Nairobi): it would be 264 km from its cluster's centroid" in done.stderr
    assert "accepted because of --force" in done.stderr


@pytest.mark.parametrize(("status", "at"), [("too_coarse", (-1.275, 36.825)), ("too_far", KISUMU)])
def test_an_accepted_answer_that_the_machine_had_refused_is_named(desk: Desk, db: Db, status: str, at: Point) -> None:
    add_location(db, "Nairobi", "Ngara", "Ngara", at, status=status)
    add_location(db, "Nairobi", "Ngara West", "Ngara West", at, status=status)
    exported = desk.export()
    taken = [pick(exported, place, decision="accept") for place in ("Ngara", "Mathare")]
    taken.append(pick(exported, "Ngara West", decision="reject"))
    for is_named in (True, False):  # and the second time it is so already
        done = desk.take(taken, "--apply", "--force")
        told = f"row 2 Ngara (Nairobi): accepts an answer that was refused as {status}"
        assert (done.code, told in done.stderr) == (0, is_named)
        assert done.stderr.count("accepts an answer") == is_named


def test_a_place_is_not_measured_from_a_centroid_that_is_refused(desk: Desk) -> None:
    exported = desk.export()
    both = [move(exported, "", (36.82, -1.28)), move(exported, "Mathare", (36.83, -1.29))]
    assert desk.take(both).report["refused"] == 2


def test_a_refused_answer_far_away_is_not_accepted_without_force(desk: Desk, db: Db) -> None:
    add_location(db, "Nairobi", "Ahero", "Ahero", KISUMU)
    exported = desk.export()
    assert pick(exported, "Ahero")["status"] == "too_far"
    assert desk.take([pick(exported, "Ahero", decision="accept")]).code == 3
    assert desk.take([pick(exported, "Ahero", decision="accept")], "--force").code == 0


def test_swapped_numbers_are_noticed_also_where_the_cluster_has_no_centroid(desk: Desk) -> None:
    desk.write("sites.csv", "cluster,place,lat,lng\nNorth Rift,Foo,36.9,-1.3\n")
    refused = desk("--import", str(desk.folder / "sites.csv"), "--apply", "--json")
    assert refused.code == 3
    assert "from the nearest other cluster (latitude and longitude swapped?)" in refused.stderr


def test_a_place_is_measured_from_the_centroid_that_the_same_file_gives(desk: Desk, db: Db) -> None:
    exported = desk.export()
    both = [move(exported, "", KISUMU), move(exported, "Mathare", (-0.11, 34.77))]
    assert desk.take(both, "--apply").code == 0
    assert where(db, "INC0000") == ("location", (-0.11, 34.77), True)


# --- rows that do not fit, beside others ---


def refused_rows(desk: Desk) -> list[Row]:
    with (desk.folder / "decided.refused.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_that_fit_are_taken_and_the_others_are_written_with_their_reasons(desk: Desk, db: Db) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept", note="=1")]
    dry = desk.take(decided, "--skip-refused")
    assert (dry.code, dry.report["applied"], dry.counts["tickets_moved"]) == (3, False, 3)
    assert not (desk.folder / "decided.refused.csv").exists()
    done = desk.take(decided, "--skip-refused", "--apply")
    assert (done.code, done.report["applied"]) == (3, True)
    assert done.counts == {"rows": 2, "moved": 1, "refused": 1, "tickets_moved": 3}
    assert where(db, "INC0000") == ("location", HERE, True)
    (refused,) = refused_rows(desk)
    assert refused.pop("reason") == "there is no point to accept: move it, or reject it"
    assert refused == {**decided[1], "note": "'=1"}
    corrected = [{**refused, "decision": "move", "new_lat": HERE[0], "new_lng": HERE[1]}]
    assert desk.take(corrected, "--apply").counts == {"rows": 1, "moved": 1, "tickets_moved": 1}


def test_refused_rows_that_somebody_has_corrected_are_not_written_over(desk: Desk, db: Db) -> None:
    exported = desk.export()
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    for _ in range(2):
        assert desk.take(decided, "--skip-refused", "--apply").code == 3
    file = desk.folder / "decided.refused.csv"
    file.write_text(file.read_text().replace("accept", "reject"))
    before = gazetteers(db), file.read_text()
    for flags in ((), ("--apply",)):
        done = desk.take([*decided, pick(exported, "Kilimani", decision="accept")], "--skip-refused", *flags)
        assert (done.code, "with rows that are not in the imported file" in done.stderr) == (1, True)
        assert (gazetteers(db), file.read_text()) == before


def test_refused_rows_that_can_t_be_written_stop_the_import(
    desk: Desk, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = desk.export()
    before = gazetteers(db)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    decided = [move(exported, "Mathare"), pick(exported, "Ruai", decision="accept")]
    done = desk.take(decided, "--skip-refused", "--apply")
    assert (done.code, "No space left on device" in done.stderr) == (1, True)
    assert gazetteers(db) == before


def test_refused_features_are_written_as_rows_too(desk: Desk, db: Db) -> None:
    collection = json.loads(export_geojson(desk).read_text())
    for feature in collection["features"]:
        feature["properties"]["decision"] = {"Ruai": "accept", "Mathare": "reject"}.get(feature["properties"]["place"])
    desk.write("decided.geojson", json.dumps(collection))
    done = desk("--import", "decided.geojson", "--skip-refused", "--apply", "--json")
    assert done.counts == {"rows": 6, "rejected": 1, "undecided": 4, "refused": 1, "tickets_moved": 2}
    assert [(row["place"], row["decision"]) for row in refused_rows(desk)] == [("Ruai", "accept")]
    assert desk("--import", "decided.refused.csv", "--json").report["refused"] == 1


def test_refused_sites_of_a_list_of_ones_own_are_written_as_they_were_as_often_as_it_is_imported(desk: Desk) -> None:
    sites = ({"location_name": "NW_Foo_FDT1"}, {"place": "Bar", "comment": "seen"})
    far = {"type": "Point", "coordinates": [KISUMU[1], KISUMU[0]]}
    features = [{"type": "Feature", "geometry": far, "properties": {"cluster": "Nairobi", **site}} for site in sites]
    desk.write("decided.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    for _ in range(2):
        assert desk("--import", "decided.geojson", "--skip-refused", "--apply").code == 3
    kept = [(row["location_name"], row["place"], row["comment"]) for row in refused_rows(desk)]
    assert kept == [("NW_Foo_FDT1", "", ""), ("", "Bar", "seen")]


def test_without_a_refused_row_no_file_is_written(desk: Desk) -> None:
    done = desk.take([move(desk.export(), "Mathare")], "--skip-refused", "--apply")
    assert (done.code, (desk.folder / "decided.refused.csv").exists()) == (0, False)
    desk.write("decided.refused.csv", "cluster,place\nNairobi,Ruai\n")
    assert desk.take([move(desk.export("--all"), "Mathare")], "--skip-refused", "--apply").code == 0, "of another file"
