"""What a feed tells by itself: codes of many clusters, things with a number, what stands for a cluster."""

from __future__ import annotations

import itertools

import pytest

from geocoding.names import clean_place_name, clean_with_trace, find_common_codes, read_feed
from geocoding.names.feed import find_cluster_codes

CLUSTERS = ("Nairobi", "Kisumu", "Nakuru", "Embu", "Meru", "Thika")
NAMES = [
    "".join(parts).title() for parts in itertools.product(("ka", "mu", "nja"), ("ri", "tho"), ("ni", "be", "goro"))
]


OTHER_NAMES = [name.replace("k", "z").replace("K", "Z").replace("M", "V").replace("N", "W") for name in NAMES]


def each_with(pattern: str) -> list[tuple[str, str]]:
    """The pattern with ever another name, in ever another cluster."""
    return [(CLUSTERS[number % len(CLUSTERS)], pattern.format(name)) for number, name in enumerate(NAMES)]


@pytest.mark.parametrize("pattern", ["Blueline_{}_FDT3", "{}-BLUELINE", "NW_blueline7/{}", "FDT2_{}_Blueline 4"])
def test_a_word_at_one_end_of_ever_other_names_in_many_clusters_is_a_code(pattern: str) -> None:
    assert find_common_codes(each_with(pattern), "ke", CLUSTERS) == {"blueline"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("{} Town", id="Town"),
        pytest.param("{}_Town", id="Town behind a separator"),
        pytest.param("{}_MARKET_FDT2", id="Market"),
        pytest.param("Blueline {}", id="only a space between"),
        pytest.param("{}_Blueline_West", id="a word in the middle"),
        pytest.param("{} Blueline", id="only a space in front"),
        pytest.param("Old_{}", id="a word that is known"),
        pytest.param("NW_{}_FDT3", id="codes that are known"),
    ],
)
def test_a_word_that_may_belong_to_a_name_is_none(pattern: str) -> None:
    assert find_common_codes(each_with(pattern), "ke", CLUSTERS) == frozenset()


@pytest.mark.parametrize("place", ["Kenyatta", "Majengo", "Bondeni"])
@pytest.mark.parametrize("other", ["NW_{}_FDT1", "{}_Estate_FDT2", "Upper_{}_North_FDT2"])
def test_a_place_that_many_clusters_have_is_none_once_it_stands_as_a_name(place: str, other: str) -> None:
    names = [*each_with(f"{place}_{{}}_FDT3"), ("Embu", other.format(place))]
    assert find_common_codes(names, "ke", CLUSTERS) == frozenset()


def test_a_cluster_or_a_known_place_is_none() -> None:
    names = each_with("Blueline_{}")
    assert find_common_codes(names, "ke", ["Blueline"]) == frozenset()
    assert find_common_codes(names, "ke", ["Blueline Heights"]) == frozenset()


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(each_with("Blueline_{}")[:8], id="few names"),
        pytest.param([("Embu", name) for _, name in each_with("Blueline_{}")], id="one cluster"),
        pytest.param(
            [(cluster, f"Blueline_{NAMES[0]}_X{n}") for n, cluster in enumerate(CLUSTERS * 4)], id="the same name"
        ),
        pytest.param(each_with("Blueline_{}")[:9] + each_with("{}_Blueline")[9:], id="either end"),
    ],
)
def test_less_than_that_is_none(names: list[tuple[str, str]]) -> None:
    assert find_common_codes(names, "ke", CLUSTERS) == frozenset()


def test_of_a_name_that_is_a_sector_with_its_number_nothing_is_told() -> None:
    names = [*each_with("{}~ABE"), *(("Embu", f"F-{number}/2~ABE") for number in range(5, 9))]
    assert "abe" in find_common_codes(names, "pk", CLUSTERS)
    assert "abe" not in find_common_codes([*names, ("Embu", "Market~ABE")], "pk", CLUSTERS)
    assert "abe" not in find_common_codes([*names, ("Embu", "F-5/2 ABE")], "pk", CLUSTERS)


def test_the_few_codes_that_most_names_end_with_are_known_behind_a_space() -> None:
    names = [
        (CLUSTERS[n % 5], f"{name} {('UG', 'AE')[n % 2]} ({n}HP)") for n, name in enumerate((*NAMES, *OTHER_NAMES))
    ]
    feed = read_feed(names, "pk", CLUSTERS)
    assert {"ug", "ae"} <= feed.codes
    assert clean_place_name("Model Town Blk C UG (64HP)", "pk", cluster="Lahore", feed=feed) == "Model Town Blk C"
    bracketed = [(cluster, name.replace("(", "[").replace(")", "]")) for cluster, name in names]
    assert {"ug", "ae"} <= read_feed(bracketed, "pk", CLUSTERS).codes
    few = [(cluster, name if n % 3 else name.partition(" ")[0]) for n, (cluster, name) in enumerate(names)]
    assert {"ug", "ae"} <= read_feed(few, "pk", CLUSTERS).codes
    fewer = [(cluster, name if n % 3 == 1 else name.partition(" ")[0]) for n, (cluster, name) in enumerate(names)]
    assert {"ug", "ae"}.isdisjoint(read_feed(fewer, "pk", CLUSTERS).codes)
    numbered = [(cluster, name.replace("(", "").replace("HP)", "")) for cluster, name in names]
    assert {"ug", "ae"}.isdisjoint(read_feed(numbered, "pk", CLUSTERS).codes)
    once = [*names, ("Meru", "AE Tower")]
    assert "ae" not in read_feed(once, "pk", CLUSTERS).codes, "with which a name starts as well"
    capitals = [(cluster, name.upper()) for cluster, name in names]
    assert {"ug", "ae"}.isdisjoint(read_feed(capitals, "pk", CLUSTERS).codes)
    villages = [(CLUSTERS[n % 5], f"Chak {n} {('RB', 'GB')[n % 2]}") for n in range(200, 240)]
    assert {"rb", "gb"}.isdisjoint(read_feed(villages, "pk", CLUSTERS).codes)


HAYATABAD = [("Hayatabad", "PSH_Hayatabad Ph 3_FDT-10"), ("Hayatabad", "Hayatabad Ph-6 FAT 2")]
GULSHAN = [("Gulshan-e-Iqbal", "KHI_Gulshan Blk 10A"), ("Gulshan-e-Iqbal", "Gulshan-e-Iqbal Blk 5 FAT 2")]
CITIES = [
    *((city, f"{code}_{name}_FDT-1") for city, code in (("Peshawar", "PSH"), ("Karachi", "KHI")) for name in NAMES[:3])
]


