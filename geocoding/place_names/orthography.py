"""How names are spelt in one country: in which letters, and which are written for one another.

Luís and Luiz in Brazil, Mehmudabad and Mehmoodabad in Pakistan, Gaba and Ggaba in Uganda.
"""

from __future__ import annotations

import re

from geocoding.countries import languages
from geocoding.countries.everywhere import EVERYWHERE
from geocoding.place_names.kinds import GENERIC_WORDS, REGIONAL
from geocoding.tokens import fold
from geocoding.words import joined, name_words

_MONTHS = languages.everywhere(languages.MONTHS)
_SWAHILI = tuple(
    (rf" {swahili}$", f" {english.capitalize()}")  # Upanga Mashariki
    for swahili, english in (pair.split() for pair in languages.SAME_WORDS["Swahili"].split(", "))
)
_OR_STREET = rf"(?: (?:{'|'.join(sorted(languages.everywhere(languages.BEHIND_STREET_WORDS)))}))?$"
# Luganda's long sounds, in one word or one and a street's, written double or not. Before a nasal and another consonant,
# and behind a consonant and w or y, vowels are long by themselves (the orthography of 1947); but Buwate: Buwaate.
_LUGANDA = (
    (rf"^(\w*?)([aeiou])\2(?=\w*{_OR_STREET})", r"\1\2"),  # Kitooro: Kitoro
    (rf"^([bcdgkmnpstyz])(?=[aeiou][^\Waeiou\d_]+[aeiou]{_OR_STREET})", r"\1\1"),  # Gaba: Ggaba
    # Natete: Nateete
    (rf"^(\w*(?<![^\Waeiou\d_][wy]))([aeiou])(?=(?:[bcdfgjklmnprstvwz]|ny)[aeiou]{_OR_STREET})", r"\1\2\2"),
)
_ARTICLE = ((r"\bEl (?=\w)", "Al "),)  # Sala El Jadida
_NG = (r"^ng(?=[aeiou]\w*$)", "Ng'")  # Ngombe
_KINDS = "|".join(map(re.escape, sorted(GENERIC_WORDS | EVERYWHERE.type_words)))
NATIONAL_SPELLINGS = {
    "Kenya": ((r"(?<=\w)ng(?=[aeiou])", "ng'"), *_SWAHILI),  # Langata
    "Tanzania": (_NG, *_SWAHILI),
    "Zambia": (_NG,),
    "Malawi": (_NG,),
    "Uganda": (
        (r"(?<=[aeiou])j(?=[aeiou])", "jj"),
        (r"\b([^\W\d_])\1", r"\1"),
        (r"^Se(?=[^\We]\w*$)", "Sse"),
        *_LUGANDA,
    ),
    "Brazil": ((r"\b([A-Z])(?=\d+$)", r"\1-"),),  # Avenida T63
    **dict.fromkeys(("Algeria", "Egypt", "Libya", "Morocco", "Sudan", "Tunisia"), _ARTICLE),
    "Pakistan": ((rf"(?<=[^\W\d_]{{3}})e (?!(?:{_KINDS})\b)(?=[^\W\d_]{{3}})", "-e-"),),  # Shah Rukne Alam
    "Côte d'Ivoire": ((r"\b([MN])(?=[bcdfgjkpstvz])", r"\1'"),),  # Mbadon
    "Indonesia": ((r"\bMall\b", "Mal"),),
    "France": ((r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})", "-sur-"),),  # Dompierre/Mer
    "Ukraine": ((r"(?<=[бпвмфкр])(?=[яюєї])", "'"),),  # Лукянівка
}

# As all names of a country are written on maps: Dîmbul, since 1993 Dâmbul; S. Ilario, Sant'Ilario.
SPELLINGS_OF_MAPS = {
    "ro": (r"(?<=\w)î(?=\w)", "â"),
    "it": (r"\bS\.? ?(?=[AEIOU][^\W\d_A-Z])", "Sant'"),
    "pk": (r"^Kh\.?[- ]e[- ](?=[^\W\d_]{3})", "Khayaban-e-"),  # Kh-e-Bukhari
    "br": (r"^R (?=[^\W\d_]{2})", "Rua "),
    **dict.fromkeys(("at", "ch", "de"), (r"(?<=[^\W\d_])([- ]?)([Ss])tr\b\.?", r"\1\2traße")),  # Podbielskistr. 164
    "et": (r"\b([A-Z])/(?=[A-Z][a-z])", r"\1. "),  # K/Kore
    **dict.fromkeys(("be", "nl"), (r"(?<=[^\W\d_]{2})str\b\.?", "straat")),
    **dict.fromkeys(("es", "mx"), (r"(?i)\bPta\b\.? (?=del? )", "Puerta ")),  # Pta. de Hierro; but Pta. Mita
}

