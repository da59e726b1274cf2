"""Nothing in, page values of Edit, New, Fill in and Fix this step out: empty, normal, huge and hostile."""

from app.views.values import (
    Blank,
    EditHead,
    EditPreview,
    EditProblems,
    EditSkeleton,
    FieldInput,
    FillForm,
    FillSkeleton,
    FixForm,
    FixSkeleton,
    NewChooser,
    NewSkeleton,
    OwnTemplate,
    Problem,
    Screen,
    Starter,
    screen,
)
from tests.views.samples_common import DOC, EVENT, HOSTILE, LONG, RUN

TEXT = (
    "# API latency high\n\n**Version:** 1.2\n\n1. Look at the pods\n   ```bash\n   kubectl top pods\n   ```\n"
)
STARTERS = (
    Starter("runbook", "Runbook", "One problem, from its first sign to all clear."),
    Starter("checklist", "Checklist", "The same short checks every day."),
)


def edit(head: EditHead, problems: EditProblems, preview: EditPreview) -> Screen:
    return screen(f"#/library/{DOC}/edit", f"Edit: {head.title}", EditSkeleton(DOC), head, problems, preview)


OWN = (
    OwnTemplate(DOC, EVENT, 310, "Weekly report", "Operations handbook"),
    OwnTemplate(DOC, EVENT, 344, "Post-mortem: [Incident]", "Operations handbook"),
    OwnTemplate(DOC, EVENT, 9, LONG, HOSTILE),
)


def editing_screens() -> dict[str, Screen]:
    problems = (
        Problem(1, "warning", "No owner is named.", "Write who keeps it: Owner: Platform team."),
        Problem(
            5, "error", "A command has no expected result.", "Say below it what a good answer looks like."
        ),
        Problem(
            6, "error", "A command has no expected result.", "Say below it what a good answer looks like."
        ),
        Problem(7, "info", "A step begins without a verb."),
    )
    blanks = (
        Blank("[Host]\tStop it", FieldInput("[Host]", "text", 4, "Stop it", "Host"), (4, 9)),
        Blank("[YYYY-MM-DD]\t", FieldInput("[YYYY-MM-DD]", "date", 5), tuple(range(5, 20))),
        Blank(f"{HOSTILE}\t", FieldInput(HOSTILE, "choice", 1, LONG, HOSTILE, ("a", HOSTILE)), (1,)),
    )
    return {
        "edit": edit(
            EditHead(DOC, "API latency high", EVENT, "1.3", ("Version", "Change log")),
            EditProblems(problems),
            EditPreview(TEXT, 1, 0, 1, 8, 8),
        ),
        "edit-new": edit(EditHead(DOC, "New document"), EditProblems(), EditPreview()),
        "edit-huge": edit(
            EditHead(DOC, LONG, EVENT, HOSTILE, (HOSTILE,)),
            EditProblems(tuple(Problem(n, "warning", f"{HOSTILE} {LONG}") for n in range(1, 300))),
            EditPreview(TEXT * 40 + HOSTILE, 400, 30, 1200, 1900, 24_000),
        ),
        "edit-clean": edit(EditHead(DOC, HOSTILE, EVENT), EditProblems(()), EditPreview("", 0, 0, 1, 1, 1)),
        "new": screen("#/library/new", "New document", NewSkeleton(), NewChooser(STARTERS)),
        "new-own": screen("#/library/new", "New document", NewSkeleton(), NewChooser(STARTERS, "", OWN, 4)),
        "new-named": screen("#/library/new", "New document", NewSkeleton(), NewChooser(STARTERS, HOSTILE)),
        "fill": screen(
            f"#/library/{DOC}/fill",
            "Fill in",
            FillSkeleton(),
            FillForm(DOC, EVENT, "API latency high", blanks),
        ),
        "fill-nothing": screen(
            f"#/library/{DOC}/fill", "Fill in", FillSkeleton(), FillForm(DOC, EVENT, HOSTILE, ())
        ),
        "fix": screen(
            f"#/runs/{RUN}/fix",
            "Fix this step",
            FixSkeleton(),
            FixForm(DOC, EVENT, "API latency high", "Look at `the pods`", "1. Look at the pods\n", 5, 8, RUN),
        ),
        "fix-gone": screen(
            f"#/library/{DOC}/step", "Fix this step", FixSkeleton(), FixForm(DOC, EVENT, HOSTILE, HOSTILE)
        ),
    }
