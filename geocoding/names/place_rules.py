"""Rules that drop what a place is beside, and the cluster that it is in: how many tokens, from this one on?"""

from __future__ import annotations

import re
from dataclasses import replace

from geocoding.countries import languages
from geocoding.names.context import Context
from geocoding.names.generic import (
    CONNECTORS,
    is_code_like,
    is_never_code,
    is_place,
    is_sector,
    is_town_site,
    is_vowelless,
)
from geocoding.tokens import REMOVED, ROMAN, VOWELS, Token, is_short_for, normalize, phrase_length, split

_DISTANCES = languages.everywhere(languages.DISTANCE_WORDS)
_SIDES = frozenset(["lower", "upper", "north", "south", "east", "west"])
ODD_CODE_CHARS = 3  # as airports have
_REGIONS = languages.everywhere(languages.REGION_WORDS)


def surroundings(tokens: list[Token], at: int, context: Context) -> int:
    """What a place is beside: 'Kinoo opp. Shell' is Kinoo, 'Near Total Gachie' is Gachie, 'Off Ngong Rd Kilimani' is
    Kilimani; but 'Opposite Yaya Centre', 'CEN-FDT9 opp. Yaya Centre' and, in Nairobi, 'NBI-opp Yaya Centre' are Yaya
    Centre."""
    found = ((start, _relation_length(tokens, start, context)) for start in range(len(tokens) - 1))
    start, length = next(((start, length) for start, length in found if length), (0, 0))
    if not length:
        return 0
    before = tokens[:start]
    is_cluster = _is_cluster(before, context)
    is_apart = REMOVED in tokens[start].gap or tokens[start].gap in ("-", "_", "/")  # not 'DHA - near Lalik Chowk'
    is_code = is_cluster or (is_apart and _are_codes(before, context))
    if is_place(before, context.vocab) and not is_code:
        return len(tokens) - 1 - at if at == start else 0
    return _skip_anchor(tokens, start, start + length, context) if at == 0 else 0


def aside(tokens: list[Token], at: int, context: Context) -> int:
    """What is said in small letters behind a comma, of a name with capitals: 'Samanabad, gali masjid wali' is
    Samanabad; but 'Kabaty, ul. wąwozowa', and a street may be in what follows: 'Av. Italia 2500, malvín norte'."""
    vocab, before, name = context.vocab, tokens[:at], tokens[:-1]
    if "," not in tokens[at].gap or not any(token.text[0].isupper() for token in before):
        return 0
    end = next((end for end in range(at + 1, len(name)) if "," in name[end].gap), len(name))
    words = [token for token in name[at:end] if not token.text.isdecimal()]
    is_small = bool(words) and all(token.is_cased and token.text.islower() for token in words)
    is_label = any(token.key in vocab.streets - vocab.numbered_names | vocab.area_prefixes for token in words)
    is_quarter = _ends_in_street(tokens[: at + 1], context) and any(token.key not in vocab.generic for token in words)
    is_quarter = is_quarter and words[0].key not in vocab.equipment  # ул. Толе би 187, муфта затоплена
    if not is_small or is_label or is_quarter or _relation_in(name[at:end], context):
        return 0
    return end - at if is_place(before, vocab) and not _is_cluster(before, context) else 0


def remark_behind_number(tokens: list[Token], at: int, context: Context) -> int:
    """What is said in small letters behind a thing's number, or a house's: 'Ironshore pedestal 14 water inside', 'Moi
    Avenue 14 flooded'; but 'Kasarani FAT 12 mwiki', 'Calle 5 de mayo'. In another script it may be one word."""
    vocab, before, name = context.vocab, tokens[:at], tokens[:-1]
    is_behind_thing, is_behind_house = REMOVED in tokens[at].gap, _ends_in_house(before, context)
    if not (is_behind_thing or is_behind_house):
        return 0
    end = next((end for end in range(at + 1, len(name)) if "," in name[end].gap), len(name))
    kinds = vocab.type_words | vocab.landmark_words | vocab.streets | vocab.unit_words | vocab.numbered_names
    kinds |= vocab.area_words | vocab.numbered_kinds | vocab.months | vocab.measures
    said, others = name[at:end], kinds | _REGIONS | _DISTANCES | CONNECTORS
    is_small = all(token.text.isalpha() and token.text.islower() and token.key not in others for token in said)
    is_other_script = not any(token.is_cased for token in said) and all(token.is_cased for token in before)
    is_said = (is_small and (is_behind_house or len(said) > 1)) or (is_behind_thing and is_other_script)
    is_said = is_said and not phrase_length(said, vocab.prepositions)
    has_name = any(len(token.text) > 2 and token.text[:1].isupper() for token in before)
    return end - at if is_said and has_name and _is_place_beside(before, context) else 0


