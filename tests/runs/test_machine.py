"""Any sequence of acts by two people on two devices keeps what a run promises."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.records.act import Act
from app.records.codec import body_of, read
from app.records.envelope import Envelope, Stamp
from app.records.refusal import Refused
from app.runs.answers import Answer
from app.runs.commands import (
    AddNote,
    AnswerCondition,
    AnswerGate,
    ApproveStep,
    BlockStep,
    CheckStep,
    ClearAnswer,
    DeferStep,
    FinishRun,
    OverrideChecks,
    PickRow,
    ReopenRun,
    ReportProblem,
    RunCommand,
    SkipStep,
    StartWait,
    TickCheck,
    UnblockStep,
    Undo,
)
from app.runs.count import count
from app.runs.decide import decide
from app.runs.events import RunEvent, Step, StepMark
from app.runs.rollback import BeginRollback, LeaveRollback
from app.runs.standing import asked_of, open_of, waiting
from app.runs.state import Run, evolve
from app.runs.undo import last_undoable
from app.workbench.rooms import ROOMS
from tests.runs.deploy import DEPLOY
from tests.runs.story import ANA, BO, NAMES

Told = tuple[Stamp, RunEvent]

# With a step that only rolls it back.
WORKED = replace(
    DEPLOY, steps=(*DEPLOY.steps, Step("s9", "Bring the table back", 15)), rollback=("s9",), aside=("s9",)
)
# Few, so that acts meet.
STEPS = st.sampled_from(["s1", "s1", "s2", "s4", "s4", "s5", "s7", "s9"])
# Bo's clock is hours ahead: what he did and Ana took back must stay taken back.
AHEAD = {ANA: 0, BO: 36_000_000}
CHECKS = st.sampled_from(["c1", "c2", "c3"])
STAGES = st.sampled_from(["", "p1", "p2"])
WORDS = st.sampled_from(["", "because", "later"])
PARTS = st.sampled_from(["gate", "gate p1", "wait", "condition", "override", "approval", "decision"])
COMMANDS: st.SearchStrategy[RunCommand] = st.one_of(
    st.builds(CheckStep, STEPS, st.booleans()),
    st.builds(SkipStep, STEPS, WORDS),
    st.builds(ReportProblem, STEPS, WORDS),
    st.builds(BlockStep, STEPS, WORDS),
    st.builds(UnblockStep, STEPS),
    st.builds(DeferStep, STEPS),
    st.builds(BeginRollback, STEPS),
    st.just(LeaveRollback()),
    st.builds(TickCheck, STEPS, CHECKS, st.booleans()),
    st.builds(AnswerCondition, STEPS, st.booleans(), st.sampled_from(["", "c1"])),
    st.builds(StartWait, STEPS, STAGES, st.sampled_from([0, 60])),
    st.builds(
        AnswerGate,
        STEPS,
        STAGES,
        st.sampled_from(["", "1", "400", "x"]),
        st.sampled_from([None, True, False]),
    ),
    st.builds(PickRow, st.sampled_from(["", "s6"]), st.sampled_from(["d1", "d2", "d3"])),
    st.builds(OverrideChecks, STEPS, WORDS),
    st.builds(ApproveStep, STEPS, st.sampled_from(["", "Ana", "Bo"])),
    st.builds(ClearAnswer, STEPS, PARTS),
    st.builds(AddNote, WORDS, STEPS),
    st.just(FinishRun(asked=True, reason="because")),
    st.just(ReopenRun()),
)
# Acts that meet: most sequences of any acts at all touch nothing twice.
MEETING: st.SearchStrategy[RunCommand] = st.sampled_from(
    (
        *(CheckStep("s1"), CheckStep("s1", done=False), BlockStep("s1", "later"), UnblockStep("s1")),
        *(DeferStep("s1"), DeferStep("s9"), CheckStep("s9"), BeginRollback("s1"), LeaveRollback()),
        *(TickCheck("s1", "c1"), TickCheck("s1", "c1", done=False), OverrideChecks("s1", "because")),
        *(AnswerGate("s4", value="1"), AnswerGate("s4", value="400"), ClearAnswer("s4", "gate")),
        *(AnswerCondition("s2", applies=True), AnswerCondition("s2", applies=False)),
        *(PickRow("s6", "d1"), PickRow("s6", "d2"), StartWait("s3"), ClearAnswer("s3", "wait")),
        *(
            CheckStep("s5"),
            ApproveStep("s5", "Ana"),
            ApproveStep("s5", "Bo"),
            FinishRun(asked=True, reason="because"),
            ReopenRun(),
        ),
    )
)
DEVICES = st.sampled_from([ANA, BO])


def folded(events: list[Told]) -> Run:
    """As the workbench folds a stream: in log order."""
    run = Run()
    for stamp, event in sorted(events, key=lambda told: told[0].order):
        run = evolve(run, stamp, event)
    return run


def heads(run: Run) -> dict[str, Any]:
    """What the registers say, whatever order the events came in."""
    marks = {step: [head.stamp.id for head in work.marks.heads] for step, work in run.work.items()}
    answers = {
        (step, part): [head.stamp.id for head in register.heads]
        for step, work in run.work.items()
        for part, register in work.answers.items()
    }
    return {
        "marks": marks,
        "answers": answers,
        "ends": [head.stamp.id for head in run.ends.heads],
        "back": [head.stamp.id for head in run.back.heads],
    }


def says(run: Run) -> dict[str, Any]:
    """What the run shows, and by whose act: what an undo brings back is as it was, with its author and time."""
    shown = {
        (step, part): (replace(answer.value, undoes=""), answer.stamp.id)
        for step, work in run.work.items()
        for part in work.answers
        if (answer := work.answer(part))
    }
    marks = {
        step: (type(work.mark.value).__name__, work.mark.stamp.id)
        for step, work in run.work.items()
        if work.mark and type(work.mark.value).__name__ not in ("StepReopened", "StepUnblocked")
    }
    return {
        "answers": shown,
        "marks": marks,
        "finished": run.finished and run.finished.stamp.id,
        "tally": count(run),
        "rolling": run.rollback and run.rollback.stamp.id,
    }


class TwoDevices(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.minute = 0
        self.refusals: list[Refused] = []
        self.held: dict[str, list[Told]] = {ANA: [], BO: []}
        self.runs: dict[str, Run] = {ANA: Run(), BO: Run()}
        self.last: dict[str, tuple[str, dict[str, Any]] | None] = {ANA: None, BO: None}

    @initialize()
    def begin(self) -> None:
        stamp = Stamp("start", f"{0:016d}-0000", 0, "Ana", ANA, "command-start")
        for dev in (ANA, BO):
            self.held[dev].append((stamp, WORKED))
            self.runs[dev] = folded(self.held[dev])

    def act(self, dev: str, command: RunCommand) -> bool:
        self.minute += 1
        cmd = f"command-{self.minute}"
        # The screen shows what the device holds.
        seen = frozenset(stamp.id for stamp, _ in self.held[dev])
        try:
            proposed = decide(self.runs[dev], command, Act(cmd, dev, NAMES[dev], self.minute * 60_000, seen))
        except Refused as refused:
            self.refusals.append(refused)
            return False
        for one in proposed:
            at = self.minute * 60_000 + AHEAD[dev]
            stamp = Stamp(f"e{self.minute:05d}", f"{at:016d}-0000", at, NAMES[dev], dev, cmd, one.over)
            self.held[dev].append((stamp, one.event))
            # As the workbench: what is newer than all is added, anything else folds the stream again.
            last = max(told.order for told, _ in self.held[dev])
            self.runs[dev] = (
                evolve(self.runs[dev], stamp, one.event) if stamp.order == last else folded(self.held[dev])
            )
            self.holds(dev, stamp, one.event)
        return bool(proposed)

    def holds(self, dev: str, stamp: Stamp, event: RunEvent) -> None:
        """Whoever has seen all that is held has the last word, whatever the clocks say."""
        run = self.runs[dev]
        if isinstance(event, StepMark):
            winner = run.on(event.step).marks.winner
            assert winner is not None
            assert winner.stamp.id == stamp.id
        if isinstance(event, Answer):
            said = run.on(event.step).answers[event.part].winner
            assert said is not None
            assert said.stamp.id == stamp.id

    @rule(dev=DEVICES, command=COMMANDS | MEETING)
    def do(self, dev: str, command: RunCommand) -> None:
        before = says(self.runs[dev])
        if self.act(dev, command) and not isinstance(command, AddNote):
            self.last[dev] = (f"command-{self.minute}", before)

    @precondition(lambda self: any(self.last.values()))
    @rule(dev=DEVICES)
    def undo(self, dev: str) -> None:
        last, self.last[dev] = self.last[dev], None
        if last and self.act(dev, Undo(last[0])):
            assert says(self.runs[dev]) == last[1]

    @rule(dev=DEVICES, first=MEETING, second=MEETING)
    def undo_at_once(self, dev: str, first: RunCommand, second: RunCommand) -> None:
        self.act(dev, first)
        before = says(self.runs[dev])
        if self.act(dev, second):
            assert self.act(dev, Undo(f"command-{self.minute}"))
            assert says(self.runs[dev]) == before
        self.last[dev] = None

    @rule(dev=DEVICES)
    def undo_what_is_offered(self, dev: str) -> None:
        """As often as it is offered: it is never refused, comes to an end, and takes nothing out of the record."""
        for _ in range(len(self.runs[dev].record) + 1):
            offered = last_undoable(self.runs[dev], dev)
            if offered is None:
                break
            length = len(self.runs[dev].record)
            assert self.act(dev, Undo(offered.stamp.cmd))
            assert len(self.runs[dev].record) > length
        assert last_undoable(self.runs[dev], dev) is None
        self.last[dev] = None

    @rule(first=MEETING, second=MEETING)
    def answer_what_the_other_did(self, first: RunCommand, second: RunCommand) -> None:
        self.act(BO, first)
        self.merge()
        self.act(ANA, second)

    @rule()
    def merge(self) -> None:
        both = {stamp.id: (stamp, event) for dev in (ANA, BO) for stamp, event in self.held[dev]}
        for dev in (ANA, BO):
            self.held[dev] = list(both.values())
            self.runs[dev] = folded(self.held[dev])
            self.last[dev] = None

    @invariant()
    def a_record_replays_to_the_same_state(self) -> None:
        for dev in (ANA, BO):
            assert folded(self.held[dev]) == self.runs[dev]

    @invariant()
    def any_order_gives_the_same_values(self) -> None:
        orders: tuple[Callable[[list[Told]], list[Told]], ...] = (
            lambda told: told[::-1],
            lambda told: told[1::2] + told[::2],
        )
        for order in orders:
            run = Run()
            for stamp, event in order(self.held[ANA]):
                run = evolve(run, stamp, event)
            assert heads(run) == heads(self.runs[ANA])

    @invariant()
    def nothing_done_is_lost(self) -> None:
        for dev in (ANA, BO):
            told = {stamp.id for stamp, _ in self.held[dev]}
            assert {entry.stamp.id for entry in self.runs[dev].record} == told

    @invariant()
    def the_figures_agree(self) -> None:
        for run in self.runs.values():
            tally = count(run)
            assert 0 <= tally.left <= tally.total
            # Some step is current while anything is left or unclosed, and none once all is settled.
            assert (tally.number > 0) == (tally.left > 0 or tally.unclosed > 0)
            assert all(asked_of(run, WORKED, step) == asked for step, asked in open_of(run, WORKED))
            assert all(due >= 0 and WORKED.find(step) for step, due in waiting(run))

    def teardown(self) -> None:
        """Every event reads back as it was written, every refusal is three sentences."""
        assert all(one.what and one.why and one.next for one in self.refusals)
        events = ROOMS["run"].events
        for stamp, event in self.held[ANA]:
            envelope = Envelope(1, "run/a", type(event).__name__, stamp, body_of(event))
            assert read(envelope, events) == event


TwoDevices.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestTwoDevices = TwoDevices.TestCase
