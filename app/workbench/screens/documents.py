"""A document's history in, its page out."""

from itertools import groupby

from app.documents.model import Document
from app.documents.mojibake import find, suspects
from app.documents.phases import whole_phases
from app.documents.stages import runnable
from app.documents.state import DocumentHistory, Revision
from app.views.values import (
    Chip,
    DocumentHead,
    DocumentOutline,
    DocumentProse,
    DocumentRepair,
    DocumentRuns,
    DocumentSkeleton,
    OutlinePhase,
    RepairRow,
    RevisionRow,
    Screen,
    screen,
)
from app.views.values import DocumentHistory as HistoryRegion
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens import life, offers
from app.workbench.screens.editing import change
from app.workbench.screens.health import health
from app.workbench.screens.history import work
from app.workbench.screens.marks import Devices, mark, run_row
from app.workbench.screens.plans import plan, required_of

MOST_RUNS = 20
MOST_VERSIONS = 8
CHIPS = ("Owner", "Version", "Last updated", "Priority", "Estimated time")


def document(engine: Engine, place: Place, history: DocumentHistory, shown: Revision) -> Screen:
    read = shown.document
    runs = questions.runs_of(engine.model, place.id, MOST_RUNS)
    required = required_of(engine, place.id, shown)
    planned = plan(engine, place.id, history, shown, required)
    is_tested = questions.is_tested(engine.model, place.id)
    is_kept = bool(required) and place.id in questions.kept_promises(engine.model)
    open_run = next((row.id for row in runs if row.state == "open"), "")
    return screen(
        place.route,
        read.title,
        DocumentSkeleton(place.id, plan=planned is not None),
        _head(place.id, history, shown, open_run),
        life.stage(engine, place.id, history, shown),
        health(engine.model, history, read, required, place.today, is_tested=is_tested, is_kept=is_kept),
        *([planned] if planned else []),
        DocumentOutline(_phases(read), len(read.steps), place.id),
        _repair(place, history, shown),
        offers.region(place.id, history, shown, engine.devices),
        DocumentProse(shown.text, read.title),
        life.life(engine, place.id, history),
        change(place.id, history.current or shown),
        work(engine.model, place.id, read),
        DocumentRuns(tuple(run_row(row, engine.devices) for row in runs)),
        HistoryRegion(place.id, _revisions(history, shown, engine.devices)),
    )


def _repair(place: Place, history: DocumentHistory, shown: Revision) -> DocumentRepair:
    """Looking closely needs a library that is fetched first, so a page opens without it."""
    # What an older text holds is past: only one that stands can be repaired.
    count = suspects(shown.text) if shown in history.heads else 0
    looked = "repair" in place.query
    damaged = find(shown.text) if count and looked else ()
    rows = tuple(RepairRow(one.line, one.before, one.after, one.lost) for one in damaged)
    return DocumentRepair(place.id, shown.stamp.id, rows, count, looked)


def _head(id_: str, history: DocumentHistory, shown: Revision, open_run: str) -> DocumentHead:
    read = shown.document
    return DocumentHead(
        id=id_,
        title=read.title,
        kind=read.kind.capitalize(),
        revision=shown.stamp.id,
        file_name=shown.name,
        chips=chips_of(read),
        # Each starts the version that runs start from, whichever is shown.
        procedures=_parts((runnable(history) or shown).document),
        heads=len(history.versions),
        open_run=open_run,
    )


def _parts(read: Document) -> tuple[str, ...]:
    """The procedures that can be worked alone: the only one that is all of the document is no part of it."""
    whole = len(read.procedures) == 1 and len(read.procedures[0].steps) == len(read.steps)
    return () if whole else tuple(dict.fromkeys(one.name for one in read.procedures))


def chips_of(read: Document) -> tuple[Chip, ...]:
    known = {key.casefold(): value for key, value in read.metadata}
    return tuple(Chip(label, known[label.casefold()]) for label in CHIPS if known.get(label.casefold()))


def _phases(read: Document) -> tuple[OutlinePhase, ...]:
    numbered = enumerate(zip(whole_phases(read), read.steps, strict=True), 1)
    grouped = [(phase, list(steps)) for phase, steps in groupby(numbered, key=lambda pair: pair[1][0])]
    return tuple(
        OutlinePhase(
            phase,
            steps[0][0],
            tuple(step.text for _, (_, step) in steps),
            () if read.plain else tuple(step.line for _, (_, step) in steps),
        )
        for phase, steps in grouped
    )


def _revisions(history: DocumentHistory, shown: Revision, devices: Devices) -> tuple[RevisionRow, ...]:
    """The latest, newest first; all of them have a screen of their own."""
    heads = {head.stamp.id for head in history.heads}
    return tuple(
        RevisionRow(
            id=one.stamp.id,
            name=one.name,
            mark=mark(one.stamp, devices),
            size=len(one.text.encode("utf-8", "surrogatepass")),
            head=one.stamp.id in heads,
            shown=one is shown,
            summary=one.summary,
        )
        for one in history.revisions[: -MOST_VERSIONS - 1 : -1]
    )
