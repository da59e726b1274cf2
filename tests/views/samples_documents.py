"""Nothing in, page values of Now, Library, Document and Run start out."""

from app.views.values import (
    Chip,
    DocumentChange,
    DocumentHead,
    DocumentHealth,
    DocumentHistory,
    DocumentLife,
    DocumentOffers,
    DocumentOutline,
    DocumentPlan,
    DocumentProse,
    DocumentRepair,
    DocumentRow,
    DocumentRuns,
    DocumentSkeleton,
    DocumentStage,
    DocumentWork,
    DueRow,
    ErasedRow,
    FieldInput,
    Mine,
    NowBackup,
    NowDocuments,
    NowDue,
    NowErased,
    NowFirst,
    NowReviews,
    NowRuns,
    NowSchedule,
    NowSkeleton,
    OfferGroup,
    OfferRow,
    OutlinePhase,
    PlanArea,
    PlanItem,
    Problem,
    Reason,
    RepairRow,
    ReviewRow,
    RevisionRow,
    RunRow,
    RunStart,
    Screen,
    StartSkeleton,
    StepFigures,
    Template,
    Titled,
    screen,
)
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG, RUN, T0
from tests.views.samples_frame import MINE
from tests.views.samples_life import APPROVED, CROWDED, CROWDED_LIFE, DRAFT, LATER, READ, UNSEEN
from tests.views.samples_runs import FINISHED, RUNS, many_steps, steps
from tests.views.samples_schedules import row

TEXT = """# API latency high

**Owner:** Platform team · **Severity:** P1

## Symptoms

p95 latency over **300 ms** for five minutes, error `E4021` in the gateway log.

| Signal | Healthy | Alert |
| --- | ---: | --- |
| p95 | < 300 ms | > 500 ms |
| Errors | < 0.1 % | > 1 % |

## Resolution

1. Find the slow endpoint

   ```bash
   $ kubectl top pods -n checkout --sort-by=cpu
   ```

2. Roll back when the deploy is younger than an hour

> Never scale to zero while payments are open.

- [ ] Tell support
- [x] Page the owner
"""

ROWS = (
    DocumentRow(
        DOC, "API latency high", "Runbook", "ready", 12, 1, T0, "Approved", "Platform team", T0 - 86_400_000
    ),
    DocumentRow(
        "a" * 16,
        "Operations handbook: severities, response times and escalation for the checkout services",
        "Playbook",
        "review",
        148,
        15,
        T0,
        "Active",
        "SRE",
        T0 - 20_000_000_000,
        1,
    ),
    DocumentRow("b" * 16, "Daily checks", "Checklist", "incomplete", 9, 2, T0, "", "", None, 0, 2),
    DocumentRow("c" * 16, "Notizen zum Datenbank-Umzug.md", "Document", "unreadable", 0, 0, T0),
    DocumentRow("9" * 16, "Unreadable document", "", "unreadable", 0, 0, T0, unreadable=True),
)
CHIPS = (
    Chip("Status", "Approved"),
    Chip("Owner", "Platform team"),
    Chip("Version", "2.1"),
    Chip("Estimated time", "15 min"),
    Chip("Last updated", "2025-03-02"),
)


WORK = DocumentWork(
    DOC,
    14,
    640,
    1900,
    (
        StepFigures(1, "Confirm the alert is real, not a dead probe", 12, 14, 40, 75),
        StepFigures(
            4,
            f"Find the slow endpoint {HOSTILE}",
            20,
            14,
            340,
            1200,
            ("A problem was reported in 6 of 14 runs", "Slower than the other steps"),
        ),
        StepFigures(8, LONG, 31, 9, None, None, ("Skipped in 9 of 9 runs",)),
    ),
)


def document(
    head: DocumentHead,
    health: DocumentHealth,
    outline: DocumentOutline,
    text: str,
    runs: tuple[RunRow, ...],
    offers: DocumentOffers | None = None,
    repair: DocumentRepair | None = None,
    stage: DocumentStage = DRAFT,
    life: DocumentLife = UNSEEN,
    plan: DocumentPlan | None = None,
) -> Screen:
    history = DocumentHistory(
        DOC,
        (
            RevisionRow(EVENT, "api-latency-high.md", ANA, 4312, True, True),
            RevisionRow("5e" * 32, "latency.md", BEN, 4100, head.heads > 1, False),
        ),
    )
    return screen(
        f"#/library/{DOC}",
        head.title,
        DocumentSkeleton(DOC, plan=plan is not None),
        head,
        stage,
        repair or DocumentRepair(DOC, EVENT),
        *([plan] if plan else []),
        outline,
        offers or DocumentOffers(DOC, EVENT),
        DocumentProse(text, head.title),
        health,
        life,
        DocumentChange(DOC, EVENT, head.title, head.file_name, 3, (Template(HOSTILE, 40),)),
        WORK if runs else DocumentWork(DOC),
        DocumentRuns(runs),
        history,
    )


