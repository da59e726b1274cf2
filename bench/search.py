"""2,000 documents in, what searching them costs out: beside the bare full-text query under it, and in bytes and start.

`python -m bench.search` here, `node bench/search.mjs` the same inside Pyodide.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time

from app import views
from app.documents.state import Revision
from app.records.envelope import Stamp
from app.workbench import Workbench
from app.workbench.find.search import search
from app.workbench.find.sections import Section, sections_of
from app.workbench.readmodel import Applied, ReadModel
from app.workbench.routes import place
from app.workbench.rows import Row
from app.workbench.screens.library import FOUND

DOCUMENTS = 2000
ROUNDS = 15
MOST_TIMES, FLOOR = 3.0, 10.0
TEXTS = Path(__file__).parents[1] / "tests/fixtures/alerts/documents"
SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "sol",
    "va",
    "pre",
    "lu",
    "dor",
    "nix",
    "ga",
    "fe",
    "tur",
    "bo",
    "shi",
    "len",
    "qua",
)
QUERIES = (
    "r", "re", "restart", "restart the", "KubePodCrashLooping", "57P03", "replica lag", "no space left on device",
    "restrat replica", "restarting databases", "zebra crossing", "tenkarosol", "storage team", "exit code 137",
)  # fmt: skip


def main() -> int:
    began = process_time()
    model, text = library(DOCUMENTS)
    print(
        f"{DOCUMENTS:,} documents, {text / DOCUMENTS:,.0f} bytes of text each, made in {process_time() - began:.0f} s"
    )
    weigh(model)
    missed = [query for query in QUERIES if not told(model, query)]
    print(f"missed: {', '.join(missed)}" if missed else "every query is within its bound")
    return int(bool(missed))


def weigh(model: ReadModel) -> None:
    data = model.checkpoint()
    (packed,) = model.sql.execute("SELECT SUM(LENGTH(packed)) FROM shelves").fetchone()
    (index,) = model.sql.execute("SELECT SUM(LENGTH(block)) FROM finder_data").fetchone()
    took = timed(lambda: ReadModel(data))
    each = f"index {index / DOCUMENTS:,.0f}, sections {packed / DOCUMENTS:,.0f}, all {len(data) / DOCUMENTS:,.0f}"
    print(f"bytes of the read model per document: {each}; {len(data) / 1e6:.1f} MB loaded in {took:.1f} ms")


def told(model: ReadModel, query: str) -> bool:
    workbench = Workbench(views)
    workbench.engine.model = model
    route = f"#/library?q={query.replace(' ', '+')}"
    asked = statements(model, query)
    bare = timed(lambda: [model.sql.execute(one).fetchall() for one in asked])
    workbench.screens.shelves.library(workbench.engine, place("#/library"))
    ours = timed(lambda: workbench.screens.shelves.library(workbench.engine, place(route)))
    drawn = timed(lambda: workbench.handle(json.dumps({"call": "open", "route": route, "shown": None})))
    is_reached = ours <= max(MOST_TIMES * bare, FLOOR)
    ratio = f"{ours / bare:6.1f}x" if bare else ""
    verdict = "ok" if is_reached else "MISSED"
    print(f"{query:<26} bare {bare:6.2f} ms  answer {ours:6.2f} ms {ratio}  drawn {drawn:6.2f} ms  {verdict}")
    return is_reached


def statements(model: ReadModel, query: str) -> list[str]:
    """What the search asks of the full-text index, as SQL that can be asked again alone."""
    seen: list[str] = []
    model.sql.set_trace_callback(seen.append)
    search(model, query, FOUND)
    model.sql.set_trace_callback(None)
    return [one for one in seen if "FROM finder" in one or "FROM vocabulary" in one]


def timed(work: Callable[[], object]) -> float:
    """The least CPU milliseconds of all rounds: what else the machine does only ever adds."""
    took = []
    for _ in range(ROUNDS):
        began = process_time()
        work()
        took.append((process_time() - began) * 1000)
    return min(took)


def library(count: int) -> tuple[ReadModel, int]:
    """A read model of this many documents, and the bytes of their texts."""
    model, random = ReadModel(), Random(7)
    vocabulary = ["".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(20_000)]
    known: dict[str, tuple[Section, ...]] = {}
    rows, total = [], 0
    for number, (name, text) in enumerate(texts(count, random, vocabulary)):
        revision = Revision(Stamp(f"{number:064}", "", number, "", "", ""), name, text)
        title, stream = revision.document.title, f"document/{number}"
        known[stream] = sections_of(revision)
        rows.append(
            Row(stream, "document", str(number), 1, title, name, "runbook", "open", search=revision.stamp.id)
        )
        total += len(text.encode())
    model.put(rows, Applied(count, "x"), known.__getitem__)
    return model, total


def texts(count: int, random: Random, vocabulary: list[str]) -> Iterator[tuple[str, str]]:
    """Our own runbooks, each for another service, with other words said in between."""
    own = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(TEXTS.iterdir())]
    for number in range(count):
        name, text = own[number % len(own)]
        service = random.choice(vocabulary)
        lines = text.replace("\n\n", f" of {service}\n\n", 1).split("\n")
        said = [line or "\n" + " ".join(random.choices(vocabulary, k=12)) + ".\n" for line in lines]
        yield f"{service}-{name}", "\n".join(said)


if __name__ == "__main__":
    sys.exit(main())
