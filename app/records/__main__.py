"""`python -m app.records verify FILE`: a snapshot in, a verdict out. Exit 0 good, 1 damaged, 2 bad use."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.records.snapshot import Report, verify
from app.records.snapshot_file import NotASnapshot

USAGE = "Usage: python -m app.records verify FILE"


def main(arguments: Sequence[str]) -> int:
    match arguments:
        case ["verify", path]:
            return _verify(Path(path))
    print(USAGE, file=sys.stderr)
    return 2


def _verify(path: Path) -> int:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        report = verify(text.split("\n"))
    except (OSError, NotASnapshot) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    for line in _lines(report):
        print(f"{path}: {line}")
    return 0 if report.is_whole else 1


def _lines(report: Report) -> Iterator[str]:
    for damage in report.damage:
        yield f"{damage.place}: {damage.why}"
    for chain in report.chains:
        for before, after in chain.gaps:
            yield f"device {chain.dev}: events between {before} and {after} are missing."
        for place in chain.forks:
            yield f"device {chain.dev}: two copies of it wrote event {place}."
    bare = f", {report.bare} without content" if report.bare else ""
    blobs = f", {report.blobs} attachments" if report.blobs else ""
    yield f"{report.events} events{bare}{blobs}: {'good' if report.is_whole else 'damaged'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
