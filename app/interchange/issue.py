"""A document's or a run's steps in, the Markdown body of a GitHub or GitLab issue out: tasks, notes, folded details."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.interchange.markdown import indented
from app.interchange.quiet import closed, one_line, quiet

State = Literal["open", "done", "skipped", "problem", "blocked", "later", "left-out", "aside"]
# Characters of an issue's body. GitHub: "body is too long (maximum is 65536 characters)"; GitLab: application limits.
GITHUB, GITLAB = 65_536, 1_048_576
_SAID = {
    "skipped": "skipped",
    "problem": "problem",
    "blocked": "blocked",
    "later": "left for later",
    "left-out": "not applicable",
    "aside": "only to roll back",
}
# What may stand before the words of a line: space, and the marks of quotes and lists.
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+[ \t>]*)*")


@dataclass(frozen=True, slots=True)
class Work:
    """A step. `who` says by whom and when; `notes` and `detail` are Markdown."""

    text: str
    phase: str = ""
    state: State = "open"
    who: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    body: str
    lost: tuple[str, ...] = ()


def issue(
    facts: tuple[tuple[str, str], ...], steps: tuple[Work, ...], foot: str, most: int = GITHUB
) -> Issue:
    """With the details where they fit; `lost` says what was left out, or that the body is too long even so."""
    # Details that cannot fit are not even looked at: they may be megabytes.
    if sum(len(step.detail) for step in steps) <= most:
        body = _body(facts, steps, foot, detailed=True)
        if len(body) <= most:
            return Issue(body)
    short = _body(facts, steps, foot, detailed=False)
    if len(short) <= most:
        return Issue(
            short,
            (
                f"The details of the steps: with them it is longer than GitHub takes at most ({most:,} characters).",
            ),
        )
    why = (
        f"It is {len(short):,} characters long without details: GitHub takes at most {most:,} and refuses it. "
        f"GitLab takes {GITLAB:,}. Attach the file instead, or start from a part of the document."
    )
    return Issue(short, (why,))


def _body(facts: tuple[tuple[str, str], ...], steps: tuple[Work, ...], foot: str, *, detailed: bool) -> str:
    return "\n".join(_lines(facts, steps, foot, detailed=detailed)).strip("\n") + "\n"


def _lines(
    facts: tuple[tuple[str, str], ...], steps: tuple[Work, ...], foot: str, *, detailed: bool
) -> Iterator[str]:
    for name, value in facts:
        yield f"- **{one_line(name)}:** {one_line(value)}"
    phase = ""
    for number, step in enumerate(steps):
        if step.phase and step.phase != phase:
            phase = step.phase
            yield f"\n### {one_line(phase)}\n"
        elif not number:
            yield "\n### Steps\n"
        yield from _step(step, detailed=detailed)
    if foot:
        yield f"\n<sub>{one_line(foot)}</sub>"


def _step(step: Work, *, detailed: bool) -> Iterator[str]:
    text = one_line(step.text) or "…"
    is_off = step.state in ("skipped", "left-out", "aside")
    said = ", ".join(filter(None, (_SAID.get(step.state, ""), one_line(step.who))))
    box = "x" if step.state == "done" else " "
    yield f"- [{box}] {f'~~{text}~~' if is_off and '~' not in text else text}{f' ({said})' if said else ''}"
    if step.reason:
        yield f"  - Reason: {one_line(step.reason)}"
    for note in step.notes:
        first, *rest = _body_of(note).split("\n")
        yield f"  - {first}"
        yield from (indented(line, 4) for line in rest)
    if detailed and step.detail.strip():
        yield "\n  <details><summary>Details</summary>\n"
        yield indented(_read_so(step.detail), 2)
        yield "\n  </details>\n"


def _body_of(note: str) -> str:
    """Without what would move the lines behind a list's mark: blank lines, and a few spaces before the first."""
    text = re.sub(r"\A(?:[ \t]*\n)+", "", _read_so(note)).rstrip()
    return text.lstrip(" ") if re.match(r" {1,3}\S", text) else text


def _read_so(text: str) -> str:
    """Quiet, and of the same meaning wherever it is moved: how far a tab reaches depends on where it stands."""
    lines = (_PREFIX.sub(lambda found: found[0].expandtabs(4), line, count=1) for line in text.split("\n"))
    return closed(quiet("\n".join(lines)))
