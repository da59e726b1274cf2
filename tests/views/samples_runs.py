"""Nothing in, page values of runs, one run and its report out."""

from app.views.values import (
    Command,
    Deviation,
    Difference,
    Entry,
    Kept,
    Mark,
    Mine,
    Other,
    PaperSheet,
    PaperSkeleton,
    PaperStep,
    Remark,
    ReportSkeleton,
    ReportStep,
    RunActions,
    RunBack,
    RunCodes,
    RunGuard,
    RunHead,
    RunKept,
    RunList,
    RunRecord,
    RunReport,
    RunRow,
    RunSkeleton,
    RunsSkeleton,
    Screen,
    Step,
    screen,
)
from tests.views.samples_answers import answer_parts
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG, RUN, T0
from tests.views.samples_frame import BACK, CARD, MINE

NOTHING_BACK = RunBack(RUN)
RUNS = (
    RunRow(
        RUN,
        "API latency high",
        Mark("Ana Ruiz", T0),
        ANA,
        4,
        12,
        "Roll back the last deploy of `checkout-api`",
        5,
        None,
        1,
        1,
    ),
    RunRow(
        "d" * 16,
        "Daily checks",
        Mark("Ben", T0 - 9_000_000),
        BEN,
        0,
        9,
        "Check the error budget of all services",
        1,
    ),
)
FINISHED = (
    RunRow(
        "e" * 16,
        "Certificate expiry",
        Mark("Ben", T0 - 99_000_000),
        BEN,
        8,
        8,
        finished=Mark("Ben", T0 - 90_000_000, "laptop"),
    ),
    RunRow(
        "f" * 16,
        "DB failover",
        Mark("Ana Ruiz", T0 - 199_000_000),
        ANA,
        10,
        12,
        finished=ANA,
        skipped=2,
        problems=1,
    ),
)
UNREADABLE = (RunRow("8" * 16, "Unreadable run", BEN, BEN, 0, 0, unreadable=True),)
DETAIL = """The gateway keeps old pods for ten minutes, so give it time.

```bash
$ kubectl rollout undo deployment/checkout-api -n [Namespace]
```

Then wait for the rollout:

```bash
kubectl rollout status deployment/checkout-api -n [Namespace] --timeout=120s
```

**Expected output:** `deployment "checkout-api" successfully rolled out` and p95 below 300 ms within 3 minutes.

**If not:** scale the old version up instead, then call the platform lead.

**Stop if:** the database migration of this release has already run.
"""


KEPT = (
    Kept(
        "k1",
        "output",
        BEN,
        text="error: Metrics API not available",
        command="kubectl top pods -n checkout",
        how="exact",
        differences=(
            Difference("same", "NAME   CPU"),
            Difference("missing", "api-1  250m"),
            Difference("extra", "error: Metrics API not available"),
        ),
        more=3,
    ),
    Kept("k2", "output", ANA, text="ok", how="contains", fits=True),
    Kept("k3", "file", ANA, late=True, name=HOSTILE, sha="ab" * 32, type="text/plain", size=4200),
    Kept("k4", "file", ANA, name="graph.png", sha="cd" * 32, type="image/png", size=182_000),
    Kept("k5", "link", ANA, text="What customers see", url="https://status.shop.test/incidents/7"),
)


PAPER = (
    PaperStep("1K", "s1", 1, "Confirm the alert is real", "Triage", state="done", over=(EVENT,)),
    PaperStep("2P", "s2", 2, HOSTILE, "", (f"kubectl top pods {HOSTILE}",), "below 300 ms", "it grows"),
    PaperStep("3A", "s3", 3, LONG, "Close", state="skipped"),
)


