"""Texts in, a read model that holds them as documents out; what a search finds there, in short."""

from app.workbench.find.search import Found, search
from app.workbench.readmodel import ReadModel
from tests.workbench.desk import Desk

Texts = dict[str, str]


def desk_with(texts: Texts) -> Desk:
    desk = Desk()
    for name, text in texts.items():
        desk.act("import-document", stream_of(name), {"name": name, "text": text})
    return desk


def stream_of(name: str) -> str:
    return f"document/{''.join(c for c in name.lower() if c.isalpha()):a<16.16}"


def model_with(texts: Texts) -> ReadModel:
    return desk_with(texts).workbench.engine.model


def found(model: ReadModel, query: str, most: int = 20) -> list[tuple[str, str]]:
    """Document and section of each hit, in order."""
    return told(model, search(model, query, most))


def told(model: ReadModel, answer: Found) -> list[tuple[str, str]]:
    titles = dict(model.sql.execute("SELECT rowid, title FROM streams"))
    return [(titles[one], hit.section.title) for one, hits in answer.documents.items() for hit in hits]
