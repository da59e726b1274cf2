"""Several devices, whatever they do, in whatever order they exchange it: all folds are equal."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.workbench.desk import ENOUGH, RUN, START, Desk, with_run

REPORT = f"#/runs/{'c' * 16}/report"
DEVICES = st.integers(0, 2)
STEPS = st.sampled_from(["s1", "s2", "s3"])


class Devices(RuleBasedStateMachine):
    """Three devices with clocks hours apart; every acknowledged event must be in the union for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.desks = [
            with_run(Desk("a", "Ana")),
            Desk("b", "Bo", START - 7_200_000),
            Desk("e", "Eve", START + 86_400_000),
        ]
        for desk in self.desks[1:]:
            desk.merge(self.desks[0])
        self.acknowledged: set[str] = set()

    def act(self, device: int, name: str, **args: object) -> None:
        said = self.desks[device].act(name, RUN, args)
        assert said.decided["status"] in ("ok", "refused")
        self.acknowledged |= set(said.ids)

    @rule(device=DEVICES, step=STEPS, done=st.booleans())
    def check(self, device: int, step: str, done: bool) -> None:
        self.act(device, "check-step", step=step, done=done)

    @rule(device=DEVICES, step=STEPS)
    def skip(self, device: int, step: str) -> None:
        self.act(device, "skip-step", step=step, reason="no")

    @rule(device=DEVICES, step=STEPS)
    def note(self, device: int, step: str) -> None:
        self.act(device, "add-note", step=step, text="seen")

    @rule(device=DEVICES, finish=st.booleans())
    def end(self, device: int, finish: bool) -> None:
        self.act(device, "finish-run", **ENOUGH) if finish else self.act(device, "reopen-run")

    @rule(device=DEVICES)
    def undo(self, device: int) -> None:
        desk = self.desks[device]
        run = desk.ask(call="open", route=f"#/runs/{'c' * 16}", shown=None)["painted"]["full"]
        command = run.partition("undo='")[2].partition("'")[0]
        self.act(device, "undo", command=command)

    @rule(device=DEVICES, minutes=st.integers(-600, 600))
    def jump(self, device: int, minutes: int) -> None:
        self.desks[device].wall += minutes * 60_000

    @rule(to=DEVICES, source=DEVICES, order=st.lists(st.integers(0, 50), max_size=6))
    def merge(self, to: int, source: int, order: list[int]) -> None:
        self.desks[to].merge(self.desks[source], order)

    @rule(device=DEVICES)
    def restart(self, device: int) -> None:
        saved, data = self.desks[device].checkpoint()
        self.desks[device].boot(saved, data)

    @invariant()
    def nothing_acknowledged_is_gone(self) -> None:
        assert self.acknowledged <= set().union(*(desk.ids for desk in self.desks))

    def teardown(self) -> None:
        for _ in range(2):
            for to in self.desks:
                for source in self.desks:
                    to.merge(source)
        assert len({desk.fresh(REPORT) for desk in self.desks}) == 1
        assert len({repr(desk.workbench.engine.model.rows("ORDER BY stream")) for desk in self.desks}) == 1


TestDevices = Devices.TestCase
TestDevices.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
