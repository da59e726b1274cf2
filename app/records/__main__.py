"""`python -m app.records verify|show|merge|diff FILE...`: snapshots in, a verdict, a list, a union or a difference out.

`python -m app.records link FILE...`: Markdown in, the part of a link behind its "#" out.

Exit codes: 0 good (for diff: the same), 1 damaged (for diff: different or damaged), 2 bad use or no snapshot.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.records.contents import Part, parts, plain
from app.records.link import LONGEST, packed
from app.records.refusal import clock
from app.records.snapshot import Loaded, Report, load, report_of
from app.records.snapshot_file import NotASnapshot
from app.records.union import Difference, differences, lines_of, union

USAGE = """Usage: python -m app.records COMMAND FILE...

  verify FILE...   whether each snapshot is whole
  show FILE...     which documents, runs and people it holds
  merge FILE...    one snapshot with what all of them hold, written to standard output
  diff FILE FILE   what only one of two holds
  link FILE...     for each Markdown file the part of a link behind its "#": put Sophie's address before it
"""
GOOD, DAMAGED, BAD_USE = 0, 1, 2

Files = Sequence[tuple[str, Loaded]]


def main(arguments: Sequence[str]) -> int:
    command, *names = arguments or [""]
    if command not in (*COMMANDS, "link") or not names or (command == "diff" and len(names) != 2):
        sys.stderr.write(USAGE)
        return BAD_USE
    if command == "link":
        return _link(names)
    files: Files = []
    for name in names:
        try:
            files = [*files, (name, load(_lines(Path(name))))]
        except (OSError, NotASnapshot) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return BAD_USE
    return COMMANDS[command](files)


def _link(names: Sequence[str]) -> int:
    """What is too long for a link is told apart; the others are still printed."""
    worst = GOOD
    for name in names:
        try:
            part = packed(Path(name).name, Path(name).read_bytes().decode())
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return BAD_USE
        if len(part) >= LONGEST:
            print(f"{name}: {len(part):,} characters; a link holds {LONGEST:,}.", file=sys.stderr)
            worst = DAMAGED
        else:
            print(f"#{part}")
    return worst


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")


def _verify(files: Files) -> int:
    reports = [(name, report_of(file)) for name, file in files]
    for name, report in reports:
        for line in _verdict(report):
            print(f"{name}: {line}")
    return GOOD if all(report.is_whole for _, report in reports) else DAMAGED


def _verdict(report: Report) -> Iterator[str]:
    yield from (plain(f"{damage.place}: {damage.why}") for damage in report.damage)
    for chain in report.chains:
        for before, after in chain.gaps:
            left_out = "are not in this part." if report.part else "are missing."
            yield f"device {chain.dev}: events between {before} and {after} {left_out}"
        for place in chain.forks:
            yield f"device {chain.dev}: two copies of it wrote event {place}."
    bare = f", {report.bare} without content" if report.bare else ""
    blobs = f", {_many(report.blobs, 'attachment')}" if report.blobs else ""
    yield f"{_many(report.events, 'event')}{bare}{blobs}: {'good' if report.is_whole else 'damaged'}"


def _show(files: Files) -> int:
    for name, file in files:
        app = plain(str(file.top.get("app", "an unknown version")))
        at = plain(str(file.top.get("exportedAt", "at an unknown time")))
        print(f"{name}: written by Sophie {app}, {at}")
        for part in parts(file.records):
            print(f"  {_told(part)}")
    return DAMAGED if any(file.damage for _, file in files) else GOOD


def _told(part: Part) -> str:
    people = f", by {', '.join(part.people)}" if part.people else ""
    bare = f", {part.bare} without content" if part.bare else ""
    told = f"{_many(part.events, 'event')}{bare}, {clock(part.began)} to {clock(part.changed)}{people}"
    return f"{part.stream}  {part.title or '(no title)'}: {told}"


def _merge(files: Files) -> int:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    whole = union(file for _, file in files)
    for line in lines_of(whole, "command line", at):
        print(line)
    if many := len(whole.withheld):
        print(
            f"{_many(many, 'content')} that one file still has: erased in another, so left out.",
            file=sys.stderr,
        )
    for name, file in files:
        if file.waiting:
            print(
                f"{name}: {_many(file.waiting, 'act')} that never reached its log: left out.", file=sys.stderr
            )
    lost = [(name, damage) for name, file in files for damage in file.damage]
    for name, damage in lost:
        print(f"{name}: {plain(f'{damage.place}: {damage.why}')}", file=sys.stderr)
    return DAMAGED if lost else GOOD


def _diff(files: Files) -> int:
    """Damage is told too: what a damaged line held may be in the other file, or in neither."""
    (_, first), (_, second) = files
    titles = {part.stream: part.title for _, file in files for part in parts(file.records) if part.title}
    found = differences(first, second)
    for one in found:
        print(f"{one.stream}  {titles.get(one.stream, '(no title)')}: {', '.join(_sides(one))}")
    for which, here, there in (("first", first, second), ("second", second, first)):
        if many := len(here.blobs.keys() - there.blobs.keys()):
            print(f"{_many(many, 'attachment')} only in the {which}")
    damaged = _say_damage(files)
    same = not found and first.blobs.keys() == second.blobs.keys()
    return GOOD if same and not damaged else DAMAGED


def _say_damage(files: Files) -> bool:
    """Whether there is any."""
    reports = [(name, report_of(file)) for name, file in files]
    for name, report in reports:
        if not report.is_whole:
            for line in _verdict(report):
                print(f"{name}: {line}", file=sys.stderr)
    return not all(report.is_whole for _, report in reports)


def _sides(one: Difference) -> Iterator[str]:
    for which, events, contents in (
        ("first", one.first, one.first_content),
        ("second", one.second, one.second_content),
    ):
        if events:
            yield f"{_many(events, 'event')} only in the {which}"
        if contents:
            yield f"{_many(contents, 'content')} only in the {which}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


COMMANDS: Mapping[str, Callable[[Files], int]] = {
    "verify": _verify,
    "show": _show,
    "merge": _merge,
    "diff": _diff,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
