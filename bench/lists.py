"""Two histories in, how long Runs and Now take to open in each out: five thousand finished runs beside fifty."""

from collections import defaultdict
from contextlib import ExitStack

from playwright.sync_api import BrowserContext, Page, Playwright

from bench.browser import browser, new_profile, ready, visit
from bench.figures import Figure
from bench.generate import history
from bench.journal import snapshot
from bench.seeds import seed
from bench.server import Server

MANY, FEW, STEPS = 5000, 50, 6
AREAS = {"Runs": "#/runs", "Now": "#/now"}
ELSEWHERE = "#/help"
OPENINGS = 12

# From the change of the address to the screen that shows it.
OPEN = """async ({ route, from, count }) => {
  const shown = (route) => new Promise((resolve) => {
    const look = () => document.documentElement.dataset.route === route && (resolve(), true);
    new MutationObserver((_, observer) => look() && observer.disconnect())
      .observe(document.documentElement, { attributes: true });
    look();
  });
  const times = [];
  for (let n = 0; n < count; n++) {
    location.hash = from;
    await shown(from);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const began = performance.now();
    location.hash = route;
    await shown(route);
    times.push(performance.now() - began);
  }
  return times;
}"""


def lists(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    """Both browsers stay open and take turns, so that the machine's moods meet both."""
    times: dict[tuple[str, int], list[float]] = defaultdict(list)
    with ExitStack() as stack:
        contexts = {count: prepared(playwright, server, count, stack) for count in (FEW, MANY)}
        for _ in range(repeats):
            for count, context in contexts.items():
                with visit(context, f"{server.url('sophie')}{ELSEWHERE}") as page:
                    ready(page)
                    page.wait_for_timeout(500)
                    for area, route in AREAS.items():
                        times[area, count] += openings(page, route)
    return [
        Figure(f"{area} with {MANY:,} finished runs", times[area, MANY], f"with {FEW}", times[area, FEW], 1.2)
        for area in AREAS
    ]


def prepared(playwright: Playwright, server: Server, count: int, stack: ExitStack) -> BrowserContext:
    context = stack.enter_context(browser(playwright, stack.enter_context(new_profile())))
    with new_profile() as folder:
        seed(context, server.url("sophie"), snapshot(history(count, STEPS)), folder)
    return context


def openings(page: Page, route: str) -> list[float]:
    found: list[float] = page.evaluate(OPEN, {"route": route, "from": ELSEWHERE, "count": OPENINGS})
    return found
