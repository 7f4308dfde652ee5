"""A small Kenya made to mislead a geocoder, and the questions to ask it. Seeded: the same seed, the same world.

Real towns and estates (demo/kenya_places.csv) and, around them, made-up ones with every trap we know: namesakes far
and near, names that contain another, bars and rivers called after estates, counties and wards called after towns.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import quoteattr

from shapely import MultiPoint, Point, Polygon, box, voronoi_polygons

from shared import distance_km

Tags = dict[str, str]
# find: refusing is a miss. refuse: any answer is wrong. either: refusing is right too (nobody could tell).
Must = Literal["find", "refuse", "either"]

PLACES_CSV = Path(__file__).resolve().parents[3] / "demo" / "kenya_places.csv"


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


CLUSTERS = _words("""
    Nairobi Mombasa Kisumu Nakuru Eldoret Thika Ruiru Kikuyu Kiambu Ngong Kitengela Mlolongo Machakos Nyeri Embu Meru
    Kitale Kakamega Kisii Malindi Garissa Naivasha Nanyuki Kericho Bungoma Busia Voi Juja Migori Narok Ukunda Kilifi
""")
COUNTY_SEATS = _words("""
    Nairobi:Nairobi Mombasa:Mombasa Kisumu:Kisumu Nakuru:Nakuru Uasin_Gishu:Eldoret Kiambu:Kiambu Machakos:Machakos
    Kajiado:Kajiado Murang'a:Murang'a Nyeri:Nyeri Kirinyaga:Kerugoya Embu:Embu Meru:Meru Tharaka-Nithi:Kathwana
    Isiolo:Isiolo Laikipia:Rumuruti Nyandarua:Ol_Kalou Narok:Narok Bomet:Bomet Kericho:Kericho Nandi:Kapsabet
    Elgeyo-Marakwet:Iten Baringo:Kabarnet West_Pokot:Kapenguria Trans_Nzoia:Kitale Turkana:Lodwar Bungoma:Bungoma
    Kakamega:Kakamega Vihiga:Mbale Busia:Busia Siaya:Siaya Homa_Bay:Homa_Bay Migori:Migori Kisii:Kisii Nyamira:Nyamira
    Kilifi:Kilifi Kwale:Kwale Taita-Taveta:Voi Lamu:Lamu Tana_River:Hola Garissa:Garissa Wajir:Wajir Mandera:Mandera
    Marsabit:Marsabit Samburu:Maralal Makueni:Wote Kitui:Kitui
