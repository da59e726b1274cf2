"""Step drafts and the source lines come in, the frozen Steps go out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain

from app.documents.blocks import Block, plain, walk_blocks
from app.documents.conditions import condition_of
from app.documents.drafts import Draft, Span
from app.documents.fences import is_call, is_typed
from app.documents.items import has_tasks, is_pairs
from app.documents.model import Check, Command, Step
from app.documents.parts import Part, bold_label
from app.documents.slots import EDGE, EXPECT, OTHERWISE, STOP, is_verification
from app.documents.titles import is_condition, is_never

_MARKER = re.compile(r"^\s*(?:[-+*]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_LINE = rf"^\s*(?:[-*+>]\s+)*{EDGE}(.*)$"
_EXPECT = re.compile(_LINE % EXPECT, re.IGNORECASE)
_OTHERWISE = re.compile(_LINE % OTHERWISE, re.IGNORECASE)
_STOP = re.compile(_LINE % STOP, re.IGNORECASE)
# The same as a sentence of its own words: "Do it. Expected result: all green. If not, call Bob."
_FORESEEN = re.compile(
    r"[.;。]\s*(?:expected(?: results?| outcomes?| outputs?)?|you should see|expect)\s*[:：]\s*([^.;。]{1,200})",
    re.IGNORECASE,
)
_FALLBACK = re.compile(
    r"[.;。]\s*(?:if not|otherwise|if (?:it|this) (?:fails|does not)|on failure)\s*[,:：]\s*([^.;。]{1,200})",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"[^.!?\n]{0,80}\b(?:you should see|you(?:'ll| will) see|(?:output|command|result|it) should)\b[^.!?\n]{1,200}[.!?]?",
    re.IGNORECASE,
)
_TO_RUN = re.compile(
    r"(\b(?:not|never|n['’]t|instead of|without)\s+)?\b(?:re-?)?(?:run(?:ning)?|execut(?:e|ing)|issue|invoke)"
    r"(?: (?:the|this|following|command|again|it with))*$",
    re.IGNORECASE,
)
_JOINS = frozenset(("", ",", "or", "and", "nor", "then", "/"))
_MARKS = re.compile(r"\*\*|__|`|^\s*[-*+]\s+")


def freeze(drafts: list[Draft], lines: list[str], commands: tuple[Command, ...]) -> tuple[Step, ...]:
    """Steps named s1, s2, ... in order; `commands` must be sorted by line."""
    starts = [command.line for command in commands]
    return tuple(_step(f"s{n}", draft, lines, starts) for n, draft in enumerate(drafts, 1))


def _step(name: str, draft: Draft, lines: list[str], starts: list[int]) -> Step:
    shown = sorted((*draft.spans, *draft.warnings))
    pieces = [
        _warned(piece) if span in draft.warnings else piece
        for span in shown
        if (piece := _piece(span, draft.line, lines))
    ]
    detail = _joined(pieces) or draft.detail
    inside = detail.split("\n") if detail else []
    return Step(
        id=name,
        text=draft.text,
        line=draft.line,
        phase=draft.phase,
        checked=draft.checked,
        detail=detail,
        commands=_within(draft.spans, starts),
        expect=draft.expect or _slot(inside, _EXPECT) or _foretold(draft) or _said(draft.text, _FORESEEN),
        otherwise=_slot(inside, _OTHERWISE) or _said(draft.text, _FALLBACK),
        stop=_slot(inside, _STOP),
        condition=draft.condition or condition_of(draft.text) or _case_of(draft.part),
        checks=_checks(draft.blocks),
        inline=_inline(draft.blocks),
        spans=((draft.line, max(draft.line, draft.words_end)), *shown),
    )


def _case_of(part: Part) -> str | None:
    """The heading that says in which case its steps are done."""
    return part.title if is_condition(part.title) else None


def _said(words: str, pattern: re.Pattern[str]) -> str | None:
    found = pattern.search(words)
    return found.group(1).strip() if found else None


def _foretold(draft: Draft) -> str | None:
    """`You should see three pods`: an expectation without a label."""
    for block in draft.blocks:
        if block.kind == "paragraph" and block.line > draft.line and (found := _SHOULD.search(plain(block))):
            return found.group(0).strip()
    return None


def _piece(span: Span, first_line: int, lines: list[str]) -> str:
    """The lines of a span, moved left as far as its first line is indented."""
    taken = lines[span[0] - 1 : span[1]]
    if span[0] == first_line and (marker := _MARKER.match(taken[0])):
        indent = marker.end()
        taken = [" " * indent + taken[0][indent:], *taken[1:]]
    else:
        head = next((line for line in taken if line.strip()), "")
        indent = len(head) - len(head.lstrip())
    return "\n".join(_moved(line, indent) for line in taken).strip("\n").rstrip()


def _warned(piece: str) -> str:
    """In a quote of its own, so that no command of it is offered as one of the step's."""
    return "\n".join(f"> {line}".rstrip() for line in ("[!WARNING]", *piece.split("\n")))


