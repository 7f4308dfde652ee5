"""All ways to read a place's name, the likeliest first: its parts, its other names, and what is wider than it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from geocoding.place_names.beside_cluster import is_cluster_itself
from geocoding.place_names.kinds import NUMBERED_PARTS
from geocoding.place_names.numbered import (
    drop_last_number,
    find_bare_street,
    find_lettered_part,
    find_numbered_front,
    find_settlement,
    find_settlement_of_block,
    find_street,
    find_street_behind_number,
)
from geocoding.place_names.parts import (
    Interpretation,
    find_before_code,
    find_behind_equipment,
    find_quarter_in_front,
    find_quarter_of_lettered_street,
    find_quarter_of_street,
    list_interpretations,
)
from geocoding.place_names.sites import (
    drop_compass,
    find_acronym,
    find_before_person,
    find_campus,
    find_capitalized,
    find_institution,
    find_namesake,
    find_quarter,
    find_site,
    find_site_and_address,
    find_spelt_out,
    find_town_of_centre,
    list_longer_beginnings,
)
from geocoding.words import name_words

SHORTEST_BEFORE_HILL = 6  # letters


def list_all_interpretations(place: str, cluster: str, alternatives: Sequence[str]) -> list[Interpretation]:
    """All ways to read a name: its other names, its parts, the alternatives, and what is wider than it."""
    first, *others = list_interpretations(place, cluster)
    head, acronym = first.head, find_acronym(first.head)
    names = [
        find_street(head) or find_street_behind_number(head),
        find_spelt_out(head),
        acronym if acronym != head else None,
    ]
    lettered = find_lettered_part(head)
    bare, *other_bare = map(find_bare_street, (head, *alternatives))
    return [
        first,
        *(Interpretation(name, first.context) for name in names if name),
        *([Interpretation(bare, first.context, is_bare_street=True, is_asked=False)] if bare else []),
        *([Interpretation(lettered, first.context, is_asked=False)] if lettered else []),
        *others,
        *(_read_alternative(name, place, is_settled=find_settlement(head) is not None) for name in alternatives),
        *(Interpretation(name, is_wider=True) for name in map(_find_wider, alternatives) if name),
        *(Interpretation(name, is_bare_street=True, is_asked=False) for name in other_bare if name),
        *_list_wider(first, cluster, alternatives),
    ]


def _list_wider(first: Interpretation, cluster: str, alternatives: Sequence[str]) -> list[Interpretation]:
    """What stands for the place where nothing goes by the whole of its name."""
    head, read = first.head, partial(Interpretation, context=first.context, is_wider=True)
    settlement, unnumbered, front = find_settlement(head), drop_last_number(head), find_numbered_front(head) or ""
    site, address = find_site_and_address(head) or (None, "")
    in_front, quarter = find_quarter_of_lettered_street(head), find_quarter_in_front(head)
    without_block = find_settlement_of_block(settlement or "")
    found = [
        (find_before_code(head), partial(read, is_behind=True)),
        (find_behind_equipment(head), read),
        (unnumbered, partial(read, is_asked=name_words(unnumbered or "")[-1:] == ("mall",))),  # Galaxy Mall 3
        (find_site(head), read),
        (site, partial(read, address=address)),
        (None if is_cluster_itself(find_settlement(front) or "", cluster) else front, read),
        (find_town_of_centre(head), partial(read, is_centre=True)),
        (settlement, partial(read, is_asked=without_block is None)),
        (without_block, read),
        (find_settlement(without_block or settlement or ""), partial(read, is_asked=False)),
        (find_before_person(head), read),
        (find_quarter_of_street(head), read),
        (None if settlement or is_cluster_itself(quarter or "", cluster) else quarter, partial(read, is_near=True)),
        (None if is_cluster_itself(in_front or "", cluster) else in_front, partial(read, is_near=True)),
        (find_institution(head), partial(read, is_institution=True, address=find_campus(head) or "")),
        (
            None if settlement else find_quarter(head),
            partial(read, is_asked=not _is_joined_rather(name_words(head))),
        ),
        *((longer, partial(read, is_asked=False)) for longer in list_longer_beginnings(head)),
        (drop_compass(head), partial(read, is_side=True)),
        (find_namesake(head), partial(read, is_near=True)),
        (find_capitalized(head), read),
    ]
    return [read_as(name) for name, read_as in found if name and name not in alternatives]


def _is_joined_rather(words: tuple[str, ...]) -> bool:
    """Topp Hill, which is asked for as Topphill rather than as Topp."""
    return words[-1:] == ("hill",) and len("".join(words[:-1])) < SHORTEST_BEFORE_HILL


def _read_alternative(name: str, place: str, *, is_settled: bool) -> Interpretation:
    """One half of the place is wider than it: Ibura of 'Ibura Escadaria', not Tassia of 'Tassia 2'. What ends it may be
    of something else: Kisaasi of 'Bukoto Kisaasi'. A block is asked for only where nobody knows its settlement."""
    half, whole = name_words(name), name_words(place)
    length = len(half)
    is_front = whole[:length] == half and any(not word.isdecimal() for word in whole[length:])
    is_behind = 0 < length < len(whole) and whole[-length:] == half
    is_block = is_behind and half[-1] in NUMBERED_PARTS and is_settled
    return Interpretation(name, is_wider=is_front or is_behind, is_behind=is_behind, is_asked=not is_block)


def _find_wider(name: str) -> str | None:
    return find_settlement(name) or find_quarter(name)