@pytest.mark.parametrize(
    ("name", "cluster", "place"),
    [
        ("Phase 7 Street 12 ODB 6", "Hayatabad", "Hayatabad Phase 7"),
        ("PSH_Phase 4_FAT-13", "Hayatabad", "Hayatabad Phase 4"),
        ("KHI_Block 2_FDT-03", "Gulshan-e-Iqbal", "Gulshan-e-Iqbal Block 2"),
        ("Blk 13-D/2 FAT 4", "Gulshan-e-Iqbal", "Gulshan-e-Iqbal Blk 13-D"),
        ("Block 2 FDT-03", "Hayatabad", None),
        ("Phase 7 ODB 6", "Peshawar", None),
        ("Phase FAT 2", "Hayatabad", None),
        ("Phase 3/4 FAT 2", "Hayatabad", None),
    ],
)
def test_a_number_is_the_cluster_s_where_other_names_tell_that_it_has_such_parts(
    name: str, cluster: str, place: str | None
) -> None:
    feed = read_feed([*HAYATABAD, *GULSHAN, *CITIES], "pk", [])
    assert feed.cluster_parts == {"hayatabad": {"ph"}, "gulshan-e-iqbal": {"blk"}}
    assert clean_place_name(name, "pk", cluster=cluster, feed=feed) == place
    beside = [
        (c, name.replace("Hayatabad", "DHA Hayatabad").replace("Gulshan", "Old Gulshan")) for c, name in HAYATABAD
    ]
    assert read_feed([*beside, *beside], "pk", []).cluster_parts == {}
    gates = [("Hayatabad", "Hayatabad Gate 1"), ("Hayatabad", "Hayatabad Gate 2")]
    assert read_feed(gates, "pk", []).cluster_parts == {}
    two_forms = [
        ("Hayatabad", "Hayatabad Sec 1"),
        ("Hayatabad", "Hayatabad Sector 2"),
        ("Hayatabad", "Hayatabad Zone 3"),
    ]
    assert read_feed(two_forms, "pk", []).cluster_parts == {"hayatabad": {"sec", "sector"}}
    once = read_feed([HAYATABAD[0], GULSHAN[0], *CITIES], "pk", [])
    assert place is None or clean_place_name(name, "pk", cluster=cluster, feed=once) != place


def test_a_site_s_code_goes_though_only_generic_words_are_left() -> None:
    names = [("Uberlândia", f"UDI-H0{n}-CDO37{n} | {name}") for n, name in enumerate(NAMES[:6])]
    feed = read_feed(names, "br", ["Uberlândia"])
    told = clean_with_trace("UDI-H01-CDO379 | Shopping Park", "br", cluster="Uberlândia", feed=feed)
    assert (told.place, told.generic) == (None, "Shopping Park")


def test_twelve_names_in_five_clusters_are_enough() -> None:
    names = [(CLUSTERS[number % 5], f"Blueline_{name}") for number, name in enumerate(NAMES[:12])]
    assert find_common_codes(names, "ke", CLUSTERS) == {"blueline"}


def numbered(pattern: str, *, start: int = 3) -> list[tuple[str, str]]:
    """The pattern with ever another name and number, in one cluster."""
    return [("Bakı", pattern.format(name, start + number)) for number, name in enumerate(NAMES[:6])]


@pytest.mark.parametrize(
    "pattern",
    ["{} qutu {}", "{} - qutu {}", "QUTU{1}_{0}", "{} qutu-{}", "{} qutu_{}", "{} qutu/{}", "FDT 7_{} qutu {}"],
)
def test_a_word_with_ever_other_numbers_beside_ever_other_names_is_a_thing(pattern: str) -> None:
    feed = read_feed(numbered(pattern), "az", ["Bakı"])
    assert feed.equipment == {"qutu"}
    assert clean_place_name("Yasamal qutu 44", "az", feed=feed) == "Yasamal"


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(numbered("{} qutu {}")[:3], id="few names"),
        pytest.param(numbered("Nizami qutu {1}"), id="one name"),
        pytest.param([(c, n.replace("7", "3")) for c, n in numbered("{} qutu 3")], id="one number"),
        pytest.param([*numbered("{} qutu {}"), ("Bakı", "Qutu Kamutho")], id="once without a number"),
        pytest.param(numbered("Sete de Qutu {1} {0}"), id="a part of one name"),
        pytest.param(numbered("Street Qutu {1} {0}"), id="a part of a street's name"),
        pytest.param(numbered("{} street qutu {}"), id="behind a street's word"),
        pytest.param([*numbered("{} qutu {}"), ("Bakı", "Qutu 91"), ("Bakı", "Qutu 92")], id="twice by itself"),
        pytest.param([("Bakı", f"Qutu {n}") for n in range(9)], id="a place by itself"),
        pytest.param(numbered("{} phase {}"), id="a class word"),
    ],
)
def test_less_than_that_is_no_thing(names: list[tuple[str, str]]) -> None:
    assert read_feed(names, "az", ["Bakı"]).equipment == frozenset()


SECTORS = ["G-9 Markaz", "G-6 Melody Mkt", "G-10 Zakir Homes", "Sector G-9/4 St 52", "Karachi Company G9"]


@pytest.mark.parametrize(
    ("more", "things"),
    [
        ([], {"g"}),
        (["G-13/2"], set()),
        (["ISB-G-13/2", "ISB-Aabpara", "ISB-Bhara Kahu"], set()),
        (["ISB G-13/2 St 4", "ISB Aabpara", "ISB Bhara Kahu"], set()),
    ],
    ids=["always beside a name", "once alone", "behind the cluster's code", "with a street"],
)
def test_a_letter_that_is_once_all_there_is_is_no_thing(more: list[str], things: set[str]) -> None:
    feed = read_feed([("Islamabad", name) for name in SECTORS + more], "pk", [])
    assert feed.equipment == things


def test_beside_the_cluster_s_code_a_thing_stands_alone() -> None:
    names = [("Brasília", f"{name} QX {number}") for number, name in enumerate(NAMES[:6])]
    assert read_feed(names, "br", []).equipment == {"qx"}
    alone = [("Brasília", f"BSB-QX {number}") for number in (3, 4)]
    codes = [("Brasília", "BSB-Gama"), ("Brasília", "BSB-Guará")]
    assert read_feed(names + alone + codes, "br", []).equipment == set()


def test_the_block_of_a_letter_with_a_number_is_no_thing() -> None:
    names = [("Lahore", f"{name} Blk W{number}") for number, name in enumerate(NAMES[:6], 1)]
    assert read_feed(names, "pk", []).equipment == frozenset()


def usj(number: int) -> list[tuple[str, str]]:
    """Names of a feed, some of which have nothing but a number of USJ."""
    sites = [("Subang Jaya", f"SBJ01{at}_USJ {at}_PA {at + 3}") for at in range(10, 10 + number)]
    named = [("Subang Jaya", f"SBJ02{at}_USJ {at} {name}_PA {at + 5}") for at, name in enumerate(NAMES[:7], 10)]
    named.append(("Subang Jaya", f"USJ 21 {NAMES[7]}"))
    others = [("Klang", f"KLG03{at}_{name}_PA {at + 2}") for at, name in enumerate(NAMES, 10)]
    others += [("Klang", f"KLG04{at}_{name}") for at, name in enumerate(NAMES[:4], 10)]
    others += [("Subang Jaya", f"{name}_PA {at}") for at, name in enumerate(NAMES[:4], 30)]
    others += [("Subang Jaya", f"SBJ05{at}_{name}") for at, name in enumerate(NAMES[:4], 10)]
    return [*sites, *named, *others]


