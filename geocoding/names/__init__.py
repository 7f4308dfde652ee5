"""Network name -> place name: 'NW_ADR_MNT_Donholm Phase 8_FDT12' is Donholm Phase 8. Pure text, no I/O.

A name is cut into whole tokens; rules with a name each drop those that are no part of the place, and nothing is ever
cut out of a word. The words that the rules know are data, by country, in geocoding/countries/.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import dropwhile, pairwise

from geocoding.countries import vocabulary
from geocoding.names.context import Context
from geocoding.names.end_rules import End, is_open
from geocoding.names.expansion import expand_abbreviations, normalize_network_name
from geocoding.names.feed import NO_FEED, Feed, find_common_codes, read_feed
from geocoding.names.generic import is_code_like, is_place, is_town_site, is_vowelless
from geocoding.names.place_rules import (
    find_code_of_cluster,
    is_initials_of_cluster,
    is_number_or_letter,
    is_only_cluster,
    is_own_part,
    is_part_of_cluster,
    is_roman_part,
    is_surely_code,
    write_cluster_whole,
)
from geocoding.names.remarks import drop_remarks
from geocoding.names.rules import ANYWHERE, AT_AN_END, rule_name
from geocoding.names.writing import PART_SIGNS, join
from geocoding.tokens import REMOVED, VOWELS, Token, as_written, drop, is_short_for, normalize, split
from geocoding.words import place_key

__all__ = [
    "MAX_LENGTH",
    "NO_FEED",
    "Cleaned",
    "Feed",
    "clean_place_name",
    "clean_with_trace",
    "find_common_codes",
    "may_be_place",
    "place_key",
    "read_feed",
]

MAX_LENGTH = 300  # characters; anything longer is no name
MAX_TOKENS = 40  # ... nor is anything of more words and numbers
Dropped = tuple[str, str]  # what, and by which rule


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a network name came to."""

    place: str | None
    alternatives: tuple[str, ...] = ()  # what else it may mean, the likeliest first: Tassia of 'Tassia_2'
    parts: tuple[str, ...] = ()  # of the place: Likoni and Mtongwe of 'Likoni - Mtongwe', of most names the one
    dropped: tuple[Dropped, ...] = ()
    generic: str | None = None  # where there is no place: what a map may still know once and exactly, as City Mall


def clean_place_name(
    location_name: str, country: str = "ke", codes: Collection[str] = (), *, cluster: str = "", feed: Feed = NO_FEED
) -> str | None:
    """The place that a network name speaks of; None if there is none, only a generic word ('Phase 2'), or an essay."""
    return clean_with_trace(location_name, country, codes, cluster=cluster, feed=feed).place


def may_be_place(name: str) -> bool:
    """Whether cleaning leaves a place of it in some country: what only Kenya's words say is none may be one elsewhere,
    and what is one only there, as Industrial Area, is one."""
    return any(clean_place_name(name, country) for country in ("ke", "gb"))


def clean_with_trace(
    location_name: str, country: str = "ke", codes: Collection[str] = (), *, cluster: str = "", feed: Feed = NO_FEED
) -> Cleaned:
    """The same, with what was dropped by which rule.

    `codes`: further words that are no part of a place. `cluster`: whose names these are. `feed`: what all names tell.
    """
    if len(location_name) > MAX_LENGTH:
        return _refuse(location_name)
    context = Context(
        vocabulary(country),
        frozenset(map(_list_keys, (*codes, *feed.codes))) - {()},
        _list_keys(cluster),
        cluster,
        feed.cluster_codes.get(cluster.casefold(), frozenset()),
        feed.larger_codes | {country},
        equipment=feed.equipment,
        numbered_places=feed.numbered_places,
        numbered_fields=feed.numbered_fields,
        cluster_parts=feed.cluster_parts.get(cluster.casefold(), frozenset()),
    )
    cleaned, before = _clean_once(location_name, context), ""
    while cleaned.place not in (None, before):
        again = _clean_once(cleaned.place or "", replace(context, is_again=True))
        cleaned, before = (
            replace(cleaned, place=again.place, dropped=cleaned.dropped + again.dropped),
            cleaned.place or "",
        )
    return cleaned if cleaned.place else Cleaned(None, dropped=cleaned.dropped, generic=cleaned.generic)


@lru_cache(1_000)  # the same codes and clusters for every name of a feed
def _list_keys(phrase: str) -> tuple[str, ...]:
    return tuple(token.key for token in split(normalize(phrase))[:-1])


def _refuse(text: str) -> Cleaned:
    return Cleaned(None, dropped=((f"{text[:20]}…", "too long for a name"),))


