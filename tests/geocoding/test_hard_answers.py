"""Answers made to mislead, in each provider's own form: no wrong place is taken, no right one lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from geocoding.answers import Match
from geocoding.candidates import Candidate, Cluster
from geocoding.cluster_matching import match_cluster
from geocoding.matching import match_place
from geocoding.providers import PROVIDERS
from geocoding.queries import place_query, second_query

NAIROBI = Cluster("Nairobi", -1.2833, 36.8167)
KM = 1 / 111.195  # degrees of latitude


@dataclass(frozen=True)
class Thing:
    """Something on the map, so many km north of Nairobi's centroid; its label and address as given."""

    name: str  # "" for a thing without one
    kind: str  # OSM's class=type
    km: float = 3.0
    within: tuple[tuple[str, str], ...] = (("city", "Nairobi"),)  # the address's words and names, the nearest first
    half_km: float = 0.1  # of its box
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def lat(self) -> float:
        return NAIROBI.lat + self.km * KM

    @property
    def word(self) -> str:
        """Under which the address has the thing itself."""
        return "road" if self.kind in ("highway=residential", "highway=trunk") else self.kind.partition("=")[2]

    @property
    def address(self) -> dict[str, str]:
        return ({self.word: self.name} if self.name else {}) | dict(self.within)

    @property
    def label(self) -> str:
        return ", ".join([*dict.fromkeys(self.address.values()), "Kenya"])

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, north, west, east."""
        half = self.half_km * KM
        return self.lat - half, self.lat + half, NAIROBI.lng - half, NAIROBI.lng + half


def nominatim(thing: Thing) -> dict[str, Any]:
    osm_class, osm_type = thing.kind.split("=")
    return {
        "place_id": 7,
        "lat": str(thing.lat),
        "lon": str(NAIROBI.lng),
        "class": osm_class,
        "type": osm_type,
        "name": thing.name,
        "display_name": thing.label,
        "address": thing.address | {"country": "Kenya", "country_code": "ke"},
        "extratags": None,
        "namedetails": {"name": thing.name} if thing.name else None,
        "boundingbox": [str(side) for side in thing.box],
        "place_rank": 20,
        **thing.more,
    }


def locationiq(thing: Thing) -> dict[str, Any]:
    row = nominatim(thing)
    return {
        key: value for key, value in row.items() if key not in ("name", "namedetails", "extratags", "place_rank")
    } | {"matchquality": {"matchcode": "exact", "matchtype": "point", "matchlevel": "neighbourhood"}}


OPENCAGE_CATEGORIES = {"place": "place", "landuse": "place", "foo": "foo", "boundary": "place"}


def opencage(thing: Thing) -> dict[str, Any]:
    osm_class = thing.kind.partition("=")[0]
    south, north, west, east = thing.box
    word = "building" if thing.word in ("apartments", "yes") else thing.word
    return {
        "formatted": thing.label,
        "geometry": {"lat": thing.lat, "lng": NAIROBI.lng},
        "bounds": {"southwest": {"lat": south, "lng": west}, "northeast": {"lat": north, "lng": east}},
        "confidence": 1 if thing.half_km > 9 else 7,
        "components": {
            "_category": OPENCAGE_CATEGORIES.get(osm_class, "commerce"),
            "_type": word,
            "country": "Kenya",
            "country_code": "ke",
            **({word: thing.name} if thing.name else {}),
            **{key: name for key, name in thing.address.items() if key != thing.word},
        },
    }


WRITERS = {"nominatim": nominatim, "locationiq": locationiq, "opencage": opencage}
every_provider = pytest.mark.parametrize("provider", WRITERS)


def read(provider: str, *things: Thing) -> list[Candidate]:
    return [PROVIDERS[provider].format.read_candidate(WRITERS[provider](thing)) for thing in things]


def judge(provider: str, place: str, *things: Thing, alternatives: tuple[str, ...] = ()) -> Match:
    return match_place(place, NAIROBI, read(provider, *things), "ke", alternatives)


def taken(match: Match) -> str | None:
    """The name that was taken; None if none was."""
    return match.candidate.name if match.status == "ok" and match.candidate else None


# --- a thing without a name ---

UNNAMED = [
    pytest.param("Kanu Street", Thing("", "man_made=surveillance", within=(("road", "Kanu Street"),)), id="camera"),
    pytest.param("Kanu Street", Thing("", "highway=bus_stop", within=(("road", "Kanu Street"),)), id="bus stop"),
    pytest.param("Kilimani", Thing("", "building=apartments", within=(("suburb", "Kilimani"),)), id="building"),
    pytest.param("Kilimani", Thing("", "shop=mall", within=(("neighbourhood", "Kilimani"),)), id="mall"),
    pytest.param("Kinoo", Thing("", "leisure=park", within=(("village", "Kinoo"),)), id="park"),
    pytest.param("Kilimani", Thing("", "landuse=residential", within=(("suburb", "Kilimani"),)), id="land"),
    pytest.param("Kinoo", Thing("", "landuse=commercial", within=(("village", "Kinoo"),)), id="land of a village"),
    pytest.param(
        "Kanu Street 12",
        Thing("", "building=yes", within=(("road", "Kanu Street"), ("house_number", "12"))),
        id="house",
    ),
]


@every_provider
@pytest.mark.parametrize(("place", "thing"), UNNAMED)
def test_a_thing_without_a_name_is_no_match_for_its_street_or_suburb(provider: str, place: str, thing: Thing) -> None:
    assert taken(judge(provider, place, thing)) is None


@every_provider
@pytest.mark.parametrize(
    ("place", "thing"),
    [
        pytest.param("Kanu Street", Thing("Kanu Street", "highway=residential"), id="a street"),
        pytest.param("Kilimani", Thing("Kilimani", "place=suburb"), id="a suburb"),
        pytest.param("Kinoo", Thing("Kinoo", "place=village", within=()), id="a village"),
        pytest.param("Runda", Thing("Runda", "landuse=residential"), id="an estate"),
        pytest.param("Sarit", Thing("Sarit", "shop=mall", within=(("road", "Karuna Road"),)), id="a mall"),
        pytest.param("Imara", Thing("Imara", "building=apartments", within=(("suburb", "Embakasi"),)), id="a building"),
        pytest.param(
            "Holy Family Cathedral", Thing("Holy Family Cathedral", "amenity=place_of_worship"), id="a cathedral"
        ),
        pytest.param("Kondele Car Wash", Thing("Kondele Car Wash", "amenity=car_wash"), id="a car wash named as one"),
    ],
)
def test_what_has_the_name_itself_is_taken(provider: str, place: str, thing: Thing) -> None:
    assert taken(judge(provider, place, thing)) == place


# --- what may be a place ---


NO_PLACES = """
    amenity=car_wash leisure=sports_centre leisure=fitness_centre amenity=parking amenity=toilets man_made=mast
    amenity=pub shop=car_repair office=ngo highway=bus_stop tourism=hotel craft=carpenter power=substation
    man_made=tower power=tower landuse=farmland landuse=quarry foo=bar boundary=foo building=church healthcare=clinic
