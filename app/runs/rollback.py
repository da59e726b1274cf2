"""Taking the way back: what a person can ask, and the facts that come of it.

Until somebody begins it, the steps of a rollback that stand among a run's steps are none of its own: see `RunStarted.aside`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BeginRollback:
    """`step` is where the run was left, "" for nowhere in particular."""

    step: str = ""


@dataclass(frozen=True, slots=True)
class LeaveRollback:
    """The run goes on as before."""


@dataclass(frozen=True, slots=True)
class RollbackBegun:
    """`step` as in BeginRollback; `undoes` as in events.py."""

    step: str = ""
    undoes: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RollbackLeft:
    undoes: str = field(default="", compare=False)


RollbackCommand = BeginRollback | LeaveRollback
RollbackEvent = RollbackBegun | RollbackLeft
