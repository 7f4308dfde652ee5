"""When two spellings are one name: asked names against the names of answers, and misspellings. Pure text, no I/O.

Case, accents, apostrophes, spaces, abbreviations and Roman numbers never make another name. A word more or less does,
unless it is a generic one at the end: Lake View Estate is Lake View, but Kahawa West is not Kahawa.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

# 2: the same name, 1: the same but for generic words behind one of the two, 0: another name.
Agreement = Literal[0, 1, 2]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Behind a name they change nothing.
GENERIC = _words(
    "estate estates area town township village suburb settlement slum slums centre market trading shopping"
)
CITY_GENERIC = GENERIC | {"city"}
# Behind the name of an administrative area: Kiambu County is Kiambu, though it is no place.
ADMIN = _words("county sub subcounty constituency ward district division location sublocation region province")
# No name by themselves: 'Road' of 'Kiambu Road' in Kiambu, 'Garden' of Garden Estate.
NAMELESS = (
    CITY_GENERIC
    | ADMIN
    | _words("""
    north south east west upper lower central new old road street avenue lane drive close highway bypass stage junction
    corner garden gardens court phase section sector zone block gate school church hotel hospital airport station park
    cbd house mall plaza college university the kwa st
""")
)
SAME_WORD = {
    "rd": "road", "st": "street", "ave": "avenue", "est": "estate", "ph": "phase", "center": "centre", "ctr": "centre",
    "apts": "apartments", "mt": "mount", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
}  # fmt: skip

_OFTEN_JOINED = "(hills?|views?|parks?|bay|side|field|ville|ridge|springs?)"
_ROMAN = dict(zip("123456", ("I", "II", "III", "IV", "V", "VI"), strict=True))
# How else a map may spell a name, the likeliest first: the first that changes it is its other spelling.
SPELLINGS = (
    ("['’]", ""),  # Lang'ata
    (rf" ({'|'.join(sorted(GENERIC))})$", ""),  # Donholm Estate
    *((f" {arabic}$", f" {roman}") for arabic, roman in _ROMAN.items()),  # Umoja 2
    *((f" {roman}$", f" {arabic}") for arabic, roman in _ROMAN.items()),  # Umoja II
    (r"\b(\w{3,}) \1\b", r"\1\1"),  # Buru Buru
    (r"\b(\w{3,})\1\b", r"\1 \1"),  # Buruburu
    (rf"\b(\w{{4,}}) {_OFTEN_JOINED}\b", r"\1\2"),  # Upper Hill
    (rf"\b(\w{{4,}}){_OFTEN_JOINED}\b", r"\1 \2"),  # Upperhill
    (r"(?<=\w)ng(?=[aeiou])", "ng'"),  # Langata
)
_APOSTROPHES = re.compile("['’‘‛`´ʼʻʹ′＇]")


def agreement(asked: str, name: str, generic: frozenset[str] = GENERIC) -> Agreement:
    """How far an answer's name agrees with the asked one."""
    one, other = name_words(asked), name_words(name)
    if _join(one) == _join(other):
        return 2 if one else 0
    only_generic = _join(_strip(one, generic)) == _join(other) or _join(one) == _join(_strip(other, generic))
    return 1 if only_generic else 0


def is_cluster_itself(place: str, cluster: str) -> bool:
    """Whether the place says no more than its cluster: 'Nakuru Town' in Nakuru. It is not worth a question."""
    return agreement(place, cluster, CITY_GENERIC) > 0


def is_admin_name(name: str) -> bool:
    """'Nairobi County': on a map it may be the city's point, but that is not what is meant."""
    words = name_words(name)
    return len(words) > 1 and words[-1] in ADMIN


def list_names(place: str, cluster: str) -> list[str]:
    """The names in a place, the longest first: Hurlingham and Kilimani in 'Kilimani/Hurlingham'."""
    parts = [part.strip() for part in re.split("[/,]", place)]
    names = [part for part in parts if not _is_nameless(name_words(part)) and not agreement(part, cluster)]
    return sorted(names, key=len, reverse=True) or [place]


def drop_cluster(place: str, cluster: str) -> str | None:
    """'bahati' of 'Bahati Nakuru' in Nakuru; None if the cluster is not in it, or leaves no name."""
    words, town = name_words(place), name_words(cluster)
    if not town or len(words) <= len(town):
        return None
    if words[-len(town) :] == town:
        rest = words[: -len(town)]
    elif words[: len(town)] == town:
        rest = words[len(town) :]
    else:
        return None
    return None if _is_nameless(rest) else " ".join(rest)


