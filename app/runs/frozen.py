"""What a step of a run can hold beside its words, as it was when the run started: values only.

Ids are short names inside their step ("c1", "p2"). `line` is the line in the document.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """In which case something is done; `text` is what the author says ("if P0/P1").

    It is answered by itself where the answer to `field` (a key of RunStarted.fields) is one of `values`, or where
    the gate of the step `gate` passed or failed, as `passed` wants. `negated` turns the answer round ("unless").
    """

    text: str
    field: str = ""
    values: tuple[str, ...] = ()
    gate: str = ""
    passed: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A small tick inside a step. One of a verification must be ticked before the phase closes, others help."""

    id: str
    text: str
    line: int
    verify: bool = True
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """`seconds` to let pass. `after`: counted from when the step before was settled; else from when it is begun."""

    text: str
    seconds: int
    after: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """A value to read, passed when it is `sign` (< <= > >=) `limit` ("300", a decimal number) in `unit`.

    Without a sign it is a question: whoever answers says whether it passed. `of` is what the limit is about ("p95").
    """

    text: str
    sign: str = ""
    limit: str = ""
    unit: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody other than who does the step must put a name to it; `role` is whom the author asks for, or ""."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a decision matrix: when `condition` holds, `action` is what to do."""

    id: str
    condition: str
    action: str
    owner: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One share of a rollout: `percent` ("25") of `target`, watched for `seconds` (0: not said), then validated."""

    id: str
    percent: str
    target: str = ""
    duration: str = ""
    seconds: int = 0
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list that concerns the whole run, such as a prerequisite."""

    id: str
    text: str
    line: int
