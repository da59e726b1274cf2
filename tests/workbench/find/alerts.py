"""Alerts as people paste them and the sections that answer them in, how often the right one is among the first three out.

python -m tests.workbench.find.alerts [FOLDER]   tries the same alerts against the documents of a folder as well
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.workbench.find.alert import read_alert
from app.workbench.find.answers import answers
from app.workbench.readmodel import ReadModel
from tests.workbench.find.shelf_of import model_with

FIXTURES = Path(__file__).parents[2] / "fixtures" / "alerts"
FIRST = 3


@dataclass(frozen=True)
class Pasted:
    """An alert, the file of the document and the heading of the section that answer it."""

    file: str
    section: str
    text: str


def pasted(file: Path = FIXTURES / "pasted.txt") -> list[Pasted]:
    found = []
    for record in file.read_text(encoding="utf-8").split("=== ")[1:]:
        head, text = record.split("\n", 1)
        name, _, section = head.partition(" | ")
        found.append(Pasted(name.strip(), section.strip(), text.rstrip("\n")))
    return found


def documents(folder: Path = FIXTURES / "documents") -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def found(model: ReadModel, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """File, section and reasons of the first answers, in order."""
    names = dict(model.sql.execute("SELECT rowid, name FROM streams"))
    best = answers(model, read_alert(text), FIRST)
    return [(names[one.hit.document], one.hit.section.title, one.reasons) for one in best]


def missed(
    model: ReadModel, alerts: Iterable[Pasted]
) -> Mapping[Pasted, list[tuple[str, str, tuple[str, ...]]]]:
    """The alerts whose section is not among the first three, and what is."""
    tried = {one: found(model, one.text) for one in alerts}
    return {
        one: first
        for one, first in tried.items()
        if (one.file, one.section) not in [(file, section) for file, section, _ in first]
    }


def main() -> None:
    alerts, others = pasted(), documents(Path(sys.argv[1])) if len(sys.argv) > 1 else {}
    wrong = missed(model_with({**others, **documents()}), alerts)
    for one, first in wrong.items():
        sys.stdout.write(f"missed {one.file} | {one.section}: {one.text[:60]!r}\n")
        for file, section, reasons in first:
            sys.stdout.write(f"    {file} | {section}: {'; '.join(reasons)}\n")
    right, beside = len(alerts) - len(wrong), f" beside {len(others)} other documents" if others else ""
    sys.stdout.write(f"top {FIRST}: {right} of {len(alerts)} alerts, {right / len(alerts):.0%}{beside}\n")


if __name__ == "__main__":
    main()
