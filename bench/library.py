"""A ZIP of many documents in, what a library of that size costs a person's hand out: `python -m bench.library`.

Needs the built site. Prints how long the import took, what typing, filtering, paging and scrolling wait for, and the
longest gap between two frames of each, which is what a person sees as a jerk.
"""

import argparse
import io
import time
import zipfile
from collections.abc import Callable
from random import Random

from playwright.sync_api import FilePayload, Page

from app.workbench.screens.library import MOST
from bench.browser import first_tab, wait_until
from bench.search import SYLLABLES, texts

WATCH = """
window.gaps = [];
let before = performance.now();
requestAnimationFrame(function frame(now) {
  window.gaps.push(now - before);
  before = now;
  requestAnimationFrame(frame);
});
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) (window.events ??= []).push([one.name, one.duration]);
}).observe({ type: "event", durationThreshold: 16 });
"""
COUNT = "document.getElementById('lib-count')?.textContent ?? ''"


def main() -> None:
    options = argparse.ArgumentParser(description="Measure a large library in a browser.")
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--keep", help="a file for a screenshot")
    chosen = options.parse_args()
    with first_tab(WATCH) as page:
        bring(page, chosen.documents)
        look(page, min(MOST, chosen.documents))
        if chosen.keep:
            page.screenshot(path=chosen.keep)


def packed(count: int) -> bytes:
    random = Random(7)
    vocabulary = ["".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(20_000)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, text) in enumerate(texts(count, random, vocabulary)):
            archive.writestr(f"team-{number % 20}/{number}-{name}", text)
    return file.getvalue()


def bring(page: Page, count: int) -> None:
    go(page, "#/import")
    data = packed(count)
    page.get_by_label("Files to import").set_input_files(
        [FilePayload(name="library.zip", mimeType="application/zip", buffer=data)]
    )
    page.evaluate("gaps.length = 0")
    began = time.monotonic()
    page.get_by_role("button", name="Import", exact=True).click()
    wait_until(page, "document.documentElement.dataset.unsaved !== '0'")
    settled(page, 1800)
    took = time.monotonic() - began
    each = f"{took:.1f} s, {1000 * took / count:.0f} ms each"
    print(f"import of {count:,} documents ({len(data) / 1e6:.1f} MB packed): {each}, {worst(page)}")


def settled(page: Page, seconds: float) -> None:
    """Nothing has waited for the log for a second."""
    until, calm = time.monotonic() + seconds, 0
    while calm < 10:
        busy = page.evaluate("document.documentElement.dataset.unsaved !== '0'")
        calm = 0 if busy else calm + 1
        if time.monotonic() > until:
            raise TimeoutError("The import did not end.")
        time.sleep(0.1)


def look(page: Page, most: int) -> None:
    print(f"opening the library: {timed(page, lambda: go(page, '#/library'), COUNT):.0f} ms, {worst(page)}")
    box = page.get_by_role("searchbox", name="Search")
    box.click()
    page.evaluate("gaps.length = 0; events = []")
    box.press_sequentially("restart the replica", delay=60)
    page.wait_for_timeout(800)
    print(f"typing 19 letters: {worst(page)}; slow keys: {keys(page)}")
    for query in ("re", "disk full", "restrat replica"):
        took = timed(
            page,
            lambda query=query: box.fill(query),
            f"document.querySelector('#lib-count q')?.textContent === {query!r}",
        )
        print(f"answer to {query!r}: {took:.0f} ms, {worst(page)}")
    box.fill("")
    wait_until(page, f"/^[0-9,]+ documents$/.test({COUNT}.trim())")
    for name in ("Kind", "Readiness", "Sort by"):
        pick = page.get_by_label(name, exact=True)
        if not pick.is_visible():
            page.locator("#lib-filters summary").first.click()
        values = pick.locator("option").evaluate_all("all => all.map(one => one.value)")
        value = values[1]
        took = timed(
            page,
            lambda pick=pick, value=value: pick.select_option(value),
            f"location.hash.includes({value!r})",
        )
        print(f"{name}: {took:.0f} ms, {worst(page)}")
    go(page, "#/library")
    page.wait_for_timeout(500)
    for _ in range(4):
        more = (
            page.locator("#lib-results")
            .get_by_role("button", name="More")
            .or_(page.locator("#lib-results button[data-act=refine]"))
        )
        rows = page.locator("#lib-results .row").count()
        took = timed(
            page,
            lambda more=more: more.first.click(),
            f"document.querySelectorAll('#lib-results .row').length > {rows}",
        )
        print(f"more than {rows} rows: {took:.0f} ms, {worst(page)}")
    page.evaluate("gaps.length = 0")
    for _ in range(60):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(16)
    print(f"scrolling 24,000 pixels: {worst(page)}")
    shown = f"document.querySelectorAll('#lib-results .row').length >= {most}"
    took = timed(page, lambda: go(page, "#/library?n=2000"), shown)
    print(f"all rows at once: {took:.0f} ms, {worst(page)}")
    page.evaluate("gaps.length = 0")
    for _ in range(60):
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(16)
    print(f"scrolling through them: {worst(page)}")


def go(page: Page, route: str) -> None:
    page.evaluate("route => { location.hash = route; }", route)


def timed(page: Page, act: Callable[[], object], until: str) -> float:
    """Milliseconds from the act until this is true and one more frame is drawn."""
    page.evaluate("gaps.length = 0")
    began = time.monotonic()
    act()
    while not page.evaluate(until):
        if time.monotonic() - began > 60:
            raise TimeoutError(until)
    return (time.monotonic() - began) * 1000


def worst(page: Page) -> str:
    return f"longest frame gap {page.evaluate('Math.max(0, ...gaps.slice(1))'):.0f} ms"


def keys(page: Page) -> str:
    slow = page.evaluate(
        "(events ?? []).filter(([name]) => name === 'keydown' || name === 'input').map(([, took]) => took)"
    )
    return f"{len(slow)} over 16 ms" + (f", the slowest {max(slow):.0f} ms" if slow else "")


if __name__ == "__main__":
    main()
