"""How names and statuses are read out of records: reference fields, lists, HTML, and words for no value."""

from __future__ import annotations

import html
import json
from typing import Any

import psycopg
import pytest

Db = psycopg.Connection[Any]


def read(db: Db, record: Any) -> tuple[Any, ...]:
    query = (
        "SELECT tickets.cluster_of(r), tickets.location_of(r), tickets.status_of(r) FROM (SELECT %s::jsonb AS r) AS x"
    )
    return db.execute(query, (json.dumps(record),)).fetchone() or ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("Nairobi", "Nairobi", id="text"),
        pytest.param(17, "17", id="number"),
        pytest.param(
            {"display_value": "Nairobi", "link": "https://example.com/x", "value": "0a1b"}, "Nairobi", id="ref"
        ),
        pytest.param({"display_value": "", "value": ""}, None, id="empty reference"),
        pytest.param({"display_value": None, "value": "0a1b"}, None, id="reference without a display value"),
        pytest.param({"display_value": {"x": 1}}, None, id="object in a reference"),
        pytest.param({"value": "0a1b"}, None, id="another object"),
        pytest.param(["Nairobi"], None, id="list of one"),
        pytest.param(["Nairobi", "Nakuru"], None, id="list of two"),
        pytest.param([], None, id="empty list"),
        pytest.param([{"x": 1}], None, id="list of an object"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_value_is_read_from_whatever_it_is_wrapped_in(db: Db, value: Any, text: str | None) -> None:
    cluster, location, status = read(db, {"cluster": value, "location_name": value, "status": value})
    assert (cluster, location) == (text, text)
    assert (status or None) == (text.lower() if text else None)


@pytest.mark.parametrize("record", [[], 5, "x", None, {}], ids=repr)
def test_what_is_not_a_record_has_no_names(db: Db, record: Any) -> None:
    assert read(db, record) == (None, None, None)


@pytest.mark.parametrize(
    "word",
    [
        "NaN",
        "nan, nan",
        "null",
        "None",
        "undefined",
        "[object Object]",
        "#REF!",
        "#N/A",
        "#NAME?",
        "N/A",
        "n.a.",
        "0",
        "0.00",
        "-1",
        "-",
        "--",
        "?",
        "TRUE",
        "false",
        "(blank)",
        "TBD",
        "tbd.",
        "Please select",
        "-- Please select --",
        "Select",
        "Please choose a cluster",
        "Not assigned",
        "Unknown",
        "to be confirmed",
        " \t",
    ],
)
def test_a_word_for_no_value_is_no_name(db: Db, word: str) -> None:
    assert read(db, {"cluster": word, "location_name": word})[:2] == (None, None)


EXACTLY = r"""
nan|null|nil|none|undefined|true|false|0|00|000|0.0|0.00|na|n/a|n.a|n\a|\N|#ref!|#value!|#div/0!|#num!|#calc!|#spill!
object object|blank|empty|missing|unknown|not known|tbd|tba|tbc|to be advised|to be announced|to be confirmed
to be defined|to be determined|not applicable|not available|not assigned|not defined|not found|not provided
not selected|not set|not specified|unassigned|unspecified|no data|no value|no selection|no location|no cluster
select|choose|select one|select option|select an option|select a value|select value|nan, nan|null, null|none, none
n/a, n/a|0, 0|nan nan|null null|#error!|please choose|please select one
"""


def test_none_of_the_words_for_no_value_is_forgotten_and_none_ends_a_name(db: Db) -> None:
    words = EXACTLY.strip().replace("\n", "|").split("|")
    read_as_none = (
        "SELECT w FROM unnest(%s::text[]) AS w WHERE tickets.cluster_of(jsonb_build_object('cluster', w)) IS NULL"
    )
    assert [word for (word,) in db.execute(read_as_none, (words,))] == words
    longer = [f"Karen {word}" for word in words if word[0].isalpha()]
    assert db.execute(read_as_none, (longer,)).fetchall() == []
    assert db.execute(read_as_none, (["." * 60, "." * 61],)).fetchall() == [("." * 60,)]


def test_the_characters_of_names_are_read_as_a_browser_does(db: Db) -> None:
    accented = "agrave aacute acirc atilde auml aring ccedil egrave eacute ecirc euml iacute icirc iuml ntilde"
    accented += " oacute ocirc otilde ouml oslash uacute ucirc uuml szlig lsquo rsquo ldquo rdquo ndash mdash"
    entities = [*accented.split(), "quot", "apos", "lt", "gt", "amp", "#233", "#xE9", "#Xe9"]
    entities = [f"&{entity};" for entity in entities]
    shown = db.execute("SELECT tickets.html_to_text(e) FROM unnest(%s::text[]) AS e", (entities,)).fetchall()
    assert [text for (text,) in shown] == [html.unescape(entity) for entity in entities]
    read_text = "SELECT tickets.html_to_text('a<!-- x <b> -->b&amp;lt;c <5 &#31;&#32;')"
    assert db.execute(read_text).fetchone() == ("a b&lt;c <5 &#31; ",)


@pytest.mark.parametrize(
    "name",
    [
        "Nanyuki",
        "Na'an",
        "Nil Road",
        "0 Avenue",
        "10",
        "Select Plaza",
        "Ref 5",
        "Name",
        "None Such",
        "N/A Karen",
        "Truelove",
        "Нет",
        "العربية",
        "Unknown Soldier Road",
        "A < B",
        "AT&T Park",
        "5 > 3",
    ],
)
def test_a_name_with_such_a_word_in_it_is_one(db: Db, name: str) -> None:
    assert read(db, {"cluster": name, "location_name": name})[:2] == (name, name)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Lang&#39;ata", "Lang'ata"),
        ("Lang&#x27;ata", "Lang'ata"),
        ("Lang&apos;ata Mall", "Lang'ata Mall"),
        ("Lang&rsquo;ata", "Lang\u2019ata"),
        ("Karen&nbsp;Estate", "Karen Estate"),
        ("Karen<br>Hardy", "Karen Hardy"),
        ("Karen<br/><b>Hardy</b>", "Karen  Hardy "),
        ("&quot;Donholm&quot;", '"Donholm"'),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("S&atilde;o Paulo", "S\u00e3o Paulo"),
        ("&#55296;&#9999999;&#0;&bogus;", "&#55296;&#9999999;&#0;&bogus;"),
    ],
)
def test_html_is_read_as_the_text_that_it_shows(db: Db, html: str, text: str) -> None:
    assert read(db, {"cluster": html, "location_name": html})[:2] == (text, text)


def test_tickets_are_placed_by_what_they_show(db: Db) -> None:
    db.execute("INSERT INTO tickets.geo_clusters (cluster, geom) VALUES ('Lang''ata', 'SRID=4326;POINT(36.8 -1.3)')")
    clusters = ["Lang&#39;ata", {"display_value": "LANG'ATA", "value": "1"}, ["lang'ata"], "NaN", {"value": "Lang'ata"}]
    for at, cluster in enumerate(clusters):
        raw = json.dumps({"cluster": cluster})
        db.execute("INSERT INTO tickets.inc (ticket_id, raw) VALUES (%s, %s)", (str(at), raw))
    sources = [source for (source,) in db.execute("SELECT geo_source FROM tickets.inc ORDER BY ticket_id")]
    assert sources == ["cluster", "cluster", "none", "none", "none"]