def _ends_in_house(tokens: list[Token], context: Context) -> bool:
    """'ul. Długa 52', 'Moi Avenue 14'; not 'Calle 5', of which the number is the street's own."""
    if len(tokens) < 2:
        return False
    vocab, (*street, last, number) = context.vocab, tokens
    if not number.text.isdecimal() or len(number.text) > 4:
        return False
    street.append(last)
    is_street = last.key.endswith(languages.STREET_ENDINGS) or not vocab.streets.isdisjoint(t.key for t in street)
    is_named = last.key in vocab.streets - vocab.streets_in_front or last.key not in vocab.generic
    return is_street and is_named and last.text.isalpha() and last.text[0].isupper()


def _ends_in_street(tokens: list[Token], context: Context) -> bool:
    """Whether a street is named in front of the last token; not 'St 22'."""
    behind = (tokens[at + 1] for at, token in enumerate(tokens[:-1]) if token.key in context.vocab.streets)
    return any(not token.has_number or token.after_separator for token in behind)


def _relation_in(tokens: list[Token], context: Context) -> bool:
    return any(phrase_length(tokens[at:], context.vocab.prepositions) for at in range(len(tokens)))


def _skip_anchor(tokens: list[Token], relation: int, start: int, context: Context) -> int:
    """Where the place starts behind a relation, of which no place stands before."""
    ends = range(start, len(tokens) - 1)
    usable = [end + 1 for end in ends if is_place(tokens[end + 1 : -1], context.vocab)]
    if tokens[relation].key in ("off", "along"):
        return next((end for end in usable if tokens[end - 1].key in context.vocab.streets), start)
    while tokens[start].key in context.vocab.chain_stores and start + 1 in usable:
        start += 1
    return next((end for end in usable if end > start and tokens[end].gap.strip() == ","), start)


def _relation_length(tokens: list[Token], at: int, context: Context) -> int:
    if at and tokens[at - 1].key in {"drop", "take", "cut"} | context.vocab.area_prefixes:  # drop-off, os. Za Bramą
        return 0
    if tokens[at].key == "nr" and tokens[at + 1].text[:1].isdigit():
        return 0
    if tokens[at].key == "ref" and tokens[at].text.istitle() and "." in tokens[at].text + tokens[at + 1].gap:
        return 0  # Ref. Sur, Reforma
    if at and phrase_length(tokens[at - 1 : -1], context.vocab.postpositions) > 1:
        return 0
    length = phrase_length(tokens[at:-1], context.vocab.prepositions)
    if length and _belongs_to_name(tokens, at, length, context):
        return 0
    is_two_letters = length == 2 and len(tokens[at].text) == len(tokens[at + 1].text) == 1
    return 0 if is_two_letters and tokens[at + 1].gap != "/" else length  # b/h, but B. H. Road


def _belongs_to_name(tokens: list[Token], at: int, length: int, context: Context) -> bool:
    """'Avon-by-the-Sea', 'Lugogo By-Pass', 'Val-des-Prés', 'Cành Nàng', where only près and cạnh are relations;
    Indre By."""
    word, after = tokens[at], tokens[at + length]
    if word.key == "by" and "-" in (word.gap, after.gap):
        return True
    if length == 1 and at and word.gap in (" ", "-") and tokens[at - 1].key in context.vocab.never_last:
        return True
    is_said = at == 0 and word.text.islower() and after.text[:1].isupper()  # 'poste 17 frente Mercado Central'
    is_at_end = not is_said and (_are_codes(tokens[:at], context) or _are_codes(tokens[at + length : -1], context))
    if length == 1 and word.key in context.vocab.only_between and is_at_end:
        return True
    spelt = word.text.lower()
    is_other_word = length == 1 and not spelt.isascii() and spelt not in context.vocab.relation_spellings
    is_hyphenated = at > 0 and word.gap == after.gap == "-" and word.text.islower() and tokens[at - 1].text.istitle()
    is_hyphenated = is_hyphenated and not any(set(token.gap) == {REMOVED, "-"} for token in tokens)  # FDT3-Kinoo
    return is_other_word or (is_hyphenated and len(spelt) > 3)


