"""A Document comes in, the JSON outline that other programs read goes out."""

from typing import Any

from app.documents.model import Document


def outline(document: Document) -> dict[str, Any]:
    """Keys and their order are a contract with programs that read them: add, never rename."""
    return {
        "title": document.title,
        "kind": document.kind,
        "metadata": dict(document.metadata),
        "headings": _rows(document.headings, "level", "text", "line"),
        "procedures": _rows(document.procedures, "name", "line", "kind", "steps"),
        "steps": _rows(document.steps, "text", "line", "phase", "checked", "commands", "expect"),
        "tasks": _rows(document.tasks, "text", "line", "checked"),
        "commands": _rows(document.commands, "language", "line", "text", "output"),
        "tables": _rows(document.tables, "line", "columns", "rows", "header"),
        "fields": _rows(document.fields, "text", "line", "kind"),
        "gaps": _rows(document.gaps, "text", "line"),
        "links": _rows(document.links, "target", "line"),
        "problems": _rows(document.problems, "line", "severity", "code", "message"),
        "readiness": {
            "score": document.readiness.score,
            "reasons": [one.text for one in document.readiness.reasons],
        },
    }


def _rows(values: tuple[object, ...], *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(value, name) for name in names} for value in values]
