"""The read model in, what an export of the library packs out: which revision of each document stands, and its file's name."""

from app.workbench import questions
from app.workbench.readmodel import ReadModel


def books(model: ReadModel) -> list[dict[str, str]]:
    """The texts themselves are the page's: it has them byte for byte."""
    return [
        {"stream": row.stream, "revision": row.revision, "name": row.name or f"{row.title}.md"}
        for row in questions.documents(model)
        if row.revision
    ]