def steps(read_only: bool = False) -> tuple[Step, ...]:
    return (
        Step(
            RUN,
            "s1",
            1,
            "Confirm the alert is real, not a dead probe",
            "done",
            phase="Triage",
            detail="Look at **two** sources.",
            mark=Mark("Ana Ruiz", T0 + 60_000, "on-call phone"),
            over=(EVENT,),
            read_only=read_only,
        ),
        Step(
            RUN,
            "s2",
            2,
            "Tell `#incidents` what you see",
            "done",
            mark=ANA,
            over=(EVENT,),
            also=(Other("skipped", BEN),),
            remarks=(Remark("n1", "Support had already opened a ticket:\nSUP-4411", ANA),),
        ),
        Step(
            RUN,
            "s3",
            3,
            "Check the upstream provider’s status page",
            "skipped",
            mark=ANA,
            reason="Not applicable",
            over=(EVENT,),
        ),
        Step(
            RUN,
            "s4",
            4,
            "Find the slow endpoint",
            "problem",
            mark=BEN,
            over=(EVENT,),
            detail="```bash\nkubectl top pods -n checkout\n```",
            commands=(Command("bash", "kubectl top pods -n checkout"),),
            remarks=(Remark("n2", "metrics-server does not answer", BEN, problem=True),),
            kept=KEPT,
            copied=ANA,
        ),
        Step(
            RUN,
            "s5",
            5,
            "Roll back the last deploy of `checkout-api`",
            current=True,
            phase="Mitigate",
            detail=DETAIL,
            commands=(
                Command(
                    "bash",
                    "kubectl rollout undo deployment/checkout-api -n [Namespace]",
                    missing=("[Namespace]",),
                    destroys="kubectl rollout undo",
                    target="deployment/checkout-api on checkout",
                    secrets=("<api-token>",),
                    needs=("KUBECONFIG",),
                    lines=("kubectl rollout pause", "kubectl rollout undo"),
                ),
                Command(
                    "bash",
                    "kubectl rollout status deployment/checkout-api -n checkout --timeout=120s",
                    output='deployment "checkout-api" successfully rolled out',
                ),
            ),
        ),
        Step(RUN, "s6", 6, "Watch p95 for five minutes", detail="It should fall below 300 ms."),
        Step(
            RUN,
            "s7",
            7,
            "Clear the CDN cache of `/checkout`",
            commands=(
                Command(
                    "bash", "fastly purge --all\nfastly stats", lines=("fastly purge --all", "fastly stats")
                ),
            ),
        ),
        Step(RUN, "s8", 8, "Tell `#incidents` it is over", phase="Close"),
        Step(
            RUN,
            "s9",
            9,
            "Write down what was wrong in this runbook",
            "done",
            mark=BEN,
            late=True,
            over=(EVENT,),
        ),
    )


HEAD = RunHead(
    RUN,
    "API latency high",
    DOC,
    "API latency high",
    Mark("Ana Ruiz", T0, "on-call phone"),
    3,
    1,
    1,
    9,
    newer=True,
    values=(("[Namespace]", ""), ("[Ticket]", "OPS-812")),
)
ENTRIES = (
    Entry("e9", "Done", BEN, "Write down what was wrong in this runbook", 9, late=True),
    Entry("e6", "Problem", BEN, "Find the slow endpoint", 4, "metrics-server does not answer"),
    Entry("e5", "Skipped", ANA, "Check the upstream provider’s status page", 3, "Not applicable"),
    Entry(
        "e4",
        "Note",
        ANA,
        "Tell `#incidents` what you see",
        2,
        "Support had already opened a ticket:\nSUP-4411",
    ),
    Entry("e3", "Done", ANA, "Tell `#incidents` what you see", 2),
    Entry("e2", "Escalated", ANA, strange=True),
    Entry("e1", "Started", Mark("Ana Ruiz", T0, "on-call phone")),
)


EVIDENCE = (
    Kept("k1", "link", ANA, text=HOSTILE, url="https://wiki.shop.test/a"),
    Kept("k2", "file", BEN, late=True, name=HOSTILE, sha="ab" * 32, type="image/png", size=9),
)