def postposition(tokens: list[Token], at: int, context: Context) -> int:
    """The same where the words stand behind what it is beside: 'Migros karsisi Alsancak' is Alsancak, 'Balgat Mah.
    Migros karsisi' Balgat Mah."""
    name = tokens[:-1]
    for start in range(at + 1, len(name)):
        if length := phrase_length(name[start:], context.vocab.postpositions):
            end = start + length
            is_number = name[at].gap == "-" and name[at].text.isdecimal()  # the 2 of Gulshan-2
            is_first = at == 0 or (name[at].after_separator and not is_number) or _ends_area(name, at, context)
            return end - at if is_first and _is_place_beside(name[:at] + name[end:], context) else 0
        if name[start].after_separator:
            return 0
    return 0


def _ends_area(name: list[Token], at: int, context: Context) -> bool:
    """Whether a name ends in front of one: 'Sarojini Nagar | mandir ke paas'."""
    ends = context.vocab.area_suffixes | context.vocab.area_words
    return name[at - 1].key in ends and name[at].key not in ends


def _is_place_beside(tokens: list[Token], context: Context) -> bool:
    """Whether a place remains beside a landmark, and not only a code: the SD of 'Ege Hast. yani SD'."""
    return is_place(tokens, context.vocab) and not _are_codes(tokens, context)


def _are_codes(tokens: list[Token], context: Context) -> bool:
    things = context.vocab.numbered_codes | context.vocab.equipment
    are_things = (token.text.isupper() and token.key in things for token in tokens)
    codes = zip(tokens, are_things, strict=True)
    return all(token.has_number or is_thing or is_code_like(token, context.vocab) for token, is_thing in codes)


def postposition_alone(tokens: list[Token], at: int, context: Context) -> int:
    """Where nothing but the landmark is left: 'Pazaryeri karsisi' is Pazaryeri."""
    return phrase_length(tokens[at:-1], context.vocab.postpositions) if is_place(tokens[:at], context.vocab) else 0


def cluster_name(tokens: list[Token], at: int, context: Context) -> int:
    """The cluster's name or code, and what leads to it: 'DELTA_ASABA_Okpanam Rd' in Asaba, 'MUM Andheri' in Mumbai,
    'Mohallah Qadirabad, Sialkot' in Sialkot; but Kampala Road."""
    if not context.cluster:
        return 0
    name, size = tokens[:-1], len(context.cluster)
    if at:
        is_last = at + size == len(name) and _is_cluster(name[at:], context)
        is_joined = tokens[at].gap == "-" and tokens[at - 1].key in context.vocab.never_last  # Joué-lès-Tours
        if is_last and not is_joined and tokens[at].after_separator and is_place(name[:at], context.vocab):
            return size
        return int(_is_last_code(tokens, at, context) or _is_end_of_cluster(tokens, at, context))
    if length := _spelt_short_length(tokens, context):
        return length
    for start in range(min(4, len(name))):
        for length in {1, size}:
            end = start + length
            if not (
                _is_cluster(name[start:end], context) or (length == 1 and _is_cluster_code(tokens, start, context))
            ):
                continue
            if _is_part_by_its_end(name[end:]):
                continue
            is_led_to = all(_may_precede_cluster(tokens, step, context) for step in range(start))
            if is_led_to and _is_apart(tokens, start, end, context) and is_place(name[end:], context.vocab):
                return end + _joined_code_length(tokens, end, context)
    return 0


def _is_part_by_its_end(rest: list[Token]) -> bool:
    """Nord of Hamburg-Nord, III of GLB-III in Gulberg."""
    return all(token.key in _REGIONS for token in rest) or is_roman_part(rest)


