"""A real Chromium that opens the review page from disk, and notes whatever it complains of or asks for."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from review import Candidate, Place, Spot, Surroundings, Ticket

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Open = Callable[..., "Reviewer"]
LAPTOP, PHONE = (1400, 900), (390, 844)
NOWHERE = Surroundings((), (), ())


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A headless Chromium with a profile of its own, which is gone afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def wait_until(page: Page, condition: str, arg: object = None) -> None:
    """Until a condition in JavaScript holds. The page's policy forbids wait_for_function its `eval` while it waits."""
    for _ in range(500):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"it never holds: {condition}")


@dataclass
class Reviewer:
    """Somebody at the page: what he does and sees. `problems`: what the console complains of, and exceptions."""

    context: BrowserContext
    file: Path
    problems: list[str] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)

    def open(self) -> Page:
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.goto(self.file.as_uri())
        return self.page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.problems.append(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            if key == "Escape":
                self._wait_for_closed_dialogs()

    def _wait_for_closed_dialogs(self) -> None:
        """Chromium closes a dialog a moment after the key, and takes the focus out of it another moment later."""
        wait_until(self.page, "!document.querySelector('dialog[open]') && !document.activeElement.closest('dialog')")

    def choose(self, title: str) -> None:
        self.page.locator(".row", has_text=title).first.click()

    @property
    def chosen(self) -> str:
        return self.page.locator("#card h2").inner_text()

    @property
    def kept(self) -> str:
        return self.page.locator("#kept").inner_text()

    def wait_for_kept(self, text: str) -> None:
        """What another tab does is shown a moment later."""
        self.page.locator("#kept", has_text=text).wait_for()

    @property
    def said(self) -> str:
        """The message that the page shows, or nothing."""
        return self.page.locator("#toast").inner_text()

    @property
    def rows(self) -> list[str]:
        return self.page.locator(".row b").all_inner_texts()

    def second_tab(self) -> Reviewer:
        """Another tab of the same browser with the same file."""
        other = Reviewer(self.context, self.file, self.problems, self.asked_for)
        other.open()
        return other

    def paste(self, text: str, selector: str = "body") -> None:
        """As Ctrl+V does with this text on the clipboard."""
        self.page.locator(selector).evaluate(
            """(target, text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text", text);
                target.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
            }""",
            text,
        )

    def filter(self, by: str, value: str) -> None:
        self.page.locator(f"#by-{by}").select_option(value)

    def put_at(self, coordinate: str) -> None:
        self.press("c")
        self.page.keyboard.type(coordinate)
        self.press("Enter")

    def pixel_of(self, lat: float, lng: float) -> tuple[float, float]:
        """Where the point is on the screen now."""
        self.page.locator("#map").evaluate("map => map.scrollIntoView()")
        x, y = self.page.evaluate(
            "([lat, lng]) => { const p = map.latLngToContainerPoint([lat, lng]); return [p.x, p.y]; }", [lat, lng]
        )
        box = self.page.locator("#map").bounding_box()
        assert box
        return box["x"] + x, box["y"] + y

    def show(self, lat: float, lng: float, zoom: int, right_by: int = 0) -> None:
        """The point in the middle of the map, or so many pixels right of it. Without the glide, for pixels are next."""
        self.page.evaluate(
            """([point, zoom, right]) => {
              const middle = map.project(point, zoom).subtract([right, 0]);
              map.setView(map.unproject(middle, zoom), zoom, {animate: false});
            }""",
            [[lat, lng], zoom, right_by],
        )

    def zoom_to(self, zoom: int) -> None:
        self.page.evaluate("zoom => map.setZoom(zoom, {animate: false})", zoom)

    def click_at(self, lat: float, lng: float) -> None:
        self.page.mouse.click(*self.pixel_of(lat, lng))

    def drag_pin(self, lat: float, lng: float) -> None:
        """Take the pin by its head and let go where its tip is at the point."""
        box = self.page.locator(".pin").bounding_box()
        assert box
        head_x, head_y = box["x"] + box["width"] / 2, box["y"] + 14
        tip_below_head = box["height"] - 1 - 14
        x, y = self.pixel_of(lat, lng)
        self.page.mouse.move(head_x, head_y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - tip_below_head, steps=5)
        self.page.mouse.up()

    def save(self, file: Path) -> str:
        with self.page.expect_download() as download:
            self.press("Control+s")
        download.value.save_as(file)
        return download.value.suggested_filename

    def load(self, file: Path) -> str:
        """What the page says to it."""
        self.page.locator("#file").set_input_files(file)
        self.page.locator("#toast").wait_for()
        return self.page.locator("#toast").inner_text()


def place(name: str = "Donholm", **other: Any) -> Place:
    """A place of Nairobi that was found east of the centre."""
    known: dict[str, Any] = {
        "what": "location",
        "cluster": "Nairobi",
        "place": name,
        "names": (f"NW_ADR_MNT_{name}_FDT12",),
        "status": "ok",
        "verified": False,
        "lat": -1.2964,
        "lng": 36.8931,
        "distance_km": 8.6,
        "tickets": 3,
        "provider": "nominatim",
        "query": f"{name}, Nairobi, Kenya",
        "label": f"{name}, Embakasi, Nairobi, Kenya",
        "note": None,
        "concern": "",
        "revision": f"pl-{name}",
        "waiting": (Ticket("inc", "INC1", "Pending"), Ticket("crq", "CRQ2", None)),
    }
    return Place(**known | other)


def cluster(name: str, lat: float | None = None, lng: float | None = None, **other: Any) -> Place:
    known: dict[str, Any] = {
        "what": "cluster",
        "cluster": name,
        "place": "",
        "names": (),
        "status": None if lat is None else "ok",
        "verified": None if lat is None else False,
        "lat": lat,
        "lng": lng,
        "distance_km": None,
        "query": f"{name}, Kenya",
        "label": None,
    }
    return place(name, **known | other)


NAIROBI = Surroundings(
    (Spot("Nairobi", "", -1.2864, 36.8172),), (Spot("Nairobi", "Umoja", -1.2830, 36.8970),), ((-1.29, 36.89),)
)

FOUR = [place("Karen"), place("Langata", lat=-1.30, lng=36.85), place("Ruaka", lat=-1.2, lng=36.77), cluster("Kitui")]
FAR = place("Far", status="too_far", lat=-1.8, lng=36.8172, concern="the only answer is far")
COARSE = place("County", status="too_coarse", concern="the only answer is a county")
NEAR, OTHER, AWAY = (
    Candidate(1, "Karen, Nairobi", -1.2964, 36.8931, "place=suburb", 8.5, None),
    Candidate(2, "Karen Estate, Nairobi", -1.33, 36.75, "landuse=residential", 9.1, "less precise"),
    Candidate(3, "Karen, Mombasa", -4.05, 39.66, "place=village", 440.0, "too far"),
)
SEVERAL = place("Karen", candidates=(NEAR, OTHER, AWAY))


def read_saved(file: Path) -> dict[str, dict[str, str]]:
    """The rows of a saved CSV by their place or cluster."""
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig")), strict=True)
    return {row["place"] or row["cluster"]: row for row in rows}


def decisions(reviewer: Reviewer, file: Path) -> dict[str, str]:
    reviewer.save(file)
    return {name: row["decision"] for name, row in read_saved(file).items() if row["decision"]}