""")
COMMON = ("Majengo", "Milimani", "Bondeni", "Kaloleni", "Manyatta", "Shauri Moyo", "Site", "Mjini")
INHABITED = ("suburb", "neighbourhood", "quarter", "village", "hamlet", "locality", "residential")
SYLLABLES = _words("ka ki ru mu nya ge tho wa ndu mba ri go li sa to che ro ma ku ngi te bo la ha zi fu ya")
OUTLINE = """34.05,0.5 33.9,0.1 33.95,-0.95 37.7,-3.1 37.7,-3.5 39.2,-4.67 39.7,-4.2 41.0,-2.5 41.55,-1.7 40.99,-0.83
    40.99,2.83 41.9,3.99 41.1,3.95 40.7,4.2 39.8,3.8 38.1,3.6 36.9,4.4 35.3,4.6 34.1,4.2 34.6,3.0 35.0,1.9 34.7,1.2"""
KENYA = Polygon([tuple(map(float, corner.split(","))) for corner in OUTLINE.split()])  # roughly, all towns are inside
SECOND_WORDS = ("Gardens", "Heights", "Ridge", "Kati", "Juu", "Corner", "Greens", "Pewa")


@dataclass(frozen=True)
class Thing:
    """One object of the map: a point, or a shape around it."""

    name: str
    lat: float
    lng: float
    tags: Tags
    half_km: float = 0.0  # of a square outline
    line_km: float = 0.0  # of a street, from east to west, in pieces of 2 km
    outline: Polygon | None = None  # (lng, lat)
    label: str = ""  # of a boundary: the name of the node in it that bears its label


@dataclass(frozen=True)
class Case:
    cluster: str
    place: str
    group: str
    must: Must
    lat: float = 0.0
    lng: float = 0.0


@dataclass
class World:
    rng: random.Random
    with_areas: bool
    things: list[Thing] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    clusters: list[Case] = field(default_factory=list)  # to be asked for themselves
    towns: dict[str, tuple[float, float]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(
        self,
        name: str,
        at: tuple[float, float],
        tags: str,
        *,
        half_km: float = 0.0,
        line_km: float = 0.0,
        label: str = "",
    ) -> Thing:
        pairs = dict(pair.split("=") for pair in tags.split())
        thing = Thing(name, *at, pairs, half_km, line_km, label=label)
        self.things.append(thing)
        return thing

    def settle(self, name: str, at: tuple[float, float], kind: str | None = None) -> Thing:
        """Somewhere people live, as a node or (residential land) an outline."""
        kind = kind or self.rng.choice(INHABITED)
        if kind == "residential":
            return self.add(name, at, "landuse=residential", half_km=0.4)
        return self.add(name, at, f"place={kind}")

    def ask(self, group: str, must: Must, cluster: str, place: str, truth: Thing | None = None) -> None:
        lat, lng = (truth.lat, truth.lng) if truth else (0.0, 0.0)
        self.cases.append(Case(cluster, place, group, must, lat, lng))

    def around(self, cluster: str, least_km: float, most_km: float) -> tuple[float, float]:
        at = self.towns[cluster]
        bearing = self.rng.uniform(20, 160) if at[1] < 34.5 else self.rng.uniform(0, 360)  # Uganda is near
        return shift(at, self.rng.uniform(least_km, most_km), bearing)

    def is_near(self, cluster: str, thing: Thing) -> bool:
        return distance_km(*self.towns[cluster], thing.lat, thing.lng) <= 25

    def new_name(self) -> str:
        while True:
            name = "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.choice((3, 3, 4)))).capitalize()
            if name[:5] not in self.used:  # so that no two are a misspelling of each other
                self.used.add(name[:5])
                return name

    def cluster(self) -> str:
        return self.rng.choice(
            [cluster for cluster in CLUSTERS if cluster != "Busia"]
        )  # half of its surroundings are abroad


def shift(at: tuple[float, float], km: float, bearing: float) -> tuple[float, float]:
    lat = at[0] + km * math.cos(math.radians(bearing)) / 111.195
    lng = at[1] + km * math.sin(math.radians(bearing)) / 111.195 / math.cos(math.radians(at[0]))
    return round(lat, 5), round(lng, 5)


def build_world(*, seed: int = 1, with_areas: bool = True) -> World:
    world = World(random.Random(seed), with_areas)
    rows = list(csv.DictReader(PLACES_CSV.read_text("utf-8").splitlines()))
    settle_real_places(world, rows)
    draw_counties(world)
    ask_real_places(world, rows)
    for add_group in (
        add_estates,
        add_common_names,
        add_pairs,
        add_borrowed_names,
        add_namesake_areas,
        add_half_names,
        add_spellings,
        add_landmarks,
        add_streets,
        ask_for_nothing,
        ask_for_coarse,
        ask_for_far,
        ask_misspelt,
    ):
        add_group(world)
    ask_clusters(world, rows)
    return world


Rows = list[dict[str, str]]


def settle_real_places(world: World, rows: Rows) -> None:
    for row in rows:
        at, kind = (float(row["lat"]), float(row["lng"])), row["kind"]
        if kind == "landmark":
            world.add(row["name"], at, "tourism=attraction")
        else:
            world.settle(row["name"], at, world.rng.choice(INHABITED[:3] + INHABITED[6:]) if kind == "estate" else kind)
        world.used.add(row["name"][:5])
        if kind in ("city", "town"):
            world.towns.setdefault(row["name"], at)


def draw_counties(world: World) -> None:
    """Each county is all that is nearest to its seat; half of them are called '... County'."""
    seats = [seat.split(":") for seat in COUNTY_SEATS]
    towns = {thing.name: (thing.lng, thing.lat) for thing in reversed(world.things)}
    cells = voronoi_polygons(MultiPoint([towns[town] for _, town in seats]), extend_to=box(33.9, -4.7, 41.9, 4.6))
    for number, (county, town) in enumerate(seats):
        name = county if number % 2 else f"{county} County"
        cell = next(cell for cell in cells.geoms if cell.contains(Point(towns[town])))
        outline = cell.intersection(KENYA)
        assert isinstance(outline, Polygon)
        centre = outline.centroid
        if world.with_areas:
            tags = {"boundary": "administrative", "admin_level": "4", "type": "boundary"}
            label = town if town in county else ""
            world.things.append(Thing(name, centre.y, centre.x, tags, outline=outline, label=label))
        else:
            at = shift(world.towns.get(town, (towns[town][1], towns[town][0])), 6, world.rng.uniform(0, 360))
            world.add(name, at, "place=county")


def ask_real_places(world: World, rows: Rows) -> None:
    """Estates in their town; towns and villages in the nearest cluster, where there is one within 25 km."""
    for row in rows:
        truth = Thing(row["name"], float(row["lat"]), float(row["lng"]), {})
        if row["kind"] in ("estate", "landmark"):
            world.ask("real estate", "find", row["town"], row["name"], truth)
            continue
        nearest = min(CLUSTERS, key=lambda name: distance_km(*world.towns[name], truth.lat, truth.lng))
        if row["name"] != nearest and distance_km(*world.towns[nearest], truth.lat, truth.lng) < 24.5:
            world.ask("real village", "find", nearest, row["name"], truth)


def add_estates(world: World) -> None:
    for number in range(120):
        cluster, name = world.cluster(), world.new_name()
        if number % 4 == 0:
            name += " " + world.rng.choice(SECOND_WORDS)
        world.ask("estate", "find", cluster, name, world.settle(name, world.around(cluster, 0.8, 22)))


def add_common_names(world: World) -> None:
    """Namesakes in three clusters of four; in the fourth nobody has it, unless another cluster's is within 25 km."""
    for name in COMMON:
        real = [thing for thing in world.things if thing.name == name]
        free = [cluster for cluster in CLUSTERS if not any(world.is_near(cluster, thing) for thing in real)]
        homes = {c: world.settle(name, world.around(c, 1, 6)) for c in free if world.rng.random() < 0.75}
        for cluster in free:
            near = [home for home in homes.values() if world.is_near(cluster, home)]
            if cluster in homes:
                group = "one of many, some within 25 km" if len(near) > 1 else "one of many in the country"
                world.ask(group, "find", cluster, name, homes[cluster])
            elif len(near) == 1:
                world.ask("the next cluster's", "either", cluster, name, near[0])
            elif not near:
                world.ask("only elsewhere in the country", "refuse", cluster, name)