def test_a_word_that_often_has_nothing_else_is_a_place_with_its_number() -> None:
    feed = read_feed(usj(4), "my", ["Subang Jaya", "Klang"])
    assert feed.equipment == {"sbj", "klg", "pa"}
    assert feed.numbered_places == {"usj"}
    told = clean_with_trace("SBJ0132_USJ 9/5_PA 03", "my", cluster="Subang Jaya", feed=feed)
    assert (told.place, told.generic) == (None, "Usj 9")


def test_of_few_that_have_nothing_else_it_is_none() -> None:
    feed = read_feed(usj(2), "my", ["Subang Jaya", "Klang"])
    assert feed.equipment == {"sbj", "klg", "pa", "usj"}
    assert feed.numbered_places == frozenset()
    told = clean_with_trace("SBJ0132_USJ 9/5_PA 03", "my", cluster="Subang Jaya", feed=feed)
    assert (told.place, told.generic) == (None, None)


def test_a_number_of_four_digits_is_a_site_s_though_nothing_else_is_told() -> None:
    names = [("Kampala", f"KMP{number}_{name}") for number, name in enumerate(NAMES[:4], 3300)]
    feed = read_feed([*names, *(("Kampala", f"KMP{number}") for number in range(3400, 3408))], "ug", ["Kampala"])
    assert feed.equipment == {"kmp"}
    assert feed.numbered_places == frozenset()


def test_a_numbered_place_beside_codes_is_kept_where_nothing_else_is_left() -> None:
    names = [("Taguatinga", f"TAG-CTO-0{at}-CLS {at}") for at in range(10, 15)]
    names += [("Taguatinga", f"TAG-{name}-CTO 0{at}") for at, name in enumerate(NAMES[:4], 20)]
    feed = read_feed(names, "br", ["Taguatinga"])
    assert feed.numbered_places == {"cls"}
    for name in ("TAG-CTO-0152-CLS 7", "TAG-CTO-0152 CLS 7", "TAG-CLS 7", "CTO 152 CLS 7", "TAG_CTO_0152_CLS7"):
        told = clean_with_trace(name, "br", cluster="Taguatinga", feed=feed)
        assert (told.place, told.generic and told.generic.upper()) == (None, "CLS 7"), name


def test_a_thing_may_have_two_words_where_capitals_can_t_tell_a_street() -> None:
    places = ["المعادي", "حلوان", "الدقي", "العجوزة", "شبرا"]
    names = [(CLUSTERS[at % 3], f"ام سان {at + 401} {place}") for at, place in enumerate(places)]
    feed = read_feed(names, "eg", CLUSTERS)
    assert feed.equipment == {"ام سان"}
    assert clean_place_name("ام سان 77 الزمالك", "eg", feed=feed) == "الزمالك"
    one = read_feed([(CLUSTERS[0], name) for _, name in names], "eg", CLUSTERS)
    assert one.equipment == frozenset()
    street = [(CLUSTERS[at % 3], f"José Martí {at + 401} {place}") for at, place in enumerate(NAMES[:6])]
    assert read_feed(street, "cu", CLUSTERS).equipment == frozenset()


def boxes(number: int) -> list[tuple[str, str]]:
    """Names of which the box stands in front, and its number behind; and some with both together."""
    names = [*NAMES, *(f"{name}_{NAMES[0].upper()}" for name in NAMES)]
    fields = [("Recife", f"CDO_{name.upper()}_{at}_SPL8") for at, name in enumerate(names[:number], 31)]
    return [*fields, *(("Recife", f"{name} CDO {at}") for at, name in enumerate(NAMES[:9], 10))]


def test_a_code_in_front_of_names_may_have_its_number_behind_them() -> None:
    feed = read_feed(boxes(14), "br", ["Recife"])
    assert (feed.equipment, feed.numbered_fields) == ({"cdo"}, {"cdo"})  # type: ignore[comparison-overlap]
    for name in ("CDO_PORTO_BELO_43_SPL16", "Porto Belo cdo 43", "CDO_PORTO_BELO_43"):
        assert clean_place_name(name, "br", cluster="Recife", feed=feed) == "Porto Belo", name


def test_of_few_names_the_number_may_be_the_place_s() -> None:
    feed = read_feed(boxes(11), "br", ["Recife"])
    assert (feed.equipment, feed.numbered_fields) == ({"cdo"}, set())  # type: ignore[comparison-overlap]
    told = clean_with_trace("CDO_UMOJA_2_SPL16", "br", cluster="Recife", feed=feed)
    assert (told.place, told.alternatives) == ("Umoja 2", ("Umoja",))


def test_the_same_number_behind_all_names_is_theirs() -> None:
    names = [("Recife", f"CDO_{name.upper()}_2") for name in NAMES]
    assert read_feed(boxes(3) + names, "br", ["Recife"]).numbered_fields == frozenset()


def test_a_thing_is_one_although_another_thing_is_in_all_its_names() -> None:
    names = [("Faisalabad", f"DC-{at} {name} LYP-E0{at}") for at, name in enumerate(NAMES[:9], 1)]
    others = [("Lahore", f"{name}/DC-{at}") for at, name in enumerate(NAMES[:9], 1)]
    feed = read_feed(names + others, "pk", ["Lahore", "Faisalabad"])
    assert feed.equipment == {"dc", "lyp"}
    assert clean_place_name("DC-18 Susan Rd LYP-E02", "pk", cluster="Faisalabad", feed=feed) == "Susan Rd"


def typed(number: int, kind: str = "TD") -> list[tuple[str, str]]:
    """Names with what sort of box they have between the site's code and the place."""
    return [(CLUSTERS[at % 3], f"HNI.CGY.01{at:02}/S2-03 {kind} {name}") for at, name in enumerate(NAMES[:number])]


def test_two_letters_between_a_site_s_code_and_ever_other_names_are_a_code() -> None:
    feed = read_feed(typed(12), "vn", CLUSTERS)
    assert feed.codes == {"td"}
    assert clean_place_name("Man Thai 3 - TD DNG.STA.0203/S2-04", "vn", cluster="Thika", feed=feed) == "Man Thai 3"
    assert read_feed(typed(11), "vn", CLUSTERS).codes == frozenset(), "few names"
    plain = [(CLUSTERS[0], "TD Kangaru"), (CLUSTERS[1], "TD Mukuni")]
    assert read_feed(typed(12) + plain, "vn", CLUSTERS).codes == frozenset(), "starts names, too"
    assert read_feed(typed(12, "TU"), "vn", CLUSTERS).codes == frozenset(), "may be a word"


