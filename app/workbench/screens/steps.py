"""A frozen step and the work done on it in, the step as the page shows it out."""

from collections.abc import Mapping
from dataclasses import replace

from app.documents.destroys import destroyed, target
from app.documents.shell import needed, one_by_one
from app.records.registers import Write
from app.records.secrets import is_secret_name
from app.runs.events import (
    ProblemReported,
    RunStarted,
    Step,
    StepBlocked,
    StepCommand,
    StepDeferred,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
    StepUnblocked,
)
from app.runs.filling import filled
from app.runs.leading import leads_to
from app.runs.standing import is_rolling_back
from app.runs.state import Entry, Run, StepWork
from app.views.values import Command, Other, Remark, StepState
from app.views.values import Step as StepValue
from app.workbench.screens.evidence import kept, last_copy
from app.workbench.screens.marks import Devices, mark
from app.workbench.screens.step_parts import Pieces

Answers = Mapping[str, str]


def drawn(
    id_: str, run: Run, start: RunStarted, index: int, current: int, read_only: bool, devices: Devices
) -> tuple[str, StepValue]:
    """The step's region id and value; `index` counts from 0, `current` is a number from 1."""
    step = start.steps[index]
    work = run.on(step.id)
    value = _untouched(id_, start, index, step)
    value = replace(value, current=index + 1 == current, read_only=read_only)
    if work.marks.heads or work.remarks or work.kept:
        value = _worked(value, work, devices)
    value = _answered(value, run, start, step, devices) if step.holds else value
    is_aside = value.state == "open" and step.id in start.aside and not is_rolling_back(run, start)
    return value.region, replace(value, state="aside") if is_aside else value


def _answered(value: StepValue, run: Run, start: RunStarted, step: Step, devices: Devices) -> StepValue:
    """With what it holds beside its words."""
    answers = _answers(start, step)
    pieces = Pieces(value.run, run, start, step, lambda words: filled(words, answers), devices)
    value = replace(
        value,
        case=pieces.case(),
        ticks=pieces.ticks(),
        matrix=pieces.matrix(),
        asks=pieces.asks(read_only=value.read_only),
    )
    left_out = value.case is not None and value.case.applies is False and value.state == "open"
    return replace(value, state="left-out") if left_out else value


def _answers(start: RunStarted, step: Step) -> Answers:
    return {blank: start.fields.get(field, "") for blank, field in step.blanks.items()}


def said_otherwise(step: Step, start: RunStarted) -> str:
    """What the author says to do when it does not go as expected."""
    return filled(step.otherwise or "", _answers(start, step))


def said_lead(step: Step, start: RunStarted) -> tuple[str, str] | None:
    """The id and the words of the step where that leads to, if the author names one."""
    lead = leads_to(said_otherwise(step, start), step, start)
    if lead is None:
        return None
    return lead.id, f"step {start.number(lead.id)}: {filled(lead.text, _answers(start, lead))}"


def _untouched(run: str, start: RunStarted, index: int, step: Step) -> StepValue:
    before = start.steps[index - 1].phase if index else ""
    answers = _answers(start, step)
    return StepValue(
        run=run,
        id=step.id,
        number=index + 1,
        text=filled(step.text, answers),
        phase=step.phase if step.phase != before else "",
        detail=filled(step.detail, answers),
        commands=tuple(_command(one, step, answers) for one in step.commands),
        expect=filled(step.expect or "", answers),
        otherwise=said_otherwise(step, start),
        stop=filled(step.stop or "", answers),
    )


def _worked(value: StepValue, work: StepWork, devices: Devices) -> StepValue:
    winner = work.mark
    return replace(
        value,
        state=state_of(winner.value) if winner else "open",
        mark=mark(winner.stamp, devices) if winner else None,
        reason=_reason(winner.value) if winner else "",
        late=bool(winner and winner.stamp.id in work.late),
        also=tuple(_other(write, devices) for write in work.also()),
        remarks=tuple(_remark(entry, devices) for entry in work.remarks),
        kept=kept(work.kept, devices),
        copied=last_copy(work.kept, devices),
        over=tuple(write.stamp.id for write in work.marks.heads),
    )


def state_of(event: StepMark) -> StepState:
    match event:
        case StepDone():
            return "done"
        case StepReopened() | StepUnblocked():
            return "open"
        case StepBlocked():
            return "blocked"
        case StepDeferred():
            return "later"
        case StepSkipped():
            return "skipped"
        case ProblemReported():
            return "problem"


def _reason(event: StepMark) -> str:
    return event.reason if isinstance(event, StepSkipped | StepBlocked | StepDeferred) else ""


def _other(write: Write[StepMark], devices: Devices) -> Other:
    return Other(state_of(write.value), mark(write.stamp, devices))


def _remark(entry: Entry, devices: Devices) -> Remark:
    text = getattr(entry.event, "text", "")
    return Remark(
        entry.stamp.id, text, mark(entry.stamp, devices), entry.late, isinstance(entry.event, ProblemReported)
    )


def _command(command: StepCommand, step: Step, answers: Answers) -> Command:
    text = filled(command.text, answers)
    empty = [blank for blank, answer in answers.items() if not answer and blank in text]
    # A secret is typed where it is used: Sophie keeps none, so it is no reason to hold the command back.
    secret = [blank for blank in empty if is_secret_name(step.blanks[blank]) or is_secret_name(blank)]
    destroys, lines = destroyed(text), one_by_one(text)
    return Command(
        command.language,
        text,
        command.output,
        missing=tuple(step.blanks[blank] for blank in empty if blank not in secret),
        needs=needed(command.text),
        secrets=tuple(secret),
        destroys=destroys,
        target=target(text) if destroys else "",
        lines=lines if len(lines) > 1 else (),
        expect=filled(command.output or "", answers),
        name=command.name,
    )
