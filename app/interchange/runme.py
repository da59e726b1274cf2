"""A document's text in, the same text as a Runme notebook out: command fences with names, front matter with a version."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.attributes import attributes
from app.documents.destroys import destroyed
from app.documents.frontmatter import read_front_matter
from app.documents.line_ends import cut, usual_end
from app.documents.markdown import normalize
from app.documents.model import Command, Document

VERSION = "v3"
MOST_NAME = 40
_OPENING = re.compile(r"^(\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*)(`{3,}|~{3,})[ \t]*([^\r\n]*?)[ \t]*(\r\n?|\n|)$")


@dataclass(frozen=True, slots=True)
class Notebook:
    text: str
    lost: tuple[str, ...] = ()


def notebook(document: Document, text: str) -> Notebook:
    """Every line that needs nothing keeps its bytes."""
    lines = cut(text)
    names = _names(document, lines)
    for command in document.commands:
        at = command.line - 1
        if at < len(lines) and (opened := _OPENING.match(lines[at])):
            info = _info(opened[3], command, names.get(command.line, ""))
            lines[at] = f"{opened[1]}{opened[2]}{info}{opened[4]}"
    return Notebook(_with_version("".join(lines)), tuple(_lost(document)))


def _lost(document: Document) -> Iterator[str]:
    prompted = sum(one.output is not None for one in document.commands)
    if prompted:
        yield (
            f"{prompted} commands stand with their prompt and output in one fence: "
            "Runme would run those lines too. Part them first."
        )
    if any(step.expect or step.condition for step in document.steps):
        yield "Runme runs commands and knows no steps: expectations and conditions stay as words."
    if document.fields:
        yield f"{len(document.fields)} blanks to fill in stay as words; Runme asks only for variables that a command exports."


def _info(info: str, command: Command, name: str) -> str:
    """The language, then the attributes that stand there and those that are missing, as Runme writes them: in JSON."""
    had = attributes(info)
    told = dict(had)
    if name and "name" not in told:
        told["name"] = name
    if destroyed(command.text) and "excludeFromRunAll" not in told:
        told["excludeFromRunAll"] = "true"
    if told == had:
        return info
    bare = re.sub(r"\s*\{.*\}\s*$", "", info) if had else info
    language = bare or command.language or "sh"
    return f"{language} {json.dumps(dict(sorted(told.items())), ensure_ascii=False, separators=(',', ':'))}"


def _names(document: Document, lines: list[str]) -> dict[int, str]:
    """A name for each command, from the step it belongs to; each once."""
    taken = {name for one in document.commands if (name := _given(one, lines))}
    found: dict[int, str] = {}
    for step in document.steps:
        for index in step.commands:
            command = document.commands[index]
            if command.line in found or _given(command, lines):
                continue
            base = _slug(step.text)
            name = next(one for one in _numbered(base) if one not in taken)
            taken.add(name)
            found[command.line] = name
    return found


def _given(command: Command, lines: list[str]) -> str:
    opened = _OPENING.match(lines[command.line - 1]) if command.line <= len(lines) else None
    return attributes(opened[3]).get("name", "") if opened else ""


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _slug(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return words[:MOST_NAME].rstrip("-") or "command"


def _with_version(text: str) -> str:
    """Runme reads `runme: version:` of the front matter; what else stands there stays."""
    source = normalize(text)
    _, taken = read_front_matter(source)
    end = usual_end(text)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    own = f"runme:{end}  version: {VERSION}{end}"
    if not taken:
        return f"{mark}---{end}{own}---{end}{end}{text.removeprefix(mark)}"
    lines = cut(text)
    if any(line.startswith("runme:") for line in lines[:taken]):
        return text
    return "".join([*lines[: taken - 1], own, *lines[taken - 1 :]])