def test_a_quarter_of_several_towns_is_no_code_if_it_is_once_all_there_is() -> None:
    names = [(CLUSTERS[at % 5], f"Saddar-{name}") for at, name in enumerate([*NAMES, *map(str.upper, NAMES)][:20])]
    assert find_common_codes(names, "pk", []) == {"saddar"}
    assert find_common_codes([*names, (CLUSTERS[0], "Saddar")], "pk", []) == frozenset()


def test_two_letters_behind_few_of_the_sites_codes_may_be_a_word() -> None:
    others = [(CLUSTERS[at % 5], f"KUA-{at:03} {first} {name}") for at, first in enumerate(NAMES) for name in NAMES]
    assert read_feed(typed(12, "BT") + others, "my", CLUSTERS).codes == frozenset()


def test_githurai_44_and_umoja_2_keep_their_number_behind_codes() -> None:
    names = [("Nairobi", f"FDT_{name.upper()}_{at}") for at, name in enumerate(NAMES, 11)]
    feed = read_feed(names, "ke", ["Nairobi"])
    assert feed.numbered_fields == {"fdt"}
    for name, place in (("FDT_KAYOLE_31", "Kayole"), ("FDT_GITHURAI_44", "Githurai 44"), ("FDT_UMOJA_2", "Umoja 2")):
        assert clean_place_name(name, "ke", cluster="Nairobi", feed=feed) == place


def test_a_district_before_a_dash_is_no_code_without_a_thing_in_front() -> None:
    names = [("Cairo", f"المعادي - {place}") for place in ("دجلة", "زهراء", "سرايات", "النصر", "عرب", "حدائق")]
    assert read_feed(names, "eg", ["Cairo"]).path_codes == frozenset()


def test_a_cluster_s_code_may_be_in_small_letters_where_all_are() -> None:
    feed = read_feed([("Peshawar", f"PEW-{name}") for name in NAMES[:4]], "pk", ["Peshawar"])
    assert clean_place_name("pew hayatabad dc-03", "pk", cluster="Peshawar", feed=feed) == "Hayatabad"
    assert clean_place_name("Pew Hayatabad", "pk", cluster="Peshawar", feed=feed) == "Pew Hayatabad"


def test_a_thing_s_number_may_stand_behind_a_dot_in_a_script_without_capitals() -> None:
    places = ["นาคนิวาส", "ท่าศาลา", "ช้างเผือก", "หนองแก", "คอหงส์"]
    feed = read_feed([(CLUSTERS[at % 3], f"{place} ตย.{at + 3}") for at, place in enumerate(places)], "th", CLUSTERS)
    assert feed.equipment == {"ตย"}
    assert clean_place_name("แคราย ตย.12", "th", feed=feed) == "แคราย"


def test_a_number_behind_the_cluster_s_code_belongs_to_its_name() -> None:
    names = [("Sobradinho", f"SOB-{name}") for name in NAMES[:4]]
    feed = read_feed(names, "br", ["Sobradinho"])
    assert clean_place_name("SOB-CTO-0012 SOB II AR 13", "br", cluster="Sobradinho", feed=feed) == "Sobradinho II"


def test_what_is_behind_a_thing_s_number_before_a_dash_is_the_cluster_s_in_a_script_without_capitals() -> None:
    places = ["سيدي بشر", "العصافرة", "المعمورة", "السيوف", "الورديان"]
    names = [("Alexandria", f"كابينة {at} اسك - {place}") for at, place in enumerate(places, 1104)]
    short = [("Nasr City", f"كابينة {at} م.نصر - {place}") for at, place in enumerate(places, 400)]
    feed = read_feed(names + short, "eg", ["Alexandria", "Nasr City"])
    assert feed.path_codes == {"اسك", "م نصر"}
    for name, cluster in (("كابينة 12 اسك - ابيس", "Alexandria"), ("كابينة 12 م.نصر - ابيس", "Nasr City")):
        assert clean_place_name(name, "eg", cluster=cluster, feed=feed) == "ابيس"
    assert read_feed(names[:3], "eg", ["Alexandria"]).path_codes == frozenset()
    others = [("Alexandria", f"كابينة {at} {place}") for at, place in enumerate(places * 4, 1)]
    assert read_feed(names + others, "eg", ["Alexandria"]).path_codes == frozenset(), "before few names of its cluster"


def test_what_starts_paths_of_several_clusters_before_a_site_s_code_is_no_place() -> None:
    names = [(CLUSTERS[at % 3], f"SEL/PJY{at}/OLT04/{name}") for at, name in enumerate(NAMES[:12])]
    feed = read_feed(names, "my", CLUSTERS)
    assert feed.path_codes == {"sel"}
    assert clean_place_name("SEL/PJY2/OLT04/PON7/TMN SENTOSA", "my", cluster="Klang", feed=feed) == "Tmn Sentosa"
    assert read_feed(names[:11], "my", CLUSTERS).path_codes == frozenset()
    assert read_feed([*names, ("Klang", "SEL Barat")], "my", CLUSTERS).path_codes == frozenset()
    two = [(CLUSTERS[at % 2], name) for at, (_, name) in enumerate(names)]
    assert read_feed(two, "my", CLUSTERS).path_codes == frozenset()


def rooms(tail: str, number: int) -> list[tuple[str, str]]:
    """The last of the names with what else stands behind a word."""
    names = [(CLUSTERS[at % 5], f"{name}_BILTEL") for at, name in enumerate([*NAMES, *map(str.upper, NAMES)][:number])]
    return [*names, ("Embu", f"Kangaru{tail}")]


@pytest.mark.parametrize(
    ("tail", "number", "is_code"),
    [("_BILTEL TKT 2", 20, True), (", BilTel B2, kunci", 20, True), ("_BILTEL TKT 2", 19, False)],
)
def test_of_a_code_that_is_in_many_names_one_in_ten_may_be_unlike_the_others(
    tail: str, number: int, *, is_code: bool
) -> None:
    assert find_common_codes(rooms(tail, number), "my", CLUSTERS) == ({"biltel"} if is_code else set())


def test_four_names_with_three_numbers_are_enough() -> None:
    names = [("Bakı", f"{name} qutu {number}") for name, number in zip(NAMES, (3, 4, 5, 5), strict=False)]
    assert read_feed(names, "az", ["Bakı"]).equipment == {"qutu"}


@pytest.mark.parametrize(("numbered_names", "plain", "is_thing"), [(10, 2, True), (10, 3, False), (9, 1, False)])
def test_a_word_that_now_and_then_has_no_number_is_a_thing_all_the_same(
    numbered_names: int, plain: int, *, is_thing: bool
) -> None:
    names = [("Bakı", f"{name} qutu {number}") for number, name in enumerate(NAMES[:numbered_names], 3)]
    names += [("Bakı", f"{name} qutu") for name in NAMES[:plain]]
    assert read_feed(names, "az", ["Bakı"]).equipment == ({"qutu"} if is_thing else set())


