"""A revision's steps and a run's answers in, the steps as the run keeps them out."""

from collections.abc import Callable, Mapping

from app.documents.model import Document
from app.documents.model import Step as DocumentStep
from app.documents.state import Revision
from app.runs.amounts import wait_of
from app.runs.conditions import Surrounding, condition_of
from app.runs.events import Step, StepCommand
from app.runs.filling import filled
from app.runs.reading import (
    approval_of,
    checks_of,
    decision_of,
    expected,
    gate_of,
    stages_of,
)
from app.runs.surroundings import level_names, rollouts

Blanks = Callable[[DocumentStep], Mapping[str, str]]
"""Which blanks a step shows, and the field whose answer each of them takes."""


class Freezer:
    """Freezes the steps of one run, in order: a condition may lean on the gate of a step before."""

    def __init__(self, source: Revision, answers: Mapping[str, str], blanks: Blanks) -> None:
        self.document, self.answers, self.blanks = source.document, answers, blanks
        self.rollouts = {} if source.document.plain else rollouts(source)
        self.names = () if source.document.plain else level_names(source)

    def all(self, steps: tuple[DocumentStep, ...], mark: str) -> tuple[Step, ...]:
        frozen: list[Step] = []
        gates: list[tuple[str, str]] = []
        for number, step in enumerate(steps, 1):
            around = Surrounding(self.answers, tuple(gates), frozen[-1].id if frozen else "", self.names)
            frozen.append(self._one(step, f"{mark}{number}", around))
            if frozen[-1].gate:
                gates.append((frozen[-1].id, step.text))
        return tuple(frozen)

    def _one(self, step: DocumentStep, id_: str, around: Surrounding) -> Step:
        blanks = self.blanks(step)

        def said(words: str) -> str:
            return filled(words, {blank: self.answers.get(name, "") for blank, name in blanks.items()})

        rollout = self.rollouts.get(step.line)
        stages = stages_of(step, rollout, said) if rollout else ()
        return Step(
            id=id_,
            text=step.text,
            line=step.line,
            phase=step.phase,
            detail=step.detail,
            commands=_commands(self.document, step),
            expect=step.expect,
            otherwise=step.otherwise,
            stop=step.stop,
            blanks=blanks,
            checks=checks_of(step, around),
            condition=condition_of(step.condition, around),
            wait=None if stages else wait_of(said(step.text)),
            gate=None if stages else gate_of(step, said),
            approval=approval_of(step),
            decision=decision_of(step, self.document),
            stages=stages,
            seconds=0 if stages else expected(step, said),
        )


def _commands(document: Document, step: DocumentStep) -> tuple[StepCommand, ...]:
    """Those of its fences, then those that stand between backticks in its words."""
    fenced = [document.commands[index] for index in step.commands]
    said = (text for text in step.inline if all(text not in command.text for command in fenced))
    return (
        *(StepCommand(command.language, command.text, command.output, command.name) for command in fenced),
        *(StepCommand("bash", text) for text in said),
    )