def add_pairs(world: World) -> None:
    """Two of a name within 25 km: the nearer one is meant if it is clearly nearer, else nobody can tell."""
    for _ in range(30):
        cluster, name = world.cluster(), world.new_name()
        truth = world.settle(name, world.around(cluster, 1.5, 5))
        world.settle(name, world.around(cluster, 12, 23))
        world.ask("pair, one clearly nearer", "find", cluster, name, truth)
    for _ in range(30):
        cluster, name, bearing = world.cluster(), world.new_name(), world.rng.uniform(0, 360)
        near_km = world.rng.uniform(3, 10)
        truth = world.settle(name, shift(world.towns[cluster], near_km, bearing))
        far_bearing = bearing + world.rng.uniform(100, 260)
        world.settle(name, shift(world.towns[cluster], near_km * world.rng.uniform(1.05, 1.45), far_bearing))
        world.ask("pair, equally far", "refuse", cluster, name, truth)


def add_borrowed_names(world: World) -> None:
    """A bar, a river, a street of the name nearer to the town than the place itself; and such without any place."""
    borrowers = (
        "amenity=bar",
        "amenity=school",
        "shop=supermarket",
        "highway=residential",
        "natural=peak",
        "waterway=river",
        "amenity=fuel",
        "highway=bus_stop",
        "tourism=hotel",
        "natural=wood",
    )
    for number in range(40):
        cluster, name, tags = world.cluster(), world.new_name(), borrowers[number % len(borrowers)]
        line_km = 1.5 if tags.startswith(("highway=res", "waterway")) else 0.0
        world.add(name, world.around(cluster, 0.5, 3), tags, line_km=line_km)
        if number < 30:
            world.ask("place and borrower", "find", cluster, name, world.settle(name, world.around(cluster, 6, 15)))
        else:
            world.ask("only a borrower", "refuse", cluster, name)
    for suffix, tags in (
        ("Primary School", "amenity=school"),
        ("Road", "highway=residential"),
        ("Bar", "amenity=bar"),
        ("River", "waterway=river"),
        ("Hills", "natural=peak"),
        ("Stage", "highway=bus_stop"),
    ):
        for number in range(4):
            cluster, name = world.cluster(), world.new_name()
            line_km = 1.5 if tags.startswith(("highway=res", "waterway")) else 0.0
            world.add(f"{name} {suffix}", world.around(cluster, 1, 9), tags, line_km=line_km)
            if number % 2:
                world.ask(
                    "place and its school", "find", cluster, name, world.settle(name, world.around(cluster, 1, 9))
                )
            else:
                world.ask("only its school", "refuse", cluster, name)


