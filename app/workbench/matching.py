"""A file's name and text in, what importing it would do out: new, a revision, nothing new, or refused."""

from dataclasses import dataclass
from typing import Literal

from app.documents.intake import check
from app.documents.state import read
from app.workbench import questions
from app.workbench.readmodel import ReadModel

Outcome = Literal["new", "revision", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Match:
    """`document` is the id of the known document or ""; `sentence` says the outcome to a person."""

    outcome: Outcome
    sentence: str
    title: str = ""
    document: str = ""


def match(model: ReadModel, name: str, text: str) -> Match:
    refusal = check(name, text)
    if refusal:
        return Match("refused", refusal)
    same = questions.document_with_text(model, text)
    if same:
        return Match("same", f"{same.title} is already in the library with this text.", same.title, same.id)
    title = read(text, name).title
    known = questions.document_named(model, title, name)
    if known:
        return Match("revision", f"A new revision of {title}.", title, known.id)
    return Match("new", f"A new document: {title}.", title)
