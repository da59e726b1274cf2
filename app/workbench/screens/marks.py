"""Stamps and rows in, the small page values that say who did what when out."""

from collections.abc import Mapping

from app.records.envelope import Stamp
from app.views.values import DocumentRow, Mark, RunRow, Tone
from app.views.values.library import Readiness
from app.workbench.rows import Row
from app.workbench.summary import PROMISED

Devices = Mapping[str, str]

# States of a row whose page cannot be shown.
UNREADABLE = ("aside", "unreadable")

# Of a document's stage; any other word is its author's own.
TONES: Mapping[str, Tone] = {"draft": "neutral", "review": "info", "approved": "ok", "active": "ok"}

READINESS: Mapping[str, Readiness] = {
    "ready": "ready",
    "review": "review",
    "untested": "untested",
    "incomplete": "incomplete",
    "unreadable": "unreadable",
}


WORDS: Mapping[str, Readiness] = {
    "Ready": "ready",
    "Review due": "review",
    "Untested": "untested",
    "Incomplete": "incomplete",
}


def mark(stamp: Stamp, devices: Devices) -> Mark:
    return Mark(stamp.actor, stamp.at, devices.get(stamp.dev, ""))


def run_row(row: Row, devices: Devices) -> RunRow:
    finished = None if row.ended is None else Mark(row.ended_by, row.ended, devices.get(row.ended_on, ""))
    return RunRow(
        id=row.id,
        title=row.title,
        started=Mark(row.began_by, row.began, devices.get(row.began_on, "")),
        last=Mark(row.changed_by, row.changed, devices.get(row.changed_on, "")),
        done=row.done,
        total=row.total,
        current=row.current,
        current_number=row.number,
        finished=finished,
        skipped=row.skipped,
        problems=row.problems,
        unreadable=row.state in UNREADABLE,
        drill=bool(row.drill),
        subject=row.subject,
        holder=row.holder,
        paused=row.paused,
        back=row.back,
    )


def standing(word: str, review: str, today: str, *, is_tested: bool, is_kept: bool = False) -> Readiness:
    """What is complete is due for review from the day after `review`, untested until a run was finished, else ready.

    `is_kept`: what it promised is written in another document, so it is not incomplete for that.
    """
    if word == PROMISED:
        word = "untested" if is_kept else "incomplete"
    if word != "untested":
        return READINESS.get(word, "untested")
    if review and today and review < today:
        return "review"
    return "ready" if is_tested else "untested"


def document_row(
    row: Row,
    usage: Mapping[str, tuple[int, int, int]],
    today: str,
    apart: str = "",
    *,
    is_kept: bool = False,
) -> DocumentRow:
    """`apart` is what sets it apart from another document of its title."""
    last_run, open_runs, finished = usage.get(row.id, (None, 0, 0))
    word = standing(row.readiness, row.review, today, is_tested=finished > 0, is_kept=is_kept)
    return DocumentRow(
        id=row.id,
        title=row.title,
        kind=row.word.capitalize(),
        readiness="unreadable" if row.state in UNREADABLE else word,
        steps=row.total,
        procedures=row.procedures,
        changed=row.changed,
        status=row.status,
        owner=row.owner,
        last_run=last_run,
        open_runs=open_runs,
        heads=row.heads,
        apart=apart,
        unreadable=row.state in UNREADABLE,
        tone=TONES.get(row.status.casefold(), "neutral"),
    )
