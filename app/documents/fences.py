"""Blocks of code come in, the Commands to copy go out: prompts and comments gone, output apart."""

import re

from app.documents.attributes import name_of
from app.documents.blocks import Block
from app.documents.model import Command
from app.documents.words import PROGRAMS, SHELLS

_QUERIES = frozenset(("sql", "psql", "mysql", "tsql", "plsql"))
_UNLABELLED = frozenset(("", "text", "txt", "plain", "plaintext", "none"))
_DIRECTIVES = frozenset(("code-block", "code", "sourcecode", "prompt"))
_PROMPT = re.compile(
    r"^\s*(?:\([\w.-]+\)\s*)?(?:[\w.-]+@[\w.-]+[^$#\n]{0,60}[$#]|\[[^\]\n]+\][$#]|\$|PS [^>\n]*>|%)\s+"
)
_COMMENT = re.compile(r"^\s*(?:#(?!!)|--(?=\s)|REM\b|::|//)")
# What a shell fence may hold and nobody types: a line of a crontab, an address, `Subject: the words of a message`.
_KEPT = re.compile(r"^\s*(?:(?:[\d*,/-]+\s+){5}\S|https?://\S+$|@(?:daily|weekly|monthly|hourly|reboot)\s)")
_SAID = re.compile(r"^\s*[^\W\d_][\w-]*(?: [\w-]+){0,3}[:：](?:\s|$)")
# Attributes that name no language: `{ name=x }`, `{"name":"x"}`.
_ATTRIBUTES = re.compile(r"\{\s*(?:\"|[A-Za-z_][\w.-]*=).*\}\s*$")
# MyST: the options of a directive, `:caption: x` or YAML between dashes, stand above what it shows.
_DIRECTIVE = re.compile(r"\{[\w:.-]+\}")
_OPTIONS = re.compile(
    r"(?:\s*\n)*(?:---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|$)|(?:[ \t]*:[A-Za-z][\w-]*:(?:[ \t].*)?(?:\n|$))+)"
)
_CALL = re.compile(r"(?:[A-Z_][A-Z0-9_]*=\S*\s+)*(?:\.{0,2}/)?[a-z][\w.+/-]*\s+\S")
_LEAD = re.compile(r"^(?:[A-Z_][A-Z0-9_]*=\S*\s+)*(\S+)")


def read_commands(blocks: list[Block]) -> tuple[Command, ...]:
    """The commands of these blocks of code, in line order."""
    found = (command_of(block) for block in blocks)
    return tuple(sorted((c for c in found if c), key=lambda command: command.line))


def language(info: str) -> str:
    """`bash` of a fence's info string such as `bash title="x"` or `{.bash}`."""
    bare = _ATTRIBUTES.sub("", info)
    words = bare.strip("{} .").split(maxsplit=1)
    if len(words) > 1 and words[0].rstrip("}") in _DIRECTIVES:
        words = words[1:]  # MyST: `{code-block} bash`
    return re.split(r"[\s,{:]", words[0], maxsplit=1)[0].lower().lstrip(".") if words else ""


def command_of(block: Block) -> Command | None:
    """What a fence, or an indented block behind a prompt, holds to be typed; None when that is nothing."""
    name = language(block.info)
    lines = _shown(block).rstrip("\n").split("\n")
    prompted = any(_PROMPT.match(line) for line in lines)
    if block.kind == "code" and not prompted:
        return None  # an indented block is too often a paragraph that was moved in
    if not (name in SHELLS or (name in _UNLABELLED and (prompted or _looks_typed(lines)))):
        return None
    typed, output = _without_output(lines) if prompted else (lines, [])
    kept = _without_comments(typed)
    if all(_is_kept(line) for line in kept if line.strip()):
        return None
    text = "\n".join(kept).strip("\n")
    if name not in _QUERIES:
        text = "\n".join(_without_tail(line) for line in text.split("\n"))
    if not text.strip():
        return None
    return Command(name, block.line, text, "\n".join(output).strip("\n") or None, name_of(block.info))


def _shown(block: Block) -> str:
    """A fence's text without the options of its directive."""
    options = _OPTIONS.match(block.source) if _DIRECTIVE.match(block.info) else None
    return block.source[options.end() :] if options else block.source


def is_typed(text: str) -> bool:
    """Whether words between backticks are a command: a program and at least one word for it."""
    return " " in text.strip() and "\n" not in text and _looks_typed([text])


def is_call(text: str) -> bool:
    """The form of a command, whatever its program: a lower-case word and more behind it."""
    return bool(_CALL.match(text)) and "\n" not in text


def _looks_typed(lines: list[str]) -> bool:
    """An unlabelled fence: its first line that is no comment starts with a program's name."""
    first = next((line for line in lines if line.strip() and not _COMMENT.match(line)), "")
    lead = _LEAD.match(first.strip())
    name = lead.group(1) if lead else ""
    return name in PROGRAMS or (name.startswith(("./", "../", "/")) and len(name) > 2)


def _is_kept(line: str) -> bool:
    return bool(_KEPT.match(line) or (_SAID.match(line) and line.split(maxsplit=1)[0] not in PROGRAMS))


def _without_output(lines: list[str]) -> tuple[list[str], list[str]]:
    typed: list[str] = []
    output: list[str] = []
    going_on = False
    for line in lines:
        prompt = _PROMPT.match(line)
        if prompt or going_on or _COMMENT.match(line):
            typed.append(line[prompt.end() :] if prompt else line)
            going_on = line.rstrip().endswith("\\") and bool(prompt or going_on)
        else:
            output.append(line)
    return typed, output


def _without_comments(lines: list[str]) -> list[str]:
    # Inside a here-document or a script a `#` line may be content: such a block is left alone.
    if any("<<" in line for line in lines) or lines[0].startswith("#!"):
        return [] if all(_COMMENT.match(line) or not line.strip() for line in lines) else lines
    kept = [line for line in lines if not _COMMENT.match(line)]
    return _single_spaced(kept)


def _without_tail(line: str) -> str:
    """A line without the comment at its end; a `#` inside quotes or right after a word is none."""
    place = line.find(" # ")
    if place < 1 or "<<" in line or line[:place].count("'") % 2 or line[:place].count('"') % 2:
        return line
    return line[:place].rstrip()


def _single_spaced(lines: list[str]) -> list[str]:
    return [line for n, line in enumerate(lines) if line.strip() or (n and lines[n - 1].strip())]
