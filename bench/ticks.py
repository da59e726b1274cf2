"""Runs of several lengths in, the time from a tick to a durable and redrawn step out, beside plain code."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from bench.browser import browser, new_profile, ready, visit
from bench.figures import Figure, p95
from bench.generate import fresh_runs, history
from bench.journal import snapshot
from bench.seeds import seed
from bench.server import Server

SCRIPT = "plain JavaScript"
TICKS = 40
LENGTHS = (50, 200, 500)
LONG_HISTORY = (1000, 48)  # runs, steps: 50,001 events
DONE = "sophie:tick-done"
Times = dict[str, list[float]]

TICK = """async ({ count, mark, pause }) => {
  const times = [];
  const boxes = () => document.querySelectorAll("[data-step-item] input[type=checkbox]:not(:checked)");
  for (let tick = 0; tick < count; tick++) {
    const done = new Promise((resolve) => new PerformanceObserver((seen, observer) => {
      const [entry] = seen.getEntriesByName(mark);
      if (entry) (observer.disconnect(), resolve(entry.startTime));
    }).observe({ type: "mark" }));
    const box = boxes()[0];
    const began = performance.now();
    box.click();
    times.push((await done) - began);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return times;
}"""


def ticks(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    """Each repeat works fresh runs of each length, with and without a long history, and the rival's page."""
    times: Times = defaultdict(list)
    made = [fresh_runs(length, repeats) for length in LENGTHS]
    runs = {length: ids for length, (_, ids) in zip(LENGTHS, made, strict=True)}
    waiting = [journal for journal, _ in made]
    with new_profile() as small, new_profile() as large:
        prepare(playwright, server, small, snapshot(*waiting))
        prepare(playwright, server, large, snapshot(history(*LONG_HISTORY), *waiting))
        with browser(playwright, small) as short, browser(playwright, large) as long:
            for repeat in range(repeats):
                work(short, server, {length: ids[repeat] for length, ids in runs.items()}, times)
                times["long"] += tick(long, address(server, runs[200][repeat]), DONE)
    return figures(times)


def prepare(playwright: Playwright, server: Server, profile: Path, text: str) -> None:
    with new_profile() as folder, browser(playwright, profile) as context:
        seed(context, server.url("sophie"), text, folder)


def work(context: BrowserContext, server: Server, runs: dict[int, str], times: Times) -> None:
    times["script"] += tick(context, server.url("script"), "script:tick-done")
    for length, run in runs.items():
        times[str(length)] += tick(context, address(server, run), DONE)


def address(server: Server, run: str) -> str:
    return f"{server.url('sophie')}#/runs/{run}"


def tick(context: BrowserContext, url: str, mark: str) -> Sequence[float]:
    with visit(context, url) as page:
        ready(page)
        page.wait_for_selector("[data-step-item] input[type=checkbox]")
        page.wait_for_timeout(500)
        found: list[float] = page.evaluate(TICK, {"count": TICKS, "mark": mark, "pause": 60})
        return found


def figures(times: Times) -> list[Figure]:
    median = Figure("", times["200"]).value
    return [
        Figure("A tick durable and redrawn, 200 steps", times["200"], SCRIPT, times["script"], 2, floor=15),
        Figure("The same, 95th percentile", [p95(times["200"])], "own median", [median], 3),
        Figure("The same with 50,000 events in the log", times["long"], "without them", times["200"], 1.2),
        Figure("A tick in a run of 500 steps", times["500"], "in one of 50", times["50"], 2),
    ]