def add_namesake_areas(world: World) -> None:
    """An estate and the constituency or ward called after it, whose middle is 4 to 9 km off."""
    for number in range(24):
        cluster, name = world.cluster(), world.new_name()
        truth = world.settle(name, world.around(cluster, 2, 12))
        middle = shift((truth.lat, truth.lng), world.rng.uniform(5.2, 9), world.rng.uniform(0, 360))
        level, half_km = ((5, 14), (6, 11), (8, 9), (8, 2))[number % 4]
        if world.with_areas:
            tags = f"boundary=administrative admin_level={level} type=boundary"
            called = f"{name} {('Constituency', 'Ward')[number % 2]}" if number % 3 == 0 else name
            world.add(called, middle, tags, half_km=half_km, label=name if number % 8 == 2 else "")
        else:
            world.add(name, middle, f"place={('district', 'region', 'municipality', 'county')[number % 4]}")
        world.ask(
            "estate and its ward" if number % 4 < 3 else "estate and a ward elsewhere",
            "find" if number % 4 < 3 else "either",
            cluster,
            name,
            truth,
        )


def add_half_names(world: World) -> None:
    for _ in range(12):
        cluster, name = world.cluster(), world.new_name()
        west = world.settle(f"{name} West", world.around(cluster, 1, 12))
        world.settle(f"{name} Sukari", world.around(cluster, 1, 12))
        world.ask("half a name", "find", cluster, f"{name} West", west)
        world.ask("half a name: other halves only", "refuse", cluster, name)
        world.ask("half a name: other halves only", "refuse", cluster, f"{name} Wendani")
    for _ in range(12):
        cluster, name = world.cluster(), world.new_name()
        plain = world.settle(name, world.around(cluster, 1, 12))
        world.settle(f"{name} West", world.around(cluster, 1, 12))
        world.ask("half a name", "find", cluster, name, plain)
        world.ask("a phase of an estate", "either", cluster, f"{name} Phase 8", plain)
        world.ask("half a name: other halves only", "refuse", cluster, f"{name} Gardens")
    for first, second in (("Lake", "View"), ("Green", "Park"), ("Sunny", "Side")):
        for cluster in ("Nakuru", "Naivasha", "Thika"):
            truth = world.settle(f"{first} {second} Estate", world.around(cluster, 1, 9))
            world.settle(first, world.around(cluster, 1, 9))
            world.add(f"{second} Park", world.around(cluster, 1, 9), "leisure=park")
            world.ask("an Estate", "find", cluster, f"{first} {second}", truth)


