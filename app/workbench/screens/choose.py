"""A place in, its screen out: the map from areas to screens. A missing stream has a screen too."""

from collections.abc import Callable, Mapping
from typing import Literal

from app.documents.stages import runnable
from app.documents.state import DocumentHistory, Revision
from app.records.registers import Write
from app.runs.events import RunStarted
from app.runs.state import Run
from app.schedule.state import Schedule
from app.views.values import HelpSkeleton, NothingSkeleton, NotYetSkeleton, Screen, UnreadableSkeleton, screen
from app.workbench.engine import Engine
from app.workbench.routes import Area, Place
from app.workbench.screens import (
    crew,
    documents,
    editing,
    erased,
    exporting,
    lists,
    paper,
    report,
    rollback,
    schedule_edit,
    schedules,
    sharing,
    starting,
    versions,
)
from app.workbench.screens.alert import AlertScreens
from app.workbench.screens.importing import importing
from app.workbench.screens.library import LibraryScreens
from app.workbench.screens.runs import RunScreens

SET_ASIDE = "It stopped Sophie twice, so it was set aside."
NO_BEGINNING = "This browser holds only a later part of it. Bring a snapshot from the device where it began."
ONLY_NEWER = "A newer version of Sophie wrote it. Update Sophie on this device to read it."
ERASED = "Its text is not here: it was erased, or did not come with a snapshot."

LISTS: Mapping[Area, Callable[[Engine, Place], Screen]] = {
    "now": lists.now,
    "runs": lists.runs,
    "import": lambda _, place: importing(place),
    "schedule": lambda engine, place: (
        (schedule_edit.new(engine, place) or _nothing(place, "page"))
        if place.part == "new"
        else schedules.schedules(engine, place)
    ),
    "snapshots": lists.snapshots,
    "settings": lists.settings,
    "shared": lambda _, place: sharing.shared(place),
}


# The small screens that change one revision of a document.
PARTS: Mapping[str, Callable[[Place, Revision], Screen | None]] = {
    "fill": editing.fill,
    "step": editing.fix_at,
}
# The screens that need all of a document's history.
WHOLE: Mapping[str, Callable[[Engine, Place, DocumentHistory, Revision], Screen | None]] = {
    "share": sharing.share_document,
    "start": starting.start,
    "export": exporting.document,
    **versions.PARTS,
}
# The screens around a run's steps.
AROUND: Mapping[str, Callable[[Engine, Place, Run, Write[RunStarted]], Screen]] = {
    "finish": crew.finish,
    "crew": crew.crew,
    "handover": crew.hand_over,
    "rollback": rollback.rollback,
    "paper": paper.paper,
    "codes": paper.codes,
    "export": exporting.run,
    "share": sharing.share_run,
}


class Screens:
    """Draws any place; remembers only what makes the next drawing cheap."""

    def __init__(self) -> None:
        self.runs = RunScreens()
        self.shelves = LibraryScreens()
        self.alerts = AlertScreens()
        # What is being typed, so that an event from elsewhere does not empty the preview.
        self.proof: editing.Proof | None = None

    def at(self, engine: Engine, place: Place) -> Screen:
        """Raises Needed when the place shows a stream that is not open."""
        if place.stream:
            return self._stream(engine, place)
        match place.area:
            case "help":
                return screen(place.route, "Help", HelpSkeleton())
            case "incidents" | "metrics":
                return screen(place.route, place.area.capitalize(), NotYetSkeleton(place.area))
            case "nothing":
                return _nothing(place, "page")
            case "library":
                return self._library(engine, place)
            case "snapshots" if place.part == "tables":
                return exporting.tables(engine, place)
            case _:
                return LISTS[place.area](engine, place)

    def _library(self, engine: Engine, place: Place) -> Screen:
        match place.part:
            case "new":
                return editing.new(engine.model, place)
            case "alert":
                return self.alerts.alert(engine, place)
            case _:
                return self.shelves.library(engine, place)

    def _stream(self, engine: Engine, place: Place) -> Screen:
        if place.stream in engine.quarantined:
            return _unreadable(engine, place, SET_ASIDE)
        state = engine.state(place.stream)
        if isinstance(state, DocumentHistory):
            if place.part == "edit" and not (state.strange and not state.revisions):
                return editing.edit(place, state, self.proof)
            return _document(engine, place, state)
        if isinstance(state, Run):
            return self._run(engine, place, state)
        if isinstance(state, Schedule):
            return _schedule(engine, place, state)
        return _nothing(place, "page")

    def _run(self, engine: Engine, place: Place, run: Run) -> Screen:
        if run.is_erased:
            return erased.erased_run(engine, place, run)
        if run.started is None:
            return (
                _unreadable(engine, place, _why(run.newer, run.start_fault or NO_BEGINNING))
                if run.record
                else _nothing(place, "run")
            )
        if place.part == "report":
            return report.report(engine, place, run, run.started)
        if place.part == "fix":
            return _fix(engine, place, run.started.value)
        if place.part in AROUND:
            return AROUND[place.part](engine, place, run, run.started)
        return self.runs.run(engine, place, run, run.started)


def _schedule(engine: Engine, place: Place, state: Schedule) -> Screen:
    drawn = schedule_edit.schedule(engine, place, state)
    if drawn:
        return drawn
    why = _why(state.newer, state.fault or NO_BEGINNING)
    return _unreadable(engine, place, why) if state.record else _nothing(place, "page")


def _document(engine: Engine, place: Place, history: DocumentHistory) -> Screen:
    shown = _shown(history, place)
    if shown is None and history.life.erased and not history.newer:
        return erased.erased_document(engine, place, history)
    if shown is None:
        return (
            _unreadable(engine, place, _why(history.newer, ERASED))
            if history.strange
            else _nothing(place, "document")
        )
    if place.part in PARTS:
        return PARTS[place.part](place, shown) or _nothing(place, "page")
    drawn = WHOLE.get(place.part, documents.document)
    return drawn(engine, place, history, shown) or _nothing(place, "page")


def _shown(history: DocumentHistory, place: Place) -> Revision | None:
    """What runs start from, so that nobody reads one text and works another; a change begins from the latest."""
    named = history.revision(place.query.get("revision", ""))
    latest = "latest" in place.query or place.part in PARTS
    return named or (history.current if latest else runnable(history))


def _fix(engine: Engine, place: Place, start: RunStarted) -> Screen:
    stream = f"document/{start.document}"
    here = engine.model.row(stream) is not None and stream not in engine.quarantined
    history = engine.state(stream) if here else None
    found = editing.fix_in_run(place, start, history) if isinstance(history, DocumentHistory) else None
    return found or _nothing(place, "page")


def _why(newer: str, otherwise: str) -> str:
    return ONLY_NEWER if newer else otherwise


def _nothing(place: Place, what: Literal["page", "document", "run"]) -> Screen:
    return screen(place.route, "Nothing here", NothingSkeleton(place.route, what))


def _unreadable(engine: Engine, place: Place, why: str) -> Screen:
    row = engine.model.row(place.stream)
    title = row.title if row and row.title else place.stream
    return screen(place.route, title, UnreadableSkeleton(place.stream, title, why))