def _clean_once(text: str, context: Context) -> Cleaned:
    text, dropped = drop_remarks(normalize_network_name(text), context.vocab, context.cluster)
    tokens = split(expand_abbreviations(text, context.vocab))
    if len(tokens) > MAX_TOKENS:
        return _refuse(text)
    tokens = _drop_anywhere(write_cluster_whole(tokens, context), context, dropped)
    while (shorter := _drop_one_at_an_end(tokens, context, dropped)) != tokens:
        tokens = shorter
    name = tokens[:-1]
    if part := _find_own_part(name, context):
        return Cleaned(part, (), (part,), tuple(dropped))
    if why_none := _why_no_place(name, context, has_codes=bool(dropped)):
        left = [(as_written(name), why_none)] if name else []
        return Cleaned(None, dropped=(*dropped, *left), generic=_find_generic(name, context))
    alternatives = _without_open_number(name, context)
    at = 0 if is_only_cluster(tokens, context, is_rest=bool(dropped)) else find_code_of_cluster(name, context)
    if at is not None:
        first, *others = split(normalize(context.cluster_title))[:-1]
        whole = [*name[:at], replace(first, gap=name[at].gap), *others, *name[at + 1 :]]
        is_clear = VOWELS.isdisjoint(name[at].key) or is_initials_of_cluster(name[at], context)
        is_part = any(token.key in context.vocab.numbered_names for token in name[at + 1 : at + 2])
        is_front = at == 0 and (is_clear or (len(name[at].key) < 4 and not is_part))  # not the DHA of 'DHA Phase 6'
        if is_front or is_surely_code(name[at], context):
            is_in_city = all(token.key in context.larger_codes for token in name[:at])
            name = whole[at:] if is_in_city else whole  # 'KHI-NN-Block H' in North Nazimabad
            alternatives = _without_open_number(name, context)
        else:
            alternatives = (*alternatives, join(whole, context.vocab))
    alternatives = alternatives or _in_front_of_street(name, context)
    alternatives = alternatives or _in_front_of_code(name, context) or _behind_code(name, context)
    alternatives = alternatives or (_list_fields(tokens, context) if " " in text else ())
    place = join(name, context.vocab, tokens[-1].gap)
    return Cleaned(place, alternatives, _parts(name, context), tuple(dropped))


def _why_no_place(name: list[Token], context: Context, *, has_codes: bool) -> str | None:
    is_name = is_place(name, context.vocab) or is_part_of_cluster(name, context)
    if not is_name or _is_street_behind_code(name, context):
        return "no name, only what sort of thing it is"
    if has_codes and all(token.key in context.vocab.fault_words | context.vocab.status_words for token in name):
        return "what is the matter beside codes"
    return "two letters beside codes" if has_codes and _is_lone_code(name, context) else None


def _find_own_part(name: list[Token], context: Context) -> str | None:
    """'Hayatabad Phase 4' of 'Phase 4' and of 'PSH Phase 4 Street 12' in Hayatabad, where other names tell that it has
    phases."""
    part = list(dropwhile(lambda token: token.key in context.larger_codes and token.text.isupper(), name))
    has_name = is_place(part, context.vocab) or is_part_of_cluster(name, context)
    if has_name or not is_own_part(part, context):
        return None
    length = 3 if any(token.gap == "-" and len(token.text) == 1 for token in part[2:3]) else 2  # Block 13-D
    behind = part[length : length + 1]
    if any(token.key not in context.vocab.streets and (length, token.gap) != (3, "/") for token in behind):
        return None  # 'Phase 3/4'; but 'Block 13-D/2'
    return f"{context.cluster_title} {join(part[:length], context.vocab)}"


def _find_generic(name: list[Token], context: Context) -> str | None:
    """What a map may still know once and exactly: City Mall; USJ 11 of 'SBJ-USJ 11/3' in Subang Jaya, where other
    names tell that it is a place."""
    part = list(dropwhile(lambda token: token.key in context.larger_codes, name))
    if part and part[0].base in context.numbered_places:
        return join(part[: 1 if part[0].has_number else 2], context.vocab)
    site = _without_numbered_parts(name, context)
    return join(site, context.vocab) if is_town_site(site, context.vocab) else None


def _is_all_there_is(tokens: list[Token], start: int, rest: list[Token], context: Context) -> bool:
    """The CLS 203 of 'BSA-CLS 203' in Brasília, where other names tell that it is a place."""
    words = {token.base for token in tokens[max(start - 1, 0) : start + 1]}
    is_place = not context.numbered_places.isdisjoint(words)
    return is_place and all(token.key in context.larger_codes for token in rest)


