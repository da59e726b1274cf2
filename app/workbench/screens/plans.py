"""A document that promises what is not written yet, or one begun to write it, in; the plan's region of its page out."""

from collections.abc import Sequence

from app.documents.coverage import covered
from app.documents.life import about_plan
from app.documents.markdown import normalize
from app.documents.model import Requirement
from app.documents.plan import FIELDS, plan_of, source_of
from app.documents.state import DocumentHistory, Revision
from app.views.values import DocumentPlan, DueRow, PlanArea, PlanItem, Titled
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.rows import Row


def required_of(engine: Engine, id_: str, shown: Revision) -> tuple[Requirement, ...]:
    """What it must cover, ticked where it or a document begun for it has the text. Raises Needed."""
    required = shown.document.required
    for row in questions.written_for(engine.model, id_) if required else ():
        written = engine.state(row.stream)
        if isinstance(written, DocumentHistory) and written.current:
            text = written.current.text
            required = covered(required, written.current.document, normalize(text).split("\n"))
    return required


def plan(
    engine: Engine, id_: str, history: DocumentHistory, shown: Revision, required: Sequence[Requirement]
) -> DocumentPlan | None:
    """None for a document that promises nothing and was begun for none."""
    if source := source_of(history):
        row = engine.model.row(f"document/{source}")
        return DocumentPlan(id_, shown.stamp.id, source=Titled(source, row.title)) if row else None
    if not required:
        return None
    matters = (history.life.matter(about_plan(field)) for field in FIELDS)
    said = plan_of(history)
    return DocumentPlan(
        id_,
        shown.stamp.id,
        areas=tuple(_area(area) for area in required),
        assignee=said.assignee,
        target=said.target,
        priority=said.priority,
        blockers=said.blockers,
        over=tuple(sorted(head.stamp.id for matter in matters for head in matter.heads)),
        written=tuple(Titled(row.id, row.title) for row in questions.written_for(engine.model, id_)),
    )


def _area(area: Requirement) -> PlanArea:
    return PlanArea(area.area, area.line, tuple(PlanItem(item.text, item.checked) for item in area.items))


def due_row(row: Row, today: str) -> DueRow:
    return DueRow(
        row.id, row.title, row.target, row.assignee, row.priority, row.blockers, today=row.target == today
    )
