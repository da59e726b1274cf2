"""One first visit in, what it cost in bytes out, file by file, as hosts with brotli or gzip would send it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Page, Playwright

from bench.browser import browser, new_profile, note, ready, visit
from bench.figures import Figure
from bench.packed import Coding, packed
from bench.server import Server

CODINGS: tuple[Coding, ...] = ("identity", "gzip", "br")
ENGINE = "/engine.html"
Sizes = dict[str, dict[str, int]]


def sizes(playwright: Playwright, server: Server) -> tuple[list[Figure], str]:
    """The totals, and a table of the files."""
    shell, whole = before_the_engine(playwright, server), until_ready(playwright, server)
    totals = [
        total("Bytes of a first visit until the engine is ready, brotli", whole, "br", 10),
        total("Bytes of a first visit until the engine is ready, gzip", whole, "gzip", 13),
        total("Bytes until the shell is readable and ticks are kept, brotli", shell, "br", 0.150),
    ]
    return totals, listing(whole, shell)


def until_ready(playwright: Playwright, server: Server) -> Sizes:
    began = time.time()
    with newcomer(playwright, server) as page:
        ready(page)
        return weigh(server, paths(server, began, moment(page, "sophie:ready")))


def before_the_engine(playwright: Playwright, server: Server) -> Sizes:
    """The engine's page gets no answer, so what was asked for is what the shell needs."""
    began = time.time()
    server.held.add(ENGINE)
    try:
        with newcomer(playwright, server) as page:
            page.wait_for_timeout(3000)
            return weigh(server, paths(server, began, moment(page, "sophie:painted")))
    finally:
        server.held.clear()


@contextmanager
def newcomer(playwright: Playwright, server: Server) -> Iterator[Page]:
    url = server.url("sophie")
    with new_profile() as profile, browser(playwright, profile) as context, visit(context, url) as page:
        yield page


def moment(page: Page, mark: str) -> float:
    """When the page noted this, in seconds since 1970."""
    origin: float = page.evaluate("performance.timeOrigin")
    return (origin + note(page, mark)) / 1000


def paths(server: Server, began: float, until: float) -> Sequence[str]:
    asked = {sent.path for sent in server.since(began, until) if sent.body}
    return sorted(asked | {"/"})


def weigh(server: Server, files: Sequence[str]) -> Sizes:
    folder = server.sites["sophie"].folder
    return {path: weights(path, (folder / (path.lstrip("/") or "index.html")).read_bytes()) for path in files}


def weights(path: str, data: bytes) -> dict[str, int]:
    name = "index.html" if path == "/" else path
    return {coding: len(packed(name, data, coding)) for coding in CODINGS}


def total(name: str, files: Sizes, coding: Coding, limit: float) -> Figure:
    return Figure(name, [sum(sizes[coding] for sizes in files.values()) / 1e6], limit=limit, unit="MB")


def listing(whole: Sizes, shell: Sizes) -> str:
    head = "| file | bytes | gzip | brotli | before the engine |\n|---|---|---|---|---|\n"
    largest = sorted({**whole, **shell}.items(), key=lambda item: -item[1]["br"])
    return head + "\n".join(
        " | ".join(
            ["| " + path, *(f"{size[coding]:,}" for coding in CODINGS), ("yes |" if path in shell else "|")]
        )
        for path, size in largest
    )
