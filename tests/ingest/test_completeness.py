"""What an object around the records says of whether they are all, in the words of APIs in use."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.completeness import find_partial_sign

RECEIVED = 100

PARTIAL: dict[str, dict[str, Any]] = {
    "ServiceNow error": {"error": {"message": "Transaction cancelled: maximum execution time exceeded"}},
    "ServiceNow status": {"status": "failure"},
    "errors as texts": {"errors": ["shard 3 failed"]},
    "Elasticsearch time-out": {"took": 30000, "timed_out": True},
    "Elasticsearch shards": {"_shards": {"total": 5, "successful": 4, "failed": 1}},
    "Elasticsearch total": {"total": {"value": 10000, "relation": "gte"}},
    "next": {"next": "http://example.com/tickets?page=2"},
    "HAL": {"_links": {"self": {"href": "/t"}, "next": {"href": "/t?page=2"}}},
    "links.next": {"links": {"self": "/t", "next": "/t?page=2"}},
    "OData next link": {"@odata.context": "x", "@odata.nextLink": "https://example.com/t?$skiptoken=1"},
    "OData count": {"@odata.count": 101},
    "old OData": {"odata.nextLink": "t?$skip=100"},
    "Google": {"nextPageToken": "CAEQAA"},
    "AWS": {"NextToken": "abc"},
    "DynamoDB": {"Count": 100, "ScannedCount": 100, "LastEvaluatedKey": {"id": {"S": "x"}}},
    "Salesforce": {"totalSize": 100, "done": False},
    "Salesforce next": {"done": True, "nextRecordsUrl": "/services/data/v1/query/01g-2000"},
    "hasMore": {"hasMore": True},
    "has_more as text": {"has_more": "true"},
    "GraphQL": {"pageInfo": {"hasNextPage": True, "endCursor": "Y3Vyc29y"}},
    "S3": {"IsTruncated": True},
    "truncated": {"meta": {"truncated": True}},
    "GitHub": {"total_count": 100, "incomplete_results": True},
    "ArcGIS": {"exceededTransferLimit": True},
    "Spring": {"last": False, "totalPages": 4, "totalElements": 400},
    "Jira": {"startAt": 0, "maxResults": 100, "isLast": False},
    "a later page": {"startAt": 100, "total": 100},
    "page 2": {"page": 2},
    "total": {"total": 101},
    "total as text": {"meta": {"pagination": {"total": "500"}}},
    "count": {"count": 2000},
    "success": {"success": False},
    "HTTP status": {"status": 504},
    "least HTTP status": {"status": 400},
    "most HTTP status": {"status": "599"},
    "state": {"state": "PARTIAL_SUCCESS"},
    "result": {"result": "timeout"},
    "outcome": {"outcome": "aborted"},
    "time-out": {"status": "time-out"},
    "incomplete": {"status": "Incomplete"},
    "cancelled": {"status": "cancelled"},
    "truncated text": {"status": "truncated"},
    "interrupted": {"status": "interrupted"},
    "error as status": {"status": "Error"},
    "success as text": {"success": "False"},
    "total as fraction": {"total": 100.5},
    "kubernetes": {"metadata": {"continue": "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MX0"}},
}

WHOLE: dict[str, dict[str, Any]] = {
    "nothing": {},
    "no error": {"error": None, "errors": [], "error_message": "", "exception": {}},
    "no next page": {"next": None, "previous": None, "nextPageToken": "", "@odata.count": 100},
    "HAL": {"_links": {"self": {"href": "/t"}, "next": None}},
    "flags": {
        "timed_out": False,
        "hasMore": False,
        "truncated": "false",
        "done": True,
        "isLast": True,
        "success": "true",
    },
    "Elasticsearch": {"took": 3, "timed_out": False, "_shards": {"total": 5, "successful": 5, "failed": 0}},
    "counts": {"total": 100, "count": 100, "page": 1, "totalPages": 1, "offset": 0, "limit": 1000},
    "fewer, as it counts something else": {"count": 3},
    "status": {"status": "ok", "state": "complete", "result": "without errors", "outcome": "no failures"},
    "HTTP status": {"status": 200, "code": 0},
    "no HTTP status": {"status": 399, "state": 600},
    "nothing as text": {"error": "null", "errors": "None", "failures": "0", "next": "none", "exception": "false"},
    "nothing as flag": {"error": False, "fault": 0, "next": {}, "failed": False},
    "flags of no number": {"skip": True, "offset": False},
    "too far in": {"a": {"b": {"c": {"error": "x"}}}},
    "other words": {"generated_at": "2026-11-28", "source": "error log", "fields": ["next", "error"]},
    "a link that is not the next": {"links": {"last": "/t?page=1", "first": "/t?page=1"}},
}


@pytest.mark.parametrize("case", PARTIAL)
def test_a_document_that_says_that_it_is_partial_is_understood(case: str) -> None:
    sign = find_partial_sign(PARTIAL[case], RECEIVED)
    assert sign is not None
    assert any(sign.startswith(key) for key in PARTIAL[case])


@pytest.mark.parametrize("case", WHOLE)
def test_a_document_that_says_nothing_of_the_kind_is_whole(case: str) -> None:
    assert find_partial_sign(WHOLE[case], RECEIVED) is None


def test_the_sign_names_the_key_and_a_part_of_its_value() -> None:
    assert find_partial_sign({"meta": {"error": "x" * 500}}, 1) == f'meta.error is "{"x" * 119}...'
