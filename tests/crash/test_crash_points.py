"""Runs that are killed, cut off or refused at a point: every statement they send, every request, every file they write.

`make crash` takes all points; `make test` takes two ways to disturb each scenario and one point each, chosen by a seed:
the day, or CRASH_SEED. A failure tells its point, and `make crash ARGS='-k "import and locked"' POINT=12` takes that
one again.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from conftest import REPO, Server, database_name
from forking import Forker
from rig import ON_FILES, ON_REQUESTS, ON_STATEMENTS, Rig
from scenarios import SCENARIOS

SEED = os.environ.get("CRASH_SEED") or time.strftime("%Y-%m-%d")
POINT = int(os.environ.get("CRASH_POINT") or 0)
IS_ALL = bool(os.environ.get("CRASH_ALL"))


def choose_ways(name: str) -> list[str]:
    every = [way for way in (*ON_STATEMENTS, *ON_REQUESTS, *ON_FILES) if SCENARIOS[name].has(way)]
    return every if IS_ALL else random.Random(f"{SEED} {name}").sample(every, 2)


WAYS = [pytest.param(name, way, id=f"{name}, {way}") for name in SCENARIOS for way in choose_ways(name)]


@pytest.fixture(scope="session")
def postgis_template(server: Server) -> Iterator[str]:
    url = server.create_database()
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("CREATE EXTENSION postgis")
    yield database_name(url)
    server.drop_database(url)


@pytest.fixture(scope="session")
def rig(
    server: Server, migrated_template: str, postgis_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Rig]]:
    """The rig of a scenario, made when it is first asked for."""
    forker = Forker(REPO)
    rigs: dict[str, Rig] = {}

    def make(name: str) -> Rig:
        if name not in rigs:
            template = migrated_template if SCENARIOS[name].is_migrated else postgis_template
            rigs[name] = Rig(SCENARIOS[name], server, forker, tmp_path_factory.mktemp("crash"), template)
        return rigs[name]

    yield make
    for each in rigs.values():
        each.close()
    forker.close()


def choose_points(count: int, scenario: str, way: str) -> list[int]:
    every = range(1, count + 1)
    if POINT:
        return [POINT]
    return list(every) if IS_ALL else [random.Random(f"{SEED} {scenario} {way}").choice(every)]


@pytest.mark.timeout(0 if IS_ALL else 120)
@pytest.mark.parametrize(("scenario", "way"), WAYS)
def test_nothing_is_half_written_and_the_next_run_ends_as_if_nothing_had_happened(
    rig: Callable[[str], Rig], scenario: str, way: str, record_property: Callable[[str, object], None]
) -> None:
    what = rig(scenario).undisturbed.points(way)
    assert what, "there is nothing to disturb"
    points = choose_points(len(what), scenario, way)
    found = {point: rig(scenario).disturb(way, point) for point in points}
    record_property("crash_points", len(points))
    told = [f"point {n} of {len(what)} ({what[n - 1]}): {'; '.join(found[n])}" for n in points if found[n]]
    assert not told, f"CRASH_SEED={SEED}: {scenario}, {way}:\n" + "\n".join(told)
