"""A command as it crosses the channel in, the room's own command value out, or a refusal."""

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from app.documents.commands import (
    Archive,
    BeginRunbook,
    DocumentCommand,
    DuplicateDocument,
    EraseTexts,
    FillFields,
    FinishDraft,
    FixStep,
    ImportDocument,
    MapStatus,
    MarkRead,
    MarkReviewed,
    MergeVersions,
    RenameDocument,
    RepairText,
    RestoreRevision,
    SetPlan,
    SetStage,
    StopOffers,
    UseOffers,
    WriteRevision,
    WriteStage,
)
from app.documents.commands import Undo as UndoDocument
from app.imports.commands import ImportCommand, RestoreImport, WithdrawImport
from app.people.commands import AddPerson, NameDevice, PeopleCommand
from app.records.act import Act
from app.records.canonical import LARGEST
from app.records.refusal import Refused
from app.records.secrets import mask_all
from app.runs.amounts import seconds
from app.runs.commands import (
    AddNote,
    AnswerCondition,
    AnswerGate,
    ApproveStep,
    BlockStep,
    CheckStep,
    ClearAnswer,
    DeferStep,
    FinishRun,
    OverrideChecks,
    PickRow,
    ReopenRun,
    ReportProblem,
    RunCommand,
    SkipStep,
    StartRun,
    StartWait,
    TickCheck,
    UnblockStep,
    Undo,
)
from app.runs.crew.commands import AssignWork, HandOver, PauseRun, ResumeRun, SetDue, TakeOver
from app.runs.evidence.commands import AddLink, AttachFile, KeepOutput, LogCopy
from app.runs.rollback import BeginRollback, LeaveRollback
from app.runs.setup import DO_CONFIRM, READ_DO, Setup
from app.schedule.commands import (
    AddHolidays,
    BeginEmergency,
    ReopenOccurrences,
    ResumeSchedule,
    ScheduleCommand,
    SendNotice,
    SkipOccurrences,
    StopSchedule,
)
from app.schedule.commands import Undo as UndoSchedule
from app.workbench.schedule_form import set_schedule, whole

Command = DocumentCommand | RunCommand | PeopleCommand | ScheduleCommand | ImportCommand
Args = Mapping[str, Any]


def act_of(command: Mapping[str, Any], dev: str) -> Act:
    return Act(command["id"], dev, command["actor"], command["at"], frozenset(command["over"]))


def command_of(name: str, stream: str, args: Args) -> Command:
    """What the named command asks for. Fields left empty in a form count as not given."""
    kind = stream.partition("/")[0]
    made = COMMANDS.get((kind, name))
    if made is None:
        why = f"This Sophie does not know {name} for {kind or 'nothing'}."
        raise Refused("This was not recorded.", why, "Reload Sophie, then try again.")
    # The page has masked what looks like a secret; an act that came with a snapshot may not have passed there.
    return made(args if kind == "document" else mask_all(dict(args))[0])


def _text(args: Args, name: str) -> str:
    value = args.get(name)
    return sound(value) if isinstance(value, str) else ""


def _texts(args: Args, name: str) -> tuple[str, ...]:
    values = args.get(name)
    return tuple(sound(one) for one in values if isinstance(one, str)) if isinstance(values, list) else ()


def sound(text: str) -> str:
    """The text without half characters, which no file can hold: JavaScript lets them be typed."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(args: Args, name: str) -> int:
    value = args.get(name)
    return value if _is_whole(value) else 0


def _numbers(args: Args, name: str) -> tuple[int, ...]:
    values = args.get(name)
    return tuple(one for one in values if _is_whole(one)) if isinstance(values, list) else ()


def _is_whole(value: Any) -> TypeGuard[int]:
    """A number that every reader of the record reads alike."""
    return type(value) is int and abs(value) <= LARGEST


def _ids(args: Args) -> dict[str, tuple[str, ...]]:
    """Event ids by stream."""
    streams = args.get("streams")
    return {str(stream): _texts(streams, stream) for stream in streams} if isinstance(streams, dict) else {}


def _said(args: Args, name: str) -> bool | None:
    value = args.get(name)
    return value if isinstance(value, bool) else None


def _answers(args: Args) -> dict[str, str]:
    fields = args.get("fields")
    if not isinstance(fields, dict):
        return {}
    return {sound(str(key)): sound(str(value)) for key, value in fields.items()}


def _start(args: Args) -> StartRun:
    filled = _answers(args)
    document = _text(args, "document").removeprefix("document/")
    return StartRun(
        document,
        _text(args, "revision"),
        _text(args, "procedure") or None,
        filled,
        setup=_setup(args),
        asked=_on(args, "asked"),
    )


def _setup(args: Args) -> Setup:
    mode = DO_CONFIRM if args.get("mode") == DO_CONFIRM else READ_DO
    subject = " ".join(_text(args, "subject").split())
    return Setup(
        mode, _on(args, "drill"), subject, confirmed=_chosen(args, "confirmed"), reason=_text(args, "reason")
    )


def _on(args: Args, name: str) -> bool:
    """A box of a form that was ticked is there; one that was not is missing."""
    return args.get(name) in (True, "on")


def _chosen(args: Args, name: str) -> tuple[str, ...]:
    """The values of a form's ticked boxes of this name, each once."""
    boxes = args.get(name)
    return tuple(dict.fromkeys(sound(str(one)) for one in boxes.values())) if isinstance(boxes, dict) else ()


