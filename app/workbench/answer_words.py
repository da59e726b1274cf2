"""What somebody answered inside a step in, the words that tell it out."""

from dataclasses import dataclass

from app.runs.answers import (
    Answer,
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
from app.runs.events import RunStarted

# What is open again, by the first word of the part's name.
_OPENED = {
    "condition": "Condition opened again",
    "wait": "Wait stopped",
    "gate": "Gate opened again",
    "decision": "Decision taken back",
    "override": "Override taken back",
    "approval": "Approval taken back",
}


@dataclass(frozen=True, slots=True)
class Words:
    """`what` is a past-tense phrase; `step` an id; `text` what the person wrote; `part` an id inside the step.

    `names` another step in its words, so that its own is told before them.
    """

    what: str
    step: str | None = None
    text: str = ""
    part: str = ""
    names: bool = False

    def at(self, start: RunStarted) -> str:
        """ "Done, step 3", "Step 3: due 30 min after step 2", or only "Finished"."""
        number = start.place(self.step)
        if number and self.names:
            return f"Step {number}: {self.what[0].lower()}{self.what[1:]}"
        return f"{self.what}, step {number}" if number else self.what


def answer_words(answer: Answer) -> Words:
    """`text` is what was answered; `part` names the small part, whose words who has the step at hand can add."""
    match answer:
        case CheckDone(step, check) | CheckReopened(step, check):
            return Words(
                "Check ticked" if isinstance(answer, CheckDone) else "Check unticked", step, part=check
            )
        case ConditionAnswered(step, applies, check):
            return Words("Applies" if applies else "Does not apply", step, part=check)
        case WaitStarted(step, _, _, stage):
            return Words("Wait started", step, part=stage)
        case GateAnswered(step, value, passed, stage):
            return Words("Gate passed" if passed else "Gate failed", step, value, stage)
        case AnswerCleared(step, part):
            kind, _, name = part.partition(" ")
            return Words(_OPENED.get(kind, "Answer taken back"), step, part=name)
        case _:
            return _decided(answer)


def _decided(answer: DecisionPicked | ChecksOverridden | StepApproved) -> Words:
    match answer:
        case DecisionPicked(step, row):
            return Words("Decided", step, part=row)
        case ChecksOverridden(step, reason):
            return Words("Went on without its checks", step, reason)
        case StepApproved(step, person):
            return Words("Approved", step, person)


def part_text(start: RunStarted, told: Words) -> str:
    """The words of the small part of a step that the answer is about: a check's, a row's, a share's; "" for none."""
    step = start.find(told.step)
    matrix = step.decision if step else start.matrix
    rows = {one.id: f"{one.condition}: {one.action}" for one in matrix}
    if step is None or not told.part:
        return rows.get(told.part, "")
    checks = {one.id: one.text for one in step.checks}
    stages = {one.id: f"{one.percent} %" for one in step.stages}
    return (checks | stages | rows).get(told.part, "")
