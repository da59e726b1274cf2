"""A file's name and text in, what importing it would do out: new, a revision, nothing new, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.documents.intake import check
from app.documents.state import read
from app.workbench import questions
from app.workbench.readmodel import ReadModel
from app.workbench.rows import Row
from app.workbench.summary import fingerprint

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
        where = "in the library" if not same.archived else "here, archived,"
        return Match("same", f"{same.title} is already {where} with this text.", same.title, same.id)
    title = read(text, name).title
    known = questions.document_named(model, title, name)
    if known:
        archived = ", which is archived" if known.archived else ""
        return Match("revision", f"A new revision of {title}{archived}.", title, known.id)
    return Match("new", f"A new document: {title}.", title)


def match_all(model: ReadModel, files: Sequence[tuple[str, str]]) -> tuple[Match, ...]:
    """What importing these files one after another would do: a later one meets what the earlier ones brought."""
    scratch = ReadModel(model.checkpoint()) if len(files) > 1 else model
    brought: set[str] = set()
    found = []
    for number, (name, text) in enumerate(files, 1):
        one = match(scratch, name, text)
        found.append(
            _of_this_list(one, is_known=model.row(f"document/{one.document}") is not None)
            if one.document in brought
            else one
        )
        if len(files) > 1 and one.outcome in ("new", "revision"):
            row = scratch.row(f"document/{one.document}") or Row(
                f"document/{number}", "document", str(number)
            )
            row = replace(row, title=one.title, name=name, state="open", texts=(fingerprint(text),))
            scratch.put((row,), scratch.applied)
            brought.add(row.id)
    return tuple(found)


def _of_this_list(found: Match, *, is_known: bool) -> Match:
    """In words for a file that meets another one of its list; the library may not hold that document yet."""
    what = "The same text as" if found.outcome == "same" else "A new version of"
    sentence = f"{what} {found.title}, a file before it in this list."
    return replace(found, sentence=sentence, document=found.document if is_known else "")
