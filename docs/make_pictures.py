"""Takes the README's pictures: make_pictures.py MAP_URL PLACES.html, of `make example` and of a review page.

Writes docs/map.png and docs/review.png, with the Chromium that is installed.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

HERE = Path(__file__).resolve().parent
SIZE: ViewportSize = {"width": 1100, "height": 640}

SMALL_GROUP = """() => {
  const size = group => group.properties.point_count;
  const groups = map.queryRenderedFeatures({layers: ['groups']}).sort((a, b) => size(a) - size(b));
  const {x, y} = map.project(groups[2].geometry.coordinates);
  return [x, y];
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("map_url")
    parser.add_argument("places", type=Path)
    args = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        take_map(open_page(browser, args.map_url))
        take_review(open_page(browser, args.places.resolve().as_uri()))
        browser.close()


def open_page(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport=SIZE)
    page.set_default_timeout(120_000)
    page.goto(url)
    return page


def take_map(page: Page) -> None:
    """The country, and the tickets of one group in the list."""
    page.locator("#total", has_text="tickets").wait_for()
    page.evaluate("map.jumpTo({center: [37.6, -1.6], zoom: 6.1})")
    page.wait_for_function(
        "map.isSourceLoaded('tickets') && map.queryRenderedFeatures({layers: ['groups']}).length > 5"
    )
    page.wait_for_timeout(1500)  # the symbols fade in
    x, y = page.evaluate(SMALL_GROUP)
    page.locator("#map canvas").click(position={"x": x, "y": y})
    page.locator("#list-title", has_text="tickets").wait_for()
    page.evaluate("map.stop(); map.jumpTo({center: [37.6, -1.6], zoom: 6.1})")
    page.wait_for_timeout(2500)
    page.screenshot(path=HERE / "map.png")


def take_review(page: Page) -> None:
    """The first place of the list, chosen."""
    page.locator("#list [role=option]").first.click()
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / "review.png")


if __name__ == "__main__":
    main()
