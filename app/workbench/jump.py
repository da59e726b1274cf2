"""The read model in, what a person can jump to from anywhere out: documents with their procedures, and runs."""

from typing import Any

from app.workbench import questions
from app.workbench.readmodel import ReadModel

# What is listed is sent whole and kept by the page, so that it answers at once: beyond it the search finds more.
MOST_DOCUMENTS, MOST_OPEN, MOST_FINISHED = 1_000, 100, 50


def places(model: ReadModel) -> dict[str, Any]:
    """Latest used first. Of a run also what it is about and the step it is at, 0 once it is finished."""
    runs = (*questions.open_runs(model, MOST_OPEN), *questions.finished_runs(model, MOST_FINISHED))
    return {
        "documents": [
            {"id": row.id, "title": row.title, "parts": list(row.names)}
            for row in questions.latest_documents(model, MOST_DOCUMENTS)
            if row.state == "open"
        ],
        "runs": [
            {
                "id": row.id,
                "title": row.title,
                "subject": row.subject,
                "open": row.state == "open",
                "number": row.number,
            }
            for row in runs
        ],
    }
