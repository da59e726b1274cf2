"""Nothing in, the first screen's HTML out: runs inside the process that takes the memory image, and in `make dev`.

It also walks the ways every visit takes, so what Python imports or compiles at first use is in the image."""

import json

from app import views
from app.schedule.zones import names
from app.views.environment import compile_all
from app.workbench import Workbench

FIRST = "#/now"


def first_screen() -> str:
    """What a new visitor sees before Python has started: the same call the page makes."""
    compile_all()
    # The zones' files do not travel with the image: what is packed here is all there will be.
    names()
    workbench = Workbench(views)
    ask(workbench, {"call": "boot", "dev": "", "deviceName": "", "checkpoint": None, "quarantined": []})
    painted = ask(workbench, {"call": "open", "route": FIRST, "shown": None, "streams": {}})["painted"]
    return str(painted["full"])


def ask(workbench: Workbench, request: dict[str, object]) -> dict[str, dict[str, str]]:
    text, _ = workbench.handle(json.dumps(request), None)
    reply: dict[str, dict[str, str]] = json.loads(text)
    return reply