OUTLINE = DocumentOutline(
    (
        OutlinePhase("Triage", 1, tuple(one.text for one in steps()[:4])),
        OutlinePhase("Mitigate", 5, tuple(one.text for one in steps()[4:7])),
        OutlinePhase("Close", 8, tuple(one.text for one in steps()[7:])),
    ),
    9,
)
AREA = PlanArea(
    "Daily Health Checks",
    18,
    tuple(
        PlanItem(text, n == 1)
        for n, text in enumerate(("Morning checklist", "Database connection", "Alerts"))
    ),
)
DUE = (
    DueRow(DOC, "Operations Runbook", "2026-11-20", "Ana", "High", "Admin credentials", False),
    DueRow("a" * 16, LONG, "2026-11-27", "", "", HOSTILE, True),
)
PROBLEMS = (
    Problem(12, "warning", "Step has no expected result.", "Add a line such as “Expected output”."),
    Problem(40, "error", "Link to ./rollback.md leads nowhere."),
    Problem(58, "info", "“Check things” says nothing a tired person can do."),
)


def offer(line: int, name: str, detail: str) -> OfferRow:
    return OfferRow(f"message/{line}", name, detail, line, "symptoms")


OFFERS = DocumentOffers(
    DOC,
    EVENT,
    (
        OfferGroup(
            "Schedules",
            (
                OfferRow("schedule/a", "Morning checklist", "Every day · morning · 5 steps", 12, "symptoms"),
                OfferRow(
                    "schedule/b", "Monday", "Every week · monday · 4 steps", 20, "symptoms", "used", ANA
                ),
                OfferRow("schedule/c", "First week", "Every month · 4 steps", 28, "", "gone", BEN),
            ),
            "schedule",
        ),
        OfferGroup(
            "Severity levels",
            (
                OfferRow(
                    *(
                        "severity/p0",
                        "P0 - Critical",
                        "Response: 10 min · nobody can pay",
                        40,
                        "symptoms",
                        "changed",
                    ),
                    *(ANA, "", "Response: Immediate · nobody can pay"),
                ),
                OfferRow("severity/p1", "P1", "Response: < 1 hour", 44, "symptoms", "stopped", BEN, "c" * 16),
            ),
            "severity",
        ),
    ),
)
REPAIR = DocumentRepair(
    DOC,
    EVENT,
    (
        RepairRow(3, "## ðŸš¨ Alarms", "## 🚨 Alarms"),
        RepairRow(9, "Open Settings â†’ Users", "Open Settings → Users"),
        RepairRow(14, "## ðŸ” Locks", "## Locks", lost=True),
    ),
)


