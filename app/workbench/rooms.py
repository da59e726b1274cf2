"""A stream's name in, the room that folds it out: the map from kinds of stream to rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.events import (
    ActUndone,
    DocumentArchived,
    DocumentImported,
    DocumentRestored,
    DocumentReviewed,
    OfferStopped,
    OfferUsed,
    PlanSet,
    RevisionImported,
    RevisionRead,
    RevisionWritten,
    StageSet,
    StatusMapped,
    TextsErased,
    WrittenFor,
)
from app.documents.state import DocumentHistory
from app.documents.state import evolve as evolve_document
from app.imports.events import ImportRestored, ImportWithdrawn
from app.imports.state import Import
from app.imports.state import evolve as evolve_import
from app.people.events import DeviceNamed, PersonAdded
from app.people.state import Device, Team, evolve_device, evolve_team
from app.records.codec import Events, Strange, named
from app.records.envelope import Stamp
from app.runs.answers import (
    AnswerCleared,
    CheckDone,
    CheckReopened,
    ChecksOverridden,
    ConditionAnswered,
    DecisionPicked,
    GateAnswered,
    StepApproved,
    WaitStarted,
)
from app.runs.crew.events import (
    DueSet,
    HandOverTaken,
    HandOverWritten,
    RunPaused,
    RunResumed,
    WorkAssigned,
)
from app.runs.events import (
    NoteAdded,
    ProblemReported,
    RunFinished,
    RunReopened,
    RunStarted,
    StepBlocked,
    StepDeferred,
    StepDone,
    StepReopened,
    StepSkipped,
    StepUnblocked,
)
from app.runs.evidence.events import EVIDENCE
from app.runs.rollback import RollbackBegun, RollbackLeft
from app.runs.state import Run
from app.runs.state import evolve as evolve_run
from app.schedule.events import (
    EmergencyBegun,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    OccurrenceStarted,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.state import Schedule
from app.schedule.state import evolve as evolve_schedule


@dataclass(frozen=True, slots=True)
class Held:
    """A stream of a kind that this Sophie does not know: kept, counted, never changed."""

    newer: str = ""


State = DocumentHistory | Run | Team | Device | Schedule | Import | Held


@dataclass(frozen=True, slots=True)
class Room:
    """`evolve` takes the state that `blank` is of, a stamp, and one of `events` or a Strange."""

    blank: State
    events: Events
    evolve: Callable[[Any, Stamp, Any], State]


def _hold(held: Held, _: Stamp, event: Strange) -> Held:
    return Held(held.newer or event.type)


_DOCUMENT_EVENTS = named(
    DocumentImported,
    RevisionImported,
    RevisionWritten,
    StageSet,
    DocumentReviewed,
    RevisionRead,
    DocumentArchived,
    DocumentRestored,
    StatusMapped,
    ActUndone,
    TextsErased,
    OfferUsed,
    OfferStopped,
    PlanSet,
    WrittenFor,
)
_RUN_EVENTS = named(
    RunStarted,
    StepDone,
    StepReopened,
    StepSkipped,
    ProblemReported,
    StepBlocked,
    StepUnblocked,
    StepDeferred,
    CheckDone,
    CheckReopened,
    ConditionAnswered,
    WaitStarted,
    GateAnswered,
    DecisionPicked,
    ChecksOverridden,
    StepApproved,
    AnswerCleared,
    NoteAdded,
    RunFinished,
    RunReopened,
    RollbackBegun,
    RollbackLeft,
    *EVIDENCE,
    WorkAssigned,
    DueSet,
    RunPaused,
    RunResumed,
    HandOverWritten,
    HandOverTaken,
)

_SCHEDULE_EVENTS = named(
    ScheduleSet,
    ScheduleStopped,
    OccurrencesSkipped,
    OccurrencesReopened,
    OccurrenceStarted,
    NoticeSent,
    EmergencyBegun,
)

ROOMS: Mapping[str, Room] = {
    "document": Room(DocumentHistory(), _DOCUMENT_EVENTS, evolve_document),
    "run": Room(Run(), _RUN_EVENTS, evolve_run),
    "schedule": Room(Schedule(), _SCHEDULE_EVENTS, evolve_schedule),
    "team": Room(Team(), named(PersonAdded), evolve_team),
    "device": Room(Device(), named(DeviceNamed), evolve_device),
    "import": Room(Import(), named(ImportWithdrawn, ImportRestored), evolve_import),
}
UNKNOWN = Room(Held(), {}, _hold)


def room_of(stream: str) -> Room:
    return ROOMS.get(stream.partition("/")[0], UNKNOWN)
