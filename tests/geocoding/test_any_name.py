"""Whatever a name is made of, in any country, it is read, asked for and judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from geocoding.answers import Match
from geocoding.candidates import Candidate, Cluster
from geocoding.countries import Vocabulary, languages, vocabulary
from geocoding.matching import match_place
from geocoding.names import clean_with_trace
from geocoding.place_names.spellings import write_out
from geocoding.queries import place_query, query_in_country, second_query

COUNTRIES = sorted({"ke", "pk", *(codes.split()[0] for codes in languages._SPOKEN_IN.values())})
OTHER_WORDS = ("Xanadu", "Kinoo", "12", "5", "2/17", "FDT3", "UR-5", "B", "K", "II")
CASINGS: tuple[Callable[[str], str], ...] = (str, str.title, str.upper)
SIGNS = ("_", "-", ", ", "/", " - ", "", "(", ") ", ". ", ".", " & ", ": ")


@cache
def list_words(country: str) -> tuple[str, ...]:
    vocab = vocabulary(country)
    return tuple(sorted({word for field in fields(Vocabulary) for word in getattr(vocab, field.name)}))


@cache
def list_things(country: str) -> tuple[str, ...]:
    vocab = vocabulary(country)
    return tuple(sorted(vocab.unit_words | vocab.numbered_codes | vocab.equipment | vocab.prepositions))


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str]:
    """A country's code, and a name of its words and another's, in any case and in front of any sign; or one that
    breaks off."""
    country, other = draw(st.sampled_from(COUNTRIES)), draw(st.sampled_from(COUNTRIES))
    words = st.sampled_from(list_words(country)) | st.sampled_from(list_words(other)) | st.sampled_from(OTHER_WORDS)
    pieces = st.builds(_write, words, st.sampled_from(CASINGS), st.just(" ") | st.sampled_from(SIGNS))
    several = st.lists(pieces, min_size=1, max_size=7).map("".join)
    things = st.builds(_write, st.sampled_from(list_things(country)), st.sampled_from(CASINGS), st.sampled_from(SIGNS))
    return country, draw(several | things.map("Kinoo {}".format))


def _write(word: str, casing: Callable[[str], str], sign: str) -> str:
    return casing(word) + sign


@given(names(), st.sampled_from(["Xanadu", "Viña del Mar", ""]), st.sampled_from(["area", "street", "point"]))
def test_any_name_is_read_asked_for_and_judged(name: tuple[str, str], cluster: str, level: str) -> None:
    country, text = name
    cleaned = clean_with_trace(text, country, cluster=cluster)
    if cleaned.place is None:
        return
    place, center = write_out(cleaned.place, country), Cluster(cluster or "Kinoo", 1.0, 1.0)
    found = [
        Candidate(1.0, 1.05, one, f"{one}, Kinoo, Xanadu West", country, level, "shop=mall")  # type: ignore[arg-type]
        for one in (place, "Kinoo")
    ]
    match = match_place(place, center, found, country, cleaned.alternatives)
    assert place_query(place, center).text
    assert query_in_country(place, center.name).text
    for answers, judged in ((found, match), ([], Match("not_found"))):
        again = second_query(place, center, "Xanadu", answers, judged, cleaned.alternatives)
        assert again is None or again.text
