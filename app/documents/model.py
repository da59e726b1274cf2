"""What a document is once it is understood: values only, nothing in, nothing out.

Lines are 1-based lines of the text as it was imported. `detail` is Markdown source.
Indexes point into the document's own tuples (`steps`, `commands`).
"""

from dataclasses import dataclass, field

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    line: int
    id: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines it covers, its sub-headings included; `end` is the last line."""

    title: str
    level: int
    line: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Check:
    """A small tick inside a step: part of its verification, or an optional help."""

    text: str
    line: int
    kind: str  # "verify" | "optional"
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    text: str
    line: int
    phase: str = ""
    checked: bool | None = None
    detail: str = ""
    commands: tuple[int, ...] = ()
    expect: str | None = None
    otherwise: str | None = None
    stop: str | None = None
    condition: str | None = None
    checks: tuple[Check, ...] = ()
    inline: tuple[str, ...] = ()  # commands written between backticks
    spans: tuple[tuple[int, int], ...] = ()  # first and last lines of its words and its detail


@dataclass(frozen=True, slots=True)
class Procedure:
    """A part that can be worked alone; `kind` is runbook, playbook, checklist, rollback, alert..."""

    name: str
    line: int
    end: int
    kind: str
    steps: tuple[int, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Task:
    text: str
    line: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A fenced block that holds commands; prompts are gone from `text`, output is kept apart.

    `name` is what the author calls it in the fence's attributes, or "".
    """

    language: str
    line: int
    text: str
    output: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    line: int
    columns: int
    rows: int
    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A blank to fill in. Same text and same label is one field; `name` is unique on a form.

    `open`: a choice that allows other words than its options.
    """

    text: str
    line: int
    kind: str  # text, date, time, link, number, person, command, choice
    label: str = ""
    name: str = ""
    options: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    target: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """An area the document says it must cover, and the items listed for it."""

    area: str
    line: int
    items: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    severity: str  # "error" | "warning" | "info"
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a kind of problem costs: `points` of a hundred; `line` is where the first of it stands."""

    text: str
    line: int
    points: int
    code: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """`state` is Ready, Review due, Untested or Incomplete; `score` runs from 0 to 100."""

    score: int
    reasons: tuple[Reason, ...]
    state: str = "Untested"


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    kind: str
    metadata: Pairs = ()
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    steps: tuple[Step, ...] = ()
    tasks: tuple[Task, ...] = ()
    commands: tuple[Command, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[Field, ...] = ()
    gaps: tuple[Gap, ...] = ()
    links: tuple[Link, ...] = ()
    required: tuple[Requirement, ...] = ()
    problems: tuple[Problem, ...] = ()
    readiness: Readiness = field(default_factory=lambda: Readiness(0, ()))
    plain: bool = False  # the text was too large or too deep to read as Markdown
