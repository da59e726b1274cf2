"""Values in for what a step holds beside its words; drawn by templates/step-asks and step-pieces, inside the step.

`over` are the ids that a new answer replaces. Times are ms UTC.
"""

from dataclasses import dataclass

from app.views.values.common import Mark


@dataclass(frozen=True, slots=True)
class Case:
    """In which case it is done. `applies` None: nobody knows yet. `why` says what answered by itself ("Severity is P1")."""

    text: str
    applies: bool | None = None
    why: str = ""
    mark: Mark | None = None
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A small tick. `also` are others who set it without having seen this."""

    id: str
    text: str
    verify: bool = True
    done: bool = False
    mark: Mark | None = None
    case: Case | None = None
    also: tuple[Mark, ...] = ()
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """`limit` is what the value is measured against ("< 300 ms"), "" for a question. `passed` None: not answered."""

    text: str
    limit: str = ""
    unit: str = ""
    value: str = ""
    passed: bool | None = None
    mark: Mark | None = None
    also: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """`due` None: not begun. `mark` None with a due time: it began by itself. `text` is the author's time ("24 hours").

    `ask`: nobody has said how long.
    """

    text: str
    due: int | None = None
    mark: Mark | None = None
    after: bool = False
    ask: bool = False
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """One share of a rollout, with its clock and its gate.

    `after` is the percentage of an earlier share whose gate has not passed: this one waits for it, "" when it does not.
    """

    id: str
    percent: str
    target: str
    wait: Wait
    gate: Gate | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """`counts`: the name is another than that of who did the step."""

    text: str
    role: str = ""
    person: str = ""
    mark: Mark | None = None
    counts: bool = False
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision matrix."""

    id: str
    condition: str
    action: str
    owner: str = ""
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: tuple[Row, ...] = ()
    mark: Mark | None = None
    over: tuple[str, ...] = ()

    @property
    def picked(self) -> Row | None:
        return next((row for row in self.rows if row.picked), None)


@dataclass(frozen=True, slots=True)
class StepAsks:
    """What a step asks for beside being done. `left` names what is open; `reason` says why it was given up.

    `closing`: the step is done, and its phase waits for what is open.
    """

    run: str
    id: str
    number: int
    gate: Gate | None = None
    wait: Wait | None = None
    shares: tuple[Share, ...] = ()
    approval: Approval | None = None
    left: tuple[str, ...] = ()
    closing: bool = False
    reason: str = ""
    reason_mark: Mark | None = None
    over: tuple[str, ...] = ()
    read_only: bool = False
