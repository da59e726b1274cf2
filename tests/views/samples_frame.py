"""Nothing in, page values of what stands around a run's steps out: the way back, finishing, people, hand-over, mine."""

from app.views.values import (
    BackRow,
    Card,
    CrewForm,
    CrewSkeleton,
    DutyRow,
    FinishForm,
    FinishSkeleton,
    HandOverForm,
    HandOverSkeleton,
    Mine,
    Named,
    RollbackHead,
    RollbackSkeleton,
    RunActions,
    RunBack,
    Screen,
    Step,
    When,
    screen,
)
from tests.views.samples_common import ANA, BEN, EVENT, HOSTILE, LONG, RUN, T0

BACK = RunBack(
    RUN,
    (
        BackRow("s3", 3, "Check the upstream provider’s status page", "skipped", "Not applicable"),
        BackRow("s4", 4, "Find the `slow` endpoint", "problem", "metrics-server does not answer"),
    ),
)
CARD = Card(EVENT, "Four of twelve steps are done.\nThe deploy is being rolled back.", ANA, "Ben")
DUTIES = (
    DutyRow(
        RUN, "s5", 5, "Roll back the last deploy of `checkout-api`", "Ana Ruiz", T0, title="API latency high"
    ),
    DutyRow(RUN, "", 0, "", "Ana Ruiz", title="Daily checks", drill=True),
)
OPEN = (DutyRow(RUN, "s6", 6, "Tell the customers", "Support lead", after=5, title="API latency high"),)
MINE = Mine(DUTIES, OPEN, "Ana Ruiz")
STEPS = (Named("s1", "Confirm the alert is real"), Named("s5", "Roll back the last deploy"))


def frame_screens() -> dict[str, Screen]:
    return {
        "finish": screen(
            f"#/runs/{RUN}/finish",
            "Finish",
            FinishSkeleton(),
            FinishForm(
                RUN,
                "API latency high",
                (Named("i1", "p95 is below `300 ms`"), Named("i2", LONG)),
                BACK.rows,
                3,
            ),
        ),
        "rollback": screen(
            f"#/runs/{RUN}/rollback",
            "Rollback",
            RollbackSkeleton(RUN, ("r1",)),
            RollbackHead(
                RUN,
                "API latency high",
                "s5",
                5,
                ("p95 over `2 s`", HOSTILE),
                (When("Data is lost", "Restore", "DBA"),),
            ),
            Step(RUN, "r1", 1, "Undo the deploy", current=True),
        ),
        "rollback-begun": screen(
            f"#/runs/{RUN}/rollback",
            "Rollback",
            RollbackSkeleton(RUN, ("r1",), is_worked=True),
            RollbackHead(RUN, "API latency high", begun=ANA),
            Step(RUN, "r1", 1, "Undo the deploy", current=True),
            RunActions(RUN, "r1", "Undo the deploy", 1, left=2, rolling=True, way_back=True),
        ),
        "finish-empty": screen(
            f"#/runs/{RUN}/finish", "Finish", FinishSkeleton(), FinishForm(RUN, HOSTILE, refused="Read only.")
        ),
        "crew": screen(
            f"#/runs/{RUN}/crew",
            "People",
            CrewSkeleton(),
            CrewForm(
                RUN,
                "API latency high",
                STEPS,
                "s5",
                ("Ana Ruiz", "Ben"),
                (
                    DutyRow(RUN, "", 0, "API latency high", "On call"),
                    DutyRow(
                        RUN,
                        "s5",
                        5,
                        HOSTILE,
                        HOSTILE,
                        T0,
                        words="Due 30 min after the start",
                        over_to=(EVENT,),
                        over_due=(EVENT,),
                    ),
                ),
            ),
        ),
        "crew-empty": screen(
            f"#/runs/{RUN}/crew", "People", CrewSkeleton(), CrewForm(RUN, LONG, (), read_only="Read only.")
        ),
        "handover": screen(
            f"#/runs/{RUN}/handover",
            "Hand over",
            HandOverSkeleton(),
            HandOverForm(
                RUN,
                "API latency high",
                BEN,
                "4 of 12 steps done.",
                ("Ana Ruiz", "Ben"),
                CARD,
                (*DUTIES, *OPEN),
            ),
        ),
        "handover-empty": screen(
            f"#/runs/{RUN}/handover",
            "Hand over",
            HandOverSkeleton(),
            HandOverForm(RUN, HOSTILE, BEN, HOSTILE, read_only="Read only."),
        ),
    }