# Letters that are written for one another: the likeliest first, tried before words are joined or parted.
_ROMANIZED = (
    ("aa", "a"),  # Sabzazaar
    ("ee", "i"),
    ("oo", "u"),
    (r"ou(?=[^\Waeiou\d_])", "au"),  # Ghouri
)
_URDU = (
    (r"\bMoh(?=am)", "Muh"),  # Mohammad
    (r"(?<=p)o(?=ra\b)", "u"),  # Baghbanpora
    (r"(?<=[ms])u(?=d)", "oo"),  # Mehmudabad
    ("oh(?=a)", "auh"),  # Gulistan-e-Johar
    ("(?<=q)(?=at)", "u"),  # Liaqatabad
    (r"\bBeg\b", "Baig"),
    (r"\bdhok\b", "Dhoke"),
    (r"\bdhoke\b", "Dhok"),
    (r"\bgunj\b", "Ganj"),
    (r"\bganj\b", "Gunj"),
    (r"(?<=\bm)y(?=a)", "i"),  # Suraj Myani
    (r"iya(?=[^\W\d_])", "ia"),  # Ziyad
)
_OTHER_LETTERS = {
    "Brazil": (
        (r"(?<=[íi])s\b", "z"),  # São Luís
        (r"(?<=[íi])z\b", "s"),
        (r"(?<=[aeou])s(?=a\b)", "z"),  # Santa Teresa
        (r"(?<=[aeiou])z(?=[ao]\b)", "s"),  # Souza, Paraizo
        (r"(?<=\w{2}[^\Waeioutv\d_])er(?=[ao]\b)", "eir"),  # Mangabera, Perera
        (r"([lnt])\1(?=[aeiou])", r"\1"),  # Alípio de Mello
        (r"\bth(?=[aeo])", "T"),  # Thomaz
        (r"\bch(?=r)", "C"),  # Christina
        (r"ez\b", "es"),  # Simões Lopez
        (r"y\b", "i"),  # Bacachery
        ("j(?=e)", "g"),  # Parque Granjeiro
        ("g(?=ei)", "j"),
        (r"vile\b", "ville"),  # Faiçalville
        (r"\bd(?=(?:[aá]gua|oeste|ajuda|[aá]vila)\b)", "d'"),  # Olhos Dagua
        ("x(?=[aeiou])", "ch"),  # Muxila
        ("(?<=[aeiou])s(?=[aeiou])", "z"),  # Isaac
        ("(?<=e)z(?=i)", "s"),  # Terezinha
        ("(?<=ui)ss(?=a)", "ç"),  # Nova Suissa
        (r"(?<=[aeiou])n\b", "m"),  # Ruben Berta
    ),
    "Ethiopia": ((r"([^\W\d_])\1", r"\1"),),  # Hanna Mariam
    "Uganda": (
        ("(?<=a)i(?=[aeiout])", "yi"),  # Abaita Ababiri
        (r"(?<=[aeiou])([^\Waeioujg\d_])\1(?=[aeiou])", r"\1"),  # Mbuyya; gg and jj are Luganda's own
    ),
    "Pakistan": (*_ROMANIZED, *_URDU),
    **dict.fromkeys(("Bangladesh", "India"), _ROMANIZED),
}
# As compared, by the code of the country.
_PORTUGUESE = (
    (r"([lnt])\1", r"\1"),
    ("th", "t"),
    ("chr", "cr"),
    ("ch", "x"),
    ("z", "s"),
    ("y", "i"),
    ("j(?=[ei])", "g"),
    ("(?<=ui)ss(?=a)", "c"),  # as ç is compared
    ("eir(?=[ao]$)", "er"),
    ("n$", "m"),
)
_SOUTH_ASIAN = (
    ("oo|[ao]u|o", "u"),
    ("ee|y", "i"),
    ("ai", "e"),
    ("ke$", "k"),
    ("qu", "q"),
    ("gunj$", "ganj"),
    (r"([^\W\d_])\1", r"\1"),
)
_LUGANDAN = (("yi", "i"), (r"(.)\1", r"\1"), ("^r", "l"))  # Abayita, Ggaba, Rubaga
_SAME_LETTERS = {"br": _PORTUGUESE, "ug": _LUGANDAN, **dict.fromkeys(("bd", "in", "pk"), _SOUTH_ASIAN)}
_SHORTEST = 4  # letters: not Sector AA


def write_other_letters(name: str, country: str) -> str | None:
    """'São Luíz' of 'São Luís': the name in the likeliest other letters, but for words that say what sort of thing it
    is; None if there are none.

    country: its English name.
    """
    parts = re.split(r"([^\W\d_]+)", name)
    for pattern, other in _OTHER_LETTERS.get(country, ()):
        spelt = "".join(_respell(part, pattern, other) for part in parts)
        if spelt != name:
            return spelt
    return None


def _respell(word: str, pattern: str, other: str) -> str:
    is_kind = len(word) < 3 or fold(word) in GENERIC_WORDS | REGIONAL | _MONTHS
    return word if is_kind else re.sub(pattern, other, word, flags=re.IGNORECASE)


def are_spelt_alike(one: str, other: str, country: str) -> bool:
    """Whether two names differ in nothing but such letters, or not at all.

    country: its code (ISO 3166-1 alpha-2, lower case).
    """
    return country in _SAME_LETTERS and _spell(one, country) == _spell(other, country) != ""


def _spell(name: str, country: str) -> str:
    return joined(tuple(_spell_word(word, country) if len(word) >= _SHORTEST else word for word in name_words(name)))


def _spell_word(word: str, country: str) -> str:
    for pattern, plain in _SAME_LETTERS[country]:
        word = re.sub(pattern, plain, word)
    return word
