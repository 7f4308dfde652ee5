"""The sorts of words that the rules of geocoding/names know. Words are lower case, a code's without its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from geocoding.tokens import fold

Words = frozenset[str]
NONE: Words = frozenset()


def words(text: str) -> Words:
    return frozenset(fold(text).split())


def phrases(text: str) -> Words:
    """One a line."""
    return frozenset(" ".join(line.split()) for line in fold(text).splitlines() if line.strip())


@dataclass(frozen=True)
class Vocabulary:
    """One country's words, or everybody's; `|` puts two together."""

    # --- what is no part of a place ---
    prefixes: Words = NONE  # wherever they stand; a number behind them is not theirs
    codes: Words = NONE  # the same, and the number or letter behind them goes too: FDT12, FDT 6-23, SPL 1:8
    numbered_codes: Words = NONE  # ordinary words, a code only with a number behind them: 'Pole 20', not Pole Pole
    equipment: Words = NONE  # phrases: those of them that are things of a network, behind a name no part of it either
    unit_words: Words = NONE  # one door of a place, with the number or letter behind it: 'Block C', not Court House
    units_behind: Words = NONE  # ... or in front of them: 'A Blok'
    exchanges: Words = NONE  # phrases: a network's building that is named after its place
    brands: Words = NONE  # networks and makers
    ambiguous_brands: Words = NONE  # the same, but also ordinary words: only where a separator or a trade follows
    trades: Words = NONE  # what a network calls itself, behind its brand: Liquid Telecom
    chain_stores: Words = NONE  # shops that stand everywhere: only ever what a place is beside
    regions: Words = NONE  # country, city and region codes; behind a separator those without a vowel need no listing
    region_words: Words = NONE  # ... and words that are one only in capitals beside a name in small letters
    status_words: Words = NONE  # in brackets, or at an end of a name
    fault_words: Words = NONE  # at the end of a name: what a line lacks, or how it is
    line_words: Words = NONE  # ... and what: 'sin potencia', 'cable down'
    prepositions: Words = NONE  # phrases: what follows them is beside the place, not the place
    postpositions: Words = NONE  # phrases: what precedes them
    relation_spellings: Words = NONE  # the same as written, with their accents
    only_between: Words = NONE  # ... that stand between a place and a landmark only
    never_last: Words = NONE  # something always follows them: Val-des-Prés
    division_words: Words = NONE  # with their number no name where another one follows: 'Ward 12, Shivaji Nagar'
    area_prefixes: Words = NONE  # phrases: in front of an area's name
    ordinal_marks: Words = NONE  # behind a number they make it an ordinal: 17. Juni
    floors: Words = NONE  # phrases, without a number
    work_phrases: Words = NONE  # phrases: what is done, or broken, there
    where_words: Words = NONE  # ... and what leads from it to the place: 'no signal at Ntinda'
    # --- what is no place by itself ---
    type_words: Words = NONE  # sorts of places, buildings, rooms
    landmark_words: Words = (
        NONE  # kinds that a street is named after, or a number comes before: Church Road, 64 Stadium
    )
    numbered_kinds: Words = NONE  # kinds that make a name with their number: Section 58, 19 Mile
    streets: Words = NONE
    quarter_streets: Words = NONE  # streets that a number behind them makes one of many of what stands in front
    streets_in_front: Words = NONE  # those of them that stand in front of a street's name: a number is the name
    streets_of_houses: Words = NONE  # those of them behind which 'No 5' is a house
    ordinals: Words = NONE  # written out: Second Avenue
    months: Words = NONE  # with their number a name: 27 de Febrero
    measures: Words = NONE  # ... as these are: 100 Feet Road
    area_types: Words = NONE  # in front of an area's name: Jardim
    qualities: Words = NONE  # ... which make a name of it: Vila Nova
    area_words: Words = NONE  # behind a name they belong to it: HSR Layout
    area_suffixes: Words = NONE  # end an area's name: what stands behind them is another
    town_parts: Words = NONE  # parts of towns of generic words: 'Industrial Area'
    town_sites: Words = NONE  # kinds of which a town has few: with another generic word a map may know it, 'City Mall'
    qualifiers: Words = NONE  # say which of its kind: Primary School, Main Gate
    stop_words: Words = NONE  # say nothing: 'not provided'
    features: Words = (
        NONE  # of the land: alone no name, beside any other word part of one: 'Upper Hill', not 'The Hill'
    )
    # --- what is a place, or part of its name, although a rule would say otherwise ---
    names: Words = NONE  # phrases: places that consist of generic words only
    acronyms: Words = NONE  # institutions and malls that places are named after: they stay, in capitals
    short_words: Words = NONE  # of a name, although they have no vowel or at most three letters
    numbered_names: Words = NONE  # words whose number is part of the name whatever stands between: 'Section_58'
    numbered_places: Mapping[str, str] = field(default_factory=dict)  # ... and places with these numbers: 'GITHURAI-44'
    sides_of_numbers: Words = NONE  # behind the number of a quarter: 104 Norte
    grid_letters: Words = NONE  # of sectors that are a letter and a number: F-10, G-11/3
    # --- the written-out form of what is short for it in front of a number ---
    part_letters: Mapping[str, str] = field(default_factory=dict)  # ... behind a settlement: 'Clifton B-5'
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    slashed: Mapping[str, str] = field(default_factory=dict)  # ... and with a slash behind it: 'C/ Duarte'

    def __or__(self, other: Vocabulary) -> Vocabulary:
        return Vocabulary(**{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)})

    @cached_property
    def faults(self) -> Words:
        """What is said of a line or a thing of a network, but for what may be a name's: New Hub."""
        return self.fault_words | (self.status_words - self.qualifiers)

    @cached_property
    def lines_and_things(self) -> Words:
        """The lines and things of which it is said."""
        return self.line_words | self.equipment

    @cached_property
    def unspaced(self) -> list[str]:
        """What is written without a space behind it, in scripts that have none between words; the longest first."""
        found = self.prepositions | self.equipment
        thai = {word for word in found if "\u0e00" <= word[0] < "\u0f00"}
        chinese = {word for word in found if "\u3040" <= word[0] < "\ua000" and len(word) > 1}  # not the 箱 of 箱根
        return sorted(thai | chinese, key=lambda word: (-len(word), word))

    @cached_property
    def generic(self) -> Words:
        """Every word that makes no name."""
        nouns = (
            self.type_words
            | self.landmark_words
            | self.numbered_kinds
            | self.streets
            | self.unit_words
            | self.numbered_codes
        )
        relations = words(" ".join(self.prepositions | self.postpositions)) - self.only_between
        return (
            nouns
            | self.qualifiers
            | self.ordinals
            | self.stop_words
            | self.status_words
            | relations
            | self.numbered_names
        )
