"""A run whose steps hold each of the things that a step can hold."""

from dataclasses import replace

from app.runs.events import RunStarted, Step
from app.runs.frozen import Approval, Check, Choice, Condition, Gate, Stage, Wait
from tests.runs.story import Story

HOUR = 3600
LIMIT = Gate("p95 below 300 ms", "<", "300", "ms", "p95")
DEPLOY = RunStarted(
    title="Deploy",
    document="d" * 16,
    revision="r",
    fields={"Severity": ""},
    steps=(
        Step(
            "s1",
            "Deploy it",
            3,
            "Deploy",
            checks=(
                Check("c1", "Health is green", 4),
                Check("c2", "Logs are quiet", 5),
                Check("c3", "Tell Bo", 6, verify=False),
            ),
        ),
        Step("s2", "Clear the cache (if needed)", 7, "Deploy", condition=Condition("if needed")),
        Step("s3", "Watch for 24 hours", 8, "Watch", wait=Wait("24 hours", 24 * HOUR)),
        Step(
            "s4", "Check p95 after 3 days", 9, "Watch", gate=LIMIT, wait=Wait("3 days", 72 * HOUR, after=True)
        ),
        Step("s5", "Drop the old table", 10, "Close", approval=Approval("two-person", "Lead")),
        Step(
            "s6",
            "Decide",
            11,
            "Close",
            decision=(Choice("d1", "Red", "Go back"), Choice("d2", "Green", "Go on")),
        ),
        Step(
            "s7",
            "Roll out",
            12,
            "Close",
            checks=(Check("c1", "Call (if it fails)", 13, False, Condition("if it fails", gate="s4")),),
            stages=(
                Stage("p1", "5", "Team", "1 minute", 60, Gate("errors < 1%", "<", "1", "%")),
                Stage("p2", "100", "All", "[Time]", 0, Gate("Calm?")),
            ),
        ),
        Step(
            "s8",
            "Tell the customers (if P0/P1)",
            14,
            "Close",
            condition=Condition("if P0/P1", "Severity", ("p0", "p1")),
        ),
    ),
    matrix=(Choice("d1", "Errors", "Roll back", "Lead"),),
)


def told(**fields: str) -> Story:
    """The run as it begins, with these fields filled in."""
    story = Story(started=False)
    story.tell("start", replace(DEPLOY, fields={**DEPLOY.fields, **fields}))
    return story
