"""Filling, renaming, duplicating, fixing a step and finishing a draft: each a revision that changes just that."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.documents.commands import DuplicateDocument, FillFields, FinishDraft, FixStep, RenameDocument
from app.documents.decide import decide
from app.documents.events import DocumentImported, RevisionWritten
from app.documents.filling import filled, key_of
from app.documents.markdown import normalize
from app.documents.parse import parse
from app.documents.renaming import retitled
from app.documents.state import DocumentHistory, evolve
from app.documents.step_lines import lines_of, span_of, step_like, with_lines
from app.records.act import Act
from app.records.envelope import Stamp
from app.records.refusal import Refused

TEXT = (
    "\ufeff# Restart [App]\r\n\r\n**Version:** 1.2\r\n\r\n"
    "| Who | Phone |\r\n|---|---|\r\n| Lead | [number] |\r\n| Second | [number] |\r\n\r\n"
    "1. Stop [App] on `<host>`\r\n   ```bash\r\n   ssh <host> stop\r\n   ```\r\n\r\n2. Start it\r\n\r\n## Notes\r\n"
)


def stamp(id_: str, over: tuple[str, ...] = ()) -> Stamp:
    return Stamp(id_, id_, 1_763_716_200_000, "Ana", "a" * 16, f"command-{id_}", over)


def history(text: str = TEXT) -> DocumentHistory:
    return evolve(DocumentHistory(), stamp("1"), DocumentImported("restart.md", text))


def act(*seen: str) -> Act:
    return Act("command", "a" * 16, "Ana", 1_763_716_200_000, frozenset(seen))


def written(command: object, *seen: str, of: DocumentHistory | None = None) -> RevisionWritten:
    (one,) = decide(of or history(), command, act(*(seen or ("1",))))  # type: ignore[arg-type]
    assert isinstance(one.event, RevisionWritten)
    assert one.over == tuple(sorted(seen or ("1",)))
    return one.event


def fields(text: str) -> dict[str, str]:
    return {field.name: key_of(field) for field in parse(text).fields}


def test_filling_replaces_exactly_these_blanks() -> None:
    keys = fields(TEXT)
    answers = {keys["host"]: "db-1", keys["Lead, Phone: number"]: "11 | 22"}
    text = written(FillFields(answers)).text
    assert text == TEXT.replace("<host>", "db-1").replace("| Lead | [number] |", "| Lead | 11 \\| 22 |")


def test_filling_nothing_changes_nothing() -> None:
    assert decide(history(), FillFields({}), act("1")) == ()
    assert decide(history(), FillFields({fields(TEXT)["host"]: "  "}), act("1")) == ()
    assert decide(history(), FillFields({"[Other]\t": "x"}), act("1")) == ()


@given(st.text(alphabet="[]<>ab |:#-`\r\n*", max_size=80), st.text(alphabet="xyz |", max_size=4))
def test_filling_touches_no_line_without_a_blank(text: str, answer: str) -> None:
    document = parse(text)
    after = filled(text, {key_of(field): answer for field in document.fields})
    with_blanks = {line for field in document.fields for line in field.lines}
    before, now = normalize(text).split("\n"), normalize(after).split("\n")
    assert len(before) == len(now)
    assert all(a == b for n, (a, b) in enumerate(zip(before, now, strict=True), 1) if n not in with_blanks)


def test_a_new_title_changes_the_heading_alone() -> None:
    event = written(RenameDocument("Restart the shop", "shop"))
    assert event.text == TEXT.replace("# Restart [App]", "# Restart the shop")
    assert (event.name, event.summary) == ("shop.md", "Renamed to Restart the shop")


def test_another_file_name_alone_is_a_revision_too() -> None:
    event = written(RenameDocument("", "other.txt"))
    assert (event.name, event.text) == ("other.txt", TEXT)
    assert decide(history(), RenameDocument("Restart [App]", "restart.md"), act("1")) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Old\n===\n\ntext\n", "New one\n===\n\ntext\n"),
        ("  ## Old ##\n", "  ## New one ##\n"),
        ("---\ntitle: Old\n---\n\ntext\n", "---\ntitle: New one\n---\n\ntext\n"),
        ("only text\n", "only text\n"),
        ("\ufeff# Old\r\n", "\ufeff# New one\r\n"),
    ],
)
def test_a_title_stands_in_many_forms(before: str, after: str) -> None:
    assert retitled(before, parse(before), "New\n one") == after


@given(st.text(alphabet="#=- ab\r\n:", max_size=40), st.text(alphabet="xyz ", min_size=1, max_size=9))
def test_renaming_twice_is_renaming_once(text: str, title: str) -> None:
    once = retitled(text, parse(text), title)
    assert retitled(once, parse(once), title) == once
    assert len(normalize(once).split("\n")) == len(normalize(text).split("\n"))


def test_a_copy_is_a_document_of_its_own() -> None:
    command = DuplicateDocument("b" * 16, "1", "restart.md", TEXT)
    (one,) = decide(DocumentHistory(), command, act())
    assert isinstance(one.event, RevisionWritten)
    assert one.event.text == TEXT.replace("# Restart [App]", "# Copy of Restart [App]")
    assert (one.event.name, one.over) == ("copy-of-restart-app.md", ())


def test_a_copy_of_what_is_not_here_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(DocumentHistory(), DuplicateDocument("b" * 16, "1"), act())
    assert "not in this browser" in refused.value.why


def test_a_step_is_its_own_lines() -> None:
    document = parse(TEXT)
    span = span_of(document, TEXT, document.steps[0])
    step = lines_of(TEXT, span)
    assert step == "1. Stop [App] on `<host>`\r\n   ```bash\r\n   ssh <host> stop\r\n   ```\r\n"
    assert span_of(document, TEXT, document.steps[1]) == (15, 15)
    event = written(FixStep(*span, normalize(step).replace("stop", "halt").rstrip()))
    assert event.text == TEXT.replace("ssh <host> stop", "ssh <host> halt")
    assert event.summary == "Fixed the step in line 10"


def test_lines_that_are_not_there_cannot_be_fixed() -> None:
    with pytest.raises(Refused):
        decide(history(), FixStep(40, 41, "x"), act("1"))


def test_of_several_steps_of_the_same_words_the_nearest_is_meant() -> None:
    document = parse("# A\n\n1. Wait\n2. Look\n3. Wait\n")
    assert (step_like(document, "Wait", 5) or document.steps[0]).line == 5
    assert step_like(document, "Jump", 5) is None


@given(st.lists(st.sampled_from(["1. a", "- [ ] b", "## c", "text", "", "   x"]), max_size=9))
def test_putting_a_step_back_unedited_keeps_every_byte(lines: list[str]) -> None:
    text = "\r\n".join(lines)
    document = parse(text)
    assume(document.steps)
    for step in document.steps:
        span = span_of(document, text, step)
        assert with_lines(text, span, normalize(lines_of(text, span))) == text


def test_a_finished_draft_keeps_the_bytes_that_were_not_edited() -> None:
    typed = normalize(TEXT).replace("Start it", "Start it again")
    event = written(FinishDraft(typed, "1.3", "Say again", "2026-11-27"))
    assert event.text == TEXT.replace("Start it", "Start it again").replace("1.2", "1.3")
    assert event.summary == "Say again"


def test_a_draft_that_changed_nothing_is_no_revision() -> None:
    assert decide(history(), FinishDraft(normalize(TEXT), "1.3", "x", "2026-11-27"), act("1")) == ()


def test_a_draft_begun_from_an_older_text_stands_beside_the_newer() -> None:
    newer = evolve(history(), stamp("2", ("1",)), RevisionWritten("restart.md", "# Theirs\n"))
    written(FinishDraft("# Mine\n"), "1", of=newer)


def test_a_draft_of_a_new_document_names_its_file() -> None:
    (one,) = decide(DocumentHistory(), FinishDraft("# Disk almost full\n"), act())
    assert isinstance(one.event, RevisionWritten)
    assert (one.event.name, one.over) == ("disk-almost-full.md", ())


@pytest.mark.parametrize("command", [FillFields({"a": "b"}), RenameDocument("A", ""), FixStep(1, 1, "x")])
def test_what_was_written_from_a_missing_text_is_refused(
    command: FillFields | RenameDocument | FixStep,
) -> None:
    with pytest.raises(Refused) as refused:
        decide(history(), command, act("elsewhere"))
    assert "not in this browser" in refused.value.why
