"""A revision of a document and what to work of it in, the frozen steps of a run out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.documents.model import Document, Field, Procedure
from app.documents.model import Step as DocumentStep
from app.documents.phases import whole_phases
from app.documents.state import Revision
from app.records.refusal import Refused
from app.runs.commands import StartRun
from app.runs.events import RunStarted
from app.runs.freezing import Freezer
from app.runs.surroundings import rolled, surroundings, way_back

NOT_STARTED = "The run was not started."
OPEN_AGAIN = "Open the document again, then start the run."


def start(command: StartRun) -> RunStarted:
    """The start of a run as the command asks for it; refuses what the revision does not hold."""
    source = _source(command)
    document = source.document
    procedure = _procedure(document, command.procedure)
    fields = asked(document, procedure)
    answers = {key(field): _answer(field, command.fields) for field in fields}
    steps, branch, back, aside = _ways(document, procedure)
    freeze = Freezer(source, answers, lambda step: _blanks(fields, step))
    near = surroundings(source, procedure)
    return RunStarted(
        title=command.procedure or document.title,
        document=command.document,
        revision=source.stamp.id,
        procedure=command.procedure,
        fields=answers,
        steps=freeze.all(steps, "s"),
        stage=command.stage,
        prerequisites=near.prerequisites,
        criteria=near.criteria,
        memory=near.memory,
        stops=near.stops,
        triggers=near.triggers,
        matrix=near.matrix,
        rollback=back,
        branch=freeze.all(branch, "r"),
        seconds=near.seconds,
        aside=aside,
        setup=command.setup,
    )


def asked(document: Document, procedure: Procedure | None) -> tuple[Field, ...]:
    """The fields to fill in before a run: those its steps and its way back show, and those of the head of what is worked.

    A message is filled when it is written, other text in the document; a blank that is a whole command is a gap.
    """
    indexes = way_back(document, procedure) if document.steps else ()
    steps = (*steps_of(document, procedure), *(document.steps[index] for index in indexes))
    shown = {line for step in steps for line in _shown(step)} | _head(document, procedure)
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


def _ways(
    document: Document, procedure: Procedure | None
) -> tuple[tuple[DocumentStep, ...], tuple[DocumentStep, ...], tuple[str, ...], tuple[str, ...]]:
    """The steps of the run, those of the way back that it does not hold, the ids of the way back, and of the set aside."""
    steps = _phased(document, procedure)
    if not document.steps:
        return steps, (), (), ()
    places = {
        index: place for place, index in enumerate(procedure.steps if procedure else range(len(steps)), 1)
    }
    back = way_back(document, procedure)
    apart = [index for index in back if index not in places]
    ids = (f"s{places[index]}" if index in places else f"r{apart.index(index) + 1}" for index in back)
    aside = tuple(f"s{places[index]}" for index in rolled(document, procedure) if index in places)
    branch = tuple(document.steps[index] for index in apart)
    # A run of nothing but a rollback is no way back.
    return steps, branch, tuple(ids), aside if len(aside) < len(steps) else ()


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
