"""Whether an object around the records says itself that they are not all: an error, a next page, a larger total.

The names are those of APIs in use, e.g. ServiceNow (error, status: failure), OData (@odata.nextLink, @odata.count),
Elasticsearch (timed_out, _shards.failed), Salesforce (done, nextRecordsUrl), GitHub (incomplete_results), ArcGIS
(exceededTransferLimit), Spring (last, totalPages), Jira (startAt, isLast, nextPageToken), GraphQL
(pageInfo.hasNextPage).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_LEVELS = 3  # of objects that are looked into: _links.next, meta.pagination.total
MAX_SHOWN = 120  # characters of a value

_ERROR = "error errors errormessage exception fault failed failure failures"
_TRUE = (
    "timedout terminatedearly truncated istruncated resulttruncated partial ispartial partialresults incomplete "
    "incompleteresults hasmore hasmoreitems hasmoreresults hasnext hasnextpage more moreresults moreavailable "
    "limitreached limitexceeded exceededtransferlimit aborted interrupted"
)
_FALSE = "complete iscomplete completed last islast islastpage done finished success succeeded ok"
_NEXT = (
    "next nextlink nextpage nexturl nexthref nexttoken nextpagetoken nextpageurl nextcursor nextmarker nextkey "
    "nextoffset nextrecordsurl nextrecords continuation continuationtoken continue lastevaluatedkey resumptiontoken"
)
_TOTAL = (
    "total totalcount count totalresults totalsize totalrecords totalrows totalhits totalelements totalitems "
    "recordstotal recordcount numfound numbermatched rowcount resultcount"
)
_PAGES = "page currentpage pagenumber totalpages pagecount numpages pages"
_START = "offset startat skip"
_FAILED_STATUS = re.compile(r"fail|err|partial|incomplete|time.?out|abort|cancel|trunc|interrupt", re.IGNORECASE)

_EMPTY: tuple[object, ...] = (None, False, "", 0, [], {}, "null", "none", "None", "false", "0")


def find_partial_sign(document: Mapping[str, Any], received: int) -> str | None:
    """The first of the object's values that says that its array of `received` records is not all, for a message.

    The array itself is not to be in the document.
    """
    for path, name, value in _list_values(document, "", 1):
        if _says_partial(name, value, received):
            shown = json.dumps(value, ensure_ascii=False)
            return f"{path} is {shown[:MAX_SHOWN]}{'...' if len(shown) > MAX_SHOWN else ''}"
    return None


def _list_values(document: Mapping[str, Any], prefix: str, level: int) -> Iterator[tuple[str, str, Any]]:
    """(path, name, value); a name is in lower case, of letters only and without what a vocabulary (@odata.) adds."""
    for key, value in document.items():
        path = f"{prefix}{key}"
        yield path, re.sub(r"[^a-z]", "", re.split("[.@:]", key)[-1].lower()), value
        if isinstance(value, dict) and level < MAX_LEVELS:
            yield from _list_values(value, f"{path}.", level + 1)


def _says_partial(name: str, value: Any, received: int) -> bool:
    if name in _ERROR.split() or name in _NEXT.split():
        return value not in _EMPTY
    if name in _TRUE.split():
        return value is True or str(value).lower() == "true"
    if name in _FALSE.split():
        return value is False or str(value).lower() == "false"
    if name in _TOTAL.split():
        return _number_or_minus_1(value) > received
    if name in _PAGES.split():
        return _number_or_minus_1(value) > 1
    if name in _START.split():
        return _number_or_minus_1(value) > 0
    if name in ("status", "state", "result", "outcome"):
        return (isinstance(value, str) and bool(_FAILED_STATUS.match(value))) or 400 <= _number_or_minus_1(value) < 600
    return False


def _number_or_minus_1(value: Any) -> float:
    """A number, also one that is text or in an object as Elasticsearch has it; -1 for anything else."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else -1