def is_roman_part(tokens: list[Token]) -> bool:
    """III, 'III Block E-2'; but II Chundrigar Road."""
    is_number = ROMAN.fullmatch(tokens[0].text) is not None if tokens else False
    return is_number and (len(tokens) == 1 or any(map(is_number_or_letter, tokens[1:4])))


def _spelt_short_length(tokens: list[Token], context: Context) -> int:
    """'G.Antep Bahçelievler' in Gaziantep: an initial and the end of the cluster's name."""
    initial, ending = tokens[:2]
    letters = "".join(context.cluster)
    is_dotted = len(initial.key) == 1 and (initial.text.endswith(".") or ending.gap.startswith("."))
    is_cluster = is_dotted and len(ending.key) > 2 and letters[:1] == initial.key and letters.endswith(ending.key)
    return 2 if is_cluster and is_place(tokens[2:-1], context.vocab) else 0


def write_cluster_whole(tokens: list[Token], context: Context) -> list[Token]:
    """'North Nazimabad Block N' of 'Nrth Nazimabad Block N' in North Nazimabad, 'Fort Portal Mpanga' of 'F/Portal
    Mpanga': some of the cluster's words cut short beside one that names it."""
    size = len(context.cluster)
    for start in range(len(tokens) - size):
        written = tokens[start : start + size]
        pairs = list(zip(written, context.cluster, strict=True))
        whole = {word for token, word in pairs if token.key == word and len(word) > 3}
        is_named = not whole <= context.vocab.generic
        followed = tokens[start + 1 : start + size + 1]
        is_short = all(map(_may_be_word_of_cluster, written, context.cluster, followed))
        if is_named and is_short and not _is_cluster(written, context):
            first, *others = split(normalize(context.cluster_title))[:-1]
            return [*tokens[:start], replace(first, gap=written[0].gap), *others, *tokens[start + size :]]
    return tokens


def _may_be_word_of_cluster(token: Token, word: str, after: Token) -> bool:
    """North, or 'Nrth', 'N.', 'N/' for it; but Rio is not Ribeirão, the N of 'N Karachi' may be a block's, and Umoja I
    is not II."""
    is_short = len(token.key) < len(word) and is_short_for(token.key, word) and ROMAN.fullmatch(word) is None
    is_cut = token.text.endswith(".") or after.gap in (".", "/")
    is_consonants = len(token.key) > 1 and VOWELS.isdisjoint(token.key)
    return token.key == word or (is_short and token.key.isalpha() and (is_cut or is_consonants))


def larger_code(tokens: list[Token], at: int, context: Context) -> int:
    """What a name starts with that is larger than its cluster: the country's code, another cluster's that the feed
    tells: 'UG-KLA-NAKAWA' is Nakawa."""
    length = 2 if at + 2 < len(tokens) and f"{tokens[at].key} {tokens[at + 1].key}" in context.larger_codes else 1
    token, after = tokens[at], tokens[at + length]
    is_code = length > 1 or token.key in context.larger_codes - context.vocab.stop_words
    is_joined = after.gap in ("-", "_", "/") and _is_cluster(tokens[1:-1], context) and REMOVED in tokens[-1].gap
    is_code = is_code or (is_joined and _is_unspoken(token, context))  # RJO-TIJUCA-CTO 3 in Tijuca
    is_code = is_code and (token.text.isupper() or not token.is_cased)
    is_spaced = after.gap == " " and REMOVED in token.gap and len(token.text) == 3  # GPON QCN FAIRVIEW
    signs = set(after.gap) - {REMOVED, " "}
    is_dotted = signs == {"."} and len(token.text) > 2  # KLA.MUBS; but AL.Qods in Albania
    is_path = at == 0 and (is_spaced or is_dotted or (len(signs) == 1 and signs <= set("-_/|")))
    rest = tokens[length:-1]
    is_code = is_code and not is_roman_part(rest)  # SOB II of Sobradinho
    words = rest[1:] if re.fullmatch(r"[A-Z]0\d+", after.text) else rest  # 'UDI-H01 Shopping Park'
    is_left = is_place(rest, context.vocab) or is_town_site(words, context.vocab) or is_part_of_cluster(rest, context)
    is_field = length > 1 or len(token.text) > 1 or REMOVED in token.gap  # not the H of 'H-Block'
    return length if is_code and is_path and is_field and is_left else 0