def _drop_anywhere(tokens: list[Token], context: Context, dropped: list[Dropped]) -> list[Token]:
    for rule in ANYWHERE:
        at = 0
        while at < len(tokens) - 1:
            count = rule(tokens, at, context)
            if count:
                dropped.append((as_written(tokens[at : at + count]), rule_name(rule)))
                tokens = drop(tokens, at, count)
            else:
                at += 1
    return tokens


def _drop_one_at_an_end(tokens: list[Token], context: Context, dropped: list[Dropped]) -> list[Token]:
    """Without what has the shape of a code at either end, if there is such a thing and a name remains without it, or
    what a map may know as City Mall."""
    for is_last in (False, True):
        for size in (3, 2, 1):
            start = len(tokens) - 1 - size if is_last else 0
            rest = tokens[:start] if is_last else tokens[size:-1]
            is_left = is_place(rest, context.vocab) or is_town_site(rest, context.vocab)
            is_left = is_left and not is_roman_part(rest)  # GLB-III
            is_left = is_left and not _is_all_there_is(tokens, start, rest, context)
            if rest and start >= 0 and is_left and not (is_last and _belongs_to(rest, tokens[start:-1], context)):
                end = _look_at_end(tokens, start, size, rest, context)
                rule = next((rule for rule in AT_AN_END if rule(end)), None)
                if rule:
                    dropped.append((as_written(tokens[start : start + size]), rule_name(rule)))
                    return drop(tokens, start, size)
    return tokens


def _belongs_to(rest: list[Token], end: list[Token], context: Context) -> bool:
    """The year of '2 de Diciembre de 1974': a word that something always follows is in front of it."""
    if rest[-1].key in context.vocab.streets_in_front and end[0].text.isupper() and end[-1].has_number:
        return end[0].gap == " "  # Rua SM-8
    is_word_or_number = len(end) == 1 and (end[0].text.isalpha() or end[0].text.isdecimal())
    return is_word_or_number and rest[-1].key in context.vocab.never_last


def _look_at_end(tokens: list[Token], start: int, size: int, rest: list[Token], context: Context) -> End:
    word, after = tokens[start], tokens[start + size]
    is_last = start > 0
    has_small = any(len(token.text) > 2 and (token.text != token.text.upper() or not token.is_cased) for token in rest)
    has_capitals = any(token.text[:1].isupper() for token in rest)
    return End(
        token=word,
        serial=tokens[start + 1 : start + size],
        rest=rest,
        neighbour=rest[-1] if is_last else after,
        gap=word.gap if is_last else after.gap,
        is_last=is_last,
        stands_out=word.text.isupper() and has_small,
        has_capitals=has_capitals,
        is_beside_hyphen=any("-" in token.gap for at, token in enumerate(tokens) if at != start),
        is_hyphenated=word.gap == "-" and not any("-" in token.gap and REMOVED in token.gap for token in tokens),
        is_only_hyphen=after.gap == "-" and not any("-" in token.gap for token in (word, *tokens[start + size + 1 :])),
        is_field=tokens[-1].gap.replace(REMOVED, "").strip() == after.gap,
        is_beside_codes=any(REMOVED in token.gap for token in tokens),
        is_again=context.is_again,
        cluster_letter="".join(context.cluster)[:1],
        vocab=context.vocab,
    )


def _is_lone_code(name: list[Token], context: Context) -> bool:
    """The NW of 'NW-OLT-07-KYT-1132', of which the rest has gone."""
    first, *others = name
    is_code = len(first.text) == 2 and first.text.isupper() and is_vowelless(first.key, context.vocab)
    return is_code and not others and first.key not in context.cluster_codes


def _is_street_behind_code(name: list[Token], context: Context) -> bool:
    """'PEW-STREET 4' in Peshawar: any quarter may have one."""
    if len(name) != 3:
        return False
    code, street, number = name
    is_code = code.text.isupper() and len(code.text) < 5 and is_short_for(code.key, "".join(context.cluster))
    is_apart = street.after_separator and number.text.isdecimal()
    return is_code and is_apart and street.key in context.vocab.streets - context.vocab.streets_in_front


def _without_numbered_parts(name: list[Token], context: Context) -> list[Token]:
    """Garden Town of 'Garden Town Blk A', New City of 'New City Phase 2 Blk D'."""
    parts = context.vocab.numbered_names | context.vocab.unit_words
    starts = (at for at in range(2, len(name) - 1) if name[at].key in parts and is_number_or_letter(name[at + 1]))
    at = next(starts, len(name))
    return name[:at]


