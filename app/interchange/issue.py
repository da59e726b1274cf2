"""A document's or a run's steps in, the Markdown body of a GitHub or GitLab issue out: tasks, notes, folded details."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.interchange.markdown import indented

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
# Code, where a link leads, and addresses: changed there, they would no longer work, and they call nobody.
_KEPT = re.compile(
    r"(`+)(?!`)(?:.*?[^`])\1(?!`)|(?<=\])\([^()\s]*\)|\b(?:https?|ftp|mailto):[^\s<>()]+", re.DOTALL
)
_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,})(.*)$")
# What both hosts turn into a notification or a link: @name, #123, owner/repo#123, GH-123, !45.
_REACH = re.compile(r"(?<!\w)@(?=\w)|(?<!&)[#!](?=\d)|\bGH-(?=\d)", re.IGNORECASE)
_NOTHING = "&#8203;"
# GitLab carries out a line that begins so: /close, /assign.
_ACTION = re.compile(r"^(\s*(?:>\s*)*)/(?=[a-z])", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://|mailto:)")


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
        first, *rest = _closed(quiet(note)).strip("\n").split("\n") or [""]
        yield f"  - {first}"
        yield from (indented(line, 4) for line in rest)
    if detailed and step.detail.strip():
        yield "\n  <details><summary>Details</summary>\n"
        yield indented(_closed(quiet(step.detail)), 2)
        yield "\n  </details>\n"


def one_line(text: str) -> str:
    return quiet(" ".join(text.split()))


def quiet(text: str) -> str:
    """The same Markdown, which calls nobody, links to no issue, gives no order and opens no tag; code stays as it is."""
    parts: list[str] = []
    prose: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not fence and not mark:
            prose.append(line)
            continue
        parts += [_quiet_prose("\n".join(prose))] if prose else []
        prose = []
        parts.append(line)
        if not fence and mark:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
    parts += [_quiet_prose("\n".join(prose))] if prose else []
    return "\n".join(parts)


def _quiet_prose(text: str) -> str:
    out = []
    at = 0
    for kept in _KEPT.finditer(text):
        out += [_quiet_words(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*out, _quiet_words(text[at:])])


def _quiet_words(words: str) -> str:
    reached = _REACH.sub(lambda found: f"{found[0]}{_NOTHING}", _TAG.sub("&lt;", words))
    return _ACTION.sub(r"\1\\/", reached)


def _closed(text: str) -> str:
    """A fence that is never closed would take what follows into it."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
    return f"{text}\n{fence}" if fence else text
