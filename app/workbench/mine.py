"""What is assigned or due in all open runs in, what concerns one person out: theirs, and what anybody may take."""

from collections.abc import Collection, Iterable

from app.people.state import key
from app.workbench.duties import Duty


def mine(
    duties: Iterable[Duty], me: str, people: Collection[str]
) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """In the order given: those assigned to `me`, and those for nobody, or for a name that is no person's: a role."""
    known, self = {key(name) for name in people}, key(me)
    yours, anybody = [], []
    for duty in duties:
        to = key(duty.to)
        if to and to == self:
            yours.append(duty)
        elif to not in known:
            anybody.append(duty)
    return tuple(yours), tuple(anybody)
