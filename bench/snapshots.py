"""Logs of 1,000 to 100,000 events in; how long export, import and verify take, and what a tick feels meanwhile, out."""

import hashlib
import json
import time
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page, Playwright

from app.records.snapshot import verify
from bench.browser import browser, new_profile, ready, visit
from bench.figures import Figure, p95
from bench.generate import fresh_runs, history
from bench.journal import snapshot
from bench.seeds import seed
from bench.server import Server
from bench.ticks import DONE, TICK

STEPS = 48
SIZES = {1_000: 20, 10_000: 200, 100_000: 2_000}  # events: runs of 48 steps, and their starts and ends
RUN_STEPS = 200
LINEAR = 12
Times = dict[str, list[float]]


def snapshots(playwright: Playwright, server: Server, repeats: int) -> list[Figure]:
    times: Times = defaultdict(list)
    with new_profile() as folder:
        files = {size: written(folder / f"{size}.json", runs) for size, runs in SIZES.items()}
        for size, file in files.items():
            # The largest takes a minute: once is enough to see a curve.
            for _ in range(1 if size == max(SIZES) else repeats):
                carried(playwright, server, file, size, times)
        checked(files[10_000], repeats, times)
        meanwhile(playwright, server, files[100_000], folder, times)
    return figures(times)


def written(file: Path, runs: int) -> Path:
    file.write_text(snapshot(history(runs, STEPS)))
    return file


def carried(playwright: Playwright, server: Server, file: Path, size: int, times: Times) -> None:
    """Into an empty browser, looked at there, and out again."""
    address = f"{server.url('sophie')}#/snapshots"
    with (
        new_profile() as profile,
        browser(playwright, profile) as context,
        visit(context, address) as page,
    ):
        ready(page)
        times[f"plan {size}"].append(planned(page, file))
        times[f"import {size}"].append(timed(page, "[data-act=accept-snapshot]", "added from"))
        times[f"export {size}"].append(saved(page))
        page.evaluate("location.hash = '#/snapshots/storage'")
        page.wait_for_selector("[data-act=verify-log]")
        verdict = "#storage-verdict"
        times[f"verify {size}"].append(timed(page, "[data-act=verify-log]", "are what was written", verdict))


def planned(page: Page, file: Path) -> float:
    began = time.perf_counter()
    page.set_input_files("#snapshot-file", file)
    page.wait_for_selector("[data-act=accept-snapshot]")
    return (time.perf_counter() - began) * 1000


def timed(page: Page, button: str, says: str, box: str = "#snapshot-plan") -> float:
    began = time.perf_counter()
    page.click(button)
    page.wait_for_selector(f"{box} >> text={says}")
    return (time.perf_counter() - began) * 1000


def saved(page: Page) -> float:
    began = time.perf_counter()
    with page.expect_download() as download:
        page.click("[data-act=save-snapshot]")
    download.value.path()
    return (time.perf_counter() - began) * 1000


def checked(file: Path, repeats: int, times: Times) -> None:
    """Python's verify beside the least that any could do: parse the file, and hash header and content of each line.

    Beside that, with the header and content parsed as well: the one names the other's hash, the other may hold a key twice.
    """
    text = file.read_text()
    for _ in range(repeats):
        times["bare"].append(hashed(text, inside=False))
        times["bare, inside"].append(hashed(text, inside=True))
        began = time.perf_counter()
        assert verify(text.split("\n")).is_whole  # noqa: S101  a wrong verdict makes the time worthless
        times["verify"].append((time.perf_counter() - began) * 1000)


def hashed(text: str, *, inside: bool) -> float:
    began = time.perf_counter()
    whole = json.loads(text)
    for header, kept in zip(whole["events"], whole["data"].values(), strict=True):
        if inside:
            json.loads(header)
            json.loads(kept["body"])
        hashlib.sha256(header.encode()).hexdigest()
        hashlib.sha256((kept["nonce"] + kept["body"]).encode()).hexdigest()
    return (time.perf_counter() - began) * 1000


def meanwhile(playwright: Playwright, server: Server, file: Path, folder: Path, times: Times) -> None:
    """Ticks in a run of one's own, before and while a hundred thousand events come in."""
    journal, [run, *_] = fresh_runs(RUN_STEPS, 1)
    with new_profile() as profile, browser(playwright, profile) as context:
        seed(context, server.url("sophie"), snapshot(journal), folder)
        with visit(context, f"{server.url('sophie')}#/runs/{run}") as page:
            ready(page)
            times["quiet"] += ticked(page)
            page.evaluate("location.hash = '#/snapshots'")
            planned(page, file)
            page.click("[data-act=accept-snapshot]")
            page.wait_for_selector("#snapshot-plan progress")
            page.evaluate(f"location.hash = '#/runs/{run}'")
            times["busy"] += ticked(page)
            still = page.evaluate("document.documentElement.dataset.route") or ""
            assert run in still  # noqa: S101  ticks elsewhere would measure nothing


def ticked(page: Page) -> list[float]:
    page.wait_for_selector("[data-step-item] input[type=checkbox]")
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate(TICK, {"count": 30, "mark": DONE, "pause": 60})
    return found


def figures(times: Times) -> list[Figure]:
    found = [
        Figure(
            f"Snapshot, {what}: {more:,} events",
            times[f"{what} {more}"],
            f"{less:,} events",
            times[f"{what} {less}"],
            LINEAR,
        )
        for what in ("plan", "import", "export", "verify")
        for less, more in ((1_000, 10_000), (10_000, 100_000))
    ]
    return [
        *found,
        Figure(
            "Snapshot, `app.records verify`, 10,000 events",
            times["verify"],
            "parse and hash",
            times["bare"],
            2,
        ),
        Figure(
            "The same",
            times["verify"],
            "parse headers and contents too, and hash",
            times["bare, inside"],
            None,
        ),
        Figure("A tick while 100,000 events come in", times["busy"], "quiet", times["quiet"], 3),
        Figure("The same, 95th percentile", [p95(times["busy"])], "quiet", [p95(times["quiet"])], None),
    ]