def run_screen(
    head: RunHead,
    all_steps: tuple[Step, ...],
    actions: RunActions,
    record: RunRecord,
    back: RunBack = NOTHING_BACK,
    *,
    confirms: bool = False,
) -> Screen:
    return screen(
        f"#/runs/{RUN}",
        head.title,
        RunSkeleton(RUN, tuple(one.id for one in all_steps), tuple(one.text for one in all_steps), confirms),
        head,
        RunGuard(RUN, ("Data is lost", HOSTILE), ("Tell the channel",)) if confirms else RunGuard(RUN),
        *all_steps,
        actions,
        back,
        RunKept(RUN, head.title, EVIDENCE if confirms else (), read_only=bool(head.read_only)),
        record,
    )


def many_steps(count: int) -> tuple[Step, ...]:
    return tuple(
        Step(
            RUN,
            f"s{n}",
            n,
            f"Step {n}: {HOSTILE if n == 3 else LONG if n == 4 else 'drain node and wait until it is empty'}",
            "done" if n < 40 else "open",
            n == 40,
            f"Phase {n}" if n % 20 == 1 else "",
            "Some *detail*.",
            mark=ANA if n < 40 else None,
            over=(EVENT,) if n < 40 else (),
        )
        for n in range(1, count + 1)
    )


ACTIONS = RunActions(
    RUN, "s5", "Roll back the last deploy of `checkout-api`", 5, (), 4, "q" * 16, "Problem, step 4"
)
DONE_HEAD = RunHead(
    RUN, "API latency high", "", "API latency high", Mark("Ana Ruiz", T0), 9, 0, 0, 9, finished=BEN
)


DRILL_HEAD = RunHead(
    RUN,
    "API latency high",
    DOC,
    "x",
    ANA,
    0,
    0,
    0,
    2,
    values=(("Host", "mq-1"), ("Ticket", "")),
    mode="Read and do",
    drill=True,
    subject="Acme & Söhne",
    holder=BEN,
    paused=BEN,
    pause_reason="waiting for the vendor",
    card=CARD,
)


