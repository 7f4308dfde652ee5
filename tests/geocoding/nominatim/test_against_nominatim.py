"""Opt-in: tools/with-postgres RIG_DATABASE_URL .venv/bin/pytest tests/geocoding/nominatim (needs osm2pgsql)."""

from __future__ import annotations

import os

import pytest

from nominatim.evaluation import Marks, evaluate
from nominatim.rig import list_worlds, serve_all


@pytest.mark.skipif("RIG_DATABASE_URL" not in os.environ, reason="opt-in: asks a real Nominatim, see its docstring")
def test_a_real_nominatim_finds_nearly_every_place_and_never_a_wrong_one() -> None:
    worlds = list_worlds(seed=1)
    with serve_all(worlds, os.environ["RIG_DATABASE_URL"]) as urls:
        marks = {name: Marks.of(evaluate(worlds[name], url)) for name, url in urls.items()}
    assert {name: str(mark) for name, mark in marks.items() if not mark.are_reached} == {}
