"""A tab in, what a person does with Sophie out: verbs that find things by role and name, as a person finds them."""

import base64
import json
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.profile import downloaded, ready, until


def script(name: str) -> str:
    """A function for the page, kept in a file of its own."""
    return (Path(__file__).parent / "fixtures" / f"{name}.js").read_text(encoding="utf-8")


DROP, STORE = script("drop"), script("store")

Files = dict[str, bytes]


class Tab:
    """One tab of one person."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # Where things are.

    @property
    def steps(self) -> Locator:
        return self.page.get_by_role("list", name="Steps").get_by_role("listitem")

    @property
    def record(self) -> Locator:
        return self.page.get_by_role("region", name="Record").locator("li")

    @property
    def results(self) -> Locator:
        """What became of each file that was imported."""
        return self.page.get_by_role("list", name="Results").get_by_role("listitem")

    @property
    def documents(self) -> Locator:
        """The titles the library lists."""
        return self.page.get_by_role("region", name="Documents").locator("a.row-link")

    def step(self, name: str) -> Locator:
        return self.page.get_by_role("checkbox", name=name)

    def item(self, name: str) -> Locator:
        """The step with all that belongs to it."""
        return self.steps.filter(has=self.step(name))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", level=1, name=name)

    # Going about.

    def go(self, route: str) -> Self:
        self.page.evaluate("route => { location.hash = route; }", route)
        return self.at(route)

    def at(self, route: str) -> Self:
        self.page.wait_for_selector(f"html[data-route^='{route}']", state="attached")
        return self

    def follow(self, link: str) -> Self:
        self.page.get_by_role("link", name=link, exact=True).first.click()
        return self

    def visit(self, area: str) -> Self:
        """By the navigation, wherever the window's width puts it."""
        nav = self.page.get_by_role("navigation", name="Areas")
        link = nav.get_by_role("link", name=area, exact=True)
        if not link.is_visible():
            nav.get_by_role("button", name="More").click()
        link.click()
        return self.at(f"#/{area.lower()}")

    @property
    def route(self) -> str:
        return "#" + self.page.url.partition("#")[2]

    def reload(self) -> Self:
        self.page.reload()
        ready(self.page)
        return self

    def saved(self) -> Self:
        """All that was done is in the log."""
        self.page.wait_for_selector("html[data-unsaved='0']", state="attached")
        return self

    # Bringing documents.

    def choose(self, files: Files) -> Self:
        self.go("#/import")
        chosen = [
            FilePayload(name=name, mimeType="text/markdown", buffer=data) for name, data in files.items()
        ]
        self.page.get_by_label("Files to import").set_input_files(chosen)
        return self

    def import_files(self, files: Files) -> Self:
        self.choose(files)
        self.button("Import").click()
        return self.told(len(files))

    def drop(self, files: Files, on: str = "#screen") -> Self:
        data = [[name, base64.b64encode(content).decode()] for name, content in files.items()]
        self.page.evaluate(DROP, {"selector": on, "files": data})
        return self

    def paste(self, text: str) -> Self:
        self.go("#/import")
        self.page.get_by_label("Paste Markdown").fill(text)
        self.button("Import").click()
        return self.told(1)

    def told(self, count: int) -> Self:
        """Each file has its sentence."""
        expect(self.results).to_have_count(count)
        expect(self.results.and_(self.page.locator("[data-state=working]"))).to_have_count(0, timeout=30_000)
        return self.saved()

    def search(self, words: str) -> Self:
        self.go("#/library") if not self.route.startswith("#/library") else None
        self.page.get_by_role("searchbox", name="Search").fill(words)
        return self

    def open_document(self, title: str) -> Self:
        self.go("#/library")
        self.documents.get_by_text(title, exact=True).click()
        expect(self.heading(title)).to_be_visible()
        return self

    def export_markdown(self) -> bytes:
        return downloaded(self.page, self.button("Export Markdown").click)[1]

    # Working a run.

    def start_run(self, title: str, fields: dict[str, str] | None = None, procedure: str = "") -> Self:
        self.open_document(title)
        self.button(f"Start run: {procedure}" if procedure else "Start run").click()
        for name, value in (fields or {}).items():
            self.page.get_by_label(name, exact=True).fill(value)
        return self.begin()

    def begin(self) -> Self:
        self.button("Begin").click()
        self.at("#/runs/")
        expect(self.steps.first).to_be_visible()
        return self.saved()

    def tick(self, name: str) -> Self:
        self.step(name).check()
        return self.saved()

    def untick(self, name: str) -> Self:
        self.step(name).uncheck()
        return self.saved()

    def press(self, name: str) -> Self:
        self.button(name).click()
        return self.saved()

    def write(self, act: str, label: str, text: str, save: str) -> Self:
        """Open the form of this act, write, and save it."""
        self.button(act).click()
        dialog = self.page.get_by_role("dialog", name=act)
        dialog.get_by_label(label).fill(text)
        dialog.get_by_role("button", name=save, exact=True).click()
        expect(dialog).to_be_hidden()
        return self.saved()

    def write_note(self, text: str) -> Self:
        return self.write("Note", "What did you see or do?", text, "Save note")

    def report_problem(self, text: str) -> Self:
        return self.write("Problem", "What went wrong?", text, "Record problem")

    def skip(self, reason: str) -> Self:
        return self.write("Skip", "Why?", reason, "Skip step")

    def ticks(self) -> list[bool]:
        boxes = self.steps.get_by_role("checkbox")
        expect(boxes.first).to_be_visible()
        return [box.is_checked() for box in boxes.all()]

    # Who and where.

    def add_person(self, name: str) -> Self:
        self.page.locator("button.person").click()
        dialog = self.page.get_by_role("dialog", name="Who is working?")
        dialog.get_by_label("Add a name").fill(name)
        dialog.get_by_role("button", name="Add", exact=True).click()
        expect(dialog).to_be_hidden()
        return self.saved()

    def switch_person(self, name: str) -> Self:
        """Two taps."""
        self.page.locator("button.person").click()
        self.page.get_by_role("dialog", name="Who is working?").get_by_role("button", name=name).click()
        expect(self.page.locator("button.person")).to_have_text(name)
        return self

    def name_device(self, name: str) -> Self:
        self.visit("Settings")
        self.page.get_by_label("Device name").fill(name)
        self.button("Use this device name").click()
        expect(self.page.get_by_text("Recorded as")).to_contain_text(name)
        return self.saved()

    # Carrying the record.

    def save_snapshot(self, to: Path) -> Path:
        self.go("#/snapshots")
        name, data = downloaded(self.page, self.button("Save snapshot").click)
        assert name.startswith("sophie-")
        to.write_bytes(data)
        return to

    def read_snapshot(self, file: Path) -> dict[str, int]:
        """The dry run: what the file would bring."""
        self.go("#/snapshots")
        self.page.get_by_label("Snapshot to import").set_input_files(file)
        plan = self.page.get_by_role("group", name="What would change")
        expect(plan.get_by_role("row")).to_have_count(3)
        rows = [row.locator("th, td").all_inner_texts() for row in plan.get_by_role("row").all()]
        return {name: int(number) for name, number in rows}

    def import_snapshot(self, file: Path) -> dict[str, int]:
        read = self.read_snapshot(file)
        plan = self.page.get_by_role("group", name="What would change")
        plan.get_by_role("button", name="Import", exact=True).click()
        # What changes the device's id, or fills what was empty, starts a new engine first.
        expect(plan).to_contain_text("added from", timeout=30_000)
        return read

    # Below the screen.

    def store(self, name: str, database: str = "sophie") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.page.evaluate(STORE, {"database": database, "store": name})
        return rows

    def events(self, database: str = "sophie") -> list[dict[str, Any]]:
        """The log's headers, in the order of arrival."""
        return [json.loads(row["header"]) for row in self.store("events", database)]

    def wait(self, expression: str) -> Self:
        until(self.page, expression)
        return self
