"""Words that say what a thing is, by language: they hold in every country, an English street may be anywhere."""

from __future__ import annotations

from collections.abc import Mapping


def _join(by_language: Mapping[str, str]) -> frozenset[str]:
    return frozenset(" ".join(by_language.values()).casefold().split())


# A word of a street's name.
STREET_WORDS = _join(
    {
        "English": "road street avenue lane drive close crescent way highway bypass walk grove link boulevard alley",
        "Swahili": "barabara njia",
        "French": "rue chemin impasse allée quai",
        "Spanish, Portuguese": "calle carrera avenida camino paseo rua estrada travessa alameda rodovia",
        "Italian, Romanian": "via viale corso strada",
        "German, Dutch": "straße strasse weg gasse allee straat laan",
        "Scandinavian": "gata vej gade veien",
        "Slavic": "ulica ulice улица вулиця проспект",
        "Turkish": "cadde caddesi sokak sokağı",
        "Arabic, Persian, Hebrew": "شارع طريق خیابان רחוב",
        "Hindi and kin": "marg path sadak मार्ग सड़क रोड",
        "Indonesian, Vietnamese, Thai": "jalan jl đường phố ถนน ซอย soi thanon",
    }
)
# The end of a street's name that is one word.
STREET_ENDINGS = tuple(
    "strasse gasse weg allee straat laan gatan vägen vej 路 街 大道 通り 로 길".split()  # noqa: SIM905
)

# A word of the name of a business, an institution, a building.
SITE_WORDS = _join(
    {
        "English": "school academy college university institute polytechnic hospital clinic dispensary church "
        "cathedral basilica chapel mosque temple hotel lodge resort restaurant bar club bank shop supermarket "
        "pharmacy station stadium arena library museum theatre cinema airport airstrip barracks mall plaza arcade "
        "market centre house towers tower court apartments heights stage terminus",
        "Swahili": "shule chuo hospitali zahanati kanisa msikiti hoteli soko kituo",
        "French": "école lycée collège université hôpital clinique église cathédrale mosquée marché gare",
        "Spanish, Portuguese": "escuela escola colegio universidad universidade iglesia igreja catedral mercado",
        "German": "schule universität krankenhaus kirche dom moschee bahnhof markt",
        "Arabic": "مدرسة جامعة مستشفى مسجد سوق",
        "Hindi": "स्कूल अस्पताल मंदिर मस्जिद",
    }
)

# In front of an area's name they change nothing: Mtaa wa Kilimani.
AREA_PHRASES = ("mtaa wa", "mtaa ya")