def document_screens() -> dict[str, Screen]:
    head = DocumentHead(DOC, "API latency high", "Runbook", EVENT, "api-latency-high.md", CHIPS)
    huge_head = DocumentHead(
        DOC,
        f"Operations handbook {LONG}",
        "Playbook",
        EVENT,
        "handbook.md",
        (*CHIPS, Chip("", HOSTILE, "warn")),
        tuple(
            f"{name} {n}"
            for n in range(8)
            for name in ("High CPU alert", "Rollback of a failed deploy with a very long name that wraps")
        ),
        2,
        open_run=RUN,
    )
    fields = (
        FieldInput("[Namespace]", "text", 14),
        FieldInput("[Ticket]", "link", 3, "Tracking ticket"),
        FieldInput("<HOST>", "command", 31),
        FieldInput("[YYYY-MM-DD]", "date", 5),
        FieldInput("[Severity]", "choice", 6, options=("P0", "P1", "P2")),
        FieldInput("Place: [North/South/etc.]", "choice", 7, options=("North", "South"), open=True),
        FieldInput("[Count]", "number", 8),
        FieldInput("Started: [Time]", "time", 9),
    )
    huge_steps = many_steps(200)
    return {
        "now-first": screen("#/now", "Now", NowSkeleton(True), NowFirst()),
        "now": screen(
            "#/now",
            "Now",
            NowSkeleton(False),
            NowErased((ErasedRow(DOC, "API latency high", 3), ErasedRow(RUN, "", 1))),
            NowRuns(RUNS, 14),
            MINE,
            NowSchedule((row(),), 4, 2, next=T0),
            NowReviews((ReviewRow(DOC, "API latency high", "2025-03-02"),)),
            NowDue(DUE),
            NowDocuments(ROWS[:3], 12),
            NowBackup(1284),
        ),
        "now-calm": screen(
            "#/now",
            "Now",
            NowSkeleton(False),
            NowErased(()),
            NowRuns(()),
            Mine(),
            NowSchedule(()),
            NowReviews(()),
            NowDue(),
            NowDocuments(ROWS[:1], 1),
            NowBackup(1),
        ),
        "document": document(
            head,
            DocumentHealth(
                "review",
                72,
                (
                    Reason("Its review was due on 2025-03-02.", 3, 10),
                    Reason("2 headings have nothing below them.", 40, 6),
                ),
                PROBLEMS,
            ),
            OUTLINE,
            TEXT,
            (*RUNS[:1], *FINISHED[:1]),
            OFFERS,
            REPAIR,
            APPROVED,
            READ,
        ),
        "document-plain": document(
            DocumentHead(DOC, "Notes", "Document", EVENT, "notes.txt"),
            DocumentHealth("incomplete", None),
            DocumentOutline((), 0),
            "",
            (),
            repair=DocumentRepair(DOC, EVENT, suspects=13, looked=False),
        ),
        "document-huge": document(
            huge_head,
            DocumentHealth(
                "incomplete",
                20,
                (Reason(HOSTILE), Reason(LONG, 4, 60)),
                tuple(Problem(n, "warning", LONG, HOSTILE) for n in range(30)),
            ),
            DocumentOutline((OutlinePhase("", 1, tuple(one.text for one in huge_steps)),), 200),
            TEXT * 20 + HOSTILE,
            FINISHED,
            DocumentOffers(
                DOC,
                EVENT,
                (OfferGroup("Messages", tuple(offer(n, HOSTILE, LONG) for n in range(60)), "message"),),
            ),
            DocumentRepair(DOC, EVENT, tuple(RepairRow(n, LONG, HOSTILE, n % 9 == 0) for n in range(1, 40))),
            CROWDED,
            CROWDED_LIFE,
        ),
        "document-promised": document(
            head,
            DocumentHealth(
                "incomplete", 40, (Reason("It lists 2 areas with 5 items it must cover.", 18, 60),)
            ),
            DocumentOutline((), 0),
            TEXT,
            (),
            plan=DocumentPlan(
                DOC,
                EVENT,
                (AREA, PlanArea(LONG, 30, (PlanItem(HOSTILE, False), PlanItem(LONG, True)))),
                "Ana",
                "2026-11-27",
                "High",
                HOSTILE,
                (EVENT,),
                (Titled("a" * 16, LONG),),
            ),
        ),
        "document-unwritten": document(
            head,
            DocumentHealth("incomplete", 0),
            DocumentOutline((), 0),
            "",
            (),
            plan=DocumentPlan(DOC, EVENT, (AREA,)),
        ),
        "document-begun": document(
            head,
            DocumentHealth("incomplete", 30),
            DocumentOutline((), 0),
            TEXT,
            (),
            plan=DocumentPlan(DOC, EVENT, source=Titled("a" * 16, HOSTILE)),
        ),
        "start": screen(
            f"#/library/{DOC}/start",
            "Start",
            StartSkeleton(),
            RunStart(
                DOC, EVENT, "API latency high", None, 12, fields, CHIPS[:2], APPROVED.stage, True, LATER
            ),
        ),
        "start-bare": screen(
            f"#/library/{DOC}/start",
            "Start",
            StartSkeleton(),
            RunStart(
                DOC,
                EVENT,
                "Operations handbook",
                "Rollback of a failed deploy",
                1,
                stage=DRAFT.stage,
                other=LATER,
            ),
        ),
        "start-hostile": screen(
            f"#/library/{DOC}/start",
            "Start",
            StartSkeleton(),
            RunStart(
                DOC, EVENT, HOSTILE, LONG, 3, (FieldInput(HOSTILE, "text", 1, HOSTILE), FieldInput(LONG))
            ),
        ),
    }