def _is_unspoken(token: Token, context: Context) -> bool:
    """RJO, KLA; but neither Rio nor LWR of Lower."""
    is_code = len(token.text) == ODD_CODE_CHARS and re.search("[^aeiou]{2}", token.key) is not None
    return is_code and not any(is_short_for(token.key, side) for side in _SIDES | context.vocab.region_words)


def is_only_cluster(tokens: list[Token], context: Context, *, is_rest: bool) -> bool:
    """Whether a code stands for the cluster's name: IST of 'IST-OLT-07' in İstanbul (is_rest: of more), EBB of 'EBB
    Int'l Airport', TMA of 'TMA Community 2'."""
    first, *others = tokens[:-1]
    if others:
        words = [token.text.replace("'", "").removesuffix(".") for token in others]
        is_kind = words[0].isalpha() and all(map(str.isalnum, words))
        is_code = first.key in context.cluster_codes and len(first.key) > 1
        is_part = _is_numbered_part(others, context)
        is_code = is_code or (is_part and _may_be_code_of_cluster(first, context))
        return is_code and is_kind and (is_part or not is_place(others, context.vocab))
    is_known = first.key in context.cluster_codes or (first.text.isupper() and len(first.text) > 2)
    return is_rest and is_known and _is_cluster_code(tokens, 0, context)


def is_own_part(tokens: list[Token], context: Context) -> bool:
    """Phase 4, where the feed tells that the cluster has phases."""
    kind, number, *_ = (*tokens, *[Token("", "")] * 2)
    kinds = context.cluster_parts
    is_kind = any(is_short_for(kind.key, one) or is_short_for(one, kind.key) for one in kinds) if kind.key else False
    return is_kind and kind.key in context.vocab.numbered_names and is_number_or_letter(number)


def is_part_of_cluster(name: list[Token], context: Context) -> bool:
    """'NN Block H' in North Nazimabad, 'GLB-III' in Gulberg."""
    first, *others = name or [Token("", "")]
    is_code = first.key in context.cluster_codes or _may_be_code_of_cluster(first, context)
    return is_code and len(first.key) > 1 and _is_numbered_part(others, context)


def _is_numbered_part(tokens: list[Token], context: Context) -> bool:
    """Phase 3, Block L; III."""
    first, *others = tokens or [Token("", "")]
    is_kind = first.key in context.vocab.numbered_names | context.vocab.unit_words
    is_number = len(context.cluster) == 1 and is_roman_part(tokens)
    return is_number or (is_kind and any(map(is_number_or_letter, others[:1])))


def is_number_or_letter(token: Token) -> bool:
    """The 3 of Phase 3, the L of 'Blk L'."""
    return token.has_number or (len(token.text) == 1 and token.text.isupper())


def _may_be_code_of_cluster(word: Token, context: Context) -> bool:
    """HYTBD of Hayatabad, GIQ of Gulshan-e-Iqbal, NN of North Nazimabad, in front of a numbered part."""
    is_short = 2 < len(word.key) < 6 and is_short_for(word.key, "".join(context.cluster))
    is_capitals = word.text.isupper() and word.text.isalpha() and not is_never_code(word, context.vocab)
    return is_capitals and (is_short or is_initials_of_cluster(word, context))


def is_initials_of_cluster(word: Token, context: Context) -> bool:
    return len(context.cluster) > 1 and word.key == "".join(part[:1] for part in context.cluster)


def find_code_of_cluster(name: list[Token], context: Context) -> int | None:
    """Where behind a name a word stands for the cluster's: 'Poiana Bv' in Brașov, 'Colobane Zig' in Ziguinchor, OLD KLA
    in Kampala, if other names tell that KLA is it."""
    codes = (at for at in range(1, len(name)) if not is_place(name[at + 1 :], context.vocab))
    at = next((at for at in codes if _is_short_for_cluster(name[at], context)), None)
    after = name[at + 1 : at + 2] if at is not None else []
    is_apart = any(token.after_separator or token.has_number for token in after)  # BHA-S2-018, KG 9 Ave
    return None if is_apart else at


