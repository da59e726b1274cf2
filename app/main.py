"""The start of the engine: rooms in, an engine that answers the page out."""

import gc
import json
import random
import traceback

from app import views
from app.browser.channel import Handle, serve
from app.workbench import Workbench


def guarded(handle: Handle) -> Handle:
    """The one place that catches a bug: it becomes an answer that says so, and the page keeps working."""

    def answer(text: str, data: bytes | None) -> tuple[str, bytes | None]:
        try:
            return handle(text, data)
        except Exception as bug:  # noqa: BLE001  a bug can be anything
            what = "Sophie made a mistake. Your data is safe; reload, or save a snapshot first."
            report = {"status": "bug", "what": what, "detail": "".join(traceback.format_exception(bug))}
            return json.dumps(report), None

    return answer


def start() -> None:
    # The memory image would otherwise give every visitor the same numbers.
    random.seed()
    # Modules and templates live as long as the engine: the collector need not walk them, and a tick seldom waits for it.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    serve(guarded(Workbench(views).handle))


if __name__ == "__main__":
    start()