@pytest.mark.parametrize(("shown", "sign", "things"), [(18, "/", {"qutu"}), (19, "/", set()), (19, " ", {"qutu"})])
def test_a_number_behind_ever_other_words_is_a_field_of_its_own(shown: int, sign: str, things: set[str]) -> None:
    words = ("".join(letters) for letters in itertools.product("kmnrtl", "aei", "dghsv", "aou"))
    others = [("Bakı", f"{word.title()}{sign}{number}") for number, word in enumerate(itertools.islice(words, shown))]
    more = [("Bakı", f"{others[0][1]}{number}") for number in range(90)]
    names = [*numbered("{} Qutu" + sign + "{}"), *others, *more]
    assert read_feed(names, "az", ["Bakı"]).equipment == things


def test_a_word_of_a_known_place_is_no_thing() -> None:
    assert read_feed(numbered("{} qutu {}"), "az", ["Bakı", "Köhnə Qutu"]).equipment == frozenset()


def test_capitals_before_several_names_of_a_cluster_they_may_be_short_for_are_its_code() -> None:
    names = [("Lima", "LIM MIRAFLORES OLT 3"), ("Lima", "LIM SURCO"), ("Lima", "SAN BORJA"), ("Cusco", "LIM X")]
    feed = read_feed(names, "pe", ["Lima", "Cusco"])
    assert feed.cluster_codes == {"lima": {"lim"}}
    assert clean_place_name("LIM SURCO", "pe", cluster="Lima", feed=feed) == "Surco"
    assert clean_place_name("LIM SURCO", "pe", cluster="Cusco", feed=feed) == "Lim Surco"


@pytest.mark.parametrize(
    ("cluster", "names"),
    [
        ("Hanoi", ["HAI BÀ TRƯNG_FAT47", "HAI BÀ TRƯNG_FAT3"]),  # one place
        ("Bangkok", ["BANG NA_FAT3", "BANG SUE_FAT3", "BANG KHAE_FAT8"]),
        ("Kinshasa", ["Kin Ruai", "Kin Gombe"]),
    ],
)
def test_the_first_word_of_names_is_no_code(cluster: str, names: list[str]) -> None:
    assert find_cluster_codes([(cluster, name) for name in names], "th") == {}


def test_what_is_learnt_is_the_same_in_any_order() -> None:
    names = [*numbered("{} qutu {}"), *each_with("Blueline_{}"), ("Lima", "LIM SURCO"), ("Lima", "LIM ATE")]
    learnt = read_feed(names, "az", []).learnt_by_kind()
    assert learnt == {"codes": ["blueline"], "equipment": ["qutu"], "cluster codes": ["lim (lima)"]}
    assert read_feed(names[::-1], "az", []).learnt_by_kind() == learnt


def test_of_what_was_not_learnt_nothing_is_said() -> None:
    assert read_feed([("Lima", "LIM SURCO"), ("Lima", "LIM ATE")], "pe", []).learnt_by_kind() == {
        "cluster codes": ["lim (lima)"]
    }


@pytest.mark.parametrize(
    ("location_name", "cluster", "place"),
    [
        ("KHI_Saddar", "Karachi", "Saddar"),
        ("LHR-Johar Town", "Lahore", "Johar Town"),
        ("SPO-VILA MADALENA", "São Paulo", "Vila Madalena"),
        ("MUM Andheri", "Mumbai", "Andheri"),
        ("KTM Baneshwor", "Kathmandu", "Baneshwor"),
        ("PTCL-LHR-Johar Town", "Lahore", "Johar Town"),
        ("Sukkur - Rohri", "Sukkur", "Rohri"),
        ("Rohri, Sukkur", "Sukkur", "Rohri"),
        ("Kampala Road", "Kampala", "Kampala Road"),
        ("KHI_Saddar", "Lahore", "Saddar"),
        ("KARACHI", "Karachi", "Karachi"),
        ("DHA Phase 5", "Dhaka", "DHA Phase 5"),
        ("KG 11 Ave Remera", "Kigali", "KG 11 Ave Remera"),
    ],
)
def test_a_cluster_s_name_or_code_is_no_part_of_its_places(location_name: str, cluster: str, place: str) -> None:
    assert clean_place_name(location_name, "pk", cluster=cluster) == place


@pytest.mark.parametrize(
    ("location_name", "cluster", "place"),
    [
        pytest.param("KLA-NAKAWA-BTS 2231", "Nakawa", "Nakawa", id="another cluster's code"),
        pytest.param("KLA_LUZIRA", "Nakawa", "Luzira", id="before a place"),
        pytest.param("KLA.LUBGA.CAB01", "Nakawa", "Lubga", id="before a place behind a dot"),
        pytest.param("UG-KLA-Makindye-FDT 21", "Makindye", "Makindye", id="behind the country's"),
        pytest.param("UG-KLA-OLT-03/PON 7", "Kampala", "Kampala", id="nothing else"),
        pytest.param("EBB Int'l Airport ODF 2", "Entebbe", "Entebbe Int'l Airport", id="only a kind of place else"),
        pytest.param("EBB_Sector 2_FDT 06", "Entebbe", "Entebbe Sector 2", id="only a numbered part else"),
        pytest.param("Luzira Prison, EB", "Entebbe", "Luzira Prison", id="two letters, last"),
        pytest.param("Luzira Prison EB", "Entebbe", "Luzira Prison", id="two letters, last behind a space"),
        pytest.param("EB-OLT-03/PON 7", "Entebbe", "Entebbe", id="two letters and nothing else"),
        pytest.param("KITORO OLD EB", "Entebbe", "Kitoro Old Entebbe", id="two letters behind Old"),
        pytest.param("Kla Hill", "Nakawa", "Kla Hill", id="no capitals"),
        pytest.param("Luzira Prison EB", "Nakawa", "Luzira Prison EB", id="last in another cluster"),
    ],
)
def test_a_code_of_any_cluster_is_no_part_of_a_place_and_stands_for_its_cluster(
    location_name: str, cluster: str, place: str
) -> None:
    names = [
        *(("Kampala", f"KLA-{name}") for name in ("Ntinda", "Bukoto")),
        *(("Entebbe", f"{code} {name}") for name in ("Kitoro", "Lunyo") for code in ("EB", "EBB")),
    ]
    feed = read_feed(names, "ug", ["Kampala", "Entebbe", "Nakawa"])
    assert clean_place_name(location_name, "ug", cluster=cluster, feed=feed) == place


