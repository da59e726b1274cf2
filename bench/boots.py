"""An empty and a long log in, the time to a ready engine out; also right after an import into the middle."""

from collections import defaultdict
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from bench.browser import browser, new_profile, note, ready, settle, visit
from bench.figures import Figure
from bench.generate import history, late_notes
from bench.journal import snapshot
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
        browser(playwright, small) as none,
        browser(playwright, large) as many,
    ):
        seed(many, url, snapshot(history(*LONG_HISTORY)), folder)
        for _ in range(2):
            boot(none, url)
            boot(many, url)
        for _ in range(repeats):
            times["none"].append(boot(none, url))
            times["many"].append(boot(many, url))
        for repeat in range(repeats):
            add_to_the_middle(many, url, folder / "late.json", repeat)
            times["late"].append(boot(many, url))
            times["none again"].append(boot(none, url))
    return [
        Figure("Boot with 50,000 events", times["many"], "with none", times["none"], 1.3),
        Figure(
            "Boot after 1,000 more came into the middle", times["late"], "with none", times["none again"], 1.3
        ),
    ]


def boot(context: BrowserContext, url: str) -> float:
    with visit(context, url) as page:
        ready(page)
        settle(page, works_offline=True)
        return note(page, READY)


def add_to_the_middle(context: BrowserContext, url: str, file: Path, number: int) -> None:
    """Another device's notes on every run, amid the log; the tab closes as soon as they are in."""
    file.write_text(snapshot(late_notes(number, RUNS, STEPS)))
    with visit(context, f"{url}#/snapshots") as page:
        ready(page)
        import_snapshot(page, file)