def add_spellings(world: World) -> None:
    """(asked, on the map): both ways."""
    spellings = """
        Lang'ari=Langari|Umaja II=Umaja 2|Upper Bomu=Upper-Bomu|Topphill=Topp Hill|Zubu Zubu=Zubuzubu|Elgu View=Elguview
        |Kalangi Estate=Kalangi|Rongi Area=Rongi|MWIHOKO=Mwihoko|Ol’ Kajado=Ol Kajado|Kwa Ndege=Kwa Ndege
        |Pipiline Est=Pipiline Estate|St. Austin's Rd=St Austins Road|Kamuti Village=Kamuti|Section 9=Section  9
        |Githogo 44=Githogo 44|Soweto B=Soweto B|Dandura Phase 4=Dandura Phase IV|Nduru-ini=Nduru Ini
    """
    for asked, mapped in (pair.strip().split("=") for pair in spellings.split("|")):
        home, elsewhere = world.rng.choice((("Thika", "Kisii"), ("Meru", "Voi")))
        for cluster, one, other in ((home, asked, mapped), (elsewhere, mapped, asked)):
            truth = world.settle(other, world.around(cluster, 1, 9), world.rng.choice(INHABITED))
            world.ask("another spelling", "find", cluster, " ".join(one.split()), truth)
    for cluster in CLUSTERS[:6]:
        name = world.new_name()
        world.ask(
            "with the cluster's name",
            "find",
            cluster,
            f"{name} {cluster}",
            world.settle(name, world.around(cluster, 1, 4)),
        )
        name, other = world.new_name(), world.new_name()
        truth = world.settle(name, world.around(cluster, 1, 4))
        world.settle(other, shift((truth.lat, truth.lng), 1, 90))
        world.ask("two names at once", "find", cluster, f"{name}/{other}", truth)


def add_landmarks(world: World) -> None:
    kinds = {
        "Mall": "shop=mall",
        "Hospital": "amenity=hospital",
        "Plaza": "building=commercial",
        "Court": "building=apartments",
        "Hotel": "tourism=hotel",
        "Primary School": "amenity=school",
        "Apartments": "building=apartments",
        "Market": "amenity=marketplace",
        "Petrol Station": "amenity=fuel",
        "Industrial Park": "landuse=industrial",
    }
    for suffix, tags in kinds.items():
        for _ in range(2):
            cluster, name = world.cluster(), world.new_name()
            half_km = 0.2 if tags.startswith(("building", "landuse")) else 0.0
            truth = world.add(f"{name} {suffix}", world.around(cluster, 1, 12), tags, half_km=half_km)
            world.ask("landmark", "find", cluster, f"{name} {suffix}", truth)


def add_streets(world: World) -> None:
    for _ in range(8):
        cluster, name = world.cluster(), f"{world.new_name()} Road"
        truth = world.add(name, world.around(cluster, 1, 10), "highway=tertiary", line_km=1.5)
        world.ask("short street", "find", cluster, name, truth)
        name = f"{world.new_name()} Highway"
        truth = world.add(name, world.around(cluster, 8, 14), "highway=trunk", line_km=24)
        world.ask("long road", "refuse", cluster, name, truth)


def ask_for_nothing(world: World) -> None:
    for number in range(70):
        name = world.new_name()
        name += ("", " Estate", " " + world.rng.choice(SECOND_WORDS), " Phase 2", " B")[number % 5]
        world.ask("no such place", "refuse", world.cluster(), name)
    for cluster in CLUSTERS[:10]:
        world.ask("no such place", "refuse", cluster, f"{cluster} {world.rng.choice(SECOND_WORDS)}")


def ask_for_coarse(world: World) -> None:
    names = {thing.name for thing in world.things if "place" in thing.tags and thing.tags["place"] != "county"}
    for seat in COUNTY_SEATS:
        county, town = seat.split(":")
        if county not in names:
            nearest = min(CLUSTERS, key=lambda c: distance_km(*world.towns[c], *world.towns.get(town, (0.0, 0.0))))
            world.ask("a county only", "refuse", nearest, county)
            world.ask("a county only", "refuse", nearest, f"{county} County")
    for cluster in CLUSTERS[:12]:
        world.ask("the cluster itself", "refuse", cluster, cluster)
        world.ask("the cluster itself", "refuse", cluster, f"{cluster} Town")
        name = world.new_name()
        if world.with_areas:
            world.add(
                name, world.around(cluster, 1, 6), "boundary=administrative admin_level=5 type=boundary", half_km=10
            )
        else:
            world.add(name, world.around(cluster, 1, 6), "place=district")
        world.ask("a constituency only", "refuse", cluster, name)
    world.ask("a county only", "refuse", "Nairobi", "Kenya")