ODD_NAMES = ["SSA-Pituba", "SSA_Cabula", "SSA/Bonfim FDT 3"]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ([("Salvador", name) for name in ODD_NAMES], {"salvador": frozenset({"ssa"})}),
        ([("Salvador", name) for name in ODD_NAMES[:2]], {}),
        ([("Salvador", name.replace("-", " ")) for name in ODD_NAMES], {}),
        ([("Olinda", name) for name in ODD_NAMES], {}),
        ([("Salvador", name) for name in ODD_NAMES] + [("Santos", "SSA-Centro Velho")], {}),
        (
            [("Salvador", name) for name in ODD_NAMES] + [("SSA-Subúrbio", "SSA-Periperi")],
            {"salvador": frozenset({"ssa"})},
        ),
        ([("DHA Karachi", "DHA Phase 6"), ("DHA Karachi", "DHA Phase 8")], {}),
        ([("Salvador", name.replace("SSA", "SBX")) for name in ODD_NAMES], {"salvador": frozenset({"sbx"})}),
        ([("Salvador", name.replace("SSA", "SSAX")) for name in ODD_NAMES], {}),
        (
            [(cluster, name.replace("SSA", "GYN")) for cluster in ("Goiânia", "Goiania") for name in ODD_NAMES],
            {"goiânia": frozenset({"gyn"}), "goiania": frozenset({"gyn"})},
        ),
    ],
    ids=[
        "an airport's",
        "too few",
        "a space may be in a name",
        "another letter",
        "two clusters",
        "its parts",
        "a word",
        "another airport's",
        "four letters",
        "one cluster, written twice",
    ],
)
def test_a_cluster_s_code_need_not_be_short_for_its_name(
    names: list[tuple[str, str]], codes: dict[str, frozenset[str]]
) -> None:
    assert find_cluster_codes(names, "br") == codes


def test_a_cluster_s_code_may_stand_behind_a_known_code() -> None:
    names = [("Fortaleza", f"GPON-FLA-{name}-CTO 3") for name in ("AEROPORTO", "ALDEOTA")]
    feed = read_feed(names, "br", ["Fortaleza"])
    assert feed.cluster_codes == {"fortaleza": {"fla"}}
    assert clean_place_name("GPON-FLA-AEROPORTO-CTO 2", "br", cluster="Fortaleza", feed=feed) == "Fortaleza Aeroporto"


@pytest.mark.parametrize("pattern", ["PTCL-{} QUTU {}", "PTCL_{} QUTU {}", "PT/{} QUTU {}", "PTCLX-{} QUTU {}"])
def test_a_thing_may_stand_behind_the_same_code_in_all_names(pattern: str) -> None:
    assert read_feed(numbered(pattern), "az", ["Bakı"]).equipment == {"qutu"}


def test_behind_the_same_word_in_all_names_it_is_a_part_of_one() -> None:
    for pattern in ("Sahil {} Qutu {}", "SAHIL {} QUTU {}", "Sahil-{} Qutu {}", "SAHILA-{} QUTU {}"):
        assert read_feed(numbered(pattern), "az", ["Bakı"]).equipment == frozenset()


def paths(pattern: str = "UG-{}-{}-FDT03", codes: tuple[str, ...] = ("CEN", "EST", "NTH")) -> list[tuple[str, str]]:
    """The pattern with ever another of the codes, before ever another name, in ever another cluster."""
    names = map(str.upper, NAMES[:12])
    return [(CLUSTERS[n % 3], pattern.format(codes[n % len(codes)], name)) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    "pattern", ["UG-{}-{}-FDT03", "TW.{}.{}.ODB.016", "ZZ_{}_{}_7", "ZZ/{}/{}/FDT 4", "РФ-{}-{}-ОРК 3"]
)
def test_codes_that_stand_second_in_a_path_are_no_part_of_a_name(pattern: str) -> None:
    feed = read_feed(paths(pattern), "ug", CLUSTERS)
    assert feed.path_codes == {"cen", "est", "nth"}
    assert feed.learnt_by_kind()["path codes"] == ["cen", "est", "nth"]
    assert clean_place_name("UG-EST-BUGEMBE-FDT02-ODB03", "ug", cluster="Jinja", feed=feed) == "Bugembe"


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(paths()[:11], id="few names"),
        pytest.param([("Embu", name) for _, name in paths()], id="one cluster"),
        pytest.param([*paths(), ("Embu", "UG-NAGURU-HILL-FDT03")], id="a longer word among them"),
        pytest.param([*paths(), ("Embu", "UG-Cen-KATWE-FDT03")], id="small letters"),
        pytest.param([*paths(), ("Embu", "UG-CEN KATWE-FDT03")], id="another sign behind it"),
        pytest.param(paths(codes=("CEN", "EST", "NTH", "WST", "STH")), id="many of them"),
        pytest.param(paths("UG {} {} FDT03"), id="spaces"),
        pytest.param(paths("UG-{}-{}-FDT03", ("OLD", "NEW")), id="ordinary words"),
    ],
)
def test_less_than_that_is_no_code_of_a_region(names: list[tuple[str, str]]) -> None:
    assert read_feed(names, "ug", CLUSTERS).path_codes <= {"ug"}


MANY_NAMES = [f"CABA-{name.upper()}-NAP 1" for name in NAMES[:6]]


@pytest.mark.parametrize(
    ("names", "is_code"),
    [
        pytest.param([("Buenos Aires", name) for name in MANY_NAMES], True, id="never alone"),
        pytest.param([("Buenos Aires", name) for name in [*MANY_NAMES, "CABA-OLT-01"]], True, id="once"),
        pytest.param(
            [("Buenos Aires", name) for name in [*MANY_NAMES, "CABA-OLT-01", "CABA-OLT-02"]], False, id="twice"
        ),
        pytest.param([("Buenos Aires", name) for name in [*MANY_NAMES, "CABA FDT 3", "CABA"]], False, id="as a name"),
        pytest.param([("Buenos Aires", name) for name in MANY_NAMES[1:]], False, id="five"),
        pytest.param([("Buenos Aires", name.replace("CABA-", "CABA ")) for name in MANY_NAMES], False, id="a space"),
        pytest.param(
            [*(("Buenos Aires", name) for name in MANY_NAMES), ("Morón", "CABA-HAEDO")], False, id="elsewhere"
        ),
        pytest.param(
            [("Buenos Aires", name.replace("CABA", "Caba")) for name in MANY_NAMES], False, id="small letters"
        ),
        pytest.param([("Buenos Aires", name.replace("CABA", "CABAX")) for name in MANY_NAMES], False, id="longer"),
    ],
)
def test_what_stands_before_many_names_of_one_cluster_is_a_code(names: list[tuple[str, str]], *, is_code: bool) -> None:
    feed = read_feed(names, "ar", ["Buenos Aires", "Morón"])
    assert feed.path_codes == ({"caba"} if is_code else set())
    assert (clean_place_name("CABA-PALERMO", "ar", feed=feed) == "Palermo") == is_code
    assert clean_place_name("CABA-FTTH-NAP 3", "ar", cluster="Buenos Aires", feed=feed) == "Caba", "not its cluster"


