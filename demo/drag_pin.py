"""Plays a reviewer who moved one place and saved: drag_pin.py EXPORT.csv CLUSTER PLACE LAT LNG > SAVED.csv."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":", 1)[0])
    parser.add_argument("export", type=Path)
    for name in ("cluster", "place", "lat", "lng"):
        parser.add_argument(name)
    args = parser.parse_args()
    with args.export.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = (row for row in rows if (row["cluster"], row["place"]) == (args.cluster, args.place))
    row |= {"decision": "move", "new_lat": args.lat, "new_lng": args.lng}
    writer = csv.DictWriter(sys.stdout, row.keys())
    writer.writeheader()
    writer.writerows(rows)


if __name__ == "__main__":
    main()