def other_spelling(place: str) -> str | None:
    """The spelling under which a map is likeliest to have what it doesn't have under the given one, if there is any."""
    place = place.strip()
    for pattern, replacement in SPELLINGS:
        changed = re.sub(pattern, replacement, place, flags=re.IGNORECASE)
        if changed != place:
            return None if _is_nameless(name_words(changed)) else changed
    return None


def name_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    words = re.findall(r"[^\W\d_]+|\d+", "".join(char for char in plain if not unicodedata.combining(char)))
    words[1:] = [SAME_WORD.get(word, word) for word in words[1:]]
    if len(words) > 1 and words[-1] == "i":
        words[-1] = "1"
    return [word.lstrip("0") or "0" for word in words]


def _join(words: list[str]) -> str:
    """Spaces count only between numbers: Upper Hill and Upperhill are one name, Phase 1 1 and Phase 11 are two."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def _strip(words: list[str], generic: frozenset[str]) -> list[str]:
    """Without the generic words at its end, unless no name would remain: Garden Estate stays."""
    end = len(words)
    while end and words[end - 1] in generic:
        end -= 1
    return words if _is_nameless(words[:end]) else words[:end]


def _is_nameless(words: list[str]) -> bool:
    return all(word in NAMELESS or len(word) == 1 or word.isdecimal() for word in words)


# --- Misspellings ---

SHORTEST_MISSPELT = 6  # letters
MIXED_UP = frozenset(map(frozenset, ("lr", "sz", "ck")))  # letters often written for each other
VOWELS = frozenset("aeiou")


def near_miss(place: str, known_places: Iterable[str]) -> str | None:
    """The one place already found in the cluster of which this name is another spelling, or a slip of one letter.

    None if there is none, or more than one. Many Kenyan places are one letter apart, so only what hardly makes another
    name counts: a letter doubled or not, a letter lost that leaves or breaks a cluster such as lm (Kilmani, Donhom), a
    vowel and a consonant swapped, r for l. Kasarani and Kasarini, Muthaiga and Muthiga, Bahati and Bahari stay two. So
    do names that differ in the first or last letter, in a number or in a single letter: Umoja 1 and 2, South B and C.
    """
    words = name_words(place)
    near = {known for known in known_places if _is_near_miss(words, name_words(known))}
    return near.pop() if len(near) == 1 else None


def _is_near_miss(words: list[str], known: list[str]) -> bool:
    if _join(words) == _join(known):
        return bool(words)
    one, other = _letters(words), _letters(known)
    if _marks(words) != _marks(known) or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    return (one[0], one[-1]) == (other[0], other[-1]) and _is_slip(*sorted((one, other), key=len))


def _marks(words: list[str]) -> list[str]:
    return [word for word in words if len(word) == 1 or word.isdecimal()]


def _letters(words: list[str]) -> str:
    return "".join(word for word in words if len(word) > 1 and not word.isdecimal())


def _is_slip(shorter: str, longer: str) -> bool:
    """Whether two words with the same first and last letter are one slip apart."""
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(longer) == len(shorter) + 1:
        return shorter[at:] == longer[at + 1 :] and _is_easily_lost(longer[at - 1], longer[at], longer[at + 1 :][:1])
    if len(longer) != len(shorter) or shorter == longer:
        return False
    ours, theirs = shorter[at : at + 2], longer[at : at + 2]
    if ours == theirs[::-1] and shorter[at + 2 :] == longer[at + 2 :]:
        return (ours[0] in VOWELS) != (ours[1] in VOWELS)
    return shorter[at + 1 :] == longer[at + 1 :] and frozenset((ours[0], theirs[0])) in MIXED_UP


def _is_easily_lost(before: str, letter: str, after: str) -> bool:
    if letter in (before, after):
        return True
    if letter in VOWELS:
        return _is_odd_cluster(before, after)
    return _is_odd_cluster(before, letter) or _is_odd_cluster(letter, after)


def _is_odd_cluster(one: str, other: str) -> bool:
    """Two consonants that Bantu words don't have side by side, as they have mb, nd, th, kw."""
    return other != "" and VOWELS.isdisjoint((one, other)) and one not in "mn" and other not in "hwy"
