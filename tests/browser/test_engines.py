"""The journey of a first evening, and what may interrupt it, in each engine that runs here: `make test-engines`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, Self

import pytest

from build.serve import Server
from tests.browser import trouble
from tests.browser.profile import Profile
from tests.browser.tally import Tally
from tests.browser.verbs import Files, Tab

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.engines, pytest.mark.webkit]

DOC = b"# Drain the queue\n\n1. Stop the feed\n2. Wait until it is empty\n3. Start the feed\n"


class Person(Protocol):
    """The verbs that every engine's tab has."""

    @property
    def route(self) -> str: ...
    def reload(self) -> Self: ...
    def go(self, route: str) -> Self: ...
    def import_files(self, files: Files) -> Self: ...
    def start_run(self, title: str) -> Self: ...
    def tick(self, name: str) -> Self: ...
    def ticks(self) -> list[bool]: ...
    def write_note(self, text: str) -> Self: ...
    def press(self, name: str) -> Any: ...
    def saved(self) -> Self: ...
    def save_snapshot(self, to: Path) -> Path: ...
    def import_snapshot(self, file: Path) -> Any: ...
    def events(self) -> list[dict[str, Any]]: ...
    def wait(self, expression: str) -> Self: ...


class Hands:
    """One engine's way of opening, crashing and leaving a browser."""

    def __init__(
        self, open_: Callable[[], Person], crash: Callable[[str], Person], other: Callable[[], Person]
    ) -> None:
        self.open = open_
        self.crash = crash
        self.other = other


@pytest.fixture
def hands(request: pytest.FixtureRequest, site: Server, engine: str) -> Iterator[Hands]:
    if engine == "webkit":
        yield from webkit_hands(site)
    else:
        yield from playwright_hands(request.getfixturevalue("profiles"))


def playwright_hands(profiles: Callable[[str], Profile]) -> Iterator[Hands]:
    profile = profiles("profile")

    def crash(route: str) -> Person:
        profile.kill()
        profile.launch()
        return Tab(profile.open(route))

    yield Hands(lambda: Tab(profile.open()), crash, lambda: Tab(profiles("other").open()))


def webkit_hands(site: Server) -> Iterator[Hands]:
    """Driven, it keeps its data in memory, and the driver ends with the page: nothing is left to look at after a kill."""
    webkit = pytest.importorskip("tests.browser.webkit")
    with webkit.WebKit() as one, webkit.WebKit() as two:

        def crash(route: str) -> Person:
            pytest.skip("driven, WebKitGTK keeps its data in memory only: nothing is left after a kill")

        yield Hands(
            lambda: webkit.WebKitTab(one, site.url).open(),
            crash,
            lambda: webkit.WebKitTab(two, site.url).open(),
        )


def test_a_first_evening(hands: Hands, tmp_path: Path) -> None:
    """Import, work, note, finish, reload; take the snapshot out, and into another browser."""
    tab = hands.open()
    tab.import_files({"queue.md": DOC}).start_run("Drain the queue")
    tab.tick("Stop the feed").write_note("Three were stuck").tick("Wait until it is empty")
    assert tab.ticks() == [True, True, False]
    route = tab.route
    tab.tick("Start the feed")
    tab.press("Finish run")
    tab.saved()
    kinds = [event["type"] for event in tab.events()]
    assert kinds == [
        "DocumentImported",
        "RunStarted",
        "StepDone",
        "NoteAdded",
        "StepDone",
        "StepDone",
        "RunFinished",
    ]
    tab.reload()
    assert tab.ticks() == [True, True, True]
    file = tab.save_snapshot(tmp_path / "all.json")
    assert trouble.verdict(file).endswith("7 events: good")
    other = hands.other()
    other.import_snapshot(file)
    assert [event["type"] for event in other.events()] == kinds
    other.go(route)
    assert other.ticks() == [True, True, True]


def test_it_works_with_the_server_stopped(hands: Hands, site: Server) -> None:
    tab = hands.open()
    tab.import_files({"queue.md": DOC}).start_run("Drain the queue")
    tab.wait("navigator.serviceWorker.controller !== null")
    tab.wait("document.documentElement.dataset.engine === 'ready'")
    tab.tick("Stop the feed")
    site.stop()
    tab.reload()
    tab.tick("Wait until it is empty")
    assert tab.ticks() == [True, True, False]
    tab.reload()
    assert tab.ticks() == [True, True, False]


@pytest.mark.fault("F3", "browser killed (SIGKILL) behind six ticks")
def test_a_kill_loses_nothing_that_was_called_saved(hands: Hands, tally: Tally) -> None:
    steps = [f"Check host {letter}" for letter in "abcdef"]
    text = "# Check the hosts\n\n" + "".join(f"{n}. {step}\n" for n, step in enumerate(steps, 1))
    tab = hands.open()
    tab.import_files({"hosts.md": text.encode()}).start_run("Check the hosts")
    for step in steps:
        tab.tick(step)
    made = [json.dumps(event, sort_keys=True) for event in tab.events()]
    again = hands.crash(tab.route)
    tally.count(made, [json.dumps(event, sort_keys=True) for event in again.events()])
    tally.tell("nothing to tell: each act that was called saved is there")
    assert again.ticks() == [True] * 6
