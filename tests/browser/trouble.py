"""Runs to tick in, trouble for them out: engines held back or spoiled, bursts of ticks, and the questions asked afterwards."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from bench.journal import Journal, identity, snapshot
from build.paths import DIST, ROOT
from tests.browser.deploys import build_of, list_again, main_of
from tests.browser.profile import Profile
from tests.browser.verbs import Tab

TITLE = "Check the fleet"
RUN = identity("a run of the fleet")
ROUTE = f"#/runs/{RUN}"
STREAM = f"run/{RUN}"

# The engine's greeting is kept from the page while this tab says so: Python is loaded, but nobody hands it a port.
HOLD = """if (parent === window) addEventListener("message", (event) => {
  if (event.data !== "engine-here" || sessionStorage.held !== "yes") return;
  event.stopImmediatePropagation();
  const { data, origin, source } = event;
  window.letGo = () => dispatchEvent(new MessageEvent("message", { data, origin, source }));
});"""

# Each tick waits until the page calls everything saved, and only then says so on the console.
TICK_PATIENTLY = """async (ids) => {
  for (const id of ids) {
    document.getElementById(id).click();
    while (document.documentElement.dataset.unsaved !== "0") await new Promise((resolve) => setTimeout(resolve));
    console.log(`saved ${id}`);
  }
}"""

# As fast as a hand never is; the n-th mark belongs to the n-th tick, for the inbox takes them in order.
TICK_AT_ONCE = """async ({ ids, pause }) => {
  const waiting = [...ids];
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (name === "sophie:tick-kept") console.log(`kept ${waiting.shift()}`);
  }).observe({ entryTypes: ["mark"] });
  for (const id of ids) {
    document.getElementById(id).click();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}"""

# data-unsaved beside the inbox, again and again; a moment in which it changed is no evidence.
WATCH_UNSAVED = """() => new Promise((resolve) => {
  const root = document.documentElement;
  const seen = (window.seen = { lies: [], samples: 0, most: 0, steps: [], ended: false });
  new MutationObserver(() => seen.steps.push(Number(root.dataset.unsaved))).observe(root, { attributeFilter: ["data-unsaved"] });
  const request = indexedDB.open("sophie");
  request.onsuccess = () => {
    const look = () => {
      const [said, changes] = [Number(root.dataset.unsaved), seen.steps.length];
      request.result.transaction("inbox").objectStore("inbox").count().onsuccess = ({ target }) => {
        if (changes === seen.steps.length) {
          seen.samples++;
          seen.most = Math.max(seen.most, target.result);
          if (said < target.result) seen.lies.push([said, target.result]);
        }
        if (seen.ended) request.result.close();
        else setTimeout(look);
      };
    };
    look();
    resolve();
  };
})"""

# Write beside the app, as a fault or another program would.
PUT = """({ database, store, rows }) => new Promise((resolve, reject) => {
  const request = indexedDB.open(database);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction(store, "readwrite");
    for (const row of rows) transaction.objectStore(store).put(row);
    transaction.oncomplete = () => (request.result.close(), resolve());
    transaction.onabort = () => reject(transaction.error);
  };
})"""


def name(step: int) -> str:
    return f"Check host {step:02}"


def box(step: int) -> str:
    """The id of a step's checkbox."""
    return f"check-s{step}"


def fleet(steps: int = 6, run: str = RUN, person: str = "Ada") -> Journal:
    """Another device's record: a document, and a run of it that nobody has ticked yet."""
    journal = Journal(person)
    text = f"# {TITLE}\n\n" + "".join(f"- [ ] {name(step)}\n" for step in range(1, steps + 1))
    document = identity(f"document of {person}")
    revision = journal.write(f"document/{document}", "DocumentImported", name="fleet.md", text=text)
    frozen: list[dict[str, object]] = [
        {
            "id": f"s{step}",
            "text": name(step),
            "line": step + 2,
            "phase": "",
            "detail": "",
            "commands": [],
            "expect": None,
        }
        for step in range(1, steps + 1)
    ]
    journal.write(
        f"run/{run}",
        "RunStarted",
        title=TITLE,
        document=document,
        revision=revision,
        procedure=None,
        fields={},
        steps=frozen,
    )
    return journal


def saved_as(path: Path, *journals: Journal) -> Path:
    path.write_text(snapshot(*journals), encoding="utf-8")
    return path


def bring(tab: Tab, file: Path, *journals: Journal) -> None:
    tab.import_snapshot(saved_as(file, *journals))


def open_run(profile: Profile, file: Path, steps: int = 6) -> Tab:
    """A tab with a run to tick, its screen kept for the next visit."""
    tab = Tab(profile.open())
    bring(tab, file, fleet(steps))
    tab.go(ROUTE)
    tab.step(name(1)).wait_for()
    tab.wait(f"document.documentElement.dataset.route === '{ROUTE}'")
    kept(tab)
    return tab


