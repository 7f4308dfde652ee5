"""A real Firefox that opens the review page from disk, by Mozilla's own driver: playwright can't drive Debian's."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marionette_driver import By
from marionette_driver.keys import Keys
from marionette_driver.marionette import ActionSequence, Marionette

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE_S = 20


@contextmanager
def start_firefox(downloads: Path) -> Iterator[Marionette]:
    """A headless Firefox with a profile of its own, which is gone afterwards. What it downloads goes to `downloads`."""
    port = find_free_port()
    prefs = {
        "marionette.port": port,
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.download.alwaysOpenPanel": False,
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "dom.disable_beforeunload": True,
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in prefs.items()]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [str(FIREFOX), "-headless", "-marionette", "-no-remote", "-profile", profile]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for_port(port)
                driver = Marionette(host="127.0.0.1", port=port)
                driver.start_session()
                driver.set_window_rect(width=1400, height=950)
                yield driver
            finally:
                process.terminate()


def find_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for_port(port: int) -> None:
    end = time.monotonic() + 120
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert time.monotonic() < end, "Firefox does not start"
        time.sleep(0.2)


class FirefoxReviewer:
    """Somebody at the page in Firefox."""

    def __init__(self, driver: Marionette, file: Path) -> None:
        self.driver, self.file = driver, file
        driver.navigate(file.as_uri())

    def press(self, *keys: str) -> None:
        """Keys by their names, as for playwright: a, Escape, Control+y."""
        for key in keys:
            *held, last = key.split("+")
            pressed = [getattr(Keys, name.upper()) for name in held] + [getattr(Keys, last.upper(), last)]
            sequence = ActionSequence(self.driver, "key", "keyboard")
            for each in pressed:
                sequence.key_down(each)
            for each in reversed(pressed):
                sequence.key_up(each)
            sequence.perform()

    def type(self, text: str) -> None:
        for character in text:
            self.press("SPACE" if character == " " else character)

    def text(self, selector: str) -> str:
        return str(self.driver.find_element(By.CSS_SELECTOR, selector).text)

    def click(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def run(self, script: str, *args: Any) -> Any:
        return self.driver.execute_script(f"return {script}", args, sandbox=None)

    def wait_for(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.1)
