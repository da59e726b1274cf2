"""The built site in, browsers that are watched out: a test fails on a foreign request, a console error or a policy violation."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from build.serve import Server
from tests.browser.profile import Profile
from tests.browser.tally import TALLY, Table, Tally
from tests.browser.verbs import Tab
from tests.browser.visited import Visits
from tests.browser.watch import Watch

TABLE = pytest.StashKey[Table]()
CALL = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[CALL] = report
    file = item.config.getoption("fault_table")
    if file:
        table = item.config.stash.setdefault(TABLE, Table(file))
        table.take(item, item.config.getoption("engine"), report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    table = config.stash.get(TABLE, None)
    if table:
        terminalreporter.section("faults")
        terminalreporter.write_line(table.write())


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Where a fault test counts what was acknowledged and what is there; what is lost fails it."""
    counted = request.node.stash[TALLY] = Tally()
    yield counted
    report = request.node.stash.get(CALL, None)
    if report and report.passed:
        counted.check()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Visits:
    return Visits(tmp_path_factory.mktemp("visits"))


@pytest.fixture
def site(visits: Visits) -> Iterator[Server]:
    """dist/ with its real headers. `stop()` takes the network away, `start()` brings it back."""
    with visits.serve() as server:
        yield server


@pytest.fixture
def watch(site: Server) -> Iterator[Watch]:
    seen = Watch(site.url)
    yield seen
    assert seen.problems() == []


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("engine"))


@pytest.fixture
def profiles(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    visits: Visits,
    watch: Watch,
    tmp_path: Path,
    engine: str,
) -> Iterator[Callable[[str], Profile]]:
    """Makes a person's browser by name: two names are two devices. It has been here, unless a `first_visit` is looked at."""
    made: dict[str, Profile] = {}
    is_known = engine == "chromium" and not request.node.get_closest_marker("first_visit")

    def profile(name: str) -> Profile:
        if name not in made:
            folder = tmp_path / name
            if is_known:
                visits.begin(playwright, folder, watch.origin)
            made[name] = Profile(playwright, folder, watch, engine)
        return made[name]

    yield profile
    for one in made.values():
        one.close()


@pytest.fixture
def profile(profiles: Callable[[str], Profile]) -> Profile:
    return profiles("profile")


@pytest.fixture
def page(profile: Profile) -> Page:
    """A tab on the first screen, Python ready."""
    return profile.open()


@pytest.fixture(scope="module")
def shared(
    playwright: Playwright, visits: Visits, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Profile]:
    """One browser for a whole file of journeys: what they did before is in its log, as in life."""
    with visits.serve() as server:
        folder = tmp_path_factory.mktemp("shared")
        visits.begin(playwright, folder, server.url)
        profile = Profile(playwright, folder, Watch(server.url))
        yield profile
        profile.close()


@pytest.fixture
def tab(request: pytest.FixtureRequest, shared: Profile) -> Iterator[Tab]:
    """A tab of that browser on the first screen, Python ready: the last test's, unless it failed or a `new_tab` is asked for."""
    wants_new = request.node.get_closest_marker("new_tab")
    page = shared.open() if wants_new else shared.again()
    yield Tab(page)
    report = request.node.stash.get(CALL, None)
    keeps = not wants_new and report and report.passed
    for other in shared.context.pages[1:]:
        if not (keeps and other is page):
            other.close()
    problems, shared.watch.seen[:] = shared.watch.problems(), []
    shared.watch.allowed.clear()
    assert problems == []
