"""A document's text in, the playbook it can be in Mattermost out, and in sentences what a playbook cannot hold."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from app.documents.line_ends import cut
from app.documents.markdown import normalize
from app.documents.model import Document, Step
from app.documents.phases import whole_phases
from app.interchange.durations import heard
from app.interchange.markdown import cells, first_fence, uncoded, unquoted
from app.interchange.mattermost.composing import AFTER, CALLED, COMMAND, DUE
from app.interchange.mattermost.playbook import (
    METRIC_HEAD,
    METRIC_TYPES,
    METRICS,
    MOST_METRICS,
    SETTING_HEAD,
    SETTING_KINDS,
    SETTINGS,
    TEMPLATES,
    Checklist,
    Item,
    Metric,
    Playbook,
    Taken,
)

_ITEM = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)(?:\[[ xX]\]\s+)?(.*)$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_COMMAND = re.compile(rf"{COMMAND}: (.+)")
_DUE = re.compile(rf"{DUE}: (.+) {AFTER}")
_OWN_WORDS = re.compile(rf"\A({COMMAND}|{DUE})\\(?=\\*: )")
_CALLED = re.compile(re.escape(CALLED).replace(r"\{\}", "(.+)"))
_NUMBER = re.compile(r"\d{1,15}")
LONG = 240  # characters of a step's words: what Sophie shows of more is cut


def extract(document: Document, text: str) -> Taken:
    lines = [one.rstrip("\r\n") for one in cut(normalize(text))]
    sections = tuple(_sections(lines))
    templates = tuple(_templates(sections))
    metrics = tuple(_metrics(sections))
    playbook = Playbook(
        title=_title(document, lines),
        description=_description(document, lines),
        checklists=tuple(_checklists(document, lines)),
        templates=templates,
        metrics=metrics[:MOST_METRICS],
        settings=tuple(_settings(sections)),
    )
    return Taken(playbook, tuple(_lost(document, playbook, metrics)))


def _lost(document: Document, playbook: Playbook, metrics: Sequence[Metric]) -> Iterator[str]:
    if not playbook.checklists:
        yield "The document has no steps: the playbook is empty."
    if document.fields:
        yield f"{len(document.fields)} blanks to fill in stay as words: a playbook does not ask for them at its start."
    if any(step.checked for step in document.steps):
        yield "Ticks: a playbook’s items all begin open."
    if any(step.condition for step in document.steps):
        yield "Conditions of steps stay as words: nobody is asked whether they apply."
    if len(document.procedures) > 1:
        yield "Procedures become checklists of one playbook: in Mattermost they start together."
    if len(metrics) > MOST_METRICS:
        yield f"{len(metrics) - MOST_METRICS} metrics: Mattermost takes {MOST_METRICS}."
    yield "Owner, version, status and review dates, and all that stands in sections without steps."


def _title(document: Document, lines: Sequence[str]) -> str:
    first = next((one for one in document.headings if one.level == 1), None)
    raw = _raw_heading(lines, first.line) if first and first.text == document.title else ""
    return raw or document.title


def _raw_heading(lines: Sequence[str], line: int) -> str:
    found = _HEADING.match(lines[line - 1]) if 0 < line <= len(lines) else None
    return re.sub(r"\\(#+)$", r"\1", found[2]) if found else ""


def _description(document: Document, lines: Sequence[str]) -> str:
    """What stands between the title and the first section or step."""
    first = next((one.line for one in document.headings if one.level == 1), 0)
    stops = [
        one.line for one in document.headings if one.line > first and lines[one.line - 1].startswith("#")
    ]
    stops += [step.line for step in document.steps]
    end = min((line for line in stops if line > first), default=len(lines) + 1)
    block = "\n".join(line.rstrip() for line in lines[first : end - 1]).strip("\n")
    return unquoted(block) if block else ""


def _checklists(document: Document, lines: Sequence[str]) -> Iterator[Checklist]:
    paired = [
        (_phase(document, lines, step, phase), step)
        for step, phase in zip(document.steps, whole_phases(document), strict=True)
        if _is_work(document, lines, step)
    ]
    for (_, title), steps in groupby(paired, key=lambda pair: pair[0]):
        items = tuple(_item(step, lines) for _, step in steps)
        yield Checklist(title or document.title or "Steps", items)


def _is_work(document: Document, lines: Sequence[str], step: Step) -> bool:
    """A document without steps is worked section by section; those that a playbook keeps elsewhere are none."""
    above = [
        one for one in document.headings if one.line <= step.line and lines[one.line - 1].startswith("#")
    ]
    first = next((one.line for one in document.headings if one.level == 1), 1)
    if step.line <= first and step.text == document.title:
        return False
    return not above or not (
        above[-1].text in (*TEMPLATES.values(), METRICS, SETTINGS)
        and _begins(lines[above[-1].line :], ("```", "~~~", "|"))
    )


def _phase(document: Document, lines: Sequence[str], step: Step, phase: str) -> tuple[int, str]:
    """Where the step's phase begins, and its name as the author wrote it."""
    above = [one for one in document.headings if one.line < step.line and lines[one.line - 1].startswith("#")]
    last = above[-1] if above else None
    if last and last.level > 1 and phase and (last.text == step.phase or phase.endswith(last.text)):
        told = next((line for line in lines[last.line :] if line.strip()), "")
        called = _CALLED.fullmatch(told)
        return last.line, called[1] if called else _raw_heading(lines, last.line)
    return 0, phase


