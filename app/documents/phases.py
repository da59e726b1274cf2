"""A Document comes in, the phase of each step in a run of all of it goes out: its procedures, then their phases."""

from app.documents.model import Document, Procedure, Step
from app.documents.titles import without_number


def whole_phases(document: Document) -> tuple[str, ...]:
    """One phase for each step, in order. The document's own procedure needs no name: the run has it as its title."""
    of: dict[int, Procedure] = {}
    if len(document.procedures) > 1:
        for procedure in document.procedures:
            for index in procedure.steps:
                of.setdefault(index, procedure)
    return tuple(_phase(step, of.get(index), document.title) for index, step in enumerate(document.steps))


def _phase(step: Step, procedure: Procedure | None, title: str) -> str:
    if procedure is None or procedure.name == title:
        return step.phase
    inside = without_number(step.phase)
    # `Morning Checklist` is a procedure and its only phase; `Daily` ends the name that was made from it.
    if not inside or procedure.name.endswith(inside) or inside.startswith(procedure.name):
        return procedure.name
    return f"{procedure.name}: {inside}"