def _without_open_number(name: list[Token], context: Context) -> tuple[str, ...]:
    *rest, last = name
    if not rest or not is_open(last, rest[-1], context.vocab):
        return ()
    if last.gap == "-" and len(rest[-1].text) == 1:
        rest = rest[:-1]  # the whole R-30 of 'Mohakhali DOHS R-30'
    if rest and rest[-1].key in context.vocab.numbered_names:
        return ()  # Hayatabad Phase 6 Sec F-9
    return (join(rest, context.vocab),) if is_place(rest, context.vocab) else ()


def _in_front_of_street(name: list[Token], context: Context) -> tuple[str, ...]:
    """Garhi Shahu of 'Garhi Shahu St 12', where the streets of a quarter are numbered."""
    *quarter, street, number = [*[Token("", "")] * 3, *name][-max(len(name), 3) :]
    is_numbered = number.text.isdecimal() and street.key in context.vocab.quarter_streets
    is_quarter = len(name) > 2 and is_numbered and not any(token.has_number for token in quarter)
    return (join(quarter, context.vocab),) if is_quarter and is_place(quarter, context.vocab) else ()


def _in_front_of_code(name: list[Token], context: Context) -> tuple[str, ...]:
    """Ibura of 'Ibura CX 14 Escadaria'."""
    at = next((at for at in range(1, len(name)) if REMOVED in name[at].gap), len(name))
    is_named = any(not token.has_number and not is_code_like(token, context.vocab) for token in name[:at])
    is_front = at < len(name) and is_named and is_place(name[:at], context.vocab)
    return (join(name[:at], context.vocab),) if is_front else ()


def _behind_code(name: list[Token], context: Context) -> tuple[str, ...]:
    """Juriquilla of 'QRO JURIQUILLA' in Querétaro: behind letters that may be the cluster's, or a code's."""
    first, *rest = name
    start, *_ = context.cluster or ("",)
    is_open = VOWELS.isdisjoint(first.key[:-1]) and start[:1] == first.key[:1]  # SSA PERNAMBUÉS in Salvador
    is_open = is_open or (start.startswith(first.key) and start != first.key)  # PEL FRAGATA in Pelotas
    is_word = first.key in context.vocab.never_last | context.vocab.status_words | context.vocab.acronyms
    is_code = (len(first.key) == 3 and is_open and not is_word) or first.key in context.vocab.codes
    is_code = is_code and any(token.key not in context.vocab.generic | context.vocab.area_words for token in rest)
    is_front = first.text.isupper() and is_code and bool(rest) and rest[0].gap == " " and is_place(rest, context.vocab)
    return (join(rest, context.vocab),) if is_front else ()


def _list_fields(tokens: list[Token], context: Context) -> tuple[str, ...]:
    """Kisaasi of 'GPON-Bukoto-Kisaasi-FAT 22', where hyphens set off the codes and spaces are written; of a street and
    its quarter the quarter, Kalundu of 'GPON-Kalundu-Mwashi Close-FAT 08'. A line below may as well be a space, unless
    the name has one."""
    marks = {gap.replace(REMOVED, "").strip() for gap in (token.gap for token in tokens) if REMOVED in gap}
    *name, _ = tokens
    has_space = any(token.gap == " " for token in name[1:])
    cuts = [at for at in range(1, len(name)) if name[at].gap in marks & ({"-", "_"} if has_space else {"-"})]
    if len(cuts) != 1:
        return ()
    first, last = fields = name[: cuts[0]], name[cuts[0] :]
    are_places = [is_place(field, context.vocab) and sum(len(word.text) for word in field) > 3 for field in fields]
    if last[0].key in context.vocab.numbered_names and all(word.has_number for word in last[1:]):
        return ()  # Ga Rankuwa-Zone 5
    are_streets = [not context.vocab.streets.isdisjoint(word.key for word in field) for field in fields]
    if not are_places[1] or all(are_streets) or (not are_places[0] and not are_streets[1]):
        return ()
    return (join(first if are_places[0] and are_streets[1] else last, context.vocab),)


def _parts(name: list[Token], context: Context) -> tuple[str, ...]:
    """Cut where two places, or a place and its surroundings, stand side by side: at a slash, comma, bracket, dash."""
    starts = [0, *(at for at, token in enumerate(name) if at and _starts_part(token)), len(name)]
    return tuple(join(name[start:end], context.vocab) for start, end in pairwise(starts))


def _starts_part(token: Token) -> bool:
    return token.gap.strip() in ("/", ",", "(") or token.gap in (" - ", *PART_SIGNS)
