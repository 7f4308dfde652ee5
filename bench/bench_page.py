"""How long a reviewer waits for the page of so many places, against the page of a hundred.

A real headless Chromium, medians; a click counts until the frame that shows what it did. Needs no database.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

REPO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPO), str(REPO / "tests")]

from browser import LAPTOP, Reviewer, cluster, place, start_browser  # noqa: E402
from review import Place, Spot, Surroundings  # noqa: E402
from review.page import write_page  # noqa: E402

FLOOR = 100
SHOWN = "await new Promise(done => requestAnimationFrame(() => setTimeout(done)));"
ACTS = {
    "click on a row": "document.querySelectorAll('.row')[i % 8].click();",
    "accept": "at('accept').click();",
    "move": "putAt({lat: -1 - i / 100, lng: 37});",
    "undo": "at('undo').click();",
    "a letter in the search": "at('search').value = 'ab'.slice(i % 2); filterPlaces();",
    "zoom": "map.setZoom(6 + i % 8, {animate: false});",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default="1000,5000", help="numbers of places, comma separated (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the median counts (%(default)s)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, start_browser() as browser:
        floor = measure(browser, Path(folder), FLOOR, args.rounds)
        print(f"{'places':>7}  {'what':<24} {'ms':>8} {'x ' + str(FLOOR) + ' places':>13}")
        for number in map(int, args.sizes.split(",")):
            for what, ms in measure(browser, Path(folder), number, args.rounds).items():
                print(f"{number:>7}  {what:<24} {ms:8.1f} {ms / floor[what]:13.1f}", flush=True)


def measure(browser: Browser, folder: Path, number: int, rounds: int) -> dict[str, float]:
    """Milliseconds by what is waited for."""
    file, places, around = folder / f"{number}.html", *make_places(number)
    started = time.perf_counter()
    write_page(file, places, around)
    written = (time.perf_counter() - started) * 1000
    results = [measure_once(browser, file) for _ in range(rounds)]
    return {"writing it": written} | {
        what: statistics.median(result[what] for result in results) for what in results[0]
    }


def measure_once(browser: Browser, file: Path) -> dict[str, float]:
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    page = Reviewer(context, file).open()
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    times = {
        "first paint": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
        "ready": page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"),
    }
    times |= {what: statistics.median(page.evaluate(timed(act))) for what, act in ACTS.items()}
    context.close()
    return times


def timed(act: str) -> str:
    """JavaScript for ten times of that act, each in milliseconds until it is on the screen."""
    return f"""async () => {{
      const times = [];
      for (let i = 0; i < 10; i++) {{
        {SHOWN} const start = performance.now();
        {act} {SHOWN} times.push(performance.now() - start);
      }}
      return times;
    }}"""


def make_places(number: int) -> tuple[list[Place], Surroundings]:
    """Places around Kenya's towns, two in three of them found; those of most tickets first."""
    chance = random.Random(number)
    with (REPO / "demo" / "kenya_places.csv").open(encoding="utf-8") as file:
        towns = [(row["name"], float(row["lat"]), float(row["lng"])) for row in csv.DictReader(file)]
    places = [cluster(name, lat, lng, tickets=500) for name, lat, lng in towns[:20]]
    places += [make_place(chance, n, *chance.choice(towns)) for n in range(number - len(places))]
    points = tuple(
        (lat + chance.gauss(0, 0.05), lng + chance.gauss(0, 0.05)) for _, lat, lng in towns for _ in range(20)
    )
    around = Surroundings(tuple(Spot(name, "", lat, lng) for name, lat, lng in towns), (), points)
    return sorted(places, key=lambda each: -each.tickets), around


def make_place(chance: random.Random, n: int, town: str, lat: float, lng: float) -> Place:
    name, turn, km = f"Umoja {n}", chance.random() * 2 * math.pi, chance.random() * 30
    names = tuple(f"NW_ADR_MNT_{name}_FDT{i}" for i in range(1, chance.randint(2, 6)))
    known: dict[str, Any] = {
        "cluster": town,
        "names": names,
        "distance_km": round(km, 1),
        "tickets": chance.randint(1, 99),
    }
    if n % 3 == 0:
        return place(name, **known | {"lat": None, "lng": None, "status": "not_found", "concern": "not found"})
    point = {"lat": lat + km / 111 * math.sin(turn), "lng": lng + km / 111 * math.cos(turn)}
    return place(name, **known | point | {"status": "too_far" if km > 25 else "ok", "concern": ""})


if __name__ == "__main__":
    main()
