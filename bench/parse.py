"""Runbooks in, what reading them costs out: a text ten times as long, and markdown-it-py's own parse of the same text.

`python -m bench.parse [FILE...]`; without files the seeds are read, or else the documents the tests bring along.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from markdown_it import MarkdownIt

from app.documents import parse
from build.paths import ROOT

MOST_GROWTH = 12.0
MOST_TIMES = 2.0
ROUNDS = 7
SHORT = 30_000  # characters; a short text is over before a clock can tell


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests/fixtures/documents").glob("*.md"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    one = "\n\n".join(texts * (1 + SHORT // sum(map(len, texts))))
    own = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ten = "\n\n".join([one] * 10)
    works = [(sophie, one), (sophie, ten), (own.parse, one), (own.parse, ten)]
    once, tenfold, theirs, theirs_tenfold = cheapest(works)
    growth, times = tenfold / once, once / theirs
    print(f"{len(files)} documents, {len(one):,} characters, CPU time, the best of {ROUNDS} rounds")
    print(f"read by Sophie             {once * 1e3:8.1f} ms")
    print(f"ten times the text         {tenfold * 1e3:8.1f} ms   {growth:5.2f}x, at most {MOST_GROWTH:g}x")
    print(f"markdown-it-py's own parse {theirs * 1e3:8.1f} ms   {times:5.2f}x, at most {MOST_TIMES:g}x")
    print(f"the same, ten times        {theirs_tenfold * 1e3:8.1f} ms   {theirs_tenfold / theirs:5.2f}x")
    return int(growth > MOST_GROWTH or times > MOST_TIMES)


def sophie(text: str) -> object:
    return parse(text, "runbook.md")


def cheapest(works: list[tuple[Callable[[str], object], str]]) -> list[float]:
    """The least CPU seconds of each; in turns, so that a busy moment meets all of them."""
    best = [float("inf")] * len(works)
    for number in range(ROUNDS):
        for index, (work, text) in enumerate(works):
            # Sophie remembers what she has just read: each round brings another text.
            fresh = text + "\n" * number
            began = process_time()
            work(fresh)
            best[index] = min(best[index], process_time() - began)
    return best


if __name__ == "__main__":
    sys.exit(main())
