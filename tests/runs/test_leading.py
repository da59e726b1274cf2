"""Where an author's "If not" leads."""

import pytest

from app.runs.events import RunStarted, Step
from app.runs.leading import leads_to

STEPS = (
    Step("s1", "Ping it", 3, "Check"),
    Step("s2", "Look at the lag", 4, "Check"),
    Step("s3", "Stop the writers", 7, "If replicas lag"),
    Step("s4", "Wait", 8, "If replicas lag"),
    Step("s5", "Name the owner", 11, "DNS"),
    Step("s6", "Restart it", 14, "Restart the primary"),
    Step("s7", "Put it back", 17, "Rollback"),
)


def started(steps: tuple[Step, ...], *aside: str) -> RunStarted:
    return RunStarted("Swap", "a" * 16, "b" * 64, steps=steps, aside=aside)


@pytest.mark.parametrize(
    ("said", "here", "there"),
    [
        ("go to step 2", "s1", "s2"),
        ("Skip to Step #2 and tell Ana", "s1", "s2"),
        # A number counts within the phase, and beyond its end within the run.
        ("do step 1 again", "s4", "s3"),
        ("go on with step 6", "s1", "s6"),
        ("see “If replicas lag”", "s1", "s3"),
        ("follow **if replicas lag**.", "s2", "s3"),
        ("restart the primary, then look again", "s1", "s6"),
        # Only where one is, nowhere, or the way back, which has its own button.
        ("repeat step 1", "s1", None),
        ("go to step 40", "s1", None),
        ("go to step 0", "s1", None),
        ("go to step 7", "s1", None),
        ("take the rollback", "s1", None),
        ("check it", "s1", None),
        ("look at the DNS", "s1", None),
        ("if replicas lagged before, wait", "s1", None),
        ("call the owner", "s1", None),
        ("", "s1", None),
    ],
)
def test_an_if_not_leads_to_the_step_or_phase_that_it_names(said: str, here: str, there: str | None) -> None:
    step = next(one for one in STEPS if one.id == here)
    found = leads_to(said, step, started(STEPS, "s7"))
    assert (found.id if found else None) == there


def test_the_longer_heading_is_meant_where_one_holds_the_other() -> None:
    steps = (
        Step("s1", "Ask", 1, "First"),
        Step("s2", "A", 2, "Restart"),
        Step("s3", "B", 3, "Restart the primary"),
    )
    found = leads_to("restart the primary", steps[0], started(steps))
    assert found is steps[2]
