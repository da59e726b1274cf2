"""Events told in order in, a schedule out: what the tests of this room are written with."""

import sys
from datetime import datetime

from app.records.act import Act
from app.records.envelope import Stamp
from app.schedule.events import ScheduleEvent
from app.schedule.plan import Plan, moment
from app.schedule.state import Schedule, evolve

ANA, BO = "a" * 16, "b" * 16
NAMES = {ANA: "Ana", BO: "Bo"}
BERLIN = "Europe/Berlin"
# A browser's Python takes so many times as long.
PATIENCE = 5 if sys.platform == "emscripten" else 1
ZONES = (
    BERLIN,
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Kolkata",
)
DAILY = Plan("Morning round", "d" * 16, "FREQ=DAILY", "2026-11-20", BERLIN, opens=360, due=600, grace=840)


def at(text: str, zone: str = BERLIN) -> int:
    """A wall clock's time as ms UTC."""
    return moment(datetime.fromisoformat(text), zone)


def act(text: str = "2026-11-27T08:00", dev: str = ANA, *seen: str) -> Act:
    return Act("command-now", dev, NAMES[dev], at(text), frozenset(seen))


class Story:
    """A schedule as it is told: each event has a name as its id."""

    def __init__(self) -> None:
        self.schedule = Schedule()
        self.minute = 0

    def tell(self, id_: str, event: ScheduleEvent, *, dev: str = ANA, over: tuple[str, ...] = ()) -> Schedule:
        self.minute += 1
        when = at("2026-11-20T00:00") + self.minute * 60_000
        stamp = Stamp(id_, f"{when:016d}-0000", when, NAMES[dev], dev, f"command-{id_}", over)
        self.schedule = evolve(self.schedule, stamp, event)
        return self.schedule
