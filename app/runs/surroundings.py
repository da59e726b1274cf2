"""A revision and what of it is to be worked in; what concerns the whole run, and the way back, out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.about import about
from app.documents.blocks import plain
from app.documents.facts import Found, facts
from app.documents.facts.model import Rollout, Severity
from app.documents.facts.source import Source, filled, items, source_of, title, words
from app.documents.items import first_sentence
from app.documents.model import Document, Procedure
from app.documents.parts import Part
from app.documents.state import Revision
from app.runs.frozen import Choice, Item
from app.runs.levels import levels
from app.runs.reading import choices

_PREREQUISITES = re.compile(
    r"^(pre-?requisites?|pre-?conditions?|requirements?|before (you|we) (start|begin)|what (you|we) need|(you|we) need)\b",
    re.IGNORECASE,
)
_CRITERIA = re.compile(
    r"\b(success|acceptance|exit|completion) criteri(a|on)\b|^(definition of done|done when)\b", re.IGNORECASE
)
_MEMORY = re.compile(
    r"^(memory items?|immediate actions?|first (actions|things)|do (this |these )?first)\b", re.IGNORECASE
)
_STOPS = re.compile(
    r"^(stop (conditions?|criteria|if|when|and escalate)|abort (conditions?|criteria|if|when)|when to (stop|abort)"
    r"|do not (proceed|continue|go on) (if|when|until))\b",
    re.IGNORECASE,
)
_TRIGGERS = re.compile(r"\b(roll-?back (triggers?|criteria|conditions?)|when to roll ?back)\b", re.IGNORECASE)
_MATRIX = re.compile(r"\broll-?back\b|\bdecision\b", re.IGNORECASE)
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """As the fields of the same names in RunStarted."""

    prerequisites: tuple[Item, ...] = ()
    criteria: tuple[Item, ...] = ()
    memory: tuple[Item, ...] = ()
    stops: tuple[Item, ...] = ()
    triggers: tuple[Item, ...] = ()
    matrix: tuple[Choice, ...] = ()
    seconds: int = 0


def surroundings(revision: Revision, procedure: Procedure | None) -> Surroundings:
    """What the text says about the whole run, under titles of its own; a line that is a step is left a step."""
    document = revision.document
    if document.plain:
        return Surroundings()
    source = source_of(document, revision.text)
    steps = {step.line for step in document.steps}
    near = [part for part in source.parts if _concerns(part, document, procedure)]

    def told(pattern: re.Pattern[str], mark: str, parts: list[Part] = near) -> tuple[Item, ...]:
        lines = (line for part in parts if pattern.search(title(part)) for line in _lines(part))
        said = [(text, line) for text, line in dict.fromkeys(lines) if line not in steps and filled(text)]
        return tuple(Item(f"{mark}{n}", text, line) for n, (text, line) in enumerate(said[:MOST_ITEMS], 1))

    return Surroundings(
        prerequisites=told(_PREREQUISITES, "q"),
        criteria=told(_CRITERIA, "k"),
        memory=told(_MEMORY, "m"),
        stops=told(_STOPS, "x"),
        triggers=told(_TRIGGERS, "t", near + [part for part in source.parts if _is_way_back(part, document)]),
        matrix=_matrix(source, document),
        seconds=(about(document).run_minutes or 0) * 60,
    )


def _concerns(part: Part, document: Document, procedure: Procedure | None) -> bool:
    """It stands inside what is worked, or outside of everything that can be worked alone."""
    inside = [one for one in document.procedures if one.line <= part.line <= one.end]
    if procedure is None:
        # A procedure that bears the document's title is the document, whatever stands beside it.
        return len(document.procedures) == 1 or all(one.name == document.title for one in inside)
    return not inside or any(one.line == procedure.line for one in inside)


def _is_way_back(part: Part, document: Document) -> bool:
    """In the document's only rollback procedure: it tells about the run that it rolls back."""
    back = [one for one in document.procedures if one.kind == "rollback"]
    return len(back) == 1 and back[0].line <= part.line <= back[0].end


def _lines(part: Part) -> Iterator[tuple[str, int]]:
    """The items under a title; without a list its sentences."""
    listed = items(part)
    for item in listed:
        yield words(item), item.line
    if not listed:
        yield from (
            (first_sentence(plain(block)), block.line) for block in part.blocks if block.kind == "paragraph"
        )


def _matrix(source: Source, document: Document) -> tuple[Choice, ...]:
    """The first table of cases and actions under a title about rolling back or deciding."""
    lines = [
        block.line
        for part in source.parts
        if _MATRIX.search(part.title)
        for block in part.blocks
        if block.kind == "table"
    ]
    tables = (
        table for table in document.tables if table.line in lines and not _in_a_step(table.line, document)
    )
    return next((rows for table in tables if (rows := choices(table))), ())


def _in_a_step(line: int, document: Document) -> bool:
    return any(first <= line <= last for step in document.steps for first, last in step.spans)


def way_back(document: Document, procedure: Procedure | None) -> tuple[int, ...]:
    """Indexes of the steps that roll back what is worked: its own rollback part, else the document's only one."""
    if procedure and procedure.kind == "rollback":
        return ()
    return rolled(document, procedure) or _phases(document, procedure)


def rolled(document: Document, procedure: Procedure | None) -> tuple[int, ...]:
    """Of its way back, the steps of procedures that say that they roll back."""
    found = [one for one in document.procedures if one.kind == "rollback"]
    if procedure is None:
        return tuple(dict.fromkeys(index for one in found for index in one.steps))
    if procedure.kind == "rollback":
        return ()
    own = [
        one
        for one in found
        if procedure.line < one.line <= procedure.end or one.name.startswith(procedure.name)
    ]
    chosen = own or (found if len(found) == 1 else [])
    return tuple(index for one in chosen for index in one.steps)


_BACK = re.compile(r"\broll-?back\b|\brevert\b", re.IGNORECASE)


def _phases(document: Document, procedure: Procedure | None) -> tuple[int, ...]:
    indexes = procedure.steps if procedure else range(len(document.steps))
    return tuple(index for index in indexes if _BACK.search(document.steps[index].phase))


def rollouts(revision: Revision) -> dict[int, Rollout]:
    """The phases of a rollout, by the line of the step that each of them is, or that ends it."""
    document = revision.document
    found = [one for one in facts(document, revision.text) if isinstance(one.fact, Rollout)]
    return {
        line: one.fact
        for one in found
        if (line := _step_line(one, document)) and isinstance(one.fact, Rollout)
    }


def level_names(revision: Revision) -> tuple[tuple[str, ...], ...]:
    """The severities that the document calls by several names: sev1, p0 and critical of `SEV1 / P0 - Critical`."""
    told = (one.fact for one in facts(revision.document, revision.text) if isinstance(one.fact, Severity))
    named = (levels(" ".join((one.level, *one.aliases, _word(one.title)))) for one in told)
    return tuple(names for names in named if len(names) > 1)


def _word(title: str) -> str:
    """`P0 - Critical` is called critical, `P0 - Critical services` is not."""
    return title if " " not in title else ""


def _step_line(found: Found, document: Document) -> int:
    """0 when no step stands there."""
    end = next((one.end for one in document.sections if one.line == found.line), found.line)
    return max((step.line for step in document.steps if found.line <= step.line <= end), default=0)
