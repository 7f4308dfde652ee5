"""What a snapshot file may look like, and what of it becomes records, rejects or an error with its position."""

from __future__ import annotations

import contextlib
import errno
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings

import ingest.document
from ingest.document import MAX_DEPTH, read_document
from ingest.snapshot import NESTED, Snapshot, index_records
from shared import FAILED, UserError

FAST = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is written anew


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inc.json"


@pytest.fixture(autouse=True, params=[ingest.document.PIECE, 70], ids=["one piece", "pieces"])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How much of a file is in memory at once changes nothing."""
    monkeypatch.setattr("ingest.document.PIECE", request.param)


def read_bytes(file: Path, data: bytes) -> Snapshot:
    file.write_bytes(data)
    return index_records(read_document("the source", file), {})


def records(snapshot: Snapshot) -> dict[str, Any]:
    return {ticket_id: json.loads(bytes(snapshot.document.record(at))) for ticket_id, at in snapshot.index.items()}


A, B = b'{"ticket_id":"a"}', b'{"ticket_id":"b","tags":["x"]}'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[%b,%b]" % (A, B), id="array"),
        pytest.param(b"\xef\xbb\xbf[%b,%b]" % (A, B), id="array with a byte order mark"),
        pytest.param(b" \r\n\t[ %b ,\n%b ]\n " % (A, B), id="array with white space"),
        pytest.param(b'{"tickets":[%b,%b]}' % (A, B), id="wrapper"),
        pytest.param(
            b'{"count":2,"next":null,"meta":{"x":[1]},"tickets":[%b,%b]}' % (A, B), id="wrapper with more in it"
        ),
        pytest.param(
            b'{"tickets":[%b,%b],"fields":["ticket_id"],"errors":[]}' % (A, B), id="wrapper with other arrays"
        ),
        pytest.param(b'{"fields":["ticket_id"],"tickets":[%b,%b]}' % (A, B), id="wrapper with another array"),
        pytest.param(b"%b\n%b\n" % (A, B), id="lines"),
        pytest.param(b"%b\n%b" % (A, B), id="lines without the last line end"),
        pytest.param(b"\xef\xbb\xbf%b\r\n\r\n  %b\r\n\n" % (A, B), id="lines of Windows, some blank"),
    ],
)
def test_a_snapshot_comes_in_any_of_these_shapes(file: Path, data: bytes) -> None:
    snapshot = read_bytes(file, data)
    assert records(snapshot) == {"a": {"ticket_id": "a"}, "b": {"ticket_id": "b", "tags": ["x"]}}
    assert (snapshot.received, snapshot.duplicates, snapshot.rejects) == (2, 0, [])


@pytest.mark.parametrize(
    "data", [b'{"ticket_id":"a","parts":[{"x":1}]}', b'{"ticket_id":"a","parts":[{"x":1}]}\n'], ids=["bare", "line"]
)
def test_an_object_with_a_ticket_id_is_a_record_and_no_wrapper(file: Path, data: bytes) -> None:
    assert records(read_bytes(file, data)) == {"a": {"ticket_id": "a", "parts": [{"x": 1}]}}


def test_of_two_lines_the_first_is_no_wrapper_though_it_has_an_array_and_no_ticket_id(file: Path) -> None:
    snapshot = read_bytes(file, b'{"parts":[{"x":1}]}\n%b\n' % B)
    assert list(snapshot.index) == ["b"]
    assert [(reject.position, reject.reason) for reject in snapshot.rejects] == [(1, "no usable ticket_id")]


def test_a_broken_last_element_hides_no_ticket_of_a_wrapper_with_another_array(file: Path) -> None:
    snapshot = read_bytes(file, b'{"fields":["ticket_id"],"tickets":[%b,5]}' % A)
    assert (list(snapshot.index), len(snapshot.rejects)) == (["a"], 1)


@pytest.mark.parametrize("last", [b"5", b"[]", b"null"])
def test_a_line_that_is_no_object_is_rejected_and_the_others_are_read(file: Path, last: bytes) -> None:
    snapshot = read_bytes(file, b"%b\n%b\n%b" % (A, B, last))
    assert (list(snapshot.index), [reject.position for reject in snapshot.rejects]) == (["a", "b"], [3])


@pytest.mark.parametrize("number", [b"1e400", b"-1e400", b"1" * 5000], ids=["large", "negative", "of many digits"])
@pytest.mark.parametrize(
    "template",
    [b'{"n":%b,"tickets":[%b]}', b'{"n":%b}\n%b\n', b'{"ticket_id":"x","n":%b}\n%b\n', b'{"n":[%b]}\n%b\n'],
    ids=["wrapper", "first line", "record", "array in a line"],
)
def test_a_number_beyond_what_a_double_holds_does_not_keep_the_records_out(
    file: Path, template: bytes, number: bytes
) -> None:
    snapshot = read_bytes(file, template % (number, A))
    assert ("a" in snapshot.index, snapshot.document.partial) == (True, None)


def test_a_line_beside_the_records_is_none_of_those_that_it_counts(file: Path) -> None:
    signs = {n: read_bytes(file, b'%b\n%b\n{"total":%d}' % (A, B, n)).document.partial for n in (2, 3)}
    assert signs == {2: None, 3: "total is 3"}


@pytest.mark.parametrize("data", [b"[]", b'{"tickets":[]}'], ids=["array", "wrapper"])
def test_an_empty_snapshot_can_be_read(file: Path, data: bytes) -> None:
    assert read_bytes(file, data).received == 0


@pytest.mark.parametrize(
    ("data", "near"),
    [
        (
            b'[{"ticket_id":"a","n":NaN,"m":"0123456789012"}]',
            """(byte 22), near '[{"ticket_id":"a","n":NaN,"m":"01234567890'""",
        ),
        (
            b'[{"ticket_id":"0123456789","n":01,"m":"0"}]',
            """(byte 32), near '"ticket_id":"0123456789","n":01,"m":"0"}]'""",
        ),
        (b'[{"ticket_id":"a",\n"n":01}]', r"""(byte 24), near '[{"ticket_id":"a",\n"n":01}]'"""),
    ],
)
def test_an_error_shows_the_text_around_its_position(file: Path, data: bytes, near: str) -> None:
    with pytest.raises(UserError) as caught:
        read_bytes(file, data)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "empty, not even an array (cut short?)", id="no byte"),
        pytest.param(b" \n", "empty, not even an array (cut short?)", id="white space only"),
        pytest.param(b"[%b,\n{]" % A, "not JSON: .* (byte 21)", id="not JSON"),
        pytest.param(b"[%b" % A, "not JSON: cut off at byte 18", id="cut off after a record"),
        pytest.param(b'[{"ticket_id":"a', "not JSON: cut off at byte 16", id="cut off in a text"),
        pytest.param(b"%b\n%b" % (A, B[:-1]), "not JSON: cut off at byte 47", id="lines cut off"),
        pytest.param(b"%b\n{'a':1}\n" % A, "not JSON: .* (byte 19)", id="lines with one that is not JSON"),
        pytest.param(b"[%b] []" % A, "not JSON: trailing characters", id="two documents"),
        pytest.param(b'[{"ticket_id":"a","n":NaN}]', "not JSON: .* (byte 22)", id="NaN"),
        pytest.param(b'[{"ticket_id":"a","n":01}]', "not JSON: .* (byte 23)", id="number with a leading zero"),
        pytest.param(b'[{"ticket_id":"a\tb"}]', "not JSON: .* (byte 16)", id="raw control character"),
        pytest.param(b"[%b,]" % A, "not JSON: .* (byte 19)", id="trailing comma"),
        pytest.param(b'[{"ticket_id":"\xe9"}]', "not UTF-8 at byte 15", id="Latin-1"),
        pytest.param("[]".encode("utf-16"), "not UTF-8 at byte 0", id="UTF-16"),
        pytest.param(b'[{"ticket_id":"\xed\xa0\x80"}]', "not UTF-8 at byte 15", id="surrogate in UTF-8"),
        pytest.param(b'[{"ticket_id":"\xe2\x82', "not UTF-8 at byte 15", id="cut off in a character"),
        pytest.param(gzip.compress(b"[]"), "compressed with gzip", id="gzip"),
        pytest.param(b"<html></html>", "no array or object at byte 0: it starts with '<html></html>'", id="HTML"),
        pytest.param(b"null", "no array or object at byte 0: it starts with 'null'", id="null"),
        pytest.param(
            b"x" + "é".encode() * 20, "no array or object at byte 0: it starts with 'xé", id="cut within a letter"
        ),
        pytest.param(
            b"{}", "an object without exactly one array of objects in it; its keys are none;", id="empty object"
        ),
        pytest.param(
            b'{"error":"x","n":null}',
            "without exactly one array of objects in it; its keys are error (text), n (null);",
            id="object without array",
        ),
        pytest.param(
            b'{"inc":[%b],"crq":[%b],"meta":{}}' % (A, B),
            "without exactly one array of objects in it; its keys are inc (array), crq (array), meta (object);",
            id="two arrays",
        ),
        pytest.param(
            b"{%b}" % b",".join(b'"k%d":1' % n for n in range(13)), " k11 (1); an array of objects", id="many keys"
        ),
    ],
)
def test_what_is_no_snapshot_is_refused_with_its_position(file: Path, data: bytes, told: str) -> None:
    with pytest.raises(UserError) as error:
        read_bytes(file, data)
    message = str(error.value)
    assert message.startswith("the source: ")
    assert message.endswith("; nothing was saved")
    assert all(part in message for part in told.split(".*"))
    assert error.value.exit_code == FAILED


@pytest.mark.parametrize(
    ("at", "bad"), [(3_000_000, b"\xff"), ((1 << 14) - 1, b"\xe2\xff")], ids=["far", "in two pieces"]
)
def test_a_position_counts_from_the_start_of_a_large_file(file: Path, at: int, bad: bytes) -> None:
    with pytest.raises(UserError, match=f"not UTF-8 at byte {at} "):
        read_bytes(file, b"[" + b" " * (at - 1) + bad + b"]")


@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize("escape", [rb"\u0000", rb"\ud800", rb"\uDFFF"])
def test_what_jsonb_can_not_hold_is_found_where_it_lies_in_two_of_the_pieces_that_are_searched(
    file: Path, before: int, escape: bytes
) -> None:
    start = b'[{"ticket_id":"a","x":"'
    data = start + b"x" * ((1 << 14) - before - len(start)) + escape + b'"}]'
    assert records(read_bytes(file, data))["a"]["x"].endswith("x\ufffd")


@pytest.mark.parametrize(("number", "hint"), [(errno.ENOSPC, True), (errno.EIO, False)])
def test_a_disk_that_is_full_is_told_with_what_to_free(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: bool
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "what the system says")

    monkeypatch.setattr("shutil.copyfileobj", fail)
    with pytest.raises(UserError, match=r"the source: what the system says.*; nothing was saved") as error:
        read_bytes(file, b"[]")
    assert ("free some space in TMPDIR" in str(error.value)) == hint


def test_a_file_that_is_cut_short_while_it_is_read_is_read_as_it_was(file: Path) -> None:
    file.write_bytes(b"[%b]" % b",".join([A] * 1000))
    document = read_document("the source", file)
    file.write_bytes(b"")
    assert len(list(document.records())) == 1000


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[%b]" % b",".join([A, B] * 20), id="records of one beginning"),
        pytest.param(b"[\n %b ]\n" % b"\n ,\n".join([A, B] * 20), id="with white space"),
        pytest.param(b'[%b,{"x":1,"ticket_id":"b"}]' % b",".join([A] * 20), id="another beginning at the end"),
        pytest.param(b"[%b]" % b",".join([b'{"ticket_id":"a","x":[%b,%b]}' % (A, A)] * 20), id="records in records"),
        pytest.param(
            b"[%b]" % b",".join([b'{"ticket_id":"a","x":"%b"}' % (b'{\\"ticket_id\\":' * 3)] * 20), id="in texts"
        ),
        pytest.param(b'[%b,{"ticket_id":"a","x":"%b"},%b]' % (A, b"x" * 200, B), id="a record longer than a piece"),
        pytest.param(b"[%b,null,7,%b]" % (A, b",".join([B] * 20)), id="with other things"),
    ],
)
def test_a_file_of_several_pieces_has_its_elements_in_its_order(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    elements = [json.loads(bytes(element)) for element in read_document("the source", file).records()]
    assert elements == json.loads(data)


@pytest.mark.parametrize("end", [b",]", b"", b"}", b"]]", b"},{]", b" x]"])
def test_a_file_of_several_pieces_that_ends_wrongly_is_refused(file: Path, end: bytes) -> None:
    with pytest.raises(UserError, match="not JSON: "):
        read_bytes(file, b"[" + b",".join([A] * 20) + end)


@pytest.mark.parametrize("piece", [ingest.document.PIECE], indirect=True)
def test_reading_takes_a_part_of_the_file_s_size_in_memory(file: Path, piece: None) -> None:
    texts = [rb"\ud83d\ude00" + b"x" * 1000] * 60_000 + [rb"\u0000"]
    file.write_bytes(b"[%b]" % b",".join(b'{"ticket_id":"a","x":"%b"}' % text for text in texts))
    peak = "int(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]) * 1024"
    code = f"""
