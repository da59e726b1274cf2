"""A revision of a document and what to work of it in, the frozen steps of a run out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.documents.model import Document, Field, Procedure
from app.documents.model import Step as DocumentStep
from app.documents.phases import whole_phases
from app.documents.state import Revision
from app.records.refusal import Refused
from app.runs.commands import StartRun
from app.runs.events import RunStarted, Step, StepCommand

NOT_STARTED = "The run was not started."
OPEN_AGAIN = "Open the document again, then start the run."


def start(command: StartRun) -> RunStarted:
    """The start of a run as the command asks for it; refuses what the revision does not hold."""
    source = _source(command)
    document = source.document
    procedure = _procedure(document, command.procedure)
    fields = asked(document, procedure)
    steps = _phased(document, procedure)
    return RunStarted(
        title=command.procedure or document.title,
        document=command.document,
        revision=source.stamp.id,
        procedure=command.procedure,
        fields={key(field): _answer(field, command.fields) for field in fields},
        steps=tuple(
            _frozen(document, step, number, _blanks(fields, step)) for number, step in enumerate(steps, 1)
        ),
        stage=command.stage,
    )


def asked(document: Document, procedure: Procedure | None) -> tuple[Field, ...]:
    """The fields to fill in before a run: those its steps show, and those of the head of what is worked.

    A message is filled when it is written, other text in the document; a blank that is a whole command is a gap.
    """
    shown = {line for step in steps_of(document, procedure) for line in _shown(step)} | _head(
        document, procedure
    )
    gaps = {(gap.text, gap.line) for gap in document.gaps}
    return tuple(
        field
        for field in document.fields
        if any(line in shown and (field.text, line) not in gaps for line in _lines(field))
    )


def label(field: Field) -> str:
    """What its input is called: its text, and where the text repeats, the words that tell it apart."""
    apart = field.label and field.name.startswith(f"{field.label}: ")
    return f"{field.label}: {field.text}" if apart else field.text


def steps_of(document: Document, procedure: Procedure | None) -> tuple[DocumentStep, ...]:
    if procedure is None:
        # A text without steps can still be worked, as one step.
        return document.steps or (DocumentStep("s1", document.title, 1),)
    return tuple(document.steps[index] for index in procedure.steps)


def _phased(document: Document, procedure: Procedure | None) -> tuple[DocumentStep, ...]:
    """The steps to freeze; in a run of the whole document its procedures are phases."""
    steps = steps_of(document, procedure)
    if procedure or not document.steps:
        return steps
    return tuple(
        replace(step, phase=phase) for step, phase in zip(steps, whole_phases(document), strict=True)
    )


def named(document: Document, name: str | None) -> Procedure | None:
    return next((one for one in document.procedures if one.name == name), None)


def key(field: Field) -> str:
    """What an answer is kept under."""
    return field.name or field.text


def _source(command: StartRun) -> Revision:
    if command.source is None:
        why = "This browser does not hold that revision of the document."
        raise Refused(NOT_STARTED, why, OPEN_AGAIN)
    return command.source


def _procedure(document: Document, name: str | None) -> Procedure | None:
    found = named(document, name)
    if name is not None and found is None:
        raise Refused(NOT_STARTED, f"This revision has no procedure named {name}.", OPEN_AGAIN)
    return found


def _answer(field: Field, answers: Mapping[str, str]) -> str:
    return answers.get(key(field), answers.get(field.text, "")).strip()


def _blanks(fields: tuple[Field, ...], step: DocumentStep) -> dict[str, str]:
    """Blank text to field key, for the lines this step shows."""
    shown = set(_shown(step))
    return {field.text: key(field) for field in fields if not shown.isdisjoint(_lines(field))}


def _shown(step: DocumentStep) -> Iterator[int]:
    yield step.line
    for first, last in step.spans:
        yield from range(first, last + 1)


def _head(document: Document, procedure: Procedure | None) -> set[int]:
    """Its title; of a whole document all that stands before the second heading and the first step."""
    if procedure:
        return {procedure.line}
    begins = [heading.line for heading in document.headings[1:2]] + [step.line for step in document.steps[:1]]
    return set(range(1, min(begins, default=1)))


def _lines(field: Field) -> tuple[int, ...]:
    return field.lines or (field.line,)


def _frozen(document: Document, step: DocumentStep, number: int, blanks: Mapping[str, str]) -> Step:
    return Step(
        id=f"s{number}",
        text=step.text,
        line=step.line,
        phase=step.phase,
        detail=step.detail,
        commands=_commands(document, step),
        expect=step.expect,
        otherwise=step.otherwise,
        stop=step.stop,
        blanks=blanks,
    )


def _commands(document: Document, step: DocumentStep) -> tuple[StepCommand, ...]:
    """Those of its fences, then those that stand between backticks in its words."""
    fenced = [document.commands[index] for index in step.commands]
    said = (text for text in step.inline if all(text not in command.text for command in fenced))
    return (
        *(StepCommand(command.language, command.text, command.output) for command in fenced),
        *(StepCommand("bash", text) for text in said),
    )
