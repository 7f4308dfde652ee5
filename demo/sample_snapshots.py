"""Writes a pair of sample snapshots, inc.json and crq.json: invented tickets at real Kenyan places.

The same arguments give the same bytes. Every ticket depends on the seed and its number only, so a million of them
are written without being held, and `--hours-later 1` is the same world an hour on: some changed, some gone, some new.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import accumulate
from math import cos, hypot, radians
from pathlib import Path
from random import Random
from typing import Any

PLACES_CSV = Path(__file__).with_name("kenya_places.csv")
EXPORTED_AT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC).astimezone(timezone(timedelta(hours=3)))
GONE_AN_HOUR, CHANGED_AN_HOUR, NEW_AN_HOUR = 0.02, 0.03, 0.02

WRAPPINGS = (
    *("NW_ADR_MNT_{place}_FDT{n}", "NW_{place}_FDT{n}") * 4,
    *("ADR_MNT_{place}_SDUS", "NW_{place}_FDT{n}_SDUS", "ADR_MNT_{place}") * 2,
    "FDT{n}_{place}_NW",
    "NW_{place} FDT {n}",
    " NW_{place}_FDT{n} ",
)
NO_PLACE = ("NW_Phase 2_FDT3", "ADR_MNT_Block A_FDT1", "", "NW_FDT9")  # nothing to look up
NOT_ON_THE_MAP = (
    "NW_Sunset Paradise Gardens_FDT2",
    "ADR_MNT_Kwa Mzee Juma Corner_FDT4",
    "NW_Kawangwre_FDT2",
)  # the last one is a slip
FIRST_NAMES = ("Achieng'", "Wambui", "Salim", "Kipchoge", "Nyambura", "Otieno", "Fatuma", "Mutua", "Chebet", "Barasa")
LAST_NAMES = ("Otieno", "Njoroge", "Bakari", "Kiplagat", "Mwangi", "Odhiambo", "Hassan", "Musyoka", "Rotich", "Wekesa")
SUMMARIES = (
    "No internet since 6 am, LOS light red. Hakuna mtandao.",
    "Slow in the evening — customer says “inakatika-katika”.",
    "Router restarts every hour, customer changed the socket already.",
    "Fibre cut by road works, splice needed at the closure.",
    "Landlord cut the drop cable while painting. Anaomba tuje leo.",
)
WORK_NOTES = (
    "Called the customer, no answer; SMS sent with the ticket number and the number to call back on.",
    "Optical power at the ONT is -29.4 dBm, the port next to it reads -18: the drop cable is the likely cause.",
    "Remote restart done, the line came up and went down again within four minutes.",
    "Visit agreed with the caretaker, gate code at reception, parking only at the back.",
    "Asked the splicing team for a slot tomorrow morning, they have two vans out of three.",
)


@dataclass(frozen=True)
class Place:
    name: str
    kind: str  # city, town, village, estate, landmark
    lat: float
    lng: float
    town: str


@dataclass(frozen=True)
class Site:
    """A place where tickets arise, with the network's cluster that serves it."""

    cluster: str
    place: Place


Record = dict[str, Any]


@cache
def read_places() -> tuple[Place, ...]:
    with PLACES_CSV.open(encoding="utf-8", newline="") as rows:
        return tuple(
            Place(row["name"], row["kind"], float(row["lat"]), float(row["lng"]), row["town"])
            for row in csv.DictReader(rows)
        )


@cache
def list_sites(clusters: int = 24, radius_km: float = 22) -> tuple[Site, ...]:
    """Each of the largest towns with the places around it; every place belongs to the first town that reaches it."""
    sites: list[Site] = []
    taken: set[Place] = set()
    for town in [place for place in read_places() if place.kind in ("city", "town")][:clusters]:
        around = [
            place
            for place in read_places()
            if place not in taken and (place.town == town.name or _distance_km(place, town) <= radius_km)
        ]
        taken.update(around)
        sites += [Site(town.name, place) for place in around]
    return tuple(sites)


def _distance_km(a: Place, b: Place) -> float:
    return 111.2 * hypot(a.lat - b.lat, (a.lng - b.lng) * cos(radians(a.lat)))


def list_records(kind: str, count: int, *, seed: int = 1, hours_later: int = 0) -> Iterator[Record]:
    """The records of one snapshot in order, the odd ones at its end; `kind` is `inc` or `crq`."""
    describe = describe_inc if kind == "inc" else describe_crq
    for number in range(count + int(count * NEW_AN_HOUR) * hours_later):
        rng = Random(f"{seed} {kind} {number}")
        opened_hour = 0 if number < count else 1 + (number - count) // int(count * NEW_AN_HOUR)
        record = describe(number, rng, EXPORTED_AT + timedelta(hours=opened_hour))
        if _live_through(record, rng, hours_later - opened_hour):
            yield record
    yield from _list_odd_records(kind, describe, seed)


def _live_through(record: Record, rng: Random, hours: int) -> bool:
    """Let the hours pass over a ticket; False when it has left the snapshot."""
    for hour in range(hours):
        fate = rng.random()
        if fate < GONE_AN_HOUR:
            return False
        if fate < GONE_AN_HOUR + CHANGED_AN_HOUR:
            record["status"] = rng.choice(("In Progress", "Resolved", "Closed"))
            record["updated_at"] = (EXPORTED_AT + timedelta(hours=hour, minutes=rng.randrange(60))).isoformat()
    return True