def run_screens() -> dict[str, Screen]:
    huge_steps = many_steps(200)
    return {
        "runs-empty": screen("#/runs", "Runs", RunsSkeleton(), RunList((), (), 0), Mine()),
        "runs": screen("#/runs", "Runs", RunsSkeleton(), RunList(RUNS, FINISHED, 4, UNREADABLE), MINE),
        "run": run_screen(HEAD, steps(), ACTIONS, RunRecord(RUN, ENTRIES, 31), BACK),
        "run-drill-paused": run_screen(
            DRILL_HEAD,
            (
                Step(
                    RUN, "s1", 1, "Stop it", current=True, since=T0, seconds=120, assigned="Ana Ruiz", due=T0
                ),
                Step(RUN, "s2", 2, "Start it", assigned=HOSTILE, due_after=1),
            ),
            RunActions(RUN, "s1", "Stop it", 1, left=2, asks=True, paused=True),
            RunRecord(RUN, ()),
        ),
        "run-confirmed-after": run_screen(
            RunHead(RUN, "Daily checks", DOC, "x", ANA, 0, 0, 0, 2, mode="Do, then confirm"),
            (
                Step(RUN, "s1", 1, "Check the backups", current=True, folded=True, detail="All *three*."),
                Step(RUN, "s2", 2, "Check the error budget"),
            ),
            RunActions(RUN, "s1", "Check the backups", 1, left=2, rollback=True),
            RunRecord(RUN, ()),
            confirms=True,
        ),
        "run-answers": run_screen(*answer_parts()),
        "run-rolling-back": run_screen(
            RunHead(RUN, "Deploy", DOC, "Deploy", ANA, 1, 0, 0, 3, since=T0, rollback=BEN, later=1),
            (
                Step(RUN, "s1", 1, "Build it", state="later", mark=ANA, over=("e1",)),
                Step(RUN, "s2", 2, "Stop the new one", current=True, phase="Rollback"),
                Step(RUN, "s3", 3, "Start the old one", state="aside"),
            ),
            RunActions(RUN, "s1", "Build it", 1, left=2, asks=True, rollback=True, deferred=True),
            RunRecord(RUN, ()),
        ),
        "run-fresh": run_screen(
            RunHead(RUN, "Daily checks", DOC, "Daily checks", ANA, 0, 0, 0, 2),
            (
                Step(RUN, "s1", 1, "Check the error budget", current=True),
                Step(RUN, "s2", 2, "Check the backups"),
            ),
            RunActions(RUN, "s1", "Check the error budget", 1, left=2),
            RunRecord(RUN, ()),
        ),
        "run-settled": run_screen(
            HEAD,
            tuple(many_steps(3)),
            RunActions(RUN, None, undo="q" * 16, undo_what="Done, step 3"),
            RunRecord(RUN, ENTRIES[:3]),
        ),
        "run-finished": run_screen(
            DONE_HEAD,
            steps(),
            RunActions(RUN, None, finished=True, undo="q" * 16, undo_what="Finished"),
            RunRecord(RUN, ENTRIES),
        ),
        "run-read-only": run_screen(
            RunHead(
                RUN,
                "From the future",
                DOC,
                "x",
                ANA,
                1,
                0,
                0,
                9,
                read_only="A newer Sophie wrote in this run. Update to go on; nothing is lost.",
            ),
            steps(read_only=True),
            RunActions(RUN, "s5", "Roll back", 5, read_only="Written by a newer Sophie: update to go on."),
            RunRecord(RUN, ENTRIES),
        ),
        "run-huge": run_screen(
            RunHead(RUN, HOSTILE, DOC, LONG, ANA, 39, 0, 0, 200, values=((HOSTILE, LONG),)),
            huge_steps,
            RunActions(RUN, "s40", LONG, 40, left=161),
            RunRecord(RUN, tuple(Entry(f"h{n}", "Note", ANA, HOSTILE, n, LONG) for n in range(12)), 500),
        ),
        "report": screen(
            f"#/runs/{RUN}/report",
            "Report",
            ReportSkeleton(),
            RunReport(
                HEAD,
                tuple(ReportStep(one, one.number * 61_000 if one.mark else None) for one in steps()),
                tuple(reversed(ENTRIES)),
                ("Ana Ruiz", "Ben"),
                EVENT,
                took=3_725_000,
                deviations=(
                    Deviation(0, "Started with this left empty: [Namespace]"),
                    Deviation(3, "Skipped", "Not applicable"),
                    Deviation(4, "Problem", HOSTILE),
                ),
                summary="3 of 9 steps done, 1 skipped, 1 with a problem. Finished.",
            ),
        ),
        "report-answers": screen(
            f"#/runs/{RUN}/report",
            "Report",
            ReportSkeleton(),
            RunReport(HEAD, tuple(ReportStep(one) for one in answer_parts()[1]), ()),
        ),
        "paper": screen(
            f"#/runs/{RUN}/paper",
            "On paper",
            PaperSkeleton(),
            PaperSheet(RUN, "API latency high", ANA, PAPER, (("[Namespace]", ""), ("[Ticket]", "OPS-812"))),
        ),
        "codes": screen(
            f"#/runs/{RUN}/codes", "From paper", PaperSkeleton(), RunCodes(RUN, HOSTILE, T0, PAPER)
        ),
        "codes-read-only": screen(
            f"#/runs/{RUN}/codes", "From paper", PaperSkeleton(), RunCodes(RUN, "x", T0, (), read_only=True)
        ),
        "report-empty": screen(
            f"#/runs/{RUN}/report",
            "Report",
            ReportSkeleton(),
            RunReport(DONE_HEAD, (), (), summary="0 of 0 steps done. Finished."),
        ),
    }
