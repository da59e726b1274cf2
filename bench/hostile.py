"""The hardest files in, what the page and a tick wait for while they come in out: `python -m bench.hostile`.

Needs the built site. A run is open; each file is brought, and while the engine reads it a step of the run is ticked.
Prints per file, in milliseconds: the longest gap between two frames, the longest task on the page's thread, the time
until the tick was saved, until the file was in, and the same two of the page while the new document is opened.
"""

import time

from playwright.sync_api import FilePayload, Page

from bench.browser import first_tab, wait_until

MOST = 200  # lines of the list of results that are drawn while an import runs
RUN = "# Ticks\n\n" + "".join(f"{n}. Look at shard {n}\n" for n in range(1, 60))
WIDE = 500
FILES: dict[str, dict[str, bytes]] = {
    "5 MB of one line": {"line.md": b"# Line " + b"a word " * 740_000},
    "100,000 list items": {"items.md": b"# Items\n\n" + b"- look at it\n" * 100_000},
    "a table of 500 columns": {
        "columns.md": b"# Columns\n\n"
        + b"|a" * WIDE
        + b"|\n"
        + b"|-" * WIDE
        + b"|\n"
        + (b"|b" * WIDE + b"|\n") * 20
    },
    "`[` x 100,000": {"brackets.md": b"# Brackets\n\n" + b"[" * 100_000},
    "500 files at once": {
        f"many-{n}.md": f"# Many {n}\n\n1. Look at {n}\n2. Restart it\n".encode() for n in range(500)
    },
}
WATCH = """
window.gaps = [];
window.tasks = [];
let before = performance.now();
requestAnimationFrame(function frame(now) {
  window.gaps.push(now - before);
  before = now;
  requestAnimationFrame(frame);
});
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "longtask" });
"""
RESET = "() => { window.gaps.length = 0; window.tasks.length = 0; }"
WORST = "() => [Math.max(0, ...window.gaps), Math.max(0, ...window.tasks)]"
SAVED = "document.documentElement.dataset.unsaved === '0'"
TICK = """number => {
  const { id } = document.querySelectorAll("#screen .step")[number];
  const since = performance.now();
  document.querySelector(`#${id} input[type=checkbox]`).click();
  return new Promise((done) => {
    // The engine draws it so once it is in the log; other acts may still be on their way.
    const look = () => document.getElementById(id)?.matches(".is-done") ? done(performance.now() - since) : setTimeout(look, 4);
    setTimeout(look, 4);
  });
}"""
SETTLED = (
    "document.querySelectorAll('#import-results > li').length >= {}"
    " && !document.querySelector('#import-results [data-state=working]')"
    f" && {SAVED}"
)


def main() -> None:
    with first_tab(WATCH) as page:
        bring(page, {"ticks.md": RUN.encode()})
        wait_until(page, SETTLED.format(1))
        run = begin(page)
        print(f"{'':26}{'gap':>8}{'task':>8}{'tick':>8}{'in':>9}{'open gap':>10}{'open task':>10}")
        alone = [page.evaluate(TICK, number) for number in range(3)]
        print(f"{'nothing comes in':26}{'':16}{max(alone):8.0f}")
        for number, (name, files) in enumerate(FILES.items(), start=3):
            measure(page, run, name, files, number)


def begin(page: Page) -> str:
    page.evaluate("() => { location.hash = '#/library'; }")
    page.get_by_role("link", name="Ticks", exact=True).click()
    page.get_by_role("button", name="Start run", exact=True).click()
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_selector("html[data-route^='#/runs/']", state="attached")
    wait_until(page, SAVED)
    route: str = page.evaluate("() => location.hash")
    return route


def bring(page: Page, files: dict[str, bytes]) -> None:
    page.evaluate("() => { location.hash = '#/import'; }")
    page.get_by_label("Files to import").set_input_files(
        [FilePayload(name=name, mimeType="text/markdown", buffer=data) for name, data in files.items()]
    )
    page.evaluate(RESET)
    page.get_by_role("button", name="Import", exact=True).click()


def measure(page: Page, run: str, name: str, files: dict[str, bytes], number: int) -> None:
    bring(page, files)
    since = time.monotonic()
    page.wait_for_timeout(50)
    page.evaluate("route => { location.hash = route; }", run)
    page.wait_for_selector(f"html[data-route='{run}']", state="attached")
    tick = page.evaluate(TICK, number)
    page.evaluate("() => { location.hash = '#/import'; }")
    wait_until(page, SETTLED.format(min(MOST, len(files))), 300)
    brought = time.monotonic() - since
    gap, task = page.evaluate(WORST)
    page.wait_for_timeout(300)
    page.evaluate(RESET)
    page.locator("#import-results a").first.click()
    page.wait_for_selector("html[data-route^='#/library/']", state="attached")
    page.locator("#doc-head").wait_for()
    page.wait_for_timeout(1500)
    opened_gap, opened_task = page.evaluate(WORST)
    print(
        f"{name:26}{gap:8.0f}{task:8.0f}{tick:8.0f}{brought * 1000:9.0f}{opened_gap:10.0f}{opened_task:10.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
