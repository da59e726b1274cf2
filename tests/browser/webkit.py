"""Nothing in, a WebKitGTK on a screen of its own out, and a tab of it with the verbs that the first journeys need.

Its driver knows no roles and no downloads: things are found by their labels, and a file that is saved is read in the page."""

import json
import os
import subprocess
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Self

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

from build.browsers import DRIVER, find_minibrowser
from tests.browser.verbs import STORE, Files, script

PATIENCE = 60  # seconds: it is the slowest of the three
BUTTON = "//button[normalize-space()={0} or @aria-label={0}]"


def screen() -> tuple["subprocess.Popen[bytes]", str]:
    """A screen that nobody sees, and its number."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    started = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        return started, told.readline().strip()


def driven(display: str) -> Any:
    """MiniBrowser on this screen, listening to its driver."""
    options = webdriver.WebKitGTKOptions()
    options.binary_location = find_minibrowser()
    options.add_argument("--automation")
    environment = {**os.environ, "DISPLAY": f":{display}"}
    service = Service(executable_path=f"/usr/bin/{DRIVER}", env=environment)
    driver = webdriver.WebKitGTK(options=options, service=service)
    driver.set_script_timeout(PATIENCE)
    return driver


class WebKit:
    """The browser and its screen; `with` ends both."""

    def __init__(self) -> None:
        self.screen, display = screen()
        try:
            self.driver = driven(display)
        except Exception:
            self.end_screen()
            raise

    def end_screen(self) -> None:
        self.screen.terminate()
        self.screen.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.quit()
        self.end_screen()

    @property
    def version(self) -> str:
        return str(self.driver.capabilities["browserVersion"])


class WebKitTab:
    """The verbs of `Tab`, as far as the first journeys go."""

    def __init__(self, webkit: WebKit, origin: str) -> None:
        self.driver = webkit.driver
        self.origin = origin

    def open(self, route: str = "") -> Self:
        self.driver.get(self.origin + route)
        return self.ready()

    def ready(self) -> Self:
        return self.wait("document.documentElement.dataset.engine === 'ready'")

    def reload(self) -> Self:
        self.driver.refresh()
        return self.ready()

    def evaluate(self, expression: str) -> Any:
        return self.driver.execute_script(f"return {expression};")

    def awaited(self, function: str, given: object = None) -> Any:
        """What an async function of the page comes to."""
        return self.driver.execute_async_script(f"({function})(arguments[0]).then(arguments[1]);", given)

    def wait(self, expression: str) -> Self:
        end = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            assert time.monotonic() < end, f"Never true: {expression}. {self.text('body')[:2000]}"
            time.sleep(0.05)
        return self

    def wait_for_text(self, selector: str, words: str) -> Self:
        return self.wait(
            f"document.querySelector({json.dumps(selector)})?.innerText.includes({json.dumps(words)})"
        )

    def text(self, selector: str) -> str:
        return str(self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def saved(self) -> Self:
        return self.wait("document.documentElement.dataset.unsaved === '0'")

    def go(self, route: str) -> Self:
        self.driver.execute_script("location.hash = arguments[0];", route)
        return self.wait(f"document.documentElement.dataset.route?.startsWith({json.dumps(route)})")

    @property
    def route(self) -> str:
        return "#" + str(self.driver.current_url).partition("#")[2]

    def button(self, name: str) -> Any:
        """The one that can be seen."""
        end = time.monotonic() + PATIENCE
        while True:
            found = self.driver.find_elements(By.XPATH, BUTTON.format(json.dumps(name)))
            shown = [one for one in found if one.is_displayed()]
            if shown:
                return shown[0]
            assert time.monotonic() < end, f"No button {name}: {self.text('body')[:2000]}"
            time.sleep(0.05)

    def press(self, name: str) -> Self:
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'});", self.button(name))
        self.button(name).click()
        return self

    def labelled(self, name: str) -> Any:
        """A field by its label, or by the name it carries itself."""
        seeking = """const seen = (field) => field.type === "file" || field.checkVisibility();
          const names = (field) => [...(field.labels ?? []), { innerText: field.ariaLabel ?? "" }];
          return [...document.querySelectorAll("input, textarea")].find((field) =>
            seen(field) && names(field).some(({ innerText }) => innerText.includes(name)));"""
        found = self.driver.execute_script(f"const name = arguments[0]; {seeking}", name)
        assert found, f"No field {name}"
        return found

    def choose_file(self, label: str, file: Path) -> Self:
        self.driver.execute_script(
            "arguments[0].hidden = false; arguments[0].classList.remove('visually-hidden');",
            self.labelled(label),
        )
        self.labelled(label).send_keys(str(file))
        return self

    def import_files(self, files: Files) -> Self:
        self.go("#/import")
        for name, data in files.items():
            with NamedTemporaryFile(suffix=f"-{name}") as file:
                Path(file.name).write_bytes(data)
                self.choose_file("Files to import", Path(file.name))
                self.press("Import")
                self.wait(
                    "document.querySelectorAll('[aria-label=Results] > li:not([data-state=working])').length > 0"
                )
        return self.saved()

    def start_run(self, title: str) -> Self:
        self.go("#/library")
        self.wait_for_text("#screen", title)
        # By the page itself: to the driver, a link that covers its row and whose text ends after some lines is nowhere.
        pressing = """[...document.querySelectorAll("a.row-link")]
          .find(({ innerText }) => innerText.includes(arguments[0])).click();"""
        self.driver.execute_script(pressing, title)
        self.press("Start run").press("Begin")
        return self.wait("document.documentElement.dataset.route?.startsWith('#/runs/')").saved()

    def step(self, name: str) -> Any:
        seeking = """return [...document.querySelectorAll("#screen input[type=checkbox]")].find((box) =>
          [...box.labels].some(({ innerText }) => innerText.includes(arguments[0])) || box.ariaLabel?.includes(arguments[0]));"""
        found = self.driver.execute_script(seeking, name)
        assert found, f"No step {name}: {self.text('#screen')[:2000]}"
        return found

    def tick(self, name: str) -> Self:
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'});", self.step(name))
        self.step(name).click()
        return self.saved()

    def ticks(self) -> list[bool]:
        self.wait("document.querySelector('#screen input[id^=check-]') !== null")
        seeking = "return [...document.querySelectorAll('#screen input[id^=check-]')].map(({ checked }) => checked);"
        return list(self.driver.execute_script(seeking))

    def write_note(self, text: str) -> Self:
        self.press("Note")
        self.wait("document.querySelector('dialog[open] textarea')")
        self.driver.find_element(By.CSS_SELECTOR, "dialog[open] textarea").send_keys(text)
        return self.press("Save note").saved().wait("!document.querySelector('dialog[open]')")

    def save_snapshot(self, to: Path) -> Path:
        self.go("#/snapshots")
        self.driver.execute_script(f"({script('catch')})();")
        self.press("Save snapshot").wait("window.caught !== null")
        to.write_text(self.evaluate("window.caught[1]"), encoding="utf-8")
        return to

    def import_snapshot(self, file: Path) -> Self:
        self.go("#/snapshots").choose_file("Snapshot to import", file)
        self.wait(
            "[...document.querySelectorAll('button')].some((one) => one.textContent.trim() === 'Import' && one.checkVisibility())"
        )
        return self.press("Import").wait_for_text("#screen", "added from")

    def store(self, name: str, database: str = "sophie") -> list[dict[str, Any]]:
        return list(self.awaited(STORE, {"database": database, "store": name}))

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(row["header"]) for row in self.store("events")]
