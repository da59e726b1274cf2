"""Copies, outputs, files and links become facts of a run; what cannot be kept is refused in sentences."""

import pytest

from app.records.refusal import Refused
from app.runs.decide import decide
from app.runs.evidence.commands import AddLink, AttachFile, KeepOutput, LogCopy
from app.runs.evidence.events import CommandCopied, FileAttached, LinkAdded, OutputKept
from app.runs.state import Run
from tests.runs.story import BO, Story, act

SHA = "ab" * 32


def test_a_copy_is_recorded_with_what_was_copied() -> None:
    (one,) = decide(Story().run, LogCopy("s1", "kubectl get pods", 2), act())
    assert one.event == CommandCopied("s1", "kubectl get pods", 2)
    assert one.over == ()


def test_an_output_is_kept_with_what_the_comparison_said() -> None:
    (one,) = decide(Story().run, KeepOutput("s1", "\n3 ready\n", "get", "3 ready", "exact"), act())
    assert one.event == OutputKept("s1", "3 ready", "get", "3 ready", "exact", fits=True)
    (one,) = decide(Story().run, KeepOutput("s1", "2 ready", "get", "3 ready", "contains"), act())
    assert isinstance(one.event, OutputKept)
    assert not one.event.fits


def test_an_output_without_an_expectation_is_only_kept() -> None:
    (one,) = decide(Story().run, KeepOutput("s1", "x", "get", " ", "exact"), act())
    assert one.event == OutputKept("s1", "x", "get", "", "", fits=True)


@pytest.mark.parametrize(
    "command",
    [
        KeepOutput("s1", " \n"),
        KeepOutput("s1", "x" * 200_001),
        KeepOutput("s1", "x", "c", "y", "like"),
        AttachFile("s1", "no", "a.png", "image/png", 3),
        AttachFile("s1", SHA, "a.png", "image/png; x", 3),
        AttachFile("s1", SHA, "a.png", "image/png", -3),
        AddLink("s1", "javascript:alert(1)"),
        AddLink("s1", "see the wiki"),
        LogCopy("s9", "x"),
        KeepOutput("s9", "x"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_three_sentences(
    command: KeepOutput | AttachFile | AddLink,
) -> None:
    with pytest.raises(Refused) as refused:
        decide(Story().run, command, act())
    assert all(part.endswith(".") for part in (refused.value.what, refused.value.why, refused.value.next))


def test_nothing_is_kept_before_the_start_is_here() -> None:
    with pytest.raises(Refused):
        decide(Run(), LogCopy("s1", "x"), act())


def test_evidence_is_with_its_step_and_in_the_record_whoever_kept_it() -> None:
    story = Story()
    story.tell("out", OutputKept("s1", "ok"))
    story.tell("file", FileAttached("s1", SHA, "a.png", "image/png", 3), dev=BO)
    run = story.tell("link", LinkAdded(None, "https://wiki.shop.test"))
    assert [entry.stamp.id for entry in run.on("s1").kept] == ["out", "file"]
    assert [entry.stamp.id for entry in run.record] == ["start", "out", "file", "link"]


def test_late_evidence_is_kept_and_marked() -> None:
    story = Story()
    decided = decide(story.run, AddLink("s1", "https://wiki.shop.test", " the graph "), act())
    assert decided[0].event == LinkAdded("s1", "https://wiki.shop.test", "the graph")
