"""Clusters get their centroid: a real database, the script, each provider over HTTP in its own form."""

from __future__ import annotations

from collections import Counter

import pytest

from fake_geocoder import Place
from geocoding_fixtures import (
    BOTH,
    EVERY_PROVIDER,
    KAJIADO_COUNTY,
    KILIMANI,
    GeocodingSetup,
    at,
)
from records import make_crq

# --- clusters ---


@pytest.mark.parametrize("provider", EVERY_PROVIDER)
def test_clusters_of_present_tickets_get_their_centroid_and_the_tickets_follow(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Nakuru", -0.9000, 36.9000, kind="place=municipality"),
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", confidence=3, place_rank=16, town="Nakuru"),
    ]
    geo.add_inc("NW_Phase 2_FDT1", cluster=" NAKURU")
    geo.add("crq", make_crq(1, cluster="Nakuru"))
    geo.add("crq", make_crq(2, cluster="Nakuru"))
    geo.add("crq", make_crq(3, cluster="Kajiado"))
    geo.add("crq", make_crq(4, cluster="Atlantis"))
    geo.add("crq", make_crq(5, cluster="Left long ago"))
    geo.add("crq", make_crq(6, cluster=" "))
    geo.db.execute("UPDATE tickets.crq SET gone_at = now() WHERE ticket_id LIKE '%5'")

    outcome = geo("--geocode-clusters", "--apply")
    assert outcome.report.keys() == {"applied", "clusters", "unplaced"}
    assert outcome.report["clusters"] == {"pending": 3, "requests": 3, "ok": 1, "not_found": 1, "too_coarse": 1}
    assert outcome.exit_code == 0
    rows = geo.clusters()
    assert {name: (row["status"], row["at"]) for name, row in rows.items()} == {
        "Nakuru": ("ok", [-0.2833, 36.0667]),
        "Kajiado": ("too_coarse", at(KAJIADO_COUNTY)),
        "Atlantis": ("not_found", None),
    }
    nakuru = rows["Nakuru"]
    assert (nakuru["provider"], nakuru["query"], nakuru["verified"]) == (geo.provider, "Nakuru, Kenya", False)
    assert nakuru["label"] == "Nakuru, Kenya"
    assert rows["Kajiado"]["label"] == "Kajiado, Nairobi, Kenya"
    assert sorted(geo.asked()) == ["Atlantis", "Kajiado", "Nakuru"]
    placed = geo.read(
        "SELECT ticket_id, geo_source FROM tickets.crq UNION SELECT ticket_id, geo_source FROM tickets.inc"
    )
    assert Counter(row["geo_source"] for row in placed) == {"cluster": 3, "none": 4}

    again = geo("--geocode-clusters", "--apply")
    assert again.exit_code == 0
    assert again.report["clusters"] == {"pending": 0, "requests": 0, "ok": 0, "not_found": 0, "too_coarse": 0}
    assert len(geo.fake.requests) == 3
    assert geo.usage() == 3


# --- names that say no one place ---


def test_a_region_is_refused_without_a_request_and_the_row_says_why(geo: GeocodingSetup) -> None:
    geo.fake.places.append(Place("North Rift", -1.2, 36.8, kind="place=hamlet"))
    geo.add_inc("Kilimani", cluster="North Rift")
    dry = geo("--geocode-clusters")
    assert dry.counts("clusters") == {"pending": 1, "too_coarse": 1}
    assert geo("--geocode-clusters", "--apply").counts("clusters") == dry.counts("clusters")
    assert geo.fake.requests == []
    row = geo.clusters()["North Rift"]
    assert (row["status"], row["at"], row["query"]) == ("too_coarse", None, None)
    assert "a region" in row["note"]