def _is_short_for_cluster(word: Token, context: Context) -> bool:
    letters = "".join(context.cluster)
    is_apart = word.gap.replace(REMOVED, " ").isspace()
    if not is_apart or not word.text.isalpha() or is_never_code(word, context.vocab):
        return False
    is_start = len(word.key) > 2 and letters.startswith(word.key)
    is_like_code = len(word.key) == 3 and word.text.isupper()  # IBD in Ibadan
    is_code = is_start or is_like_code or is_surely_code(word, context)
    is_word = word.key in context.vocab.generic or word.key in context.cluster
    return is_code and not is_word and 1 < len(word.key) < 5 and is_short_for(word.key, letters)


def is_surely_code(word: Token, context: Context) -> bool:
    """And not, as the Mar of 'Villa Mar' in Maracaibo, or KIROV in Kirovo-Chepetsk, may be, a word."""
    return is_vowelless(word.key, context.vocab) or word.key in context.cluster_codes


def _is_cluster(tokens: list[Token], context: Context) -> bool:
    return tuple(token.key for token in tokens) == context.cluster


def _is_cluster_code(tokens: list[Token], at: int, context: Context) -> bool:
    """KHI of Karachi: its first letter, and others of it in their order."""
    token, after = tokens[at], tokens[at + 1]
    if len(token.text) == 1:  # H of 'GF-H-RICKLINGEN', if the feed tells that it is Hannover
        is_field = at == 1 and token.after_separator and after.gap == token.gap.replace(REMOVED, "")
        return is_field and token.key in context.cluster_codes and not after.has_number
    is_numbered = after.has_number and after.gap == " "  # KG 11 Ave in Kigali
    has_other_letters = context.cluster_title.isascii() and not token.text.isascii()  # DÚN LAOGHAIRE in Dublin
    is_word = (
        token.key in context.vocab.acronyms
        or has_other_letters
        or (token.key in context.vocab.never_last and REMOVED not in after.gap)
    )  # VITRY-SUR-ORNE
    if not token.text.isalpha() or is_word or token.key == "".join(context.cluster) or is_numbered:
        return False
    if context.cluster[1:] and token.key == context.cluster[0] and token.text.isupper():  # VIÑA of Viña del Mar
        is_field = after.gap.strip() in ("-", "_") and set(tokens[-1].gap) == {REMOVED, after.gap}
        return is_field and any(len(other.text) > 2 and not other.text.isupper() for other in tokens[at + 1 : -1])
    if len(token.key) > 3 and after.gap == "-" and after.text.isupper() and not is_surely_code(token, context):
        return False  # MONT-TREMBLANT in Montréal
    is_like_code = token.text.isupper() or after.gap.strip() in ("_", "/", "|")
    is_small = all(not other.is_cased or other.text.islower() for other in tokens[:-1])  # 'pew hayatabad ph-1'
    is_like_code = is_like_code or (is_small and token.key in context.cluster_codes - context.vocab.generic)
    is_like_code = is_like_code or (len(token.key) > 2 and is_vowelless(token.key, context.vocab))  # Rtd of Rotterdam
    is_short = 2 <= len(token.text) <= 5 and is_like_code
    is_code = any(is_short_for(token.key, letters) for letters in _list_letters(context))
    is_code = is_code and token.key not in context.cluster
    return is_short and (is_code or token.key in context.cluster_codes)


def _list_letters(context: Context) -> list[str]:
    """The cluster's, and those without the kind in front: of Ciudad de Guatemala GUA is the code, of 6th of October
    OCT."""
    words = context.cluster
    lesser = context.vocab.generic | context.vocab.never_last
    starts = (at for at, word in enumerate(words) if word not in lesser and not word[0].isdecimal())
    return ["".join(words), "".join(words[next(starts, 0) :])]


