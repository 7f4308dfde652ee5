"""Random decisions, round after round: a dry run says what --apply does, and the same file again does nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gazetteer_checks import differing_rows, misjudged_locations
from importing import dump
from reviewing import KISUMU, NAIROBI, Db, Desk, Row, add_candidates, add_cluster, add_location, add_tickets, rows

DECISIONS = ("", "", "accept", "move", "reject", "unsure", "1", "2", "9")
GAZETTEERS = ("geo_clusters", "geo_locations", "unsure_places", "inc", "crq", "map_version")


def fill(db: Db, dice: random.Random) -> None:
    """Two towns and one without a centroid; places under one to three names, some that nobody asked for."""
    for cluster, at in (("Nairobi", NAIROBI), ("Kisumu", KISUMU), ("North Rift", None)):
        if at:
            add_cluster(db, cluster, at)
            add_candidates(db, cluster, None, at, near(dice, at))
        for n in range(6):
            names = [f"NW_Place {n}_FDT{k}" for k in range(dice.randint(1, 3))]
            for name in dice.sample(names, dice.randint(0, len(names))) if at else ():
                point = dice.choice((near(dice, at or NAIROBI), (3.0, 36.0), None))
                add_location(db, cluster, name, f"Place {n}", point, status="ok" if point else "not_found")
            add_tickets(db, dice.choice(("inc", "crq")), cluster, *names, None)
            if at and n % 2:
                add_candidates(db, cluster, f"Place {n}", near(dice, at), near(dice, at))


def near(dice: random.Random, at: tuple[float, float]) -> tuple[float, float]:
    return round(at[0] + dice.uniform(-0.1, 0.1), 6), round(at[1] + dice.uniform(-0.1, 0.1), 6)


def decide(dice: random.Random, row: Row) -> dict[str, object]:
    decision = dice.choice(DECISIONS)
    if decision == "move":
        lat, lng = near(dice, KISUMU if row["cluster"] == "Kisumu" else NAIROBI)
        return {**row, "decision": decision, "new_lat": lat, "new_lng": lng}
    return {**row, "decision": decision, "comment": dice.choice((row["comment"], "", "seen", "=1"))}


@pytest.mark.parametrize("seed", range(2))
def test_a_dry_run_says_what_is_done_and_the_same_file_again_does_nothing(
    seed: int, db: Db, db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(seed)
    fill(db, dice)
    desk = Desk(db_url, tmp_path, monkeypatch, capsys)
    for _ in range(3):
        (tmp_path / "decided.refused.csv").unlink(missing_ok=True)
        decided = [decide(dice, row) for row in desk.export("--all")]
        dry = desk.take(decided, "--skip-refused", "--by", "Amina")
        before = dict(rows(db, "id, geom", "reporting.tickets_map"))
        done = desk.take(decided, "--skip-refused", "--by", "Amina", "--apply")
        after = dict(rows(db, "id, geom", "reporting.tickets_map"))
        assert done.report == {**dry.report, "applied": True}
        assert done.report["moved"]
        assert done.report["tickets_moved"] == sum(after[ticket] != before[ticket] for ticket in after)
        assert differing_rows(db) == misjudged_locations(db) == []
        state = dump(db, *GAZETTEERS)
        again = desk.take(decided, "--skip-refused", "--by", "Amina", "--apply")
        assert again.report["refused"] >= done.report["refused"]
        assert (again.report["tickets_moved"], dump(db, *GAZETTEERS)) == (0, state)