@pytest.mark.parametrize(
    ("cluster", "kinds", "status", "requests"),
    [
        pytest.param("Springs", ["city"], "ok", 1, id="the one town of this name"),
        pytest.param("Springs", ["town", "hamlet"], "ok", 1, id="a hamlet is no town"),
        pytest.param("Springs", ["town", "city"], "too_coarse", 1, id="one of two towns"),
        pytest.param("Springs", ["village"], "too_coarse", 1, id="a village may be any"),
        pytest.param("Springs", [], "too_coarse", 1, id="nothing"),
        pytest.param("Central", ["city"], "too_coarse", 0, id="a region"),
        pytest.param("Sample", ["city"], "too_coarse", 0, id="a word for no value"),
        pytest.param("CBD", ["city"], "too_coarse", 0, id="letters"),
        pytest.param("Industrial Area", ["city"], "too_coarse", 0, id="two words"),
    ],
)
def test_a_town_may_be_called_after_a_kind_of_place(
    cluster: str, kinds: list[str], status: str, requests: int, geo: GeocodingSetup
) -> None:
    geo.fake.places += [Place(cluster, -1.2 - at, 36.8, kind=f"place={kind}") for at, kind in enumerate(kinds)]
    geo.add_inc("Kilimani", cluster=cluster)
    geo("--geocode-clusters", "--apply")
    row = geo.clusters()[cluster]
    assert (row["status"], len(geo.fake.requests)) == (status, requests)
    assert "a kind of place" in row["note"]


def test_a_part_of_a_city_that_no_map_has_is_at_the_city(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", confidence=3, place_rank=16, town="Nakuru"),
        Place("Kahawa", -1.19, 36.92, kind="place=suburb", place_rank=19, town="Nairobi"),
    ]
    geo.add_inc("Kilimani", cluster="Nakuru South")
    geo.add_inc("Kilimani", cluster="Kahawa West")
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {
        "pending": 2,
        "requests": 4,
        "ok": 1,
        "not_found": 1,
    }
    rows = geo.clusters()
    assert (rows["Nakuru South"]["at"], rows["Nakuru South"]["query"]) == ([-0.2833, 36.0667], "Nakuru, Kenya")
    assert rows["Nakuru South"]["note"] == "only Nakuru goes by this name, the whole city"
    assert rows["Kahawa West"]["note"] == "no town of the country goes by this name"
    assert rows["Kahawa West"]["query"] == "Kahawa West, Kenya"
    assert sorted(geo.asked()) == ["Kahawa", "Kahawa West", "Nakuru", "Nakuru South"]


def test_a_county_named_after_a_part_of_a_town_stays_too_coarse(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Kajiado Central", -1.9, 36.8, kind="place=county", place_rank=8),
        Place("Kajiado", -1.85, 36.78, kind="place=town", place_rank=18),
    ]
    geo.add_inc("Kilimani", cluster="Kajiado Central")
    geo("--geocode-clusters", "--apply")
    row = geo.clusters()["Kajiado Central"]
    assert (row["status"], row["query"]) == ("too_coarse", "Kajiado Central, Kenya")
    assert row["at"] == [-1.9, 36.8]


def test_a_cluster_named_by_its_city_s_letters_is_at_the_city(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16),
        Place("Athi River", -1.4544, 36.9783, kind="place=town", place_rank=18),
        Place("Thika", -1.0333, 37.0693, kind="place=town", place_rank=18),
        Place("Taveta Hika", -3.4, 37.68, kind="place=town", place_rank=18),
    ]
    for cluster in (
        "Nakuru",
        "Athi River",
        "Thika",
        "Taveta Hika",
        "NKR-SOUTH-02",
        "AR East",
        "TIK-SOUTH",
        "NKR-Lanet",
    ):
        geo.add_inc("Kilimani", cluster=cluster)
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {
        "pending": 8,
        "requests": 10,  # Lanet, in Nakuru
        "ok": 6,
        "not_found": 2,
    }
    rows = geo.clusters()
    assert (rows["NKR-SOUTH-02"]["at"], rows["NKR-SOUTH-02"]["note"]) == (
        [-0.2833, 36.0667],
        "NKR is taken for Nakuru: the whole city",
    )
    assert rows["AR East"]["at"] == [-1.4544, 36.9783]
    assert rows["TIK-SOUTH"]["status"] == "not_found"  # Thika, or Taveta Hika
    assert rows["NKR-Lanet"]["status"] == "not_found"


def test_a_night_with_one_new_cluster_of_letters_takes_its_city_as_well(geo: GeocodingSetup) -> None:
    geo.fake.places.append(Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16))
    geo.add_inc("Kilimani", cluster="Nakuru")
    geo("--geocode-clusters", "--apply")
    geo.add_inc("Kilimani", cluster="NKR-SOUTH-02")
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {"pending": 1, "requests": 1, "ok": 1}
    assert geo.clusters()["NKR-SOUTH-02"]["at"] == [-0.2833, 36.0667]


