"""A document and the digests of its last runs in, how its steps go in practice out: the region of its page."""

from app.documents.model import Document
from app.runs.friction import friction, usual
from app.runs.worked import History, StepHistory, history, key, share
from app.views.values import DocumentWork, StepFigures
from app.workbench import worked
from app.workbench.readmodel import ReadModel

MOST_STEPS = 200
NEVER = StepHistory()


def work(model: ReadModel, id_: str, read: Document) -> DocumentWork:
    return _drawn(id_, read, history(worked.of(model.sql, id_)))


def _drawn(id_: str, read: Document, past: History) -> DocumentWork:
    known = [(step, past.steps.get(key(step.text), NEVER)) for step in read.steps]
    middle = usual(told for _, told in known)
    figures = tuple(
        StepFigures(number, step.text, step.line, told.runs, told.median, told.p90, friction(told, middle))
        for number, (step, told) in enumerate(known, 1)
        if told.runs
    )
    return DocumentWork(
        id_, past.runs, share(past.whole, 50), share(past.whole, 90), figures[:MOST_STEPS], plain=read.plain
    )
