"""Puts an answer of reporting.fn_tickets_for_map into a page that draws it: map_page.py TICKETS.geojson PAGE.html."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

TEMPLATE = Path(__file__).with_name("map.html")
OPENING = '<script type="application/json" id="tickets">'


def make_page(geojson: str) -> str:
    """The page with these tickets; it needs no other file and no network. Raises ValueError for what is no JSON."""
    json.loads(geojson)
    before, _, rest = TEMPLATE.read_text(encoding="utf-8").partition(OPENING)
    _, _, after = rest.partition("</script>")
    # Nothing in the JSON may end the script element; "<" is found in strings only.
    tickets = geojson.replace("<", r"\u003c")
    return f"{before}{OPENING}{tickets}</script>{after}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":", 1)[0])
    parser.add_argument("geojson", type=Path)
    parser.add_argument("page", type=Path)
    args = parser.parse_args()
    args.page.write_text(make_page(args.geojson.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