import sys
from pathlib import Path
from ingest.document import read_document
from ingest.snapshot import index_records
before = {peak}
index_records(read_document("the source", Path(sys.argv[1])), {{}})
print({peak} - before)
"""
    took = int(subprocess.check_output([sys.executable, "-c", code, str(file)], text=True))
    assert took < 0.6 * file.stat().st_size


ESCAPES = st.lists(st.sampled_from([rb"\\\\", rb"\u0000", rb"\ud83d\ude00", rb"\ud83d", rb"\\u0000", b"{", b"x"]))


@settings(FAST, max_examples=200)
@given(ESCAPES.map(b"".join), st.integers(1, 40))
def test_what_jsonb_can_not_hold_is_replaced_wherever_the_pieces_end(file: Path, text: bytes, size: int) -> None:
    data = b'[{"ticket_id":"a","x":"%b"}]' % text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.document.PIECE", size)
        pieces = records(read_bytes(file, data))
        patch.setattr("ingest.document.PIECE", 1 << 20)
        assert pieces == records(read_bytes(file, data))


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(UserError, match="the source: No such file or directory"):
        read_document("the source", file)


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        pytest.param(b"5", "not an object", id="number"),
        pytest.param(b'"INC1"', "not an object", id="text"),
        pytest.param(b"null", "not an object", id="null"),
        pytest.param(b'[{"ticket_id":"x"}]', "not an object", id="array"),
        pytest.param(b"{}", "no usable ticket_id", id="no ticket_id"),
        pytest.param(b'{"Ticket_ID":"x"}', "no usable ticket_id", id="ticket_id in another case"),
        pytest.param(b'{"x":{"ticket_id":"x"}}', "no usable ticket_id", id="ticket_id further in"),
        pytest.param(b'{"ticket_id":null}', "no usable ticket_id", id="ticket_id null"),
        pytest.param(b'{"ticket_id":true}', "no usable ticket_id", id="ticket_id boolean"),
        pytest.param(b'{"ticket_id":["x"]}', "no usable ticket_id", id="ticket_id array"),
        pytest.param(b'{"ticket_id":{"id":"x"}}', "no usable ticket_id", id="ticket_id object"),
        pytest.param(b'{"ticket_id":""}', "no usable ticket_id", id="ticket_id empty"),
        pytest.param('{"ticket_id":" \\t\u00a0"}'.encode(), "no usable ticket_id", id="ticket_id blank"),
        pytest.param(
            b'{"ticket_id":"%b"}' % (b"x" * 201), "ticket_id of more than 200 characters", id="201 characters"
        ),
    ],
)
def test_an_unusable_element_is_rejected_with_position_reason_and_text(file: Path, element: bytes, reason: str) -> None:
    snapshot = read_bytes(file, b"[%b, %b ,%b]" % (A, element, B))
    (reject,) = snapshot.rejects
    assert (reject.position, reject.reason, reject.text) == (2, reason, element.decode())
    assert list(snapshot.index) == ["a", "b"]
    assert snapshot.received == 3


@pytest.mark.parametrize(
    ("written", "ticket_id"),
    [
        pytest.param(b'" a\\t"', "a", id="trimmed"),
        pytest.param('"\u00a0a\u2003"'.encode(), "a", id="trimmed of Unicode blanks"),
        pytest.param(b"17", "17", id="number"),
        pytest.param(b"-1.50", "-1.50", id="number as it is written"),
        pytest.param(b"123456789012345678901234567890", "123456789012345678901234567890", id="large number"),
        pytest.param(b"1e199", "1" + "0" * 199, id="number of 200 digits"),
        pytest.param(b"1e200", "1e200", id="number of more digits, as it is written"),
        pytest.param(b'"%b"' % (b"x" * 200), "x" * 200, id="200 characters"),
        pytest.param(b'"%b"' % ("€" * 200).encode(), "€" * 200, id="200 characters of three bytes"),
        pytest.param(b'"   %b "' % (b"x" * 200), "x" * 200, id="200 characters when trimmed"),
        pytest.param(b'"\\u0041"', "A", id="escaped"),
    ],
)
def test_a_ticket_id_is_text_or_a_number_taken_as_text(file: Path, written: bytes, ticket_id: str) -> None:
    assert list(read_bytes(file, b'[{"x":1,"ticket_id":%b}]' % written).index) == [ticket_id]


def test_the_key_ticket_id_may_be_escaped(file: Path) -> None:
    assert list(read_bytes(file, b'[{"ticket\\u005fid":"a"}]').index) == ["a"]


def test_of_the_same_id_the_last_element_counts(file: Path) -> None:
    data = b'[{"ticket_id":"1","n":1},{"ticket_id":"b"},{"ticket_id":1,"n":2},{"ticket_id":" 1 ","n":3},{}]'
    snapshot = read_bytes(file, data)
    assert records(snapshot)["1"] == {"ticket_id": " 1 ", "n": 3}
    assert (snapshot.received, len(snapshot.index), snapshot.duplicates, len(snapshot.rejects)) == (5, 2, 2, 1)


BAD = "\ufffd"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        pytest.param(rb"\u0000", BAD, id="NUL"),
        pytest.param(rb"a\u0000b", f"a{BAD}b", id="NUL inside"),
        pytest.param(rb"\ud800", BAD, id="lone high surrogate"),
        pytest.param(rb"\uDC00x", f"{BAD}x", id="lone low surrogate"),
        pytest.param(rb"\ud800\u0041", f"{BAD}A", id="high surrogate before a letter"),
        pytest.param(rb"\udc00\ud800", BAD + BAD, id="surrogates in the wrong order"),
        pytest.param(rb"\ud83d\ud83d\ude00", f"{BAD}\U0001f600", id="high surrogate before a pair"),
        pytest.param(rb"\ud83d\ude00", "\U0001f600", id="a pair stays"),
        pytest.param(rb"\uD83D\uDE00\u0000", f"\U0001f600{BAD}", id="NUL after a pair"),
        pytest.param(rb"\\u0000", r"\u0000", id="escaped backslash before u0000 stays"),
        pytest.param(rb"\\\u0000", f"\\{BAD}", id="escaped backslash before NUL"),
        pytest.param(rb"\\\\u0000", r"\\u0000", id="two escaped backslashes stay"),
        pytest.param(rb"\\ud800", r"\ud800", id="escaped backslash before a surrogate stays"),
        pytest.param(rb"\"\u0000\"", f'"{BAD}"', id="NUL between quotes"),
        pytest.param(rb"\u0001\u001f", "\x01\x1f", id="other control characters stay"),
        pytest.param("\ufffd\ud7ff\ue000".encode(), "\ufffd\ud7ff\ue000", id="neighbours stay"),
    ],
)
def test_what_jsonb_can_not_hold_inside_a_text_becomes_the_replacement_character(
    file: Path, written: bytes, read_as: str
) -> None:
    data = b'[{"ticket_id":"a","\\u0000%b":[{"x":"%b"}],"after":"\\\\u0000"}]' % (written, written)
    record = records(read_bytes(file, data))["a"]
    assert record == {"ticket_id": "a", f"{BAD}{read_as}": [{"x": read_as}], "after": "\\u0000"}


def nested(depth: int) -> bytes:
    return b'{"ticket_id":"deep","x":%b%b}' % (b"[" * (depth - 1), b"]" * (depth - 1))


# Of the last, the first is nested less than every interpreter's own limit, the others more than some's.
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 900, 2000, 9000, 100_000])
@pytest.mark.parametrize(
    "template",
    [b"[%b,%b]", b'{"tickets":[%b,%b]}', b"%b\n%b\n", b" [ %b , %b ] "],
    ids=["array", "wrapper", "lines", "spaced array"],
)
def test_an_element_nested_too_deep_is_rejected_and_the_others_are_read(
    file: Path, template: bytes, depth: int
) -> None:
    limit = sys.getrecursionlimit()
    snapshot = read_bytes(file, template % (nested(depth), A))
    assert list(snapshot.index) == ["a"]
    assert [(reject.position, reject.reason) for reject in snapshot.rejects] == [(1, NESTED)]
    assert snapshot.rejects[0].text.encode() == nested(MAX_DEPTH + 1)
    assert (snapshot.received, snapshot.refused) == (2, {"deep"})
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(
    "template",
    [b"[%b]", b'{"tickets":[%b]}', b'{ "tickets" : [ %b ] }', b"%b\n"],
    ids=["array", "wrapper", "spaced wrapper", "line"],
)
@pytest.mark.parametrize("neighbour", [b"", nested(100_000)], ids=["alone", "beside one that is too deep"])
def test_deep_but_possible_nesting_is_kept_to_the_byte(file: Path, template: bytes, neighbour: bytes) -> None:
    possible = nested(MAX_DEPTH).replace(b'"deep"', b'"possible","beside":[]').replace(b"[]]", b"[7]]")
    data = template % possible
    if neighbour:
        data = data.replace(b'{"ticket_id"', neighbour + (b"\n" if template == b"%b\n" else b",") + b'{"ticket_id"', 1)
    snapshot = read_bytes(file, data)
    assert bytes(snapshot.record("possible")) == possible


def test_brackets_inside_texts_are_no_nesting(file: Path) -> None:
    text = b'{"ticket_id":"a","x":"%b\\"%b"}' % (b"[" * 1000, b"{" * 1000)
    assert list(read_bytes(file, b"[%b,%b]" % (text, nested(100_000))).index) == ["a"]


@pytest.mark.parametrize("deep_first", [True, False])
def test_of_the_same_id_the_last_element_counts_when_one_is_nested_too_deep(file: Path, deep_first: bool) -> None:
    flat = b'{"ticket_id":"deep"}'
    snapshot = read_bytes(file, b"[%b,%b]" % ((nested(2000), flat) if deep_first else (flat, nested(2000))))
    assert (list(snapshot.index), len(snapshot.rejects), snapshot.duplicates) == (
        (["deep"], 0, 1) if deep_first else ([], 1, 1)
    )


def test_a_file_of_brackets_is_told(file: Path) -> None:
    assert [reject.reason for reject in read_bytes(file, b"[" * 100_000 + b"]" * 100_000).rejects] == ["not an object"]
    with pytest.raises(UserError, match="not JSON: cut off at byte 100000"):
        read_bytes(file, b"[" * 100_000)
    with pytest.raises(UserError, match=r"not JSON: .* \(byte 20000\d\)"):
        read_bytes(file, b"[" * 100_000 + b"]" * 100_000 + b" }")


QUOTES = b'\\"'
LONG: dict[str, Callable[[int], bytes]] = {
    "an unclosed text of quotes": lambda n: b'[{"ticket_id":"a","x":"' + QUOTES * n,
    "an unclosed text of quotes after deep brackets": lambda n: b"[" * 2000 + b'"' + QUOTES * n,
    "a text that holds JSON": lambda n: b'[{"ticket_id": "a", "x": "%b"}]' % (b'{\\"k\\": \\"v\\"}, ' * n),
    "lines of texts that hold JSON": lambda n: (
        b'{"ticket_id":"a","x":"%b"}\n' % (b'\\"k\\":\\"v\\",' * 1000) * (n // 1000)
    ),
    "backslashes": lambda n: b'[{"ticket_id":"a","x":"%b","y":"\\u0000"}]' % (b"\\\\" * n),
    "backslashes at an end": lambda n: b'[{"ticket_id":"a","y":"\\u0000","x":"' + b"\\" * n,
    "blanks": lambda n: b'[{"ticket_id":"a",%b"x":1}]' % (b" " * n),
    "commas and blanks": lambda n: b'[{"ticket_id":"a"' + b", " * n,
    "brackets": lambda n: b"[" * n + b"]" * n,
    "unclosed brackets": lambda n: b"[" * n,
    "a long number": lambda n: b'[{"ticket_id":1%b}]' % (b"0" * n),
}


@pytest.mark.parametrize("kind", LONG)
def test_the_time_it_takes_grows_with_the_length_and_not_with_its_square(file: Path, kind: str) -> None:
    def seconds(n: int) -> float:
        data, took = LONG[kind](n), []
        for _ in range(9):  # the least of them, for other processes disturb some
            started = time.process_time()
            with contextlib.suppress(UserError):
                read_bytes(file, data)
            took.append(time.process_time() - started)
        return min(took)

    assert seconds(80_000) < 24 * max(seconds(10_000), 0.001)  # 8 where it grows with the length, 64 with the square


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), min_size=1, max_size=4).map(
    lambda many: [{**record, "ticket_id": str(at)} for at, record in enumerate(many)]
)


@settings(FAST, max_examples=60)
@given(RECORDS, st.booleans())
def test_a_record_keeps_its_content_and_another_layout_is_the_same_bytes(
    file: Path, many: list[dict[str, Any]], ascii_only: bool
) -> None:
    spelt = json.dumps(many, ensure_ascii=ascii_only)
    snapshot = read_bytes(file, spelt.encode())
    assert list(records(snapshot).values()) == many
    layouts = [
        json.dumps(many, ensure_ascii=ascii_only, indent=3),
        json.dumps({"total": 3, "tickets": many}, ensure_ascii=ascii_only, separators=(" ,", ":\t")),
        "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in many),
    ]
    for layout in layouts:
        assert list(map(bytes, read_bytes(file, layout.encode()).document.records())) == list(
            map(bytes, snapshot.document.records())
        )


SAMPLE = (
    rb'[{"ticket_id": "a1", "lat": -1.25e3, "x": {"y": [1, {"z": null}]}, "t": true,'
    rb' "s": "q\"\\\u00e9\n/ \ud83d\ude00"}, {"ticket_id": 7, "f": false}]'
)


def is_json(data: bytes) -> bool:
    def refuse(constant: str) -> float:
        raise ValueError(constant)

    try:
        json.loads(data.decode("utf-8"), parse_constant=refuse)
    except ValueError:
        return False
    return True


@settings(FAST, max_examples=200)
@given(st.lists(st.tuples(st.integers(1, len(SAMPLE) - 1), st.binary(max_size=1)), min_size=1, max_size=3))
@example([(83, b"")])
def test_what_is_not_json_is_never_taken_for_a_snapshot(file: Path, damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLE)
    for at, byte in damage:
        data[at : at + 1] = byte
    try:
        taken = read_bytes(file, bytes(data)).received == 2
    except UserError:
        taken = False
    assert is_json(bytes(data)) or not taken