def kept(tab: Tab, route: str = ROUTE) -> None:
    """The screen on view is kept for the next visit."""
    for _ in range(100):
        if any(row["route"] == route for row in tab.store("screens", "sophie-cache")):
            return
        tab.page.wait_for_timeout(50)
    raise AssertionError(f"The screen of {route} was not kept.")


def put(tab: Tab, store: str, *rows: dict[str, Any], database: str = "sophie") -> None:
    tab.page.evaluate(PUT, {"database": database, "store": store, "rows": list(rows)})


def holding(context: BrowserContext) -> None:
    """From here on a tab can hold its engine back."""
    context.add_init_script(HOLD)


def left_behind(step: int, letter: str, done: bool = True) -> dict[str, Any]:
    """A row of the inbox as a tab that is gone left it a minute ago."""
    given = {
        "v": 1,
        "id": letter * 16,
        "at": 1_763_716_200_000,
        "tz": "Europe/Berlin",
        "tab": "d" * 16,
        "build": "x",
        "route": ROUTE,
        "actor": "Cy",
        "name": "check-step",
        "stream": STREAM,
        "over": [],
        "args": {"step": f"s{step}", "done": done},
    }
    return {
        "id": letter * 16,
        "tab": "d" * 16,
        "received": 1_763_716_200_000,
        "state": "waiting",
        "strikes": 0,
        "refusal": None,
        "command": given,
    }


def held(profile: Profile, route: str = ROUTE) -> Page:
    """A tab whose Python does not come before `let_go`; it shows the screen kept at the last visit."""
    page = profile.context.new_page()
    page.add_init_script("sessionStorage.held ??= 'yes';")
    page.goto(profile.watch.origin + route)
    page.wait_for_selector("#screen h1")
    assert page.get_attribute("html", "data-engine") == "starting"
    return page


def let_go(page: Page) -> None:
    page.evaluate("() => { sessionStorage.held = 'no'; letGo(); }")


def wait_for_inbox(tab: Tab, rows: int = 0) -> None:
    for _ in range(300):
        if len(tab.store("inbox")) == rows:
            return
        tab.page.wait_for_timeout(50)
    raise AssertionError(f"The inbox never held {rows} rows.")


def boxes(*steps: int) -> list[str]:
    return [box(step) for step in steps]


def told(page: Page, word: str) -> list[str]:
    """What the page said on the console with this word; fills as it goes on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.text.startswith(word) else None)
    return said


def done(tab: Tab) -> list[str]:
    """The steps that the log calls done, one entry an event, in the order of arrival."""
    rows = tab.store("events")
    bodies = {row["id"]: row["body"] for row in tab.store("bodies")}
    return [
        json.loads(bodies[row["id"]])["step"]
        for row in rows
        if json.loads(row["header"])["type"] == "StepDone"
    ]


def commands_of(tab: Tab) -> list[str]:
    """The command behind each event."""
    return [header["cmd"] for header in tab.events()]


def verified(tab: Tab, file: Path) -> str:
    """The verdict of the checker outside the browser on all that is in it."""
    tab.save_snapshot(file)
    return verdict(file)


def verdict(file: Path) -> str:
    checked = subprocess.run(
        [sys.executable, "-m", "app.records", "verify", file],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return f"{checked.stdout}{checked.stderr}".strip()


def spoiled(out: Path, python: str, *, deadlines: str = "", dist: Path = DIST) -> Path:
    """A copy of the site whose engine misbehaves: `python` runs before it serves and may replace `handle` and `touching`."""
    shutil.copytree(dist, out)
    main = out / main_of(out)
    serve = "serve(guarded(Workbench(views).handle))"
    text = main.read_text()
    assert serve in text
    lines = ["touching = lambda stream: None", "wrap = lambda handle: handle", *python.strip().splitlines()]
    # `touching` hears a stream's name before anything of it is folded.
    lines += ["from app.workbench.engine import Engine", "fold = Engine._fold"]
    lines.append("Engine._fold = lambda own, one, new: (touching(one.name), fold(own, one, new))[1]")
    lines.append("serve(guarded(wrap(Workbench(views).handle)))")
    main.write_text(text.replace(serve, "\n    ".join(lines)))
    if deadlines:
        [script] = out.glob("static/page-*.js")
        script.write_text(re.sub(r"\{start:2e4,gesture:[^}]*\}", deadlines, script.read_text(), count=1))
        assert deadlines in script.read_text()
    list_again(out, build_of(out), build_of(out), {})
    return out