@pytest.mark.parametrize(
    ("more", "is_code"),
    [
        pytest.param([], True, id="never alone"),
        pytest.param(["GAR-GPON-0045"], True, id="once"),
        pytest.param(["GAR-GPON-0045", "GAR-OLT-02"], False, id="twice"),
        pytest.param(["GAR OSU"], False, id="as a name"),
        pytest.param(["GAR-FDT3-OSU"], False, id="before a code with its number"),
        pytest.param([f"GAR GPON-{NAMES[1]}-DP 2"], True, id="behind a space"),
        pytest.param(["GAR GPON OSU"], False, id="with nothing to set it off"),
    ],
)
def test_what_stands_only_in_front_of_known_codes_is_one(more: list[str], *, is_code: bool) -> None:
    names = [("Accra", name) for name in [*(f"GAR-GPON-{name}-DP 1" for name in NAMES[:6]), *more]]
    feed = read_feed(names, "gh", ["Accra"])
    assert ("gar" in feed.codes) == is_code
    assert clean_place_name("GAR-GPON-0045-DP 2", "gh", feed=feed) == (None if is_code else "Gar")
    if is_code:
        assert "gar" not in read_feed(names[1:], "gh", ["Accra"]).codes, "fewer names"
        assert "gar" not in read_feed(names, "gh", ["Accra", "Gar"]).codes, "a known place"
        assert "gar" not in read_feed([(c, n.replace("GPON", "KANDA")) for c, n in names], "gh", []).codes
        assert "east" not in read_feed([(c, n.replace("GAR", "EAST")) for c, n in names], "gh", []).codes
        assert "gar" not in read_feed([(c, n.replace("GAR", "Gar")) for c, n in names], "gh", []).codes
        assert "garx" not in read_feed([(c, n.replace("GAR", "GARDE")) for c, n in names], "gh", []).codes


def test_so_is_a_word_that_no_sign_sets_off_from_the_code_behind_it() -> None:
    names = [("Betim", f"Proj FTTH - {name} - Armário 04") for name in NAMES[:6]]
    feed = read_feed(names, "br", ["Betim"])
    assert feed.codes == {"proj"}
    assert clean_place_name("Proj FTTH - Buritis Fase 2 - Armário 04", "br", feed=feed) == "Buritis Fase 2"
    assert read_feed([(c, n.replace("FTTH - ", "FTTH ")) for c, n in names], "br", ["Betim"]).codes == frozenset()


def test_a_code_that_is_short_for_its_cluster_stays_its_code_in_front_of_other_codes() -> None:
    feed = read_feed([("Accra", f"ACC-GPON-{name}-DP 1") for name in NAMES[:6]], "gh", ["Accra"])
    assert "acc" not in feed.codes
    assert feed.cluster_codes == {"accra": {"acc"}}


def test_capitals_and_the_word_behind_them_that_names_of_several_clusters_start_with_are_a_code() -> None:
    names = each_with("CSQ Metro {} Pole 4")
    feed = read_feed(names, "gh", CLUSTERS)
    assert feed.codes == {"csq metro"}
    assert clean_place_name("CSQ Metro Graphic Road MH 11", "gh", feed=feed) == "Graphic Road"
    alone = read_feed([(c, n.replace("Metro ", "")) for c, n in names], "gh", CLUSTERS)
    assert alone.codes == {"csq"}, "the word behind it is none"
    kinds = read_feed([(c, n.replace("Metro", "Town")) for c, n in names], "gh", CLUSTERS)
    assert kinds.codes == {"csq"}, "nor is what is a kind"
    assert read_feed(names, "gh", [*CLUSTERS, "Csq"]).codes == frozenset(), "a known place"
    for changed in (
        [("Embu", name) for _, name in names],  # of one cluster: HLM of Dakar
        [(c, n.upper()) for c, n in names],
        [(c, n.replace("CSQ", "SAN")) for c, n in names],
        [(c, n.replace("CSQ", "ST")) for c, n in names],
        [(c, n.replace("CSQ", "KX")) for c, n in names],
        [(c, n.replace("CSQ", "Csq")) for c, n in names],
        names[:11],
        [*names, *(("Embu", f"{name} CSQ") for name in NAMES[:0]), *(("Embu", f"CSQ-{n}") for n in range(8))],
    ):
        assert read_feed(changed, "gh", CLUSTERS).codes == frozenset()


def test_with_a_vowel_they_are_a_code_only_where_names_of_many_clusters_start_with_them() -> None:
    names = each_with("ABG {} Pole 4")
    assert read_feed(names, "de", CLUSTERS).codes == {"abg"}
    said = [(cluster, name.replace("ABG", "ZAC de la")) for cluster, name in names]
    assert read_feed(said, "fr", CLUSTERS).codes == frozenset(), "but a kind"
    few = [(min(cluster, "Kisumu"), name) for cluster, name in names]
    assert len({cluster for cluster, _ in few}) == 2
    assert read_feed([*few, ("Meru", "ABG Meru Mjini"), ("Thika", "ABG Thika Mjini")], "de", []).codes == frozenset()


def test_a_thing_is_known_beside_a_code_that_is_learnt() -> None:
    names = [(cluster, f"ABG {name} Zyx {n} | MFG 0{n}") for n, (cluster, name) in enumerate(each_with("{}"))]
    feed = read_feed(names, "de", CLUSTERS)
    assert {"abg"} <= feed.codes
    assert "zyx" in feed.equipment
    assert clean_place_name("ABG Wiederitzsch Zyx 2 | MFG 14", "de", feed=feed) == "Wiederitzsch"


@pytest.mark.parametrize(
    ("more", "letter"),
    [
        ([], "h"),
        ([("Leipzig", "VX-H-KAMURI-NVT-1")], ""),  # of two clusters
        ([("Leipzig", "VY-H-KAMURI-NVT-1")], "h"),  # in another network
        ([("Hannover", "VX-S-KAMURI-NVT-1")] * 3, "h"),
    ],
)
def test_a_letter_stands_for_a_cluster_where_all_names_that_start_like_this_have_it(
    more: list[tuple[str, str]], letter: str
) -> None:
    names = [("Hannover", f"VX-H-{name.upper()}-NVT-0{n}") for n, name in enumerate(NAMES[:3])]
    feed = read_feed([*names, *more], "de", ["Hannover", "Leipzig"])
    assert feed.cluster_codes.get("hannover", frozenset()) == ({letter} - {""})
    place = clean_place_name("VX-H-RICKLINGEN-NVT-12", "de", cluster="Hannover", feed=feed)
    assert place == ("Ricklingen" if letter else "H Ricklingen")
    assert clean_place_name("H-Block Linden", "de", cluster="Hannover", feed=feed) == "H-Block Linden"
    assert clean_place_name("VX-H-12 Linden", "de", cluster="Hannover", feed=feed) != "12 Linden"


