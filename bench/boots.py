"""An empty and a long log in, the time to a ready engine out; also right after an import into the middle."""

from collections import defaultdict
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from bench.browser import browser, new_profile, note, ready, settle, visit
from bench.figures import Figure
from bench.generate import history, late_notes, late_shift
from bench.journal import Journal, snapshot
from bench.seeds import import_snapshot, seed
from bench.server import Server
from bench.ticks import LONG_HISTORY

RUNS, STEPS = LONG_HISTORY
READY = "sophie:ready"


def boots(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    times: dict[str, list[float]] = defaultdict(list)
    url = server.url("sophie")
    with (
        new_profile() as small,
        new_profile() as large,
        new_profile() as folder,
        browser(playwright, small) as empty,
        browser(playwright, large) as many,
    ):
        seed(many, url, snapshot(history(*LONG_HISTORY)), folder)
        for _ in range(2):
            boot(empty, url)
            boot(many, url)
        for _ in range(repeats):
            times["none"].append(boot(empty, url))
            times["many"].append(boot(many, url))
        for repeat in range(repeats):
            add(many, url, late_shift(repeat, RUNS, STEPS), folder)
            times["late"].append(boot(many, url))
            times["none again"].append(boot(empty, url))
        for repeat in range(repeats):
            add(many, url, late_notes(repeat, RUNS), folder)
            times["worst"].append(boot(many, url))
    none, again = times["none"], times["none again"]
    return [
        Figure("Boot with 50,000 events", times["many"], "with none", none, 1.3),
        Figure("Boot after 1,000 came into the middle", times["late"], "with none", again, 1.3),
        Figure("Boot after a note came to each of 1,000 runs", times["worst"], "with none", again),
    ]


def boot(context: BrowserContext, url: str) -> float:
    with visit(context, url) as page:
        ready(page)
        settle(page, works_offline=True)
        return note(page, READY)


def add(context: BrowserContext, url: str, journal: Journal, folder: Path) -> None:
    """Import what another device wrote; the tab is closed as soon as it is in."""
    file = folder / "late.json"
    file.write_text(snapshot(journal))
    with visit(context, f"{url}#/snapshots") as page:
        ready(page)
        import_snapshot(page, file)
