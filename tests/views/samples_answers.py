"""Nothing in, page values of a run whose steps ask for more than a tick out: open, answered, hostile."""

from dataclasses import replace

from app.views.values import (
    Approval,
    Case,
    Gate,
    Matrix,
    Row,
    RunActions,
    RunHead,
    RunRecord,
    Share,
    Step,
    StepAsks,
    Tick,
    Wait,
)
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG, RUN, T0

TICKS = (
    Tick("c1", "Migrations applied successfully", done=True, mark=ANA, over=(EVENT,)),
    Tick("c2", "Data integrity verified"),
    Tick("c3", "Inform customers (if P0/P1)", case=Case("if P0/P1")),
    Tick("c4", "Look at the slow log", verify=False, also=(BEN,), done=True, mark=ANA, over=(EVENT,)),
)
ROWS = (Row("d1", "Errors above 1 %", "Roll back", "Lead"), Row("d2", "All calm", "Go on to 25 %"))
MET = Gate("Is p95 low?", passed=True, mark=ANA)
UNMET = Case("if restart fails", applies=False, why="because the gate of step 1 passed")
LIMIT = Gate("Check that p95 is below 300 ms", "below 300", "ms")


def steps() -> tuple[Step, ...]:
    asks = StepAsks(RUN, "s1", 1)
    return (
        Step(
            RUN,
            "s1",
            1,
            "Step 2: Database migrations",
            current=True,
            phase="Deploy",
            detail="**Verification:**\n- [ ] Migrations applied successfully\n- [ ] Data integrity verified\n"
            "- [ ] Inform customers (if P0/P1)\n- [ ] Look at the slow log\n",
            case=Case("if needed"),
            ticks=TICKS,
            asks=replace(
                asks,
                gate=LIMIT,
                wait=Wait("10 minutes"),
                approval=Approval("sign-off by", "Engineering Lead"),
                left=("Data integrity verified", "Inform customers", "Check p95"),
            ),
        ),
        Step(
            RUN,
            "s2",
            2,
            "Watch it for 24 hours",
            "done",
            mark=ANA,
            over=(EVENT,),
            asks=replace(
                asks,
                id="s2",
                number=2,
                wait=Wait("24 hours", T0 + 86_400_000, ANA, over=(EVENT,)),
                gate=replace(
                    LIMIT,
                    value="340 ms",
                    passed=False,
                    mark=ANA,
                    over=(EVENT,),
                    also=("Ben also answered: passed.",),
                ),
                approval=Approval("two-person", "", "Ana Ruiz", ANA, counts=False, over=(EVENT,)),
                left=("Check p95",),
                closing=True,
            ),
        ),
        Step(
            RUN,
            "s3",
            3,
            "Decide",
            detail="| Condition | Action |\n|---|---|\n| Errors above 1 % | Roll back |\n| All calm | Go on to 25 % |\n",
            matrix=Matrix((replace(ROWS[0], picked=True), ROWS[1]), ANA, (EVENT,)),
            asks=replace(
                asks, id="s3", number=3, reason="The dashboard is down", reason_mark=BEN, over=(EVENT,)
            ),
        ),
        Step(
            RUN,
            "s4",
            4,
            "Phase 1: Internal testing (0% → 5%)",
            asks=replace(
                asks,
                id="s4",
                number=4,
                shares=(
                    Share(
                        "p1",
                        "5",
                        "Internal team",
                        Wait("2 hours", T0 + 7_200_000, ANA),
                        replace(LIMIT, passed=True, value="120", mark=ANA),
                    ),
                    Share("p2", "25", "Beta users", Wait("[Time]", ask=True), Gate("Is it calm?")),
                ),
            ),
        ),
        Step(
            RUN,
            "s5",
            5,
            "Restart it (if restart fails)",
            "left-out",
            case=Case("if restart fails", applies=False, why="because the gate of step 1 passed"),
        ),
        Step(
            RUN,
            "s6",
            6,
            "Order new disks",
            "blocked",
            mark=BEN,
            reason="Waits for the vendor",
            over=(EVENT,),
            phase="Close",
        ),
        Step(
            RUN,
            "s7",
            7,
            HOSTILE,
            detail="Words first.",
            case=Case(HOSTILE, applies=True, mark=ANA, over=(EVENT,)),
            ticks=(Tick("c1", HOSTILE), Tick("c2", LONG)),
            matrix=Matrix((Row("d1", HOSTILE, LONG, HOSTILE),)),
            asks=replace(
                asks, id="s7", number=7, gate=Gate(LONG, "below 3", HOSTILE), left=(HOSTILE,), read_only=True
            ),
        ),
    )


def answer_parts() -> tuple[RunHead, tuple[Step, ...], RunActions, RunRecord]:
    """The run's head, its steps, its bar and its record."""
    head = RunHead(RUN, "Deploy the shop", DOC, "Deploy the shop", ANA, 1, 0, 0, 7, left_out=1, blocked=1)
    return head, steps(), RunActions(RUN, "s1", "Database migrations", 1, left=5), RunRecord(RUN, ())
