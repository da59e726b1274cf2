"""Two sites in, the times of a first, a second and a later visit to each out, turn by turn in one browser."""

from collections import defaultdict
from collections.abc import Sequence

from playwright.sync_api import BrowserContext, Playwright

from bench.browser import BLANK, browser, new_profile, note, ready, settle, visit
from bench.figures import Figure
from bench.server import Server

PLAIN = "plain PyScript worker page"
MARKS = {"sophie": "sophie:ready", "plain": "plain:ready"}
Times = dict[tuple[str, str], list[float]]


def turns(repeat: int) -> Sequence[str]:
    """Neither site always goes first."""
    return ("sophie", "plain") if repeat % 2 == 0 else ("plain", "sophie")


def starts(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    """Engine ready, on this machine: one new profile for each repeat."""
    times: Times = defaultdict(list)
    for repeat in range(repeats):
        with new_profile() as profile, browser(playwright, profile) as context:
            context.new_page().goto(BLANK)
            for which in ("first", "second", "repeat"):
                for site in turns(repeat):
                    times[which, site].append(start(context, server, site))
    return [
        figure("Engine ready, first visit", times, "first", 0.40),
        figure("Engine ready, second visit", times, "second", 0.35),
        figure("Engine ready, repeat visit", times, "repeat", 0.35),
    ]


def slow_starts(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    """First visits over a line that the server keeps slow, for both sites."""
    times: Times = defaultdict(list)
    for repeat in range(repeats):
        for site in turns(repeat):
            with new_profile() as profile, browser(playwright, profile) as context:
                context.new_page().goto(BLANK)
                times["slow", site].append(start(context, server, site, is_slow=True))
    name = f"Engine ready, first visit, {server.rate * 8 / 1e6:g} Mbit/s, brotli"
    return [figure(name, times, "slow", None)]


def start(context: BrowserContext, server: Server, site: str, *, is_slow: bool = False) -> float:
    with visit(context, server.url(site)) as page:
        ready(page)
        if not is_slow:
            settle(page, works_offline=site == "sophie")
        return note(page, MARKS[site])


def figure(name: str, times: Times, which: str, at_most: float | None) -> Figure:
    return Figure(name, times[which, "sophie"], PLAIN, times[which, "plain"], at_most)
