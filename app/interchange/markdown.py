"""Words and lines in, Markdown that holds them as they are out, and the words of such Markdown again."""

import re
from collections.abc import Iterable, Sequence

_CELL = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")


def fenced(text: str, info: str = "") -> str:
    """A fence longer than any in the text."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def code(text: str) -> str:
    """A code span, whatever backticks the text holds."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    tick = "`" * (longest + 1)
    room = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return f"{tick}{room}{text}{room}{tick}"


def uncoded(text: str) -> str:
    """The words of a code span that is all of the text; the text itself when it is none."""
    found = re.fullmatch(r"(`+)(.+?)\1", text, re.DOTALL)
    if not found or found[1] in re.findall(r"`+", found[2]):
        return text
    inside = found[2]
    return inside[1:-1] if inside[0] == inside[-1] == " " and inside.strip() else inside


def indented(text: str, by: int) -> str:
    return "\n".join(f"{' ' * by}{line}".rstrip() for line in text.split("\n"))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def unquoted(text: str) -> str:
    """A text whose every line is quoted, without the marks."""
    lines = text.split("\n")
    if not all(line.startswith(">") for line in lines):
        return text
    return "\n".join(line[1:].removeprefix(" ") for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def cells(line: str) -> list[str]:
    """The words of a table's row."""
    inside = line.strip().removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [one.strip().replace("\\|", "|") for one in _CELL.split(inside)]


def first_fence(lines: Sequence[str]) -> str | None:
    """What the first fence in these lines holds."""
    start = next((n for n, line in enumerate(lines) if _FENCE.match(line)), None)
    if start is None:
        return None
    opened = _FENCE.match(lines[start])
    mark = opened[1] if opened else "```"
    inside = []
    for line in lines[start + 1 :]:
        closing = line.strip()
        if closing and set(closing) == {mark[0]} and len(closing) >= len(mark):
            break
        inside.append(line)
    return "\n".join(inside)
