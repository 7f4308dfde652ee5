"""Ticket records as the source exports them, for tests: give only the fields that matter."""

from __future__ import annotations

import json
from typing import Any

Record = dict[str, Any]


def make_inc(number: int = 1, **fields: object) -> Record:
    """An open INC ticket of Nairobi without coordinates; `fields` replace or add."""
    return {
        "ticket_id": f"INC{number:012d}",
        "status": "Assigned",
        "priority": "P2",
        "cluster": "Nairobi",
        "location_name": "NW_ADR_MNT_Donholm Phase 8_FDT12",
        "lat": "",
        "lng": "",
        "customer_name": "Achieng' Otieno",
        "reported_at": "2026-11-21T07:42:10+03:00",
        "assignee": None,
        "summary": "No internet since 6 am, LOS light red. Hakuna mtandao.",
        "sla": {"due": "2026-11-21T19:42:10+03:00", "breached": False},
        "tags": ["los", "sdu"],
        **fields,
    }


def make_crq(number: int = 1, **fields: object) -> Record:
    """A scheduled CRQ ticket of Nakuru without coordinates; `fields` replace or add."""
    return {
        "ticket_id": f"CRQ{number:012d}",
        "status": "Scheduled",
        "cluster": "Nakuru",
        "location_name": "NW_Section 58_FDT7",
        "lat": "",
        "lng": "",
        "customer_name": "Wambui Njoroge",
        "package": "FTTH 40 Mbps",
        "requested_at": "2026-11-19T11:00:00+03:00",
        "notes": "",
        **fields,
    }


def as_snapshot(records: list[Record]) -> bytes:
    """The bytes of a snapshot with these records, in the compact spelling."""
    return json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode()