def _item(step: Step, lines: Sequence[str]) -> Item:
    title, detail = _words(step, lines)
    blocks = detail.split("\n\n")
    command, due = "", 0
    if found := _COMMAND.fullmatch(blocks[0].strip()):
        command = uncoded(found[1])
        blocks = blocks[1:]
    if blocks and (found := _DUE.fullmatch(blocks[0].strip())) and (ms := heard(found[1])):
        due, blocks = ms, blocks[1:]
    description = _OWN_WORDS.sub(r"\1", "\n\n".join(blocks).strip("\n"))
    return Item(title, description, command, due)


def _words(step: Step, lines: Sequence[str]) -> tuple[str, str]:
    """The step's words as they were written, and its detail without them."""
    found = _ITEM.match(lines[step.line - 1]) if step.line <= len(lines) else None
    if not found or not found[2].strip():
        return step.text, step.detail
    first, last = step.spans[0] if step.spans else (step.line, step.line)
    own = [found[2], *lines[first : last if len(step.text) <= LONG else first]]
    title = " ".join(" ".join(own).split())
    detail = step.detail
    if len(title) > LONG and detail.startswith(found[2].strip()[:LONG]):
        detail = detail[len(detail.split("\n", 1)[0]) :].strip("\n")
    return title, detail


Section = tuple[str, list[str]]


def _sections(lines: Sequence[str]) -> Iterator[Section]:
    """Titles of the second level, and the lines below each, fences kept together."""
    title, inside, fence = "", list[str](), ""
    for line in lines:
        mark = re.match(r"(`{3,}|~{3,})", line)
        if mark and (
            not fence or (line.strip() == line.strip()[0] * len(line.strip()) and mark[1].startswith(fence))
        ):
            fence = "" if fence else mark[1]
        if not fence and line.startswith("## "):
            if title:
                yield title, inside
            title, inside = line[3:].strip(), []
        else:
            inside.append(line)
    if title:
        yield title, inside


def _templates(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    for key, title in TEMPLATES.items():
        for name, lines in sections:
            body = first_fence(lines) if name == title and _begins(lines, ("```", "~~~")) else None
            if body:
                yield key, body
                break


def _begins(lines: Sequence[str], marks: str | tuple[str, ...]) -> bool:
    return next((line for line in lines if line.strip()), "").startswith(marks)


def _rows(sections: Sequence[Section], title: str, header: tuple[str, ...]) -> Iterator[list[str]]:
    for name, lines in sections:
        told = [line for line in lines if line.strip()]
        if name == title and told and tuple(cells(told[0])) == header:
            yield from (cells(line) for line in told[2:] if line.startswith("|"))


def _metrics(sections: Sequence[Section]) -> Iterator[Metric]:
    kinds = {name: key for key, name in METRIC_TYPES.items()}
    for title, kind, target, description in (
        row for row in _rows(sections, METRICS, METRIC_HEAD) if len(row) == len(METRIC_HEAD)
    ):
        number = int(target) if _NUMBER.fullmatch(target) else heard(target)
        yield Metric(title, kinds.get(kind, "metric_integer"), number, description)


def _settings(sections: Sequence[Section]) -> Iterator[tuple[str, Any]]:
    for row in _rows(sections, SETTINGS, SETTING_HEAD):
        key = uncoded(row[0])
        try:
            value = json.loads(uncoded(row[1])) if len(row) == len(SETTING_HEAD) else None
        except (ValueError, RecursionError):
            continue
        kind = SETTING_KINDS.get(key)
        if kind and isinstance(value, kind) and value:
            yield key, value
