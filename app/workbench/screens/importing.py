"""Files' names and texts in, what importing them would do out; nothing is stored."""

from collections.abc import Mapping, Sequence

from app.documents.state import read
from app.views.values import ImportResults, ImportRow, ImportSkeleton, Screen, screen
from app.workbench.engine import Engine
from app.workbench.foreign import Brought, brought_as_document
from app.workbench.matching import Match, match_all
from app.workbench.routes import Place

Files = Sequence[Mapping[str, str]]


def importing(at: Place) -> Screen:
    return screen(at.route, "Import", ImportSkeleton(), ImportResults())


def checked(engine: Engine, files: Files) -> tuple[Screen, list[dict[str, str]]]:
    """The import screen with its results, and the same results as plain lines."""
    brought = [brought_as_document(one["name"], one["text"]) for one in files]
    texts = [(one.name, one.text) for one in brought]
    found = [
        Match("refused", f"{one.name} {one.why}") if one.why else result
        for one, result in zip(brought, match_all(engine.model, texts), strict=True)
    ]
    rows = tuple(_row(one, result) for one, result in zip(brought, found, strict=True))
    says = [{"name": name, "says": result.sentence} for (name, _), result in zip(texts, found, strict=True)]
    return screen("#/import", "Import", ImportSkeleton(), ImportResults(rows)), says


def _row(brought: Brought, found: Match) -> ImportRow:
    name = brought.name
    if found.outcome == "refused":
        return ImportRow(name, found.outcome, found.sentence)
    document = read(brought.text, name)
    return ImportRow(
        name=name,
        outcome=found.outcome,
        sentence=found.sentence,
        title=document.title,
        kind=document.kind.capitalize(),
        steps=len(document.steps),
        commands=len(document.commands),
        fields=len(document.fields),
        problems=len(document.problems),
        document=found.document,
        lost=brought.lost,
    )