@pytest.mark.parametrize("cluster", ["CBD", "NOC", "CBD-NORTH"])
def test_letters_that_every_town_has_stand_for_no_city(geo: GeocodingSetup, cluster: str) -> None:
    geo.fake.places += [
        Place("Cabo Delgado", -1.2, 36.8, kind="place=city", place_rank=16),
        Place("Nocheto", -1.3, 36.9, kind="place=city", place_rank=16),
    ]
    for name in ("Cabo Delgado", "Nocheto", cluster):
        geo.add_inc("Kilimani", cluster=name)
    geo("--geocode-clusters", "--apply")
    assert geo.clusters()[cluster]["status"] != "ok"


def test_a_verified_cluster_of_letters_stays_where_a_person_put_it(geo: GeocodingSetup) -> None:
    geo.fake.places.append(Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16))
    geo.add_inc("Kilimani", cluster="NKR-SOUTH-02")
    geo("--geocode-clusters", "--apply")
    geo.db.execute("UPDATE tickets.geo_clusters SET verified = true, status = 'rejected', geom = NULL")
    geo.add_inc("Kilimani", cluster="Nakuru")
    geo("--geocode-clusters", "--apply", "--retry-failed")
    assert geo.clusters()["NKR-SOUTH-02"]["status"] == "rejected"


def add_certain(geo: GeocodingSetup, cluster: str, *points: tuple[float, float]) -> None:
    """Tickets whose feed has coordinates."""
    first = geo.count("crq")
    for number, (lat, lng) in enumerate(points, first + 1):
        geo.add("crq", make_crq(number, cluster=cluster, lat=lat, lng=lng))


@pytest.mark.parametrize("cluster", ["Thika Road", "Industrial Area"])
def test_a_cluster_nobody_can_find_lies_in_the_middle_of_what_is_certain(geo: GeocodingSetup, cluster: str) -> None:
    geo.fake.places.append(Place("Thika Road", -1.2, 36.9, kind="highway=trunk"))
    geo.add_inc("NW_Kilimani_FDT1", cluster=cluster)
    add_certain(geo, cluster, (-1.20, 36.86), (-1.24, 36.90))
    geo.db.execute("SELECT tickets.verify_place(%s, 'Roysambu', 36.88, -1.22)", (cluster,))
    outcome = geo(*BOTH, "--apply")
    assert outcome.counts("clusters") == {"pending": 1, "ok": 1} | ({"requests": 1} if cluster == "Thika Road" else {})
    row = geo.clusters()[cluster]
    assert (row["status"], row["at"], row["verified"]) == ("ok", [-1.22, 36.88], False)
    assert row["note"].startswith("the middle of 3 tickets with coordinates and verified places; ")
    assert geo.tickets()["NW_Kilimani_FDT1"] == ("location", (KILIMANI.lat, KILIMANI.lng))


@pytest.mark.parametrize(
    ("cluster", "points", "status"),
    [
        pytest.param("Thika Road", [(-1.2, 36.86)], "not_found", id="one point has nothing to agree with"),
        pytest.param("Thika Road", [(-1.2, 36.86), (-1.2, 36.9), (0.5, 35.3)], "not_found", id="one is far off"),
        pytest.param("North Rift", [(0.5, 35.3), (0.52, 35.3)], "too_coarse", id="a region has other towns"),
        pytest.param("Kajiado", [(-1.5, 36.9), (-1.5, 36.92)], "too_coarse", id="so has a county"),
    ],
)
def test_what_is_certain_must_agree_and_is_no_middle_of_a_region(
    geo: GeocodingSetup, cluster: str, points: list[tuple[float, float]], status: str
) -> None:
    add_certain(geo, cluster, *points)
    geo("--geocode-clusters", "--apply")
    row = geo.clusters()[cluster]
    assert (row["status"], row["note"].startswith("the middle of")) == (status, False)


