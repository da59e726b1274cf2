"""Nothing in, page values of giving away and of what a link brought out."""

from app.views.values import (
    Screen,
    SharedRun,
    SharedSkeleton,
    SharedStep,
    ShareForm,
    ShareSkeleton,
    screen,
)
from tests.views.samples_common import ANA, BEN, DOC, HOSTILE, LONG, RUN

STEPS = (
    SharedStep(1, "Check the `health` endpoint", "Look", "done", ANA),
    SharedStep(2, "Restart the worker", "Act", "skipped", BEN, "It restarts by itself now"),
    SharedStep(3, "Tell the customers", "", "problem", ANA, "", ("The status page is down: **503**",)),
    SharedStep(4, "Close the ticket"),
)


def alone() -> dict[str, SharedRun]:
    """What the page draws into a screen of its own making."""
    summary = "1 of 4 steps done, 1 skipped, 1 with a problem. Still open."
    step = SharedStep(1, HOSTILE, HOSTILE, "done", ANA, HOSTILE, (HOSTILE, LONG))
    return {
        "shared-run": SharedRun("Restart", "Operations", summary, ANA, None, STEPS),
        "shared-run-hostile": SharedRun(HOSTILE, HOSTILE, HOSTILE, ANA, BEN, (step,)),
    }


def sharing_screens() -> dict[str, Screen]:
    document, run = f"document/{DOC}", f"run/{RUN}"
    return {
        "share-document": _share(
            ShareForm(document, f"#/library/{DOC}", "API latency high", "a" * 64, "api.md")
        ),
        "share-run": _share(ShareForm(run, f"#/runs/{RUN}", LONG)),
        "share-hostile": _share(ShareForm(document, f"#/library/{DOC}", HOSTILE, "a" * 64, HOSTILE)),
        "shared": screen("#/shared", "Shared with you", SharedSkeleton()),
    }


def _share(value: ShareForm) -> Screen:
    return screen("#/library/ID/share", f"Share: {value.title}", ShareSkeleton(), value)
