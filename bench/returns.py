"""A profile with a run in, the first moments of a return to it out: painted, ticked, recorded."""

from collections import defaultdict

from playwright.sync_api import BrowserContext, Playwright

from bench.browser import BLANK, browser, new_profile, note, ready, settle, visit
from bench.figures import Figure
from bench.generate import fresh_runs
from bench.journal import snapshot
from bench.seeds import seed
from bench.server import Server
from bench.starts import PLAIN, start

STEPS = 50

# The tick a hurried person makes: as soon as the last screen is there.
TICK_WHEN_PAINTED = """new PerformanceObserver((seen, observer) => {
  if (seen.getEntriesByName("sophie:painted").length === 0) return;
  observer.disconnect();
  document.querySelector("#screen input[type=checkbox][data-command]:not(:checked)").click();
  performance.mark("bench:engine-" + document.documentElement.dataset.engine);
}).observe({ type: "mark", buffered: true });"""


def returns(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    """Each repeat comes back to a run of its own, in a browser that has seen both sites."""
    times: dict[str, list[float]] = defaultdict(list)
    with new_profile() as profile, browser(playwright, profile) as context:
        runs = prepared(context, server, repeats)
        for run in runs:
            for name, value in come_back(context, f"{server.url('sophie')}#/runs/{run}").items():
                times[name].append(value)
            times["plain"].append(start(context, server, "plain"))
    return [
        Figure("Last screen painted, repeat visit", times["sophie:painted"], PLAIN, times["plain"], 0.10),
        Figure("A tick then, durable in the inbox", times["sophie:tick-kept"], PLAIN, times["plain"], 0.15),
        Figure("That tick recorded by the engine", times["sophie:tick-done"], PLAIN, times["plain"]),
    ]


def prepared(context: BrowserContext, server: Server, count: int) -> list[str]:
    """Import the runs and look at each once, so that its screen is remembered; warm the rival up."""
    context.new_page().goto(BLANK)
    journal, runs = fresh_runs(STEPS, count)
    with new_profile() as folder:
        seed(context, server.url("sophie"), snapshot(journal), folder)
    for run in runs:
        with visit(context, f"{server.url('sophie')}#/runs/{run}") as page:
            ready(page)
            settle(page, works_offline=True)
    for _ in range(2):
        start(context, server, "plain")
    return runs


def come_back(context: BrowserContext, url: str) -> dict[str, float]:
    with visit(context, url, TICK_WHEN_PAINTED) as page:
        ready(page)
        page.wait_for_selector("html[data-unsaved='0']", state="attached")
        note(page, "bench:engine-starting")  # the tick came before the engine, or the measure is void
        return {name: note(page, name) for name in ("sophie:painted", "sophie:tick-kept", "sophie:tick-done")}