# Which command, for which kind of stream, made from which arguments.
COMMANDS: Mapping[tuple[str, str], Callable[[Args], Command]] = {
    ("document", "import-document"): lambda args: ImportDocument(_text(args, "name"), _text(args, "text")),
    ("document", "write-revision"): lambda args: WriteRevision(
        _text(args, "text"), _text(args, "name"), _text(args, "summary")
    ),
    ("document", "finish-draft"): lambda args: FinishDraft(
        _text(args, "text"), _text(args, "version"), _text(args, "summary"), _text(args, "date")
    ),
    ("document", "write-stage"): lambda args: WriteStage(
        _text(args, "revision"), _text(args, "version"), _text(args, "date")
    ),
    ("document", "fill-fields"): lambda args: FillFields(_answers(args)),
    ("document", "rename-document"): lambda args: RenameDocument(_text(args, "title"), _text(args, "name")),
    ("document", "fix-step"): lambda args: FixStep(
        _number(args, "first"), _number(args, "last"), _text(args, "text")
    ),
    ("document", "duplicate-document"): lambda args: DuplicateDocument(
        _text(args, "document"), _text(args, "revision")
    ),
    ("document", "restore-revision"): lambda args: RestoreRevision(_text(args, "revision")),
    ("document", "send-to-review"): lambda args: SetStage(_text(args, "revision"), "review"),
    ("document", "approve"): lambda args: SetStage(_text(args, "revision"), "approved"),
    ("document", "activate"): lambda args: SetStage(_text(args, "revision"), "active"),
    ("document", "back-to-draft"): lambda args: SetStage(_text(args, "revision"), "draft"),
    ("document", "mark-reviewed"): lambda args: MarkReviewed(_text(args, "next")),
    ("document", "mark-read"): lambda args: MarkRead(_text(args, "revision")),
    ("document", "archive"): lambda _: Archive(),
    ("document", "restore-document"): lambda _: Archive(done=False),
    ("document", "map-status"): lambda args: MapStatus(_text(args, "words"), _text(args, "stage")),
    ("document", "merge-versions"): lambda args: MergeVersions(_texts(args, "versions"), _answers(args)),
    ("document", "erase-texts"): lambda args: EraseTexts(_texts(args, "texts"), _text(args, "title")),
    ("document", "use-offers"): lambda args: UseOffers(_text(args, "revision"), _texts(args, "keys")),
    ("document", "stop-offers"): lambda args: StopOffers(_texts(args, "keys")),
    ("document", "repair-text"): lambda args: RepairText(_text(args, "revision"), _numbers(args, "lines")),
    ("document", "set-plan"): lambda args: SetPlan(
        _text(args, "assignee"), _text(args, "target"), _text(args, "priority"), _text(args, "blockers")
    ),
    ("document", "write-runbook"): lambda args: BeginRunbook(
        _text(args, "document"), _text(args, "revision")
    ),
    ("document", "undo"): lambda args: UndoDocument(_text(args, "command")),
    ("run", "start-run"): _start,
    ("run", "check-step"): lambda args: CheckStep(_text(args, "step"), bool(args.get("done", True))),
    ("run", "skip-step"): lambda args: SkipStep(_text(args, "step"), _text(args, "reason")),
    ("run", "report-problem"): lambda args: ReportProblem(_text(args, "step"), _text(args, "text")),
    ("run", "block-step"): lambda args: BlockStep(_text(args, "step"), _text(args, "reason")),
    ("run", "unblock-step"): lambda args: UnblockStep(_text(args, "step")),
    ("run", "defer-step"): lambda args: DeferStep(_text(args, "step"), _text(args, "reason")),
    ("run", "begin-rollback"): lambda args: BeginRollback(_text(args, "step")),
    ("run", "leave-rollback"): lambda _: LeaveRollback(),
    ("run", "tick-check"): lambda args: TickCheck(
        _text(args, "step"), _text(args, "check"), bool(args.get("done", True))
    ),
    ("run", "answer-condition"): lambda args: AnswerCondition(
        _text(args, "step"), bool(args.get("applies", True)), _text(args, "check")
    ),
    ("run", "start-wait"): lambda args: StartWait(
        _text(args, "step"), _text(args, "stage"), seconds(_text(args, "time"))
    ),
    ("run", "answer-gate"): lambda args: AnswerGate(
        _text(args, "step"), _text(args, "stage"), _text(args, "value"), _said(args, "passed")
    ),
    ("run", "pick-row"): lambda args: PickRow(_text(args, "step"), _text(args, "row")),
    ("run", "override-checks"): lambda args: OverrideChecks(_text(args, "step"), _text(args, "reason")),
    ("run", "approve-step"): lambda args: ApproveStep(_text(args, "step"), _text(args, "person")),
    ("run", "clear-answer"): lambda args: ClearAnswer(_text(args, "step"), _text(args, "part")),
    ("run", "add-note"): lambda args: AddNote(_text(args, "text"), _text(args, "step") or None),
    ("run", "log-copy"): lambda args: LogCopy(
        _text(args, "step"), _text(args, "text"), _number(args, "line")
    ),
    ("run", "keep-output"): lambda args: KeepOutput(
        _text(args, "step"),
        _text(args, "text"),
        _text(args, "command"),
        _text(args, "expected"),
        _text(args, "how"),
    ),
    ("run", "attach-file"): lambda args: AttachFile(
        _text(args, "step") or None,
        _text(args, "sha"),
        _text(args, "name"),
        _text(args, "type"),
        _number(args, "size"),
    ),
    ("run", "add-link"): lambda args: AddLink(
        _text(args, "step") or None, _text(args, "url"), _text(args, "text")
    ),
    ("run", "finish-run"): lambda args: FinishRun(
        _chosen(args, "met"), _text(args, "reason"), _on(args, "asked")
    ),
    ("run", "assign-work"): lambda args: AssignWork(_text(args, "to"), _text(args, "step") or None),
    ("run", "set-due"): lambda args: SetDue(
        _text(args, "minutes"), _text(args, "step") or None, _text(args, "after")
    ),
    ("run", "pause-run"): lambda args: PauseRun(_text(args, "reason")),
    ("run", "resume-run"): lambda _: ResumeRun(),
    ("run", "hand-over"): lambda args: HandOver(_text(args, "text"), _text(args, "to")),
    ("run", "take-over"): lambda args: TakeOver(_text(args, "card")),
    ("run", "reopen-run"): lambda _: ReopenRun(),
    ("run", "undo"): lambda args: Undo(_text(args, "command")),
    ("schedule", "set-schedule"): set_schedule,
    ("schedule", "stop-schedule"): lambda args: StopSchedule(_text(args, "reason")),
    ("schedule", "resume-schedule"): lambda _: ResumeSchedule(),
    ("schedule", "skip-occurrences"): lambda args: SkipOccurrences(
        _texts(args, "occurrences"), _text(args, "reason")
    ),
    ("schedule", "reopen-occurrences"): lambda args: ReopenOccurrences(_texts(args, "occurrences")),
    ("schedule", "send-notice"): lambda args: SendNotice(_text(args, "occurrence"), _text(args, "text")),
    ("schedule", "begin-emergency"): lambda args: BeginEmergency(
        whole(_text(args, "minutes")), _text(args, "reason"), _text(args, "text")
    ),
    ("schedule", "add-holidays"): lambda args: AddHolidays(_text(args, "text")),
    ("schedule", "undo"): lambda args: UndoSchedule(_text(args, "command")),
    ("team", "add-person"): lambda args: AddPerson(_text(args, "name")),
    ("import", "withdraw-import"): lambda args: WithdrawImport(_text(args, "file"), _ids(args)),
    ("import", "restore-import"): lambda _: RestoreImport(),
    ("device", "name-device"): lambda args: NameDevice(_text(args, "name")),
}