def test_tickets_that_are_gone_or_placed_by_their_name_are_not_certain(nairobi: GeocodingSetup) -> None:
    add_certain(nairobi, "Thika Road", (-1.2, 36.86), (-1.24, 36.9))
    nairobi.db.execute(
        "UPDATE tickets.crq SET gone_at = now() WHERE ticket_id = (SELECT min(ticket_id) FROM tickets.crq)"
    )
    nairobi.add_inc("Kilimani", cluster="Thika Road")
    nairobi("--geocode-clusters", "--apply")
    assert nairobi.clusters()["Thika Road"]["status"] == "not_found"


def test_a_verified_place_without_a_point_is_nothing_certain(nairobi: GeocodingSetup) -> None:
    add_certain(nairobi, "Thika Road", (-1.2, 36.86), (-1.24, 36.9))
    nairobi.add_location("Roasters", None, cluster="Thika Road", status="not_found", verified=True)
    nairobi("--geocode-clusters", "--apply")
    assert nairobi.clusters()["Thika Road"]["status"] == "ok"


def test_clusters_of_most_tickets_are_asked_for_first(geo: GeocodingSetup) -> None:
    for number, cluster in enumerate(("Eldoret", "Thika", "Thika")):
        geo.add("crq", make_crq(number, cluster=cluster))
    assert geo("--geocode-clusters", "--apply", "--limit", "1").exit_code == 4
    assert geo.clusters().keys() == {"Thika"}


def test_a_cluster_that_is_a_quarter_of_another_is_there(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16),
        Place("Lanet", -0.29, 36.13, town="Nakuru"),
    ]
    for cluster in ("Nakuru", "Nakuru Lanet", "NKR-Lanet", "Nakuru Xanadu"):
        geo.add_inc("Kilimani", cluster=cluster)
    counts = geo("--geocode-clusters", "--apply").counts("clusters")
    assert counts == {"pending": 4, "requests": 6, "ok": 3, "not_found": 1}
    rows = geo.clusters()
    assert [(rows[one]["at"], rows[one]["note"]) for one in ("Nakuru Lanet", "NKR-Lanet")] == [
        ([-0.29, 36.13], "in Nakuru")
    ] * 2
    assert (rows["Nakuru Xanadu"]["status"], rows["Nakuru Xanadu"]["at"]) == ("not_found", None)


def test_a_cluster_s_code_is_learnt_from_the_feed_though_it_is_not_short_for_its_name(geo: GeocodingSetup) -> None:
    geo.fake.places += [
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16),
        Place("Lanet", -0.29, 36.13, town="Nakuru"),
    ]
    geo.add_inc("NXQ-Lanet FDT 2", "NXQ_Section Xanadu", "NXQ-Free Area", cluster="Nakuru")
    geo.add_inc("Lanet", cluster="NXQ-SOUTH")
    geo("--geocode-clusters", "--geocode-locations", "--apply")
    row = geo.clusters()["NXQ-SOUTH"]
    assert (row["at"], row["note"]) == ([-0.2833, 36.0667], "NXQ is taken for Nakuru: the whole city")
    assert (geo.locations()["NXQ-Lanet FDT 2"]["place"], geo.locations()["Lanet"]["status"]) == ("Lanet", "ok")


def test_a_night_with_one_new_cluster_that_is_a_part_of_a_city_finds_it_as_well(geo: GeocodingSetup) -> None:
    """Though the server answers nothing to its whole name, and nothing else is asked."""
    geo.fake.places += [
        Place("Nakuru", -0.2833, 36.0667, kind="place=city", place_rank=16),
        Place("Lanet", -0.29, 36.13, town="Nakuru"),
    ]
    geo.add_inc("Kilimani", cluster="Nakuru")
    geo("--geocode-clusters", "--apply")
    geo.add_inc("Kilimani", cluster="Nakuru Lanet")
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {"pending": 1, "requests": 2, "ok": 1}
    assert geo.clusters()["Nakuru Lanet"]["at"] == [-0.29, 36.13]
    geo.add_inc("Kilimani", cluster="NKR-SOUTH")  # no name: it is not asked for
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {"pending": 1, "ok": 1}
    assert geo.clusters()["NKR-SOUTH"]["at"] == [-0.2833, 36.0667]
    geo.add_inc("Kilimani", cluster="Nakuru Xanadu")
    assert geo("--geocode-clusters", "--apply").counts("clusters") == {"pending": 1, "requests": 2, "not_found": 1}
