"""A frozen step and the work done on it in, the step as the page shows it out."""

import re
from collections.abc import Mapping
from dataclasses import replace

from app.documents.shell import needed
from app.records.registers import Write
from app.runs.events import (
    ProblemReported,
    RunStarted,
    Step,
    StepCommand,
    StepDone,
    StepMark,
    StepReopened,
    StepSkipped,
)
from app.runs.state import Entry, StepWork
from app.views.values import Command, Other, Remark, StepState
from app.views.values import Step as StepValue
from app.workbench.screens.marks import Devices, mark

Answers = Mapping[str, str]

# Words that change or destroy what is in production; a tag warns, nothing is blocked.
RISKY = re.compile(
    r"\brm\s+-\w*[rf]|\bdrop\s+(table|database|schema|index)\b|\bdelete\b|\btruncate\b|--force\b|\bdestroy\b|\bmkfs|\bdd\s+if="
    r"|\bshutdown\b|\breboot\b|\bkill\s+-9|--replicas[= ]0\b|\bpush\s+.*-f\b",
    re.IGNORECASE,
)


def drawn(
    run: str, start: RunStarted, index: int, work: StepWork, current: int, read_only: bool, devices: Devices
) -> tuple[str, StepValue]:
    """The step's region id and value; `index` counts from 0, `current` is a number from 1."""
    step = start.steps[index]
    value = _untouched(run, start, index, step)
    value = replace(value, current=index + 1 == current, read_only=read_only)
    return value.region, _worked(value, work, devices) if work.marks.heads or work.remarks else value


def _untouched(run: str, start: RunStarted, index: int, step: Step) -> StepValue:
    before = start.steps[index - 1].phase if index else ""
    answers = {blank: start.fields.get(field, "") for blank, field in step.blanks.items()}
    return StepValue(
        run=run,
        id=step.id,
        number=index + 1,
        text=filled(step.text, answers),
        phase=step.phase if step.phase != before else "",
        detail=filled(step.detail, answers),
        commands=tuple(_command(one, step, answers) for one in step.commands),
        expect=filled(step.expect or "", answers),
        otherwise=filled(step.otherwise or "", answers),
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
        also=tuple(_other(write, devices) for write in work.marks.heads if write is not winner),
        remarks=tuple(_remark(entry, devices) for entry in work.remarks),
        over=tuple(write.stamp.id for write in work.marks.heads),
    )


def state_of(event: StepMark) -> StepState:
    match event:
        case StepDone():
            return "done"
        case StepReopened():
            return "open"
        case StepSkipped():
            return "skipped"
        case ProblemReported():
            return "problem"


def _reason(event: StepMark) -> str:
    return event.reason if isinstance(event, StepSkipped) else ""


def _other(write: Write[StepMark], devices: Devices) -> Other:
    return Other(state_of(write.value), mark(write.stamp, devices))


def _remark(entry: Entry, devices: Devices) -> Remark:
    text = getattr(entry.event, "text", "")
    return Remark(
        entry.stamp.id, text, mark(entry.stamp, devices), entry.late, isinstance(entry.event, ProblemReported)
    )


def _command(command: StepCommand, step: Step, answers: Answers) -> Command:
    text = filled(command.text, answers)
    missing = tuple(step.blanks[blank] for blank, answer in answers.items() if not answer and blank in text)
    return Command(
        command.language, text, command.output, missing, bool(RISKY.search(text)), needed(command.text)
    )


def filled(text: str, answers: Answers) -> str:
    """The text with every answer in place of its blank, at once: an answer is never searched for blanks."""
    given = [blank for blank, answer in answers.items() if blank and answer and blank in text]
    if not given:
        return text
    longest_first = sorted(given, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: answers[found[0]], text)
