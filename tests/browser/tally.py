"""What each fault test counted in, one table out: what was tried, what had been acknowledged, what of it was lost."""

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

# These cannot be tried here. The rest of F1-F28 (what can go wrong with a browser's storage) has tests.
NOT_HERE = {
    "F11": "Safari deletes a site's data after seven days without a visit: Safari does not run on Linux",
    "F22": "an empty server taken for the truth: Sophie has no server; an empty snapshot is tried under F19",
    "F25": "a sync server that loses its tail: Sophie has no server",
}
HEADS = ("fault", "what was tried", "engine", "acknowledged", "lost", "taken, and said", "how it was told")


@dataclass
class Tally:
    """What one test counted. `taken` is what the browser threw away with its whole database, as the page then said."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    taken: int = 0
    told: str = ""
    is_counted: bool = False

    def count(self, acknowledged: Collection[str], found: Iterable[str]) -> None:
        """Acts that were called saved, and acts that are there afterwards; each must be there as often as it was called so."""
        left = list(found)
        self.is_counted = True
        self.acknowledged += len(acknowledged)
        for act in acknowledged:
            if act in left:
                left.remove(act)
            else:
                self.lost.append(act)

    def count_taken(self, number: int) -> None:
        """Acknowledged acts that went with the site's data, told so on the page."""
        self.is_counted = True
        self.acknowledged += number
        self.taken += number

    def tell(self, how: str) -> None:
        """What the person was told, or that nothing had to be."""
        self.told = how

    def check(self) -> None:
        assert self.is_counted, "A fault test counts what was acknowledged."
        assert self.told, "A fault test says how the fault was told."
        assert self.lost == []


@dataclass
class Row:
    """One line of the table; `outcome` is "passed", "failed" or why it was left out."""

    fault: str
    tried: str
    engine: str
    outcome: str
    acknowledged: int
    lost: int
    taken: int
    told: str


TALLY = pytest.StashKey[Tally]()


class Table:
    """The rows of this run and of those before it that wrote to the same file: each engine adds its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        kept = json.loads(file.read_text()) if file.exists() else {}
        self.rows = {name: Row(**row) for name, row in kept.items()}

    def take(self, item: pytest.Item, engine: str, report: pytest.TestReport) -> None:
        """A report of one phase; a later phase may fail what an earlier one passed."""
        mark = item.get_closest_marker("fault")
        if mark is None or (report.when != "call" and report.passed):
            return
        fault, tried = mark.args
        call = getattr(item, "callspec", None)
        told = item.stash.get(TALLY, Tally())
        outcome = report.outcome
        if report.skipped and isinstance(report.longrepr, tuple):
            outcome = report.longrepr[2].removeprefix("Skipped: ")  # type: ignore[assignment]
        self.rows[f"{engine} {item.nodeid}"] = Row(
            fault, f"{tried} ({call.id})" if call else tried, engine, outcome,
            told.acknowledged, len(told.lost), told.taken, told.told,
        )  # fmt: skip

    def write(self) -> str:
        """Keep the rows beside the table as Markdown, and return that."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps({name: asdict(row) for name, row in self.rows.items()}, indent=1))
        text = self.markdown()
        self.file.with_suffix(".md").write_text(text + "\n", encoding="utf-8")
        return text

    def markdown(self) -> str:
        ordered = sorted(self.rows.values(), key=lambda row: (int(row.fault[1:]), row.tried, row.engine))
        lines = [line(HEADS), line(["---"] * len(HEADS)), *(line(cells(row)) for row in ordered)]
        lines += [line((fault, why, "none", "", "", "", "not tried")) for fault, why in NOT_HERE.items()]
        acknowledged, lost = (sum(getattr(row, name) for row in ordered) for name in ("acknowledged", "lost"))
        return "\n".join(
            [*lines, "", f"{acknowledged:,} acts acknowledged in {len(ordered)} tries, {lost} lost."]
        )


def cells(row: Row) -> tuple[str, ...]:
    start = (row.fault, row.tried, row.engine)
    if row.outcome == "passed":
        return (*start, f"{row.acknowledged:,}", str(row.lost), str(row.taken or ""), row.told)
    if row.outcome == "failed":
        return (*start, f"{row.acknowledged:,}", f"FAILED, {row.lost} lost", str(row.taken or ""), row.told)
    return (*start, "", "", "", f"not tried: {row.outcome}")


def line(values: Iterable[str]) -> str:
    return f"| {' | '.join(value.replace('|', '/') for value in values)} |"