def test_three_names_of_a_cluster_tell_its_letter_two_do_not() -> None:
    names = [("Hannover", f"VX-H-{name.upper()}-NVT-0{n}") for n, name in enumerate(NAMES[:2])]
    assert read_feed(names, "de", []).cluster_codes == {}
    other = [("Hannover", f"VX-K-{name.upper()}-NVT-0{n}") for n, name in enumerate(NAMES[:9])]
    assert "k" not in read_feed(other, "de", []).cluster_codes.get("hannover", frozenset())


def test_five_capitals_before_names_in_small_letters_may_be_a_code() -> None:
    names = [("Addis Ababa", f"ET_SWAAZ_{name}_ODB_0{n}") for n, name in enumerate(NAMES[:6])]
    more = each_with("ET_{}_ODB_1")
    feed = read_feed([*names, *more], "et", [])
    assert "swaaz" in feed.path_codes
    assert clean_place_name("ET_SWAAZ_Lebu_ODB_064", "et", cluster="Addis Ababa", feed=feed) == "Lebu"
    capitals = read_feed([(c, n.upper()) for c, n in [*names, *more]], "et", [])
    assert "swaaz" not in capitals.path_codes


def test_consonants_are_a_code_though_once_only_a_generic_word_is_left_behind_them() -> None:
    assert "xkt" in find_common_codes([*each_with("XKT_{}_FDT1"), ("Meru", "XKT_Market_FDT1")], "pk", CLUSTERS)
    assert "xet" not in find_common_codes([*each_with("XET_{}_FDT1"), ("Meru", "XET_Market_FDT1")], "pk", CLUSTERS)


def test_a_larger_code_goes_though_another_code_was_dropped_behind_it() -> None:
    names = [("Cairo", f"CAI-MSAN-{name}-CAB 1") for name in NAMES[:3]]
    feed = read_feed(names, "eg", ["Cairo", "Helwan"])
    assert clean_place_name("CAI-MSAN-Helwan-CAB 17", "eg", cluster="Helwan", feed=feed) == "Helwan"
    assert clean_place_name("CAI-MSAN/Helwan-CAB 17", "eg", cluster="Helwan", feed=feed) != "Helwan"


def test_a_cluster_s_code_is_known_behind_what_stands_in_front_of_known_codes() -> None:
    names = [("Cebu City", f"XKA_FTTH_CEB_{name}_LCP1") for name in NAMES[:6]]
    feed = read_feed(names, "ph", ["Cebu City"])
    assert feed.codes == {"xka"}
    assert feed.cluster_codes == {"cebu city": {"ceb"}}
    spaced = [("Cebu City", f"XKA_FTTH CEB {name}_LCP1") for name in NAMES[:6]]
    assert read_feed([*names, *spaced], "ph", ["Cebu City"]).cluster_codes == {"cebu city": {"ceb"}}


def test_consonants_between_a_known_code_and_many_names_of_one_cluster_are_a_code() -> None:
    names = [("Quezon City", f"GPON QCN {name.upper()} FDT 1") for name in NAMES[:6]]
    feed = read_feed(names, "ph", ["Quezon City"])
    assert feed.path_codes == {"qcn"}
    assert clean_place_name("GPON QCN HOLY SPIRIT FDT11", "ph", cluster="Quezon City", feed=feed) == "Holy Spirit"
    assert clean_place_name("QCN HOLY SPIRIT FDT11", "ph", cluster="Quezon City", feed=feed) == "QCN Holy Spirit"
    assert clean_place_name("GPON Qcn Holy Spirit", "ph", cluster="Quezon City", feed=feed) == "Qcn Holy Spirit"
    caba = read_feed([("Buenos Aires", name) for name in MANY_NAMES], "ar", ["Buenos Aires"])
    assert clean_place_name("GPON CABA PALERMO FDT11", "ar", cluster="Buenos Aires", feed=caba) == "Caba Palermo"
    for code in ("SAN", "QCNX", "QC"):
        other = read_feed([(c, n.replace("QCN", code)) for c, n in names], "ph", ["Quezon City"])
        assert other.path_codes == frozenset(), code


def test_a_known_place_is_no_code_though_it_stands_before_many_names() -> None:
    names = [("Buenos Aires", name) for name in MANY_NAMES]
    assert read_feed(names, "ar", ["Buenos Aires", "Caba"]).path_codes == frozenset()
    assert read_feed(paths(), "ug", [*CLUSTERS, "Cen"]).path_codes == {"est", "nth"}
    assert read_feed([(c, n.replace("CABA", "POLE")) for c, n in names], "ar", []).path_codes == frozenset()


def test_a_thing_in_front_of_many_names_is_no_part_of_them_though_it_has_no_number() -> None:
    names = each_with("NODO {} - ARM 02 - CAJA 05")
    feed = read_feed([*names, ("Embu", "NODO 14 - ARM 02")], "ar", CLUSTERS)
    assert feed.codes == {"nodo"}
    assert clean_place_name("NODO BOEDO - ARM 03 - CAJA 12", "ar", feed=feed) == "Boedo"
    assert read_feed([*names, ("Embu", "KARURA NODO 14")], "ar", CLUSTERS).codes == frozenset()


@pytest.mark.parametrize(
    ("code", "is_learnt"),
    [("LIM", True), ("LM", True), ("L", False), ("Lim", False), ("LIMA", False), ("PER", False), ("LI2", False)],
)
def test_a_code_of_a_cluster_has_two_to_five_letters_of_its_name(code: str, *, is_learnt: bool) -> None:
    names = [("Lima", f"{code} {name}") for name in ("Surco", "Ate")]
    assert find_cluster_codes(names, "pe") == ({"lima": {code.lower()}} if is_learnt else {})


@pytest.mark.parametrize(("code", "is_learnt"), [("KRCHI", True), ("KARCHI", False), ("KARACHI", False)])
def test_a_longer_code_is_a_field(code: str, *, is_learnt: bool) -> None:
    names = [("Karachi", f"{code}-{name}") for name in ("Saddar", "Clifton")]
    assert find_cluster_codes(names, "pk") == ({"karachi": {code.lower()}} if is_learnt else {})
    assert find_cluster_codes([(cluster, name.replace("-", " ")) for cluster, name in names], "pk") == {}


@pytest.mark.parametrize("code", ["AIRES", "BUENOS", "C1", "CABAXY", "Caba"])
def test_a_word_of_the_cluster_or_what_is_no_code_is_none_though_it_stands_before_many_names(code: str) -> None:
    names = [("Buenos Aires", name.replace("CABA", code)) for name in MANY_NAMES]
    assert find_cluster_codes(names, "ar") == {}
    assert read_feed(names, "ar", ["Buenos Aires"]).path_codes == frozenset()


def test_a_code_of_two_letters_alone_stands_for_its_cluster() -> None:
    feed = read_feed([("Kigali", f"KG_{name}") for name in NAMES[:3]], "rw", ["Kigali"])
    assert clean_place_name("KG-OLT-07", "rw", cluster="Kigali", feed=feed) == "Kigali"
    assert clean_place_name("KG-OLT-07", "rw", cluster="Huye", feed=feed) is None
