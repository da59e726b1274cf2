"""What the engine knows in, the few facts that the page's own shell shows out."""

from typing import Any

from app.workbench import questions
from app.workbench.engine import Engine


def shell(engine: Engine) -> dict[str, Any]:
    model = engine.model
    return {
        "people": list(questions.people(model)),
        "openRuns": questions.count_open_runs(model),
        "documents": questions.count_documents(model),
    }
