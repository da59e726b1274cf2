"""A list comes in, the steps its items are go out; none when the list only informs."""

import re

from app.documents.blocks import Block, plain, plain_lines
from app.documents.boxes import BOX
from app.documents.drafts import Draft, phase_of
from app.documents.pairs import leading
from app.documents.parts import Part
from app.documents.titles import is_advice, is_time, is_trigger, starts_with_verb
from app.documents.words import VERBS

MAX_TEXT = 240
_LEAD = re.compile(r"^\w+(?:[ /]\w+){0,3}(?::| [–—-]) +")
_CONTAINER = re.compile(r"\s*:::+\s*[\w-]*\s*$")
_OPEN_BOXES = "☐□⬜◻▢"
_LOOK = re.compile(
    r"^(?:[Ss]ee (?:also )?)?[*_`]*\[[^\]]*\]\([^)]*\)[*_`.\s]*(?:$|[-–—:] )|^[Ss]ee (?:also )?[\[`<]"
)
_PAIR = re.compile(r"^([^\s:：][^:：\n]{0,40})(?::(?:\s|$)|：)")
_SLOT_LINE = re.compile(
    r"^\s*(?:(?:\*\*|__)[^*_:]{1,40}(?::(?:\*\*|__)|(?:\*\*|__)\s*:)"
    r"|(?:Expect(?:ed)?|If not|Stop if)\b[^:]*:)"
)
_SENTENCE_END = re.compile(r"[.!?。：:](\s|$)")


def list_steps(block: Block, part: Part, numbered: bool, phase: str = "", depth: int = 0) -> list[Draft]:
    if is_trigger(part.title):
        return []  # signs to decide by, also where they can be ticked
    if is_boxes(block) or _is_taken(block, part, numbered):
        return item_steps(block, part, phase or phase_of(part))
    if depth > 8 or (part.role == "avoid" and not has_tasks(block)):
        return []
    found: list[Draft] = []
    for item in block.children:
        for inner in item.children:
            if inner.kind == "list" and (inner.ordered or has_tasks(inner)):
                found.extend(list_steps(inner, part, numbered, title_of_item(item)[0], depth + 1))
    return found


def item_steps(block: Block, part: Part, phase: str = "") -> list[Draft]:
    """Each item of a list as a step; what the list at the top of a document begins with may tell of the document."""
    told = leading(block) if part.level < 2 else 0
    items = block.children[told:] or block.children
    return [_item(item, part, phase) for item in items]


def _is_taken(block: Block, part: Part, numbered: bool) -> bool:
    if any(item.checked is not None for item in block.children):
        return True
    if _is_contents(block, sure=block.ordered and part.role == "act") or _tells_what_happens(block):
        return False
    if part.role == "avoid":
        return block.ordered and not is_advice(part.title) and _are_orders(block, 2 / 3)
    if block.ordered:
        return True
    if numbered or is_pairs(block):
        return False
    if part.role == "":
        acts = part.eager or _has_a_time(part)
        return acts and not is_advice(part.title) and _are_orders(block, 2 / 3)
    return part.role != "do" or _are_orders(block)


def _has_a_time(part: Part) -> bool:
    """`Daily`, `Before`, `T-7 days`: what stands below it is done then."""
    above: Part | None = part
    while above and above.level > 1:
        if is_time(above.title):
            return True
        above = above.parent
    return False


def is_boxes(block: Block) -> bool:
    """Items led by a drawn box."""
    return any(
        bool(item.children)
        and item.children[0].kind == "paragraph"
        and bool(BOX.match(plain(item.children[0])))
        for item in block.children
    )


def has_tasks(block: Block) -> bool:
    return any(
        item.checked is not None or any(has_tasks(inner) for inner in item.children if inner.kind == "list")
        for item in block.children
    )


def has_several_tasks(block: Block) -> bool:
    return sum(item.checked is not None for item in block.children) > 1


def _is_contents(block: Block, *, sure: bool) -> bool:
    """A table of contents, or unless these are steps for `sure`, places to read on: every item is a link."""
    sources = [item.children[0].source for item in block.children if item.children]
    return all("](#" in source for source in sources) or (not sure and all(map(_LOOK.match, sources)))


def _tells_what_happens(block: Block) -> bool:
    """`Captures the logs`, `Waits 30 seconds`: what a program does by itself."""
    firsts = [title_of_item(item)[0].split(maxsplit=1)[:1] for item in block.children]
    third = sum(_is_third_person(first[0].lower()) for first in firsts if first)
    return len(firsts) > 1 and third * 3 >= len(firsts) * 2


def _is_third_person(word: str) -> bool:
    ends = (word[:-1], word[:-2], f"{word[:-3]}y")
    return word.endswith("s") and word not in VERBS and any(end in VERBS for end in ends)


def is_pairs(block: Block) -> bool:
    """`Duration: 2 hours`: items that state something rather than ask for something."""
    keys = [_PAIR.match(title_of_item(item)[0]) for item in block.children]
    if not all(keys):
        return False
    # `Alert: > 1 %` states, `Check the log: it is empty` asks.
    asking = [key for key in keys if key and " " in key.group(1) and starts_with_verb(key.group(1))]
    return len(asking) * 2 < len(keys)


def _are_orders(block: Block, share: float = 1 / 2) -> bool:
    texts = [title_of_item(item)[0] for item in block.children]
    return sum(_is_order(text) for text in texts) >= len(texts) * share


def _is_order(text: str) -> bool:
    """It begins with a verb, or does so after a short lead: `Containment - Isolate the host`."""
    lead = _LEAD.match(text)
    return starts_with_verb(text) or bool(lead and starts_with_verb(text[lead.end() :]))


def _item(item: Block, part: Part, phase: str) -> Draft:
    text, rest = title_of_item(item)
    text = _CONTAINER.sub("", text) or text
    checked = item.checked
    if checked is None and (box := BOX.match(text)):
        text, checked = text[box.end() :], box.group(1) not in _OPEN_BOXES
    draft = Draft(text, item.line, part, phase, checked)
    draft.words_end = item.end if rest is None else rest - 1
    if rest is not None and rest <= item.end:
        draft.spans.append((rest, item.end))
    draft.blocks.extend(item.children)
    return draft


def title_of_item(item: Block) -> tuple[str, int | None]:
    """An item's own words and the first line of what else it says (None: nothing else)."""
    first = item.children[0] if item.children else None
    if first is None:
        return "", None
    if first.kind not in ("paragraph", "heading"):
        return first.source.strip().split("\n")[0] or "…", first.line
    if slots := _first_slot(first):
        return plain_lines(first, slots), first.line + slots
    text = plain(first)
    if len(text) > MAX_TEXT:
        return first_sentence(text), first.line
    return text, first.end + 1


def _first_slot(block: Block) -> int:
    """The number of lines before `**Expect:** ...` in the same paragraph; 0 when there is none."""
    lines = enumerate(block.source.split("\n")[:20])
    return next((n for n, line in lines if n and _SLOT_LINE.match(line)), 0)


def first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text[:MAX_TEXT])
    return text[: end.end()].strip() if end and end.end() > 20 else text[:MAX_TEXT].rsplit(" ", 1)[0] + " …"