def _moved(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip())) :]


def _joined(pieces: list[str]) -> str:
    return "\n\n".join(piece for piece in pieces if piece)


def _within(spans: list[Span], starts: list[int]) -> tuple[int, ...]:
    found: set[int] = set()
    for first, last in spans:
        found.update(range(bisect_left(starts, first), bisect_right(starts, last)))
    return tuple(sorted(found))


def _slot(lines: list[str], pattern: re.Pattern[str]) -> str | None:
    """What follows the label on its line, or the paragraph or fence below it."""
    for number, line in enumerate(lines):
        if (":" in line or "：" in line) and (found := pattern.match(line)):
            words = found.group(1) or " ".join(_below(lines[number + 1 : number + 12]))
            return _MARKS.sub("", words).strip() or None
    return None


def _below(lines: list[str]) -> list[str]:
    taken: list[str] = []
    for line in lines:
        if not line.strip() and taken:
            break
        if line.strip() and not line.lstrip().startswith("```"):
            taken.append(_MARKS.sub("", line).strip())
    return taken


def _checks(blocks: list[Block]) -> tuple[Check, ...]:
    """Ticks inside a step: tasks and the bullets of a verification verify, other bullets help."""
    found: list[Check] = []
    verify = never = False
    for place, block in enumerate(blocks):
        # The first words of an item are its own: `1. **Check the log**` is no label.
        if place and (label := _label(block)):
            verify = is_verification(label)
            never = is_never(label)
        elif block.kind == "list" and never:
            never = False
        elif block.kind == "list" and not is_pairs(block):
            found.extend(_ticks(block, verify))
    return tuple(found)


def _label(block: Block) -> str:
    return plain(block) if block.kind == "heading" else bold_label(block)


def _inline(blocks: list[Block]) -> tuple[str, ...]:
    """Commands between backticks, each once; those of a quote or a table are left to be read."""
    paragraphs = (block for block in walk_blocks(blocks) if block.kind == "paragraph" and "`" in block.source)
    return tuple(dict.fromkeys(chain.from_iterable(map(_typed, paragraphs))))


def _typed(block: Block) -> Iterator[str]:
    """A known program and words for it, or what the words before it say to run: "Run `frobctl up -d`"."""
    told = None
    for token in block.inline:
        if token.type == "text" and token.content.strip() not in _JOINS:
            told = _TO_RUN.search(token.content.rstrip(" :")[-80:])
        elif token.type == "code_inline":
            allowed = told is None or not told.group(1)
            if allowed and (is_typed(token.content) or (told and is_call(token.content))):
                yield token.content


def _ticks(block: Block, verify: bool) -> list[Check]:
    ticks: list[Check] = []
    for item in block.children:
        if item.children and item.children[0].kind == "paragraph":
            sure = verify or item.checked is not None
            text = plain(item.children[0])
            ticks.append(Check(text, item.line, "verify" if sure else "optional", condition_of(text)))
        ticks += _tasks_below(item)
    return ticks


def _tasks_below(item: Block) -> list[Check]:
    """The tasks of the lists inside an item; their plain bullets explain."""
    lists = (inner for inner in item.children if inner.kind == "list")
    return [
        tick
        for inner in lists
        if has_tasks(inner)
        for tick in _ticks(inner, verify=False)
        if tick.kind == "verify"
    ]
