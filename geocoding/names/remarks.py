"""What is written beside a name and says nothing of the place: each sort by its name here, with what it looks like.

These are found in the text, before it is cut into tokens: a date and a pair of coordinates are no words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from geocoding.countries import Vocabulary
from geocoding.names.generic import is_fault_report
from geocoding.tokens import REMOVED, VOWELS, fold, phrase_length, split

_NO = r"[\s.:_-]*(?:(?:no|id)\b[\s.:_-]*)?"  # between a word and its number
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_MINUTES = r"""(?:\s*\d{1,2}(?:\.\d+)?\s*['"]{1,2})?"""
_DEGREES = rf"[-+]?\d{{1,3}}(?:\.\d{{3,}}\s*°?|(?:\.\d+)?\s*°{_MINUTES}{_MINUTES})"
_AXIS = r"gps|coord(?:inate)?s?|lat(?:itude)?|lng|lon(?:g(?:itude)?)?"
_ORDINAL = r"\d+(?:st|nd|rd|th)|ground|lower ground|first|second|third|fourth|fifth|sixth|top"
_ROOM = r"server|comms?|equipment|data|control|meter|plant|switch|electrical|power|riser|it|ict|mdf|idf"
_WHO = r"(?:customer|client|subscriber|tenant|user)(?:'?s)?"
# By its name: an example, and what it looks like (whole words, in any case).
REMARKS = {
    "mail address": ("noc@example.org", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "network address": (
        "10.20.30.40/24",
        r"(?:ip\s|mac\s)?(?:(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?|(?:[\da-f]{2}[:-]){5}[\da-f]{2})",
    ),
    "plus code": ("PR4F+XX", r"(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3}"),
    "coordinates": (
        "lat -1.2741",
        rf"(?:(?:{_AXIS}|[nsew](?![^\W\d_]))[\s:=.]*)*{_DEGREES}(?:\s*[nsew]\b)?"
        rf"|(?:{_AXIS})[\s:=]+[-+]?\d{{1,3}}\.\d+|[-+]?\d{{1,3}}\.\d+\s*,\s*[-+]?\d{{1,3}}\.\d+",
    ),
    "date": (
        "12 May 2024",
        rf"{_YEAR}([-/.]?){_MONTH}\1{_DAY}|{_YEAR}[-/.]{_MONTH}|{_DAY}([-/.]){_MONTH}\2(?:{_YEAR}|\d\d)"
        rf"|(?:{_DAY}(?:st|nd|rd|th)?[\s_-]+)?{_MONTH_NAME}[\s_,-]+{_YEAR}|q[1-4][\s-]?{_YEAR}",
    ),
    "phone number": (
        "Tel: 0722 123 456",
        r"(?:(?:tel|phone|mobile|cell|call|contact|whatsapp|m-?pesa)[\s.:_-]*(?:no[\s.:_-]*)?)?"
        r"(?:\+\d{1,3}[\s-]?(?:\d[\s-]?){7,11}\d|0\d{2,3}[\s-]?\d{3}[\s-]?\d{3,4})",
    ),
    "account or ticket number": (
        "A/C 33456",
        r"(?:a/c|acc?|acct|account|cust|customer|client|tkt|ticket|ref|reference|case|order|inc|crq|chg|req|sr|wo"
        r"|job(?: card)?|s/n|sn|serial|asset|meter|site|circuit|cct|msisdn|imei)"
        rf"(?:{_NO}\d{{3,}}|[\s.:_-]+(?:(?:no|id)\b[\s.:_-]*)?[a-z]{{1,4}}\d[\da-z]{{2,}})[\da-z]*(?:[/-]\d+)*|\d{{6,}}",
    ),
    "serial number": (
        "S/N: HWTCA1B2C3D4",
        r"(?:s/?n[\s.:_-]*)?(?:[a-z]{4}(?=[a-f]*\d)[\da-f]{8}|(?=[a-f]*\d)[\da-f]{16})",
    ),
    "post box": ("P.O. Box 123-00100", r"p\.?\s?o\.?\s?box\s*[\d-]+(?:\s*-?\s*\d{5})?"),
    "directions": (
        "200 m sur del",
        r"(?:\d+\s)?\d+(?:[/.,]\d+)?\s?(?:m|mts?|mtrs?|met(?:ros|re|res|ers)|varas|vrs|c|cs|cdas?|cuadras?|km)\.?\s+(?:al?\s+)?"
        r"(?:(?:(?:nor|sur)?(?:norte|sur|este|oeste)|lago|arriba|abajo)(?:\s+del?(?:\s+la)?)?"
        r"|(?:north|south|east|west)\s+(?:of|from)|from|off|before|after)",
    ),
    "no number": ("s/n", r"(?:s/n[°º]?|б/н)(?![\s:.#-]*\w*\d)"),
    "floor": (
        "3rd Floor",
        rf"(?:{_ORDINAL})[\s_-]+(?:floor|flr)|\d{{1,2}}[oº°]\s?(?:piso|andar|and|dto|esq|izq|izda|dcha|[a-d])|g/?f|(?:level|lvl)[\s_-]+\d{{1,2}}(?!\s+hosp)",
    ),
    "room": (
        "server room",
        rf"(?:{_ROOM})[\s_-]+(?:room|rm|closet|cabinet)|basement(?:\s\d+)?|roof\s?top|mezzanine(?:\sfloor)?",
    ),
    "premises": (
        "customer's premises",
        rf"{_WHO}[\s_-]+(?:premises?|site|house|home|residence|office|place|location|end)",
    ),
    "capacity": (
        "100Mbps",
        r"\d+\s?[mgk]bps|(?:[2-5]|10|25|40|100)g|(?:12|24|36|48|72|96|144|288)\s?(?:f|fo|cores?|fib(?:re|er)s?)|(?:spl?|splt|splitter)?\d+[x:]\d+|-?\d+(?:[.,]\d+)?\s?(?:dbm|дбм?)|(?:-\d+|\d+[.,]\d+)\s?db|\d+\s?db(?![\s._-]*\d)",
    ),
}
_PATTERNS = {
    rule: re.compile(rf"(?<![^\W_])(?<!\d\.)(?:{pattern})(?![^\W_])", re.IGNORECASE)
    for rule, (_, pattern) in REMARKS.items()
}
IN_BRACKETS = "remark in brackets"
_PATTERNS[IN_BRACKETS] = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")


def drop_remarks(text: str, vocab: Vocabulary, cluster: Sequence[str] = ()) -> tuple[str, list[tuple[str, str]]]:
    """The text without them, each as (what was dropped, by which rule).
    `cluster`: the words of its name; beside nothing else, capitals in brackets say where in it: 'Thika (LANDLESS)'."""
    dropped = []

    def cut(rule: str, found: re.Match[str]) -> str:
        if rule == IN_BRACKETS and not _is_remark(found[1], text, vocab, cluster):
            return found[0]
        part = found[0].replace(REMOVED, "").strip()
        if any(char.isalnum() for char in part):
            dropped.append((part, rule))
        return f" {REMOVED} "

    for rule, pattern in _PATTERNS.items():
        text = pattern.sub(partial(cut, rule), text)
    return text, dropped


def _is_relation(bracketed: str, vocab: Vocabulary) -> bool:
    """'(near Total)', '(Total ke paas)'."""
    *tokens, _ = split(bracketed)
    ends = [tokens[start:] for start in range(len(tokens))]
    is_behind = any(phrase_length(end, vocab.postpositions) == len(end) for end in ends)
    return phrase_length(tokens, vocab.prepositions) > 0 or is_behind


def _has_capitals(name: str) -> bool:
    return re.search(r"[^\W\d_]{3}", name) is not None and not name.islower()


def _is_remark(bracketed: str, whole: str, vocab: Vocabulary, cluster: Sequence[str]) -> bool:
    """Known remarks, what is said of equipment in small letters, words in small letters beside a name with capitals,
    and one in capitals beside a name of mixed case, other than the cluster's: (pole fallen), (timber stage), (ZUKU),
    (mpya)."""
    is_mixed = re.search(r"[A-Z][a-z]{2}", whole) is not None or (bracketed.islower() and _has_capitals(whole))
    beside = [token.key for token in split(whole.replace(bracketed, ""))[:-1]]
    is_name = bracketed.isupper() and not VOWELS.isdisjoint(fold(bracketed))  # not KPLC
    is_in_cluster = is_name and bool(beside) and beside == list(cluster)
    stands_out = bracketed.isalpha() and not bracketed.istitle() and is_mixed and not is_in_cluster
    if _is_relation(bracketed, vocab) and any(map(str.isalnum, whole.replace(bracketed, ""))):
        return True
    known = (
        vocab.status_words
        | vocab.numbered_codes
        | vocab.stop_words
        | vocab.brands
        | vocab.trades
        | vocab.ambiguous_brands
    )
    *tokens, _ = split(bracketed)
    said = {token.key for token in tokens if not token.text.isdecimal()}
    if is_fault_report(tokens, vocab):
        return True
    is_aside = bracketed.islower() and len(tokens) > 1 and _has_capitals(whole.replace(bracketed, ""))
    is_of_equipment = bracketed.islower() and not said.isdisjoint(vocab.numbered_codes | vocab.codes | vocab.equipment)
    is_of_equipment = is_of_equipment or (bracketed[:1].islower() and phrase_length(tokens, vocab.equipment) > 0)
    words = [token.key for token in tokens if not token.has_number]
    is_of_equipment = is_of_equipment or (len(words) > 1 and words[-1] in vocab.equipment)  # (IESCO pole 12)
    return stands_out or is_aside or is_of_equipment or (said <= known and (bool(said) or not tokens))
