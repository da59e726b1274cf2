"""How a run was begun: what the start screen asks besides the fields, kept with the start of the run."""

from dataclasses import dataclass

READ_DO, DO_CONFIRM = "read-do", "do-confirm"


@dataclass(frozen=True, slots=True)
class Setup:
    """`mode`: READ_DO reads a step, then does it; DO_CONFIRM does the work, then confirms the list; else READ_DO.

    `subject` is the customer, release or service it is about. `confirmed` are the ids of the prerequisites that were
    confirmed, `reason` is why it was begun without the others.
    """

    mode: str = READ_DO
    drill: bool = False
    subject: str = ""
    confirmed: tuple[str, ...] = ()
    reason: str = ""

    @property
    def confirms(self) -> bool:
        return self.mode == DO_CONFIRM
