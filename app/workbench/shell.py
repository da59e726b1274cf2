"""What the engine knows in, the few facts that the page's own shell shows out."""

from typing import Any

from app.records.refusal import clock
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.rows import Row


def shell(engine: Engine) -> dict[str, Any]:
    model = engine.model
    return {
        "people": list(questions.people(model)),
        "openRuns": questions.count_open_runs(model),
        "documents": questions.count_documents(model),
        "active": _active(questions.latest_run(model)),
    }


def _active(row: Row | None) -> dict[str, Any] | None:
    """The open run that was worked last, for the strip on other screens."""
    if row is None:
        return None
    return {
        "id": row.id,
        "title": row.title,
        "number": row.number,
        "total": row.total,
        "current": row.current,
        "since": clock(row.began),
        "drill": bool(row.drill),
        "paused": bool(row.paused),
    }