"""


@every_provider
@pytest.mark.parametrize("kind", NO_PLACES.split())
def test_only_what_is_listed_may_stand_for_a_place(provider: str, kind: str) -> None:
    assert taken(judge(provider, "Kasarani", Thing("Kasarani", kind))) is None


# --- a namesake that is too large ---


@every_provider
def test_a_wide_namesake_blocks_lesser_things_that_do_not_lie_in_it(provider: str) -> None:
    wide = Thing("Kasarani", "place=suburb", 9.0, half_km=15.0)
    far = Thing("Kasarani", "shop=mall", -21.0)
    assert taken(judge(provider, "Kasarani", wide)) is None
    assert judge(provider, "Kasarani", wide, far).status == "too_coarse"
    assert taken(judge(provider, "Kasarani", far)) == "Kasarani"
    assert taken(judge(provider, "Kasarani", wide, Thing("Kasarani", "landuse=residential", -21.0))) is None
    within = Thing("Kasarani", "shop=mall", 10.0)
    assert judge(provider, "Kasarani", wide, within).distance_km == pytest.approx(10.0, abs=0.01)


@every_provider
def test_a_long_road_blocks_its_own_short_pieces(provider: str) -> None:
    long = Thing("Ngong Road", "highway=trunk", 8.0, half_km=4.0)
    piece = Thing("Ngong Road", "highway=trunk", 3.0, half_km=0.5)
    assert taken(judge(provider, "Ngong Road", piece)) == "Ngong Road"
    assert judge(provider, "Ngong Road", piece, long).status == "too_coarse"


@every_provider
def test_a_street_is_not_the_estate_called_after_it(provider: str) -> None:
    street, estate = Thing("Juja Road", "highway=trunk"), Thing("Juja Road Estate", "landuse=residential", 5.0)
    assert taken(judge(provider, "Juja Road Estate", street)) is None
    assert taken(judge(provider, "Juja Road Estate", street, estate)) == "Juja Road Estate"
    assert taken(judge(provider, "Juja Road", street, estate)) == "Juja Road"


def test_two_thousand_namesakes_are_judged_by_the_nearest_hundred() -> None:
    ring = [Candidate(-1.2833, 36.8167 + 0.1, "Kware", f"Kware {n}", "ke", "area", "suburb") for n in range(2000)]
    near = Candidate(-1.2833, 36.8167 + 0.01, "Kware", "Kware, Nairobi", "ke", "area", "suburb")
    assert match_place("Kware", NAIROBI, [*ring, near], "ke").candidate == near


# --- parts of a name ---

UMOJA = Thing("Umoja", "place=suburb", 8.0)
NAIROBI_CITY = Thing("Nairobi", "place=city", 0.0, within=())
KIAMBU_ROAD, DONHOLM_8 = Thing("Kiambu Road", "highway=trunk"), Thing("Donholm Phase 8", "place=quarter", 6.0)
EMBAKASI = Cluster("Embakasi", NAIROBI.lat + 5 * KM, NAIROBI.lng)


@every_provider
@pytest.mark.parametrize(
    ("place", "things", "expected"),
    [
        ("Umoja, Nairobi", (UMOJA, NAIROBI_CITY), "Umoja"),
        ("Umoja/Nairobi", (UMOJA, NAIROBI_CITY), "Umoja"),
        ("Nairobi, Umoja", (UMOJA, NAIROBI_CITY), "Umoja"),
        ("Nairobi, Umoja, Kenya", (UMOJA, NAIROBI_CITY), "Umoja"),
        ("Umoja, Nairobi", (NAIROBI_CITY,), None),
        ("Umoja/Nairobi", (NAIROBI_CITY,), None),
        ("Mwiki, Kasarani", (Thing("Mwiki", "place=suburb"), Thing("Kasarani", "place=suburb", 1.0)), "Mwiki"),
        ("Mwiki, Kasarani", (Thing("Kasarani", "place=suburb"),), None),
        ("Kinoo, Waiyaki Way", (Thing("Waiyaki Way", "highway=residential"), Thing("Kinoo", "place=town")), "Kinoo"),
        ("Kinoo, Waiyaki Way", (Thing("Waiyaki Way", "highway=residential"),), None),
        ("Ridgeways/Kiambu Road", (KIAMBU_ROAD, Thing("Ridgeways", "place=suburb")), "Ridgeways"),
        ("Ridgeways/Kiambu Road", (KIAMBU_ROAD,), None),
        ("South B/South C", (Thing("South B", "place=suburb"),), "South B"),
        ("South B/South C", (Thing("South C", "place=suburb"),), "South C"),
        ("South B & South C", (Thing("South C", "place=suburb"),), "South C"),
        ("Lavington - Valley Arcade", (Thing("Lavington", "place=suburb"),), "Lavington"),
        ("Lavington - Valley Arcade", (Thing("Valley Arcade", "shop=mall"),), "Valley Arcade"),
        ("Nyali-Links Road", (Thing("Nyali", "place=suburb"),), "Nyali"),
        ("Nyali-Links Road", (Thing("Links Road", "highway=residential"),), None),
        ("Bode-Thomas Street", (Thing("Bode Thomas Street", "highway=residential"),), "Bode Thomas Street"),
        ("Gana Street 14", (Thing("Gana Street", "highway=residential"),), "Gana Street"),
        ("14 Gana Street", (Thing("Gana Street", "highway=residential"),), "Gana Street"),
        ("14 rue Lepic", (Thing("Rue Lepic", "highway=residential"),), "Rue Lepic"),
        ("Ubungo UDSM hostel", (Thing("UDSM", "amenity=university"),), "UDSM"),
        ("Ubungo UDSM hostel", (Thing("UDSM", "building=yes"),), None),
        ("Freedom City", (Thing("Freedom City Mall", "shop=mall"),), "Freedom City Mall"),
        ("Freedom City", (Thing("Freedom City School", "amenity=school"),), None),
        ("Shopping Palladium", (Thing("Palladium Shopping Center", "shop=mall"),), "Palladium Shopping Center"),
        ("Shopping Palladium", (Thing("Palladium Center", "amenity=school"),), None),
        (
            "Vivi Xavier",
            (Thing("Conjunto Habitacional Vivi Xavier", "place=suburb"),),
            "Conjunto Habitacional Vivi Xavier",
        ),
        ("Xavier", (Thing("Conjunto Habitacional Xavier", "place=suburb"),), None),
        ("Shopping Palladium", (Thing("Shopping Center", "shop=mall"),), None),
        ("Centaurus Mall", (Thing("The Centaurus", "shop=mall"),), "The Centaurus"),
        (
            "KyebandoKisalosalo",
            (Thing("Kisalosalo", "place=suburb", within=(("city_district", "Kyebando"),)),),
            "Kisalosalo",
        ),
        (
            "NED University",
            (Thing("NED University of Engineering", "amenity=university"),),
            "NED University of Engineering",
        ),
        ("NED University of Law", (Thing("NED University", "amenity=university"),), None),
        ("NED Hospital", (Thing("NED Hospital of Bahati", "amenity=hospital"),), None),
        ("Mbezi beach africana", (Thing("Mbezi Beach", "place=suburb"), Thing("Mbezi", "place=suburb")), "Mbezi Beach"),
        ("Mbezi beach africana", (Thing("Mbezi", "place=suburb"),), "Mbezi"),
        ("Sakina kwa Iddi", (Thing("Sakina", "place=suburb"),), "Sakina"),
        ("Sakina kwa Iddi", (Thing("Iddi", "place=suburb"),), None),
        ("Ubungo", (Thing("Ubungo", "amenity=bus_station"),), "Ubungo"),
        ("Banasree Block C Road 4", (Thing("Banasree", "place=suburb"),), "Banasree"),
        (
            "Banasree Block C Road 4",
            (Thing("Banasree", "place=suburb"), Thing("Banasree Block C", "place=neighbourhood")),
            "Banasree Block C",
        ),
        (
            "Tunalı Hilmi Caddesi 95 kuğulu",
            (Thing("Tunalı Hilmi Caddesi", "highway=residential"),),
            "Tunalı Hilmi Caddesi",
        ),
        ("Rue Ada-George", (Thing("George", "place=suburb"),), None),
        ("Rue Ada-George", (Thing("Rue Ada George", "highway=residential"),), "Rue Ada George"),
        ("Ada-van-Georgestraat", (Thing("Ada", "place=suburb"),), None),
        ("Embakasi Phase 3", (Thing("Embakasi", "place=suburb"),), None),
        ("Juja, Kiambu County", (Thing("Juja", "place=town"),), "Juja"),
        ("Juja, Kiambu", (Thing("Juja", "place=town", within=(("county", "Kiambu County"),)),), "Juja"),
        ("Kiambu County, Juja", (Thing("Juja", "place=town"),), "Juja"),
        ("Ruaka/Banana", (Thing("Ruaka", "place=town"), Thing("Banana", "place=town", 5.0)), "Banana"),
        ("Donholm, Phase 8", (Thing("Donholm", "place=suburb"), DONHOLM_8), "Donholm Phase 8"),
        ("Phase 8, Donholm", (Thing("Donholm", "place=suburb"), DONHOLM_8), "Donholm Phase 8"),
        ("Section 58, Embakasi", (Thing("Section 58", "place=suburb"), Thing("Embakasi", "place=town")), "Section 58"),
        ("Section 58, Embakasi", (Thing("Embakasi", "place=town"),), None),
        ("Garden City, Kiambu Road", (KIAMBU_ROAD, Thing("Garden City", "shop=mall")), "Garden City"),
        ("Garden City, Kiambu Road", (KIAMBU_ROAD,), None),
    ],
)
def test_the_narrower_part_of_a_name_is_the_spot(
    provider: str, place: str, things: tuple[Thing, ...], expected: str | None
) -> None:
    assert taken(match_place(place, EMBAKASI, read(provider, *things), "ke")) == expected


@every_provider
def test_the_surroundings_choose_among_namesakes(provider: str) -> None:
    mine = Thing("Mwiki", "place=suburb", 9.0, within=(("city_district", "Kasarani"), ("city", "Nairobi")))
    other = Thing("Mwiki", "place=suburb", -3.0, within=(("city", "Ruiru"),))
    match = judge(provider, "Mwiki, Kasarani", mine, other)
    assert match.distance_km == pytest.approx(9.0, abs=0.01)


@every_provider
@pytest.mark.parametrize("suffix", ["", " ward", " Sub-location"])
def test_the_surroundings_are_known_by_the_suffix_of_a_ward_too(provider: str, suffix: str) -> None:
    mine = Thing("Soweto", "place=suburb", 9.0, within=(("city_block", f"Kayole{suffix}"), ("city", "Nairobi")))
    other = Thing("Soweto", "place=suburb", -3.0, within=(("city", "Nairobi"),))
    assert judge(provider, "Soweto, Kayole", mine, other).distance_km == pytest.approx(9.0, abs=0.01)


@every_provider
@pytest.mark.parametrize(
    ("place", "thing", "expected"),
    [
        ("Mwiki Kasarani", Thing("Mwiki", "place=suburb", within=(("city_district", "Kasarani"),)), "Mwiki"),
        ("Kasarani Mwiki", Thing("Mwiki", "place=suburb", within=(("city_district", "Kasarani"),)), "Mwiki"),
        ("Mwiki Kasarani", Thing("Kasarani", "place=suburb"), None),
        ("Mwiki Kasarani", Thing("Mwiki", "place=suburb"), None),
        ("Nairobi Kenya", Thing("Nairobi", "place=city", 0.0, within=()), None),
        ("Kasarani West", Thing("West", "place=suburb", within=(("city_district", "Kasarani"),)), None),
        ("Kasarani Business Park", Thing("Business Park", "landuse=commercial", within=(("town", "Kasarani"),)), None),
    ],
)
def test_what_stands_beside_the_name_may_be_what_its_label_has_behind_it(
    provider: str, place: str, thing: Thing, expected: str | None
) -> None:
    assert taken(judge(provider, place, thing)) == expected


@pytest.mark.parametrize(
    ("place", "first", "second"),
    [
        ("Umoja, Nairobi", "Umoja", None),
        ("Mwiki, Kasarani", "Mwiki", None),
        ("Kinoo, Waiyaki Way", "Kinoo", "Waiyaki Way"),
        ("Ridgeways/Kiambu Road", "Ridgeways", "Kiambu Road"),
        ("South B/South C", "South B", "South C"),
        ("Lavington - Valley Arcade", "Valley Arcade", "Lavington"),
        ("Nyali-Links Road", "Nyali", "Links Road"),
        ("South B & South C", "South B & South C", "South B"),
        ("South B Estate", "South B Estate", "South B"),
        ("Mtaa wa Kilimani", "Mtaa wa Kilimani", "Kilimani"),
        ("Zona Rosa", "Zona Rosa", "Rosa"),
        ("Jati Asih", "Jati Asih", "Jatiasih"),
        ("Lebak Bulus RT 02 RW 04", "Lebak Bulus", "Lebakbulus"),
        ("Gana Street 14", "Gana Street", None),
        ("14 Gana Street", "14 Gana Street", "Gana Street"),
        ("14 rue Lepic", "rue Lepic", None),
        ("14 bis rue St-Antoine", "rue St-Antoine", None),
        ("14 Boulevard Ada-George", "14 Boulevard Ada-George", "Boulevard Ada-George"),
        ("Boulevard Ada-George", "Boulevard Ada-George", None),
        ("Rua do Sol-Boa Viagem", "Rua do Sol-Boa Viagem", "Boa Viagem"),
        ("Rua Sol-Norte 5", "Rua Sol-Norte", None),
        ("Kilimani-rue Lepic", "Kilimani", "rue Lepic"),
        ("Rue Vieille-du-Temple", "Rue Vieille-du-Temple", None),
        ("Ada-van-Georgestraat", "Ada-van-Georgestraat", None),
        ("Martin-Luther-King Road", "Martin-Luther-King Road", None),
        ("Kilimani-Ngong Road-Adams", "Kilimani", "Adams"),
        ("Rue Ada-Route George", "Rue Ada", "Route George"),
        ("Carrera 5 con Calle 8 Chapinero", "Carrera 5 con Calle 8 Chapinero", "Chapinero"),
        ("Kilimani Avenue 8 Rue 12", "Kilimani Avenue 8 Rue 12", "Kilimani"),
        ("St Austins", "St Austins", "Saint Austins"),
        ("Jacaranda Gardens", "Jacaranda Gardens", "Jacaranda Garden"),
        ("Levent Mahallesi", "Levent", None),
        ("Etiler Mahallesi Nispetiye Caddesi", "Etiler", "Nispetiye Caddesi"),
        ("Sahakar Ngr", "Sahakar Ngr", "Sahakar"),
    ],
)
def test_a_name_of_several_parts_is_asked_part_by_part(place: str, first: str, second: str | None) -> None:
    assert place_query(place, NAIROBI).text == first
    again = second_query(place, NAIROBI, "Kenya", [], judge("nominatim", place))
    assert (again and again.text) == second


def test_where_only_a_town_goes_by_the_first_part_the_other_is_asked_for() -> None:
    town = read("nominatim", Thing("Juja", "place=town"))
    match = match_place("Juja, Kiambu", NAIROBI, town, "ke")
    again = second_query("Juja, Kiambu", NAIROBI, "Kenya", town, match)
    assert again is not None
    assert again.text == "Kiambu"
    larger = read("nominatim", Thing("Kiambu", "place=county"))
    assert taken(match_place("Juja, Kiambu", NAIROBI, town + larger, "ke")) == "Juja"


@every_provider
def test_of_two_readings_the_first_that_is_known_counts(provider: str) -> None:
    plain, numbered = Thing("Tassia", "place=suburb"), Thing("Tassia 2", "place=suburb", 4.0)
    assert taken(judge(provider, "Tassia 2", plain, numbered, alternatives=("Tassia",))) == "Tassia 2"
    assert taken(judge(provider, "Tassia 2", plain, alternatives=("Tassia",))) == "Tassia"
    again = second_query("Tassia 2", NAIROBI, "Kenya", [], judge(provider, "Tassia 2"), ("Tassia",))
    assert again is not None
    assert again.text == "Tassia"


# --- spellings ---


@every_provider
@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("South B Estate", "South B"),
        ("Kilimani", "Kilimani ward"),
        ("Kilimani", "Kilimani sublocation"),
        ("Mtaa wa Kilimani", "Kilimani"),
        ("St Austins", "Saint Austin's"),
        ("Jacaranda Gardens", "Jacaranda Garden"),
        ("Rose & Crown Villas", "Rose and Crown Villas"),
        ("Mudgee", "Mudgee NSW 2850"),
        ("कोरमंगला", "कोरमंगला"),
        ("Kadikoy", "Kadıköy"),
    ],
)
def test_another_spelling_is_the_name(provider: str, place: str, name: str) -> None:
    assert judge(provider, place, Thing(name, "place=suburb")).status == "ok"


@every_provider
@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("गल", "कोरमंगला"),
        ("งเทพ", "กรุงเทพ"),
        ("Githurai", "Githurai 44"),
        ("South B", "South C"),
        ("Saint", "Saint Austin's"),
    ],
)
def test_another_name_in_any_script_is_no_match(provider: str, place: str, name: str) -> None:
    assert judge(provider, place, Thing(name, "place=suburb")).status == "not_found"


@every_provider
@pytest.mark.parametrize(
    "street",
    [
        "Calle Mayor",
        "Rua Augusta",
        "Barabara ya Uhuru",
        "Seidlstraße",
        "Moi Ave",
        "ถนน สุขุมวิท",
        "Uhuru St",
        "महात्मा मार्ग",
    ],
)
def test_a_street_says_in_its_own_language_that_it_is_one(provider: str, street: str) -> None:
    assert taken(judge(provider, street, Thing(street, "highway=residential"))) == street


# --- clusters ---


@every_provider
@pytest.mark.parametrize(
    "cluster",
    ["CBD", "Industrial Area", "Central", "Coast", "Western", "North Rift", "Nyanza", "Upcountry", "Head Office", "HQ"],
)
@pytest.mark.parametrize("kind", ["place=hamlet", "place=suburb", "landuse=industrial", "place=locality"])
def test_a_cluster_that_is_a_region_or_a_kind_of_place_is_refused(provider: str, cluster: str, kind: str) -> None:
    match = match_cluster(cluster, read(provider, Thing(cluster, kind, 300.0)), "ke")
    assert match.status == "too_coarse"
    assert "nobody can tell" in match.reason


@every_provider
def test_an_estate_of_generic_words_alone_may_be_a_cluster(provider: str) -> None:
    estate = read(provider, Thing("Garden Estate", "place=suburb"))
    assert match_cluster("Garden Estate", estate, "ke").candidate == estate[0]


@every_provider
@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("place=town", "ok"),
        ("place=village", "ok"),
        ("place=suburb", "ok"),
        ("landuse=residential", "ok"),
        ("place=hamlet", "ok"),
        ("place=locality", "not_found"),
        ("place=isolated_dwelling", "not_found"),
        ("landuse=industrial", "not_found"),
        ("landuse=commercial", "not_found"),
        ("landuse=retail", "not_found"),
        ("highway=residential", "not_found"),
    ],
)
def test_a_cluster_is_where_people_live_and_no_spot_in_the_fields(provider: str, kind: str, status: str) -> None:
    assert match_cluster("Ruaka", read(provider, Thing("Ruaka", kind)), "ke").status == status


@pytest.mark.parametrize("kind", ["suburb", "town"])
def test_an_opencage_row_is_what_its_own_name_says_not_its_parent(kind: str) -> None:
    """As in a real answer: "Serik, Kumçi, Ergani" has the _type and the name of the village around it."""
    row = opencage(Thing("Kikuyu", f"place={kind}"))
    row["components"]["_type"] = "city"
    kikuyu = PROVIDERS["opencage"].format.read_candidate(row)
    assert (kikuyu.name, kikuyu.kind) == ("Kikuyu", kind)
    nairobi = PROVIDERS["opencage"].format.read_candidate(opencage(NAIROBI_CITY))
    assert match_cluster("Nairobi", [kikuyu, nairobi], "ke").candidate == nairobi


@pytest.mark.parametrize(
    ("formatted", "components", "expected"),
    [
        (
            "Mudgee NSW 2850",
            {"_type": "city", "town": "Mudgee", "state_code": "NSW", "postcode": "2850"},
            "Mudgee town",
        ),
        ("07500 Serik", {"_type": "city", "county": "Serik", "town": "Serik", "postcode": "07500"}, "Serik town"),
        ("Serik, Kumçi, Turkey", {"_type": "village", "suburb": "Serik", "village": "Kumçi"}, "Serik suburb"),
        ("Bucak, Viranşehir", {"_type": "village", "city": "Bucak", "hamlet": "Onbaşı"}, "Bucak village"),
        *(
            ("Bucak, Viranşehir", {"_type": word, "city": "Bucak"}, f"Bucak {word}")
            for word in ("neighbourhood", "suburb", "quarter", "borough", "locality", "hamlet", "town")
        ),
        ("Southwest", {"_type": "county", "county": "London", "state_district": "Southwest"}, "Southwest county"),
        ("Café X, Rue Y, France", {"_type": "road", "road": "Rue Y", "unknown": "Café X"}, "Café X unknown"),
        ("Hotel X, Rue Y, France", {"_type": "hotel", "road": "Rue Y", "hotel": "Hotel X"}, "Hotel X hotel"),
    ],
)
def test_opencages_own_name_and_kind_are_read_from_its_label(
    formatted: str, components: dict[str, str], expected: str
) -> None:
    row = {"formatted": formatted, "geometry": {"lat": 1, "lng": 1}, "components": components, "confidence": 7}
    found = PROVIDERS["opencage"].format.read_candidate(row)
    assert f"{found.name} {found.kind}" == expected
    assert found.level != "other"


@pytest.mark.parametrize(
    ("half_km", "category", "expected"),
    [
        (2.0, "", ("Ruaka", "settlement")),
        (2.0, "place", ("Ruaka", "settlement")),
        (2.0, "commerce", ("", "point")),
        (0.02, "", ("", "other")),
        (0.02, "place", ("", "other")),
    ],
)
def test_an_opencage_row_without_a_type_is_what_it_is_labelled_with_if_it_is_no_mere_thing(
    half_km: float, category: str, expected: tuple[str, str]
) -> None:
    row = opencage(Thing("", "building=yes", within=(("town", "Ruaka"),), half_km=half_km))
    del row["components"]["_type"]
    row["components"]["_category"] = category
    found = PROVIDERS["opencage"].format.read_candidate(row)
    assert (found.name, found.level) == expected


@every_provider
@pytest.mark.parametrize(
    ("place", "things", "expected"),
    [
        # a sort of thing and what lies around it
        (
            "Village Mall Kasarani",
            [Thing("Village Mall", "shop=mall", within=(("suburb", "Kasarani"),))],
            "Village Mall",
        ),
        ("Village Mall Kasarani", [Thing("Village Mall", "shop=mall", within=(("suburb", "Ruaka"),))], None),
        ("Kasarani Mall", [Thing("Mall", "shop=mall", within=(("suburb", "Kasarani"),))], None),
        (
            "Madina Colony Baldia",
            [Thing("Madina Colony", "place=suburb", within=(("city_district", "Baldia Town"),))],
            "Madina Colony",
        ),
        # a last word that may be a code
        ("Galeria Ridgeways GPD", [Thing("Galeria Ridgeways", "shop=mall")], "Galeria Ridgeways"),
        ("Kahawa GPD", [Thing("Kahawa", "place=town")], None),
        ("Haram Gate", [Thing("Haram Gate", "historic=city_gate")], "Haram Gate"),
    ],
)
def test_a_name_is_read_by_what_is_answered(
    provider: str, place: str, things: list[Thing], expected: str | None
) -> None:
    assert taken(judge(provider, place, *things)) == expected


@pytest.mark.parametrize(("kind", "is_taken"), [("amenity=university", True), ("amenity=bank", False)])
def test_an_institution_goes_by_letters_that_it_has_as_a_name(kind: str, *, is_taken: bool) -> None:
    """Of the providers only Nominatim tells other names."""
    thing = Thing("Bahauddin Zakariya", kind, more={"namedetails": {"alt_name": "BZU"}})
    assert (taken(judge("nominatim", "Bzu", thing)) is not None) == is_taken


@every_provider
@pytest.mark.parametrize(
    ("km", "other_km", "town", "expected"),
    [(4.0, 7.0, "Nairobi", 4.0), (8.0, 15.0, "Ruiru", None), (8.0, 17.0, "Ruiru", 8.0), (8.0, 17.0, "Nairobi", None)],
)
def test_the_nearer_of_two_is_taken_in_the_middle_or_where_it_is_nearer_by_far(
    provider: str, km: float, other_km: float, town: str, expected: float | None
) -> None:
    within = (("city", town),)
    match = judge(provider, "Xanadu", *(Thing("Xanadu", "place=suburb", at, within=within) for at in (km, other_km)))
    assert (match.distance_km and round(match.distance_km, 1) if match.status == "ok" else None) == expected


def test_a_street_without_a_word_for_it_is_known_only_where_maps_leave_that_out() -> None:
    warsaw, street = (
        Cluster("Warszawa", 52.23, 21.01),
        Candidate(52.24, 21.01, "Lubelska", "Lubelska, Warsaw", "pl", "street"),
    )
    suburb = Candidate(52.24, 21.01, "Lubelska", "Lubelska, Warsaw", "pl", "area", "place=suburb")
    for place in ("Ulica Lubelska", "Lubelska 21", "Ulica Lubelska 21"):
        assert taken(match_place(place, warsaw, [street], "pl")) == "Lubelska"
        assert taken(match_place(place, warsaw, [suburb], "pl")) is None
    alone = match_place("Lubelska", warsaw, [street], "pl")
    assert (taken(alone), alone.concern) == ("Lubelska", "only a street, Lubelska, goes by this name")
    estate = Candidate(52.30, 21.01, "Osiedle Lubelska", "Osiedle Lubelska, Warsaw", "pl", "area", "place=suburb")
    assert taken(match_place("Lubelska", warsaw, [street, estate], "pl")) == "Osiedle Lubelska"
    kenyan = replace(street, lat=-1.28, lng=36.82, country_code="ke")
    assert taken(match_place("Lubelska 21", NAIROBI, [kenyan], "ke")) is None


@every_provider
@pytest.mark.parametrize(
    ("place", "thing", "expected"),
    [
        (
            "Suba Tibabuyes",
            Thing("Tibabuyes", "place=suburb", within=(("city_district", "Localidad Suba"),)),
            "Tibabuyes",
        ),
        ("Poblado Manila", Thing("Manila", "place=suburb", within=(("city_district", "El Poblado"),)), "Manila"),
        (
            "Prempeh II St Adum",
            Thing("Prempeh II Street", "highway=residential", within=(("suburb", "Adum"),)),
            "Prempeh II Street",
        ),
        ("Poblado Manila", Thing("Poblado", "place=suburb", within=(("city_district", "Manila"),)), "Poblado"),
    ],
)
def test_what_lies_around_a_place_may_have_a_prefix_on_the_map(
    provider: str, place: str, thing: Thing, expected: str
) -> None:
    assert taken(judge(provider, place, thing)) == expected


@every_provider
def test_a_labelled_quarter_may_stand_behind_its_district(provider: str) -> None:
    """It is taken if it lies there, or is the only one near."""
    there = Thing("Ulus", "place=suburb", within=(("city_district", "Ruaka"), ("city", "Nairobi")))
    elsewhere = Thing("Ulus", "place=suburb", 14.0, within=(("city_district", "Karen"), ("city", "Nairobi")))
    name = "Ruaka Ulus Mahallesi"
    assert taken(judge(provider, name, there)) == taken(judge(provider, name, elsewhere)) == "Ulus"
    assert judge(provider, name, there, elsewhere).distance_km == pytest.approx(3.0, abs=0.1)
    nowhere = judge(provider, "Xanadu Ulus Mahallesi", there, elsewhere)
    assert (nowhere.status, taken(judge(provider, "Ulus Mahallesi", there))) == ("not_found", "Ulus")
    assert taken(judge(provider, "Ruaka Ulus", there)) == "Ulus"


@every_provider
@pytest.mark.parametrize(
    ("place", "things", "expected"),
    [
        # what has a number on one side only
        ("Mbuya II", ["Mbuya"], "Mbuya"),
        ("Montfleuri 2", ["Montfleuri"], "Montfleuri"),
        ("Mbuya 3", ["Mbuya", "Mbuya 2"], None),
        ("Githurai 44", ["Githurai"], None),
        # what stands behind a street
        ("Ggaba Road Kansanga", ["Kansanga"], "Kansanga"),
        ("Juja Road Estate", ["Estate"], None),
    ],
)
def test_a_part_of_the_name_may_be_all_that_a_map_has(
    provider: str, place: str, things: list[str], expected: str | None
) -> None:
    suburbs = [Thing(name, "place=suburb", 3.0 + 5 * number) for number, name in enumerate(things)]
    assert taken(judge(provider, place, *suburbs)) == expected


@every_provider
def test_a_kind_s_words_name_where_people_live_only_beside_what_lies_around_it(provider: str) -> None:
    around = (("suburb", "Khayelitsha"), ("city", "Nairobi"))
    site = Thing("Site C", "place=neighbourhood", within=around)
    assert taken(judge(provider, "Khayelitsha Site C", site)) == "Site C"
    assert taken(judge(provider, "Gugulethu Site C", site)) is None
    assert taken(judge(provider, "Khayelitsha Site C", Thing("Site C", "landuse=commercial", within=around))) is None


@every_provider
def test_the_middle_of_a_town_is_where_its_point_is(provider: str) -> None:
    town = Thing("Ruaka", "place=town")
    assert taken(judge(provider, "Ruaka CBD", town)) == "Ruaka"
    assert judge(provider, "Ruaka CBD", town).concern.startswith("only Ruaka goes by this name, not all of it")
    assert taken(judge(provider, "Ruaka Extension", town)) is None
    assert taken(judge(provider, "Nairobi CBD", Thing("Nairobi", "place=city"))) is None


@every_provider
@pytest.mark.parametrize(
    ("street", "city", "expected"),
    [
        ("Station Road", "Nairobi", "Station Road"),
        ("Station Road", "Ruiru", None),
        ("Rua da Igreja", "Ruiru", None),
        ("Rue de la Gare", "Ruiru", None),
        ("Bahnhofstraße", "Ruiru", None),
        ("Kerkstraat", "Ruiru", None),
        ("Rua da Igreja Nova", "Ruiru", "Rua da Igreja Nova"),
        ("Goethestraße", "Ruiru", "Goethestraße"),
        ("Zik Road", "Ruiru", "Zik Road"),
        ("Zik Station Road", "Ruiru", "Zik Station Road"),
    ],
)
def test_a_street_that_any_town_has_is_the_cluster_s_only_if_it_is_said_to_be_there(
    provider: str, street: str, city: str, expected: str | None
) -> None:
    thing = Thing(street, "highway=residential", within=(("city", city),))
    assert taken(judge(provider, street, thing)) == expected


@every_provider
def test_a_place_may_be_a_street(provider: str) -> None:
    assert taken(judge(provider, "Union Place", Thing("Union Place", "highway=residential"))) == "Union Place"


@every_provider
@pytest.mark.parametrize(
    ("place", "name", "kind", "is_taken"),
    [
        ("Mariscal", "La Mariscal", "place=suburb", True),
        ("La Mariscal", "Mariscal", "place=suburb", True),
        ("Mariscal Sur", "La Mariscal", "place=suburb", False),
        ("Paz", "La Paz", "place=suburb", False),
        ("Mariscal", "La Mariscal", "place=town", False),
    ],
)
def test_a_quarter_may_be_mapped_with_an_article(
    provider: str, place: str, name: str, kind: str, *, is_taken: bool
) -> None:
    assert (taken(judge(provider, place, Thing(name, kind))) is not None) == is_taken


def test_the_cluster_by_another_of_its_names_is_no_place_in_it() -> None:
    city = Candidate(-1.28, 36.82, "Nairobi", "Nairobi, Kenya", "ke", "settlement", "place=city", place="city")
    city = replace(city, other_names=("Green City in the Sun",))
    match = match_place("Green City in the Sun", NAIROBI, [city], "ke")
    assert (match.status, match.reason) == ("too_coarse", "it is the cluster itself")
    suburb = replace(city, level="area", kind="place=suburb", place="suburb")
    assert taken(match_place("Green City in the Sun", NAIROBI, [suburb], "ke")) == "Nairobi"


@every_provider
def test_letters_behind_a_name_may_tell_which_of_two_it_is(provider: str) -> None:
    near, far = Thing("Pumwani", "place=suburb", 2.0), Thing("Pumwani", "place=suburb", 14.0)
    assert taken(judge(provider, "Pumwani HDG", near)) == "Pumwani"
    assert taken(judge(provider, "Pumwani HDG", near, far)) is None
    assert taken(judge(provider, "Pumwani", near, far)) == "Pumwani"


@every_provider
def test_a_quarter_with_its_label_in_front_may_stand_behind_its_district(provider: str) -> None:
    quarter = Thing("Phường Tân Phú", "place=suburb", within=(("city_district", "Quận 7"), ("city", "Nairobi")))
    assert taken(judge(provider, "Quận 7 Phường Tân Phú", quarter)) == "Phường Tân Phú"
    assert taken(judge(provider, "Quận 7 Phường Tân Phong", quarter)) is None


@pytest.mark.parametrize(
    ("extent_km", "kind", "status"),
    [
        (8.0, "boundary=administrative", "ok"),
        (16.0, "boundary=administrative", "too_coarse"),
        (8.0, "place=county", "too_coarse"),
    ],
)
def test_a_boundary_of_high_rank_may_be_a_cluster_if_it_is_small(extent_km: float, kind: str, status: str) -> None:
    division = Candidate(
        0.3, 32.5, "Rubaga Division", "Rubaga Division, Uganda", "ug", "coarse", kind, extent_km=extent_km
    )
    assert match_cluster("Rubaga", [division], "ug").status == status
