"""Events told in order in, a run out: what the tests of this room are written with."""

from app.records.act import Act
from app.records.envelope import Stamp
from app.runs.events import RunEvent, RunStarted, Step
from app.runs.state import Run, evolve

ANA, BO = "a" * 16, "b" * 16
NAMES = {ANA: "Ana", BO: "Bo"}
STARTED = RunStarted(
    title="Restart the API",
    document="d" * 16,
    revision="r",
    steps=(Step("s1", "Stop it", 3), Step("s2", "Start it", 4)),
)


class Story:
    """A run as it is told: each event has a name as its id."""

    def __init__(self, *, started: bool = True) -> None:
        self.run = Run()
        self.minute = 0
        if started:
            self.tell("start", STARTED)

    def tell(
        self,
        id_: str,
        event: RunEvent,
        *,
        dev: str = ANA,
        over: tuple[str, ...] = (),
        year: int = 2026,
        cmd: str = "",
    ) -> Run:
        """`cmd` is the command it came from, one of its own when none is named."""
        self.minute += 1
        at = (year - 1970) * 31_556_952_000 + self.minute * 60_000
        stamp = Stamp(id_, f"{at:016d}-0000", at, NAMES[dev], dev, cmd or f"command-{id_}", over)
        self.run = evolve(self.run, stamp, event)
        return self.run


def act(dev: str = ANA, *seen: str) -> Act:
    return Act(cmd="command-now", dev=dev, actor=NAMES[dev], at=0, seen=frozenset(seen))
