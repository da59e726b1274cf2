"""A command in, the events to append out: looks up what the room needs. Raises Refused and Needed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.documents.commands import (
    Authoring,
    BeginRunbook,
    DocumentCommand,
    DuplicateDocument,
    ImportDocument,
    MergeVersions,
    SetPlan,
)
from app.documents.decide import decide as decide_document
from app.documents.stages import stage_of
from app.documents.state import DocumentHistory, Revision
from app.imports.commands import ImportCommand
from app.imports.decide import decide as decide_import
from app.imports.state import Import
from app.people.commands import AddPerson, NameDevice
from app.people.decide import decide_device, decide_team
from app.people.state import Device, Team
from app.records.act import Act, Proposed
from app.records.refusal import Refused
from app.runs.commands import RunCommand, StartRun
from app.runs.decide import decide as decide_run
from app.runs.state import Run
from app.schedule.commands import ScheduleCommand
from app.workbench.engine import Engine, Needed
from app.workbench.foreign import brought_as_document
from app.workbench.matching import match
from app.workbench.rooms import State
from app.workbench.routes import ID
from app.workbench.scheduling import bound_to, schedule_acts, start_screen, started_for
from app.workbench.wire import Command, act_of, command_of
from app.workbench.words import words

NOT_AFFECTED = "The other files are not affected."


@dataclass(frozen=True, slots=True)
class Decision:
    """`stream` is where the events go, `route` the page to see them on, `said` is read out.

    `also` are events that belong to other streams, `lost` what of a file of another program did not come along.
    """

    stream: str
    events: tuple[Proposed[Any], ...]
    route: str = ""
    said: str = ""
    also: tuple[tuple[str, Proposed[Any]], ...] = ()
    lost: tuple[str, ...] = ()


def decide(engine: Engine, asked: Mapping[str, Any]) -> Decision:
    stream: str = asked["stream"]
    act = act_of(asked, engine.dev)
    command = command_of(asked["name"], stream, asked["args"])
    _refuse_quarantined(engine, stream)
    if isinstance(command, ImportDocument):
        return _import(engine, stream, command, act)
    if isinstance(command, StartRun):
        return _start(engine, stream, command, act, asked)
    if isinstance(command, DuplicateDocument | BeginRunbook):
        command = _copied(engine, stream, command)
    if isinstance(command, ScheduleCommand):
        return Decision(stream, *schedule_acts(engine, stream, command, act))
    state = engine.state(stream)
    events = _in_room(state, command, act)
    if isinstance(command, SetPlan):
        return Decision(stream, events, said="The plan is kept." if events else "Nothing changed.")
    if isinstance(command, MergeVersions) and isinstance(state, DocumentHistory):
        return Decision(stream, events, *_merged(stream, state, events))
    if isinstance(command, Authoring | BeginRunbook):
        return Decision(
            stream,
            events,
            _back(stream, asked["args"]),
            "A new version is kept." if events else "Nothing changed.",
        )
    return Decision(stream, events, said=_said(state, events))


def _import(engine: Engine, stream: str, command: ImportDocument, act: Act) -> Decision:
    brought = brought_as_document(command.name, command.text)
    if brought.why:
        raise Refused("The file was not imported.", f"{brought.name} {brought.why}", NOT_AFFECTED)
    command = ImportDocument(brought.name, brought.text)
    found = match(engine.model, command.name, command.text)
    # A stream that is already here was named on purpose: a new revision of just that document.
    target = stream if engine.model.row(stream) or not found.document else f"document/{found.document}"
    _refuse_quarantined(engine, target)
    if found.outcome == "same" and not engine.model.row(stream):
        return Decision(target, (), _document_route(target), found.sentence)
    events = _in_room(engine.state(target), command, act)
    return Decision(target, events, _document_route(target), found.sentence, lost=brought.lost)


def _start(engine: Engine, stream: str, command: StartRun, act: Act, asked: Mapping[str, Any]) -> Decision:
    source = _revision(engine, stream, command)
    history = engine.state(f"document/{command.document}")
    stage = stage_of(history, source).label if source and isinstance(history, DocumentHistory) else ""
    bound = bound_to(asked)
    if bound:
        _refuse_quarantined(engine, bound[0])
        if source and (blanks := start_screen(command, source, *bound)):
            return Decision(stream, (), blanks, "Look at what is asked, then begin.")
    events = _in_room(engine.state(stream), replace(command, source=source, stage=stage), act)
    also = started_for(engine, stream, bound) if bound and events else ()
    return Decision(stream, events, f"#/runs/{stream.partition('/')[2]}", also=also)


def _copied(
    engine: Engine, stream: str, command: DuplicateDocument | BeginRunbook
) -> DuplicateDocument | BeginRunbook:
    source = _revision(engine, stream, command)
    return replace(command, name=source.name, text=source.text) if source else command


def _merged(stream: str, before: DocumentHistory, events: tuple[Proposed[Any], ...]) -> tuple[str, str]:
    """Where to go on and what was done: to the next two while more than one version stands."""
    over = {id_ for one in events for id_ in one.over}
    apart = {one.text for one in before.heads if one.stamp.id not in over}
    left = len(apart - {one.event.text for one in events})
    if not events or not left:
        return _document_route(stream), "The versions are merged." if events else "Nothing changed."
    again = "1 merge is" if left == 1 else f"{left} merges are"
    return f"{_document_route(stream)}/merge", f"Merged. {again} left."


def _back(stream: str, args: Mapping[str, Any]) -> str:
    """To the run in which a step was found wrong, else to the document."""
    run = args.get("run")
    return f"#/runs/{run}" if isinstance(run, str) and ID.fullmatch(run) else _document_route(stream)


def _revision(
    engine: Engine, stream: str, command: StartRun | DuplicateDocument | BeginRunbook
) -> Revision | None:
    document = f"document/{command.document}"
    needed = [name for name in (stream, document) if engine.is_closed(name)]
    if needed:
        raise Needed(needed)
    history = engine.state(document)
    return history.revision(command.revision) if isinstance(history, DocumentHistory) else None


def _in_room(state: State, command: Command, act: Act) -> tuple[Proposed[Any], ...]:
    """`command_of` has made the command for the stream's kind, so state and command belong together."""
    if isinstance(state, DocumentHistory) and isinstance(command, DocumentCommand):
        return decide_document(state, command, act)
    if isinstance(state, Run) and isinstance(command, RunCommand):
        return decide_run(state, command, act)
    if isinstance(state, Team) and isinstance(command, AddPerson):
        return decide_team(state, command)
    if isinstance(state, Import) and isinstance(command, ImportCommand):
        return decide_import(state, command, act)
    if isinstance(state, Device) and isinstance(command, NameDevice):
        return decide_device(state, command, act)
    raise TypeError(f"{type(command).__name__} does not belong to {type(state).__name__}")


def _said(state: State, events: tuple[Proposed[Any], ...]) -> str:
    if isinstance(state, Run) and state.started and events:
        # What was given up on the way comes first, what was asked for last.
        return f"{words(events[-1].event).at(state.started.value)}."
    return ""


def _refuse_quarantined(engine: Engine, stream: str) -> None:
    if stream in engine.quarantined:
        raise Refused(
            "This was not recorded.",
            "What it belongs to stopped Sophie twice, so it was set aside.",
            "Open it and press Try again, or update Sophie.",
        )


def _document_route(stream: str) -> str:
    return f"#/library/{stream.partition('/')[2]}"