def ask_for_far(world: World) -> None:
    for _ in range(25):
        cluster, name = world.cluster(), world.new_name()
        world.settle(name, world.around(cluster, 26, 80))
        world.ask("more than 25 km off", "refuse", cluster, name)
    for cluster, bearing in (("Busia", 270), ("Busia", 250), ("Busia", 290)):
        name = world.new_name()
        world.settle(name, shift(world.towns[cluster], 9, bearing))
        world.ask("abroad", "refuse", cluster, name)


def ask_misspelt(world: World) -> None:
    """One letter off a place that has been asked for before."""
    plain = [case for case in world.cases if case.group == "estate" and " " not in case.place]
    for number, case in enumerate(world.rng.sample(plain, 24)):
        at = world.rng.randrange(1, len(case.place) - 1)
        word = case.place
        wrong = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + "k" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )[number % 4]
        if wrong != word:
            world.cases.append(Case(case.cluster, wrong, "misspelt", "either", case.lat, case.lng))


def ask_clusters(world: World, rows: Rows) -> None:
    twice = {row["name"] for row in rows if sum(row["name"] == other["name"] for other in rows) > 1}
    for row in rows:
        if row["kind"] in ("city", "town", "village") and row["name"] != "Moyale":  # on the border
            must: Must = "either" if row["name"] in (*twice, *COMMON) else "find"
            world.clusters.append(
                Case(row["name"], "", f"cluster: {row['kind']}", must, float(row["lat"]), float(row["lng"]))
            )
    for region in ("North Rift", "Uasin Gishu", "Trans Nzoia County", "Coast", "Nairobi County", "Atlantis", "Kampala"):
        world.clusters.append(Case(region, "", "cluster: none such", "refuse"))


# --- as OpenStreetMap XML ---


def write_osm(things: list[Thing], path: Path) -> None:
    path.write_text(
        "\n".join(('<osm version="0.6">', *sorted(_elements(things), key=_element_order), "</osm>")), "utf-8"
    )


def _element_order(element: str) -> int:
    return ("<node", "<way ", "<rela").index(element[:5])


def _elements(things: list[Thing]) -> Iterator[str]:
    numbers = iter(range(1, 10_000_000))
    named: dict[str, int] = {}
    for thing in things:
        tags = "".join(
            f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in {**thing.tags, "name": thing.name}.items()
        )
        for line in _lines(thing):
            nodes = [next(numbers) for _ in line]
            yield from (_node(number, lat, lng) for number, (lat, lng) in zip(nodes, line, strict=True))
            refs = "".join(f'<nd ref="{number}"/>' for number in (*nodes, *(nodes[:1] if not thing.line_km else ())))
            way, is_relation = next(numbers), thing.tags.get("type") == "boundary"
            yield f'<way id="{way}" version="1">{refs}{"" if is_relation else tags}</way>'
            if is_relation:
                label = f'<member type="node" ref="{named[thing.label]}" role="label"/>' if thing.label in named else ""
                members = f'<member type="way" ref="{way}" role="outer"/>{label}'
                yield f'<relation id="{way}" version="1">{members}{tags}</relation>'
        if not _lines(thing):
            named.setdefault(thing.name, number := next(numbers))
            yield _node(number, thing.lat, thing.lng, tags)


def _node(number: int, lat: float, lng: float, tags: str = "") -> str:
    return f'<node id="{number}" version="1" lat="{lat}" lon="{lng}">{tags}</node>'


def _lines(thing: Thing) -> list[list[tuple[float, float]]]:
    at = (thing.lat, thing.lng)
    if thing.outline is not None:
        return [[(lat, lng) for lng, lat in list(thing.outline.exterior.coords)[:-1]]]
    if thing.half_km:
        return [[shift(at, thing.half_km * math.sqrt(2), bearing) for bearing in (45, 135, 225, 315)]]
    if thing.line_km:
        pieces = max(1, round(thing.line_km / 2))
        ends = [shift(at, thing.line_km * (i / pieces - 0.5), 90) for i in range(pieces + 1)]
        return [[ends[i], ends[i + 1]] for i in range(pieces)]
    return []
