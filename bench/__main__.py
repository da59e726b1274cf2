"""The built site in, a table and a JSON file of what was measured out: `make bench`."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from bench.boots import boots
from bench.browser import browser, new_profile
from bench.disk import disk
from bench.figures import Figure
from bench.lists import lists
from bench.packed import packed
from bench.report import tables, write_document, write_json
from bench.returns import returns
from bench.rivals import headers, make_plain, make_script
from bench.server import Server, Site
from bench.sizes import sizes
from bench.snapshots import snapshots
from bench.starts import slow_starts, starts
from bench.ticks import ticks
from build.headers import Headers
from build.paths import CACHE, DIST

Part = Callable[[Playwright, Server, int], list[Figure]]
PARTS: dict[str, Part] = {
    "starts": starts,
    "returns": returns,
    "ticks": ticks,
    "lists": lists,
    "boots": boots,
    "snapshots": snapshots,
}
SLOW = 1_250_000  # bytes a second: 10 Mbit/s


def main() -> None:
    options = argparse.ArgumentParser(description="Measure Sophie beside plain pages.")
    options.add_argument("--repeats", type=int, default=7)
    options.add_argument(
        "--only", choices=[*PARTS, "slow", "sizes"], action="append", help="one part, or more"
    )
    options.add_argument("--json", type=Path, default=CACHE / "bench.json")
    options.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    chosen = options.parse_args()
    if not (DIST / "index.html").exists():
        sys.exit("There is no built site to measure. Run `make build` first.")
    with new_profile() as folder, sync_playwright() as playwright:
        figures, files = measure(playwright, made_sites(folder), chosen.repeats, chosen.only)
        about = machine(playwright)
    print(f"\n{tables(figures, files, about)}\n")
    write_json(figures, about, chosen.json)
    print(chosen.json)
    if chosen.write:
        write_document(tables(figures, files, about))


def made_sites(folder: Path) -> dict[str, Site]:
    return {
        "sophie": Site(DIST, Headers().of),
        "plain": Site(make_plain(folder / "plain"), headers),
        "script": Site(make_script(folder / "script"), headers),
    }


def measure(
    playwright: Playwright, sites: dict[str, Site], repeats: int, only: Sequence[str] | None
) -> tuple[list[Figure], str]:
    figures, files = [disk()], ""
    for name, part in PARTS.items():
        if not only or name in only:
            with Server(sites) as server:
                figures += told(name, part(playwright, server, repeats))
    if not only or "slow" in only:
        pack(sites)
        with Server(sites, "br", SLOW) as server:
            figures += told("slow", slow_starts(playwright, server, repeats))
    if not only or "sizes" in only:
        with Server(sites) as server:
            totals, files = sizes(playwright, server)
            figures += told("sizes", totals)
    return figures, files


def pack(sites: dict[str, Site]) -> None:
    """Before anything is timed: brotli at its best is slow."""
    for site in sites.values():
        for file in site.folder.rglob("*"):
            if file.is_file():
                packed(file.name, file.read_bytes(), "br")


def told(name: str, figures: list[Figure]) -> list[Figure]:
    """One line while the bench runs, for it runs long."""
    verdicts = ", ".join(figure.verdict for figure in figures)
    print(f"{time.strftime('%H:%M:%S')} {name}: {verdicts}", file=sys.stderr)
    return figures


def machine(playwright: Playwright) -> dict[str, object]:
    with new_profile() as profile, browser(playwright, profile) as context:
        version = context.new_cdp_session(context.new_page()).send("Browser.getVersion")["product"]
    day = time.strftime("%Y-%m-%d")
    return {"browser": version, "cores": os.cpu_count(), "system": platform.system(), "at": day}


if __name__ == "__main__":
    main()
