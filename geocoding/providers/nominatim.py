"""How Nominatim is asked and answers."""

from __future__ import annotations

from geocoding.candidates import Candidate, Level, Query
from geocoding.providers.errors import AuthenticationFailed, Rule
from geocoding.providers.formats import (
    UNREADABLE,
    Json,
    ProviderFormat,
    Row,
    as_code,
    as_degrees,
    as_extent_km,
    as_fraction,
    as_id,
    as_one_line,
    as_table,
    as_text,
    read_box,
    read_own_name,
    read_town,
)
from geocoding.providers.levels import BOUNDARY_WORDS, boundary_level, osm_level, place_level

NAMES = ("name", "alt_name", "old_name", "official_name", "short_name", "loc_name", "reg_name", "int_name")


class Nominatim(ProviderFormat):
    """https://nominatim.org/release-docs/latest/api/Search/"""

    max_results = 40
    can_leave_out = True  # knows exclude_place_ids
    rules: tuple[Rule, ...] = (
        Rule((200,), None, prefix="unable to geocode"),
        Rule((401, 403), AuthenticationFailed, "the server refuses us: ask who runs it, or check GEOCODER_URL"),
    )

    def build_params(self, query: Query, country: str) -> dict[str, str]:
        params = {
            "q": query.text,
            "format": "json",
            "countrycodes": country,
            "limit": str(self.max_results),
            "addressdetails": "1",
            "namedetails": "1",
            "extratags": "1",
            "dedupe": "0",  # it takes namesakes with the same label for one: the judge must see them all
            "accept-language": "en",
        }
        if box := read_box(query):
            params |= {"viewbox": box, "bounded": "0"}
        if query.without:
            params["exclude_place_ids"] = ",".join(query.without)
        return params

    def read_status(self, status: int, body: Json) -> tuple[int, str]:
        error = as_table(body).get("error")
        if isinstance(error, dict):  # {"error": {"code": 400, "message": "..."}}
            return (as_code(error.get("code")) if status == 200 else status), as_one_line(error.get("message"))
        return status, as_one_line(error)

    def read_rows(self, body: Json) -> Json:
        return body

    def read_candidate(self, row: Row) -> Candidate:
        country = as_text(as_table(row.get("address")).get("country_code")).lower()
        level = self.read_level(row, country)
        name, other_names = self._read_names(row, level)
        return Candidate(
            lat=as_degrees(row["lat"], 90),
            lng=as_degrees(row["lon"], 180),
            name=name,
            label=as_text(row.get("display_name")),
            country_code=country,
            level=level,
            kind="=".join(filter(None, read_kind(row))),
            place=_read_place(row),
            town=read_town(as_table(row.get("address")), name),
            other_names=other_names,
            importance=as_fraction(row.get("importance")),
            extent_km=0.0 if _is_at_node(row) else as_extent_km(row.get("boundingbox")),
            place_id=as_id(row.get("place_id")) if self.can_leave_out else "",
        )

    def read_level(self, row: Row, country: str) -> Level:
        osm_class, osm_type = read_kind(row)
        if (osm_class, osm_type) == ("boundary", "administrative"):
            return _read_boundary_level(row, country)
        return osm_level(osm_class, osm_type)

    def _read_names(self, row: Row, level: Level) -> tuple[str, tuple[str, ...]]:
        """The row's own name and its further ones."""
        names = as_table(row.get("namedetails"))
        address = as_table(row.get("address"))
        name = as_text(row.get("name")) or as_text(address.get("name")) or as_text(names.get("name"))
        if not name and "name" not in row:
            first = as_text(row.get("display_name")).partition(",")[0].strip()
            name, _ = read_own_name(first, address, level, read_kind(row)[1])
        listed = [
            part.strip()
            for key, value in names.items()
            if key.removeprefix("_place_").partition(":")[0] in NAMES  # _place_: of the node linked to a boundary
            for part in as_text(value).split(";")
        ]
        return name, tuple(dict.fromkeys(other for other in listed if other and other != name))


def read_kind(row: Row) -> tuple[str, str]:
    return as_text(row.get("class") or row.get("category")), as_text(row.get("type"))


def _read_place(row: Row) -> str:
    """city, suburb, ...: its own tag, or that of the place node that a boundary is linked to."""
    osm_class, osm_type = read_kind(row)
    if osm_class == "place":
        return osm_type
    word = _read_linked_place(row, _read_admin_level(row)) if osm_class == "boundary" else ""
    return word if place_level(word) else ""


def _read_boundary_level(row: Row, country: str) -> Level:
    """What the place node in it is; without one, by its rank or by what its address calls it; else coarse."""
    admin_level = _read_admin_level(row)
    if level := place_level(_read_linked_place(row, admin_level)):
        return level
    if admin_level is not None:
        return boundary_level(admin_level, country)
    level = place_level(_own_address_key(row)) or "coarse"
    return "admin" if level == "settlement" else level


def _read_admin_level(row: Row) -> int | None:
    rank, level = as_code(row.get("place_rank")), as_code(as_table(row.get("extratags")).get("admin_level"))
    if rank != UNREADABLE:
        return rank // 2
    return level if level != UNREADABLE else None


def _read_linked_place(row: Row, admin_level: int | None) -> str:
    tags, addresstype = row.get("extratags"), as_text(row.get("addresstype"))
    if isinstance(tags, dict):
        return as_text(tags.get("linked_place") or tags.get("place"))
    return "" if addresstype == BOUNDARY_WORDS.get(admin_level or 0) else addresstype


def _is_at_node(row: Row) -> bool:
    """Whether a boundary's coordinates are those of the place node in it: then its extent says nothing about them."""
    return "linked_place" in as_table(row.get("extratags"))


def _own_address_key(row: Row) -> str:
    """The word under which the address lists the row itself."""
    itself = as_text(row.get("display_name")).partition(",")[0].strip()
    return next((word for word, name in as_table(row.get("address")).items() if name == itself and word != "name"), "")