def _list_odd_records(kind: str, describe: Any, seed: int) -> Iterator[Record]:
    """What real exports have now and then: a ticket twice, one without an id, a character that jsonb can't hold."""
    rng = Random(f"{seed} {kind} odd")
    yield {**describe(0, Random(f"{seed} {kind} 0"), EXPORTED_AT), "status": "Closed"}
    nameless = describe(10**6, rng, EXPORTED_AT)
    del nameless["ticket_id"]
    yield nameless
    yield {**describe(10**6 + 1, rng, EXPORTED_AT), "notes": "pasted from a terminal: \u0000\u0007"}


def describe_inc(number: int, rng: Random, now: datetime) -> Record:
    """A customer's fault, about 1 KB of JSON."""
    site = rng.choices(list_sites(), cum_weights=_site_weights())[0]
    reported_at = now - timedelta(minutes=rng.randrange(5, 6000))
    status = rng.choices(
        ("New", "Assigned", "In Progress", "Pending", "On Hold", "Resolved", "Closed", "Cancelled"),
        (8, 35, 15, 18, 4, 9, 9, 2),
    )[0]
    return {
        "ticket_id": f"INC{1_870_000 + number:012d}",
        "status": status,
        "priority": rng.choices(("P1", "P2", "P3", "P4"), (1, 5, 10, 4))[0],
        **_describe_where(site, rng),
        **_describe_customer(number, rng),
        "account_number": str(1_000_000 + rng.randrange(9_000_000)),
        "service": f"FTTH {rng.choice((20, 40, 60, 100))} Mbps",
        "reported_at": reported_at.isoformat(),
        "updated_at": (reported_at + timedelta(minutes=rng.randrange(5))).isoformat(),
        "assignee": None if status in ("New", "Pending") else f"Tech {rng.randrange(1, 40)}",
        "team": f"{site.cluster} {rng.randrange(1, 4)}",
        "ont": {"serial": f"HWTC{rng.getrandbits(32):08X}", "rx_dbm": round(-15 - 15 * rng.random(), 1)},
        "summary": rng.choice(SUMMARIES),
        "sla": {"due": (reported_at + timedelta(hours=12)).isoformat(), "breached": rng.random() < 0.1},
        "tags": rng.sample(("los", "sdu", "mdu", "slow", "fibre-cut", "vip"), k=rng.randrange(3)),
        "worklog": [
            {"at": (reported_at + timedelta(minutes=20 * (i + 1))).isoformat(), "text": rng.choice(WORK_NOTES)}
            for i in range(rng.randrange(2, 5))
        ],
    }


def describe_crq(number: int, rng: Random, now: datetime) -> Record:
    """A new installation."""
    site = rng.choices(list_sites(), cum_weights=_site_weights())[0]
    requested_at = now - timedelta(minutes=rng.randrange(60, 20_000))
    return {
        "ticket_id": f"CRQ{550_000 + number:012d}",
        "status": rng.choices(("Requested", "Scheduled", "Survey Done", "Completed", "Cancelled"), (3, 10, 3, 3, 1))[0],
        **_describe_where(site, rng),
        **_describe_customer(number, rng),
        "package": f"FTTH {rng.choice((20, 40, 60, 100))} Mbps",
        "requested_at": requested_at.isoformat(),
        "appointment": (requested_at + timedelta(days=rng.randrange(1, 9))).isoformat(),
        "team": f"{site.cluster} {rng.randrange(1, 4)}",
        "dwelling": rng.choice(("SDU", "MDU")),
        "notes": rng.choice((*WORK_NOTES, "")),
    }


@cache
def _site_weights() -> tuple[float, ...]:
    """Cumulated: estates have more customers than villages, a city's own name is seldom used as an address."""
    weight = {"estate": 6.0, "town": 2.0, "village": 1.0, "landmark": 1.0, "city": 0.5}
    return tuple(accumulate(weight[site.place.kind] for site in list_sites()))


def _describe_where(site: Site, rng: Random) -> Record:
    cluster = site.cluster.upper() if rng.random() < 0.1 else site.cluster
    roll = rng.random()
    if roll < 0.02:
        location_name = rng.choice(NO_PLACE)
    elif roll < 0.04:
        location_name = rng.choice(NOT_ON_THE_MAP)
    else:
        place = site.place.name.upper() if rng.random() < 0.1 else site.place.name
        location_name = rng.choice(WRAPPINGS).format(place=place, n=rng.randrange(1, 25))
    lat = lng = ""
    if rng.random() < 0.06:
        lat, lng = (f"{degrees + rng.gauss(0, 0.004):.5f}" for degrees in (site.place.lat, site.place.lng))
    return {
        "cluster": "North Rift" if rng.random() < 0.01 else cluster,
        "location_name": location_name,
        "lat": lat,
        "lng": lng,
    }


def _describe_customer(number: int, rng: Random) -> Record:
    return {
        "customer_name": f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}",
        "customer_phone": f"+254700{number % 1_000_000:06d}",
    }


def write_snapshot(path: Path, records: Iterator[Record]) -> None:
    """One JSON array, a record a line."""
    with path.open("w", encoding="utf-8") as out:
        separator = "["
        for record in records:
            out.write(f"{separator}\n{json.dumps(record, ensure_ascii=False, separators=(',', ':'))}")
            separator = ","
        out.write("\n]\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="where inc.json and crq.json go; made if missing")
    parser.add_argument("--inc", type=int, default=2000, help="INC tickets, about 1 KB each (%(default)s)")
    parser.add_argument("--crq", type=int, default=800, help="CRQ tickets (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other tickets (%(default)s)")
    parser.add_argument("--hours-later", type=int, default=0, help="hours since the first export (%(default)s)")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for kind, count in (("inc", args.inc), ("crq", args.crq)):
        records = list_records(kind, count, seed=args.seed, hours_later=args.hours_later)
        write_snapshot(args.folder / f"{kind}.json", records)


if __name__ == "__main__":
    main()