def _is_last_code(tokens: list[Token], at: int, context: Context) -> bool:
    """LHR of 'Gulberg LHR' in Lahore, STI of 'CIENFUEGO STI-GAB021' in Santiago."""
    *name, end = tokens
    token, letters = name[at], "".join(context.cluster)
    shortest = 2 if token.key in context.cluster_codes else 3  # Brgy San Antonio QC
    is_code = at == len(name) - 1 and shortest <= len(token.text) <= 5 and token.text.isupper() and token.text.isalpha()
    stands_out = any(len(other.text) > 2 and not other.text.isupper() for other in name[:at])
    stands_out = stands_out or (at > 1 and is_sector(name[:2], context.vocab))  # I-8/4 ISB
    stands_out = stands_out or end.gap.startswith(f"-{REMOVED}")  # joined to another code
    is_short = is_short_for(token.key, letters) and token.key != letters
    return (
        is_code
        and stands_out
        and is_short
        and not is_never_code(token, context.vocab)
        and is_place(name[:at], context.vocab)
    )


def _is_end_of_cluster(tokens: list[Token], at: int, context: Context) -> bool:
    """Pindi of 'Sadiqabad_Pindi' in Rawalpindi."""
    word, letters = tokens[at], "".join(context.cluster)
    is_end = len(word.key) > 4 and letters.endswith(word.key) and word.key not in (letters, *context.cluster)
    return at == len(tokens) - 2 and word.after_separator and is_end and is_place(tokens[:at], context.vocab)


def _may_precede_cluster(tokens: list[Token], at: int, context: Context) -> bool:
    """What is larger than the cluster, or no place: DELTA of DELTA_ASABA, Exchange of 'Exchange DLK'."""
    is_capitals = tokens[at].text.isupper() and len(tokens[at].text) <= 6 and tokens[at + 1].after_separator
    return is_capitals or tokens[at].key in context.vocab.generic


def _is_apart(tokens: list[Token], start: int, end: int, context: Context) -> bool:
    """Whether the cluster's name or code is set off from the name behind it: by a separator, or by its capitals."""
    after = tokens[end]
    is_field = any("-" in token.gap for token in tokens[end + 1 :]) and not _is_street(tokens[end:-1], context)
    if after.after_separator and (after.gap != "-" or tokens[start].text.isupper() or is_field):
        return True
    if phrase_length(tokens[end:-2], context.vocab.area_prefixes):
        return True
    code, vocab = tokens[start], context.vocab
    is_numbered = after.key in vocab.numbered_kinds and tokens[end + 1].has_number  # LL Area 47
    if is_sector(tokens[end : end + 2], vocab) or (is_numbered and is_vowelless(code.key, vocab)):
        return True
    if after.key in vocab.streets_in_front and code.text.isupper() and VOWELS.isdisjoint(code.key[:-1]):
        return len(tokens) > end + 2  # MDE Carrera 43A
    has_small = any(len(token.text) > 2 and not token.text.isupper() for token in tokens[end:-1])
    is_common = after.key in vocab.generic - vocab.area_types or after.key in vocab.area_words
    if is_common and code.key not in context.cluster and after.key not in vocab.streets | vocab.area_words:
        is_common = all(
            token.has_number or token.key in vocab.generic for token in tokens[end:-1]
        )  # CBBA zona Cala Cala
    is_code = len(code.key) > 2 and is_vowelless(code.key, vocab)
    stands_out = (code.text.isupper() and (has_small or is_code)) or (is_code and code.text.istitle())
    return code.key in context.cluster_codes or (not is_common and stands_out)


def _is_street(tokens: list[Token], context: Context) -> bool:
    """'Jinja Road' of 'Kampala-Jinja Road'."""
    return tokens[-1].key in context.vocab.streets


def _joined_code_length(tokens: list[Token], at: int, context: Context) -> int:
    """FBC of 'BDG-FBC Jl. Dago'."""
    token, after = tokens[at], tokens[at + 1]
    is_joined = token.gap.strip() in ("-", "_", "/") and token.text.isupper() and is_vowelless(token.key, context.vocab)
    is_kind = after.key in context.vocab.numbered_names | context.vocab.area_words
    is_led_to = after.after_separator or after.key in context.vocab.streets
    is_code = is_led_to and not is_kind and is_place(tokens[at + 1 : -1], context.vocab)
    return int(is_joined and is_code)
