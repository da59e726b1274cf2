"""A finished run in, what its steps tell of their text out, small enough to keep for every run; and many of them in, figures out.

A step is told from others by its words: a later version of the document finds its history as long as they stay.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from app.runs.events import NoteAdded, ProblemReported, StepDone, StepReopened, StepSkipped
from app.runs.evidence.events import OutputKept
from app.runs.state import Run
from app.runs.timing import took, whole


@dataclass(frozen=True, slots=True)
class StepHistory:
    """Of `runs` finished runs that had the step. `times` are the seconds it took where it was done, sorted."""

    runs: int = 0
    times: tuple[int, ...] = ()
    skipped: int = 0
    noted: int = 0
    problems: int = 0
    undone: int = 0
    differs: int = 0

    @property
    def median(self) -> int | None:
        return share(self.times, 50)

    @property
    def p90(self) -> int | None:
        return share(self.times, 90)


@dataclass(frozen=True, slots=True)
class History:
    """`whole` are the seconds of all those runs, sorted; steps are by `key`."""

    runs: int
    whole: tuple[int, ...]
    steps: Mapping[str, StepHistory]


def key(text: str) -> str:
    """What a step's words are filed under."""
    return sha256(" ".join(text.split()).casefold().encode("utf-8", "surrogatepass")).hexdigest()[:10]


def digest(run: Run) -> str:
    """JSON: seconds of the whole; then of each step its key, seconds (-1: not done), a letter for each thing that happened."""
    # A drill is no work: it counts for nothing but "last drilled".
    if run.started is None or run.finished is None or run.started.value.setup.drill:
        return ""
    times, undone = took(run), _undone(run)
    steps = [
        [key(step.text), times.get(step.id, -1000) // 1000 if "s" not in marks else -1, marks]
        for step in run.started.value.steps
        for marks in [_marks(run, step.id, undone)]
    ]
    return json.dumps([(whole(run) or 0) // 1000, steps], separators=(",", ":"))


def _marks(run: Run, step: str, undone: frozenset[str]) -> str:
    work = run.on(step)
    mark = work.mark.value if work.mark else None
    remarks = [entry.event for entry in work.remarks]
    told = {
        "s": isinstance(mark, StepSkipped),
        "n": any(isinstance(event, NoteAdded) for event in remarks),
        "p": any(isinstance(event, ProblemReported) for event in remarks),
        "u": step in undone,
        "d": any(
            isinstance(one.event, OutputKept) and one.event.how and not one.event.fits for one in work.kept
        ),
    }
    return "".join(letter for letter, is_so in told.items() if is_so)


def _undone(run: Run) -> frozenset[str]:
    """Steps that were done and then opened again."""
    done: set[str] = set()
    undone: set[str] = set()
    for entry in run.record:
        match entry.event:
            case StepDone(step):
                done.add(step)
            case StepReopened(step) if step in done:
                undone.add(step)
            case _:
                pass
    return frozenset(undone)


def history(digests: Iterable[str]) -> History:
    """What cannot be read is left out: a checkpoint of another Sophie may hold another form."""
    wholes: list[int] = []
    found: dict[str, list[tuple[int, str]]] = {}
    for text in digests:
        seconds, steps = _read(text)
        wholes.append(seconds)
        for step, time, marks in steps:
            found.setdefault(step, []).append((time, marks))
    return History(len(wholes), tuple(sorted(wholes)), {step: _figures(told) for step, told in found.items()})


def _read(text: str) -> tuple[int, list[tuple[str, int, str]]]:
    seconds, steps = json.loads(text)
    return int(seconds), [(str(step), int(time), str(marks)) for step, time, marks in steps]


def _figures(told: list[tuple[int, str]]) -> StepHistory:
    def with_(letter: str) -> int:
        return sum(1 for _, marks in told if letter in marks)

    times = tuple(sorted(time for time, _ in told if time >= 0))
    return StepHistory(len(told), times, with_("s"), with_("n"), with_("p"), with_("u"), with_("d"))


def share(values: tuple[int, ...], percent: int) -> int | None:
    """The nearest-rank percentile of sorted values; None of none."""
    if not values:
        return None
    return values[max(0, -(-len(values) * percent // 100) - 1)]
