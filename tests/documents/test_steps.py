"""What a run of a document shows, case by case: tests/fixtures/markdown/steps.md."""

from time import process_time

import pytest

from app.documents import Document, Step, parse
from tests.documents.cases import Case, of_file


@of_file("markdown/steps.md")
def test_steps_are_found_as_a_reader_finds_them(case: Case) -> None:
    document = parse(case.text, "case.md")
    wanted = "detail:" in case.expected
    assert "\n".join(_told(step, wanted) for step in document.steps) == case.expected


@of_file("markdown/procedures.md")
def test_procedures_can_be_worked_alone(case: Case) -> None:
    document = parse(case.text, "case.md")
    found = [f"{one.name} | {one.kind} | {len(one.steps)}" for one in document.procedures]
    assert "\n".join(found) == case.expected


def _told(step: Step, with_detail: bool) -> str:
    facts = [
        {None: "", True: "ticked", False: "open"}[step.checked],
        _count(len(step.commands), "command"),
        _count(len(step.checks), "check"),
        f"expect: {step.expect}" if step.expect else "",
        f"if not: {step.otherwise}" if step.otherwise else "",
        f"stop if: {step.stop}" if step.stop else "",
        step.condition or "",
        f"detail: {step.detail}" if with_detail and step.detail else "",
    ]
    return " | ".join([step.phase, step.text, *(fact for fact in facts if fact)])


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}" if number else ""


def _detail(document: Document, index: int) -> str:
    return document.steps[index].detail


def test_a_detail_is_the_source_moved_to_the_margin() -> None:
    text = "## Steps\n\n1. Run it\n\n   ```bash\n   if true; then\n     ls\n   fi\n   ```\n   - [ ] It ran\n"
    assert _detail(parse(text), 0) == "```bash\nif true; then\n  ls\nfi\n```\n- [ ] It ran"


def test_a_long_item_is_cut_at_its_first_sentence_and_kept_whole_in_the_detail() -> None:
    words = "Call the duty manager first. " + "Then explain what you saw. " * 12
    step = parse(f"## Steps\n1. {words}\n").steps[0]
    assert step.text == "Call the duty manager first."
    assert step.detail == words.strip()


def test_lines_are_those_of_the_imported_text() -> None:
    text = "\ufeff---\r\nowner: Ada\r\n---\r\n\r\n# T\r\n\r\n1. One\r\n2. Two\r\n"
    document = parse(text)
    assert [step.line for step in document.steps] == [7, 8]
    assert document.headings[0].line == 5


def test_step_ids_are_ordinals() -> None:
    assert [step.id for step in parse("1. a\n2. b\n3. c").steps] == ["s1", "s2", "s3"]


def test_a_command_between_backticks_is_a_known_program_or_what_the_words_say_to_run() -> None:
    asked = "Run `frobctl up -d`, then execute the command: `x y`; see `kubectl get pods`"
    told = "Never run `frobctl wipe now` or `rm x`, the `a b` flag, run `SELECT 1` and run `make`"
    assert parse(f"## Steps\n\n1. {asked}\n").steps[0].inline == ("frobctl up -d", "x y", "kubectl get pods")
    assert parse(f"## Steps\n\n1. {told}\n").steps[0].inline == ()


def test_a_command_that_must_not_be_run_is_no_command_of_the_step_it_stands_with() -> None:
    text = "## Steps\n\n1. Run `ls -l`\n\n## Do not\n\n```bash\nrm -rf /\n```\n"
    step = parse(text).steps[0]
    assert (step.commands, step.inline) == ((), ("ls -l",))
    assert "> rm -rf /" in step.detail


@pytest.mark.parametrize(
    "piece", ["## 1. Test connectivity\n\nx\n\n", "## Renew\n\n1. x\n\n", "Do not\n- a\n\n1. b\n\n"]
)
def test_what_stands_beside_a_title_is_counted_once(piece: str) -> None:
    parse(piece)
    few, many = (_cost(piece * times) for times in (150, 1500))
    assert many < 40 * few


def _cost(text: str) -> float:
    started = process_time()
    parse(text)
    return process_time() - started
