"""A pasted alert in, the screen with the sections that answer it out. The text is not kept: it lives on this screen only."""

from urllib.parse import urlencode

from app.views.values import AlertAnswers, AlertForm, AlertSkeleton, Chip, Screen, SectionHit, screen
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.find.alert import Alert, read_alert
from app.workbench.find.answers import Answer, answers
from app.workbench.find.excerpt import excerpt, marked
from app.workbench.find.labels import carried
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place, place

ROUTE = "#/library/alert"
MOST_SHOWN = 8


class AlertScreens:
    """Remembers what was asked last, so that the screen drawn again still answers it."""

    def __init__(self) -> None:
        self.pasted = ""

    def ask(self, engine: Engine, pasted: str) -> Screen:
        self.pasted = pasted
        return self.alert(engine, place(ROUTE))

    def alert(self, engine: Engine, at: Place) -> Screen:
        asked = bool(self.pasted.strip())
        found = _answers(engine.model, read_alert(self.pasted)) if asked else AlertAnswers()
        return screen(at.route, "Paste an alert", AlertSkeleton(), AlertForm(), found)


def _answers(model: ReadModel, alert: Alert) -> AlertAnswers:
    best = answers(model, alert)
    rows = questions.numbered(model, [one.hit.document for one in best])
    fill = urlencode(carried(alert.labels))
    return AlertAnswers(
        asked=True,
        title=alert.title,
        read=tuple(Chip(name, value) for name, value in alert.labels[:MOST_SHOWN]),
        hits=tuple(_hit(row.id, row.title, one, fill) for row, one in zip(rows, best, strict=True)),
        total=questions.count_documents(model),
        cut=alert.cut,
    )


def _hit(document: str, title: str, answer: Answer, fill: str) -> SectionHit:
    section, terms = answer.hit.section, answer.terms
    return SectionHit(
        id=f"hit-{document}-{answer.hit.place}",
        document=document,
        title=marked(section.title, terms),
        anchor=section.anchor,
        path=section.above,
        excerpt=excerpt(section.text, terms),
        procedure=section.procedure,
        start=section.procedure or title,
        fill=fill,
        reasons=answer.reasons,
    )
