"""An event around the steps of a run in, the words that tell it out."""

from app.runs.crew.events import (
    CrewEvent,
    DueSet,
    HandOverTaken,
    HandOverWritten,
    RunPaused,
    RunResumed,
    WorkAssigned,
)
from app.workbench.answer_words import Words


def crew_words(event: CrewEvent) -> Words:
    """ "Assigned to Ana", "Due 30 min after the start", "Paused"; after an undo the old words stand again."""
    match event:
        case WorkAssigned(step, to):
            return Words(f"Assigned to {to}" if to else "Assigned to nobody", step)
        case DueSet(step):
            return Words(due_words(event), step, names=True)
        case RunPaused(reason, undoes):
            return Words("Paused again" if undoes else "Paused", None, reason)
        case RunResumed():
            return Words("Resumed")
        case HandOverWritten(to, text):
            return Words(f"Handed over to {to}" if to else "Handed over", None, text)
        case HandOverTaken():
            return Words("Taken over")


def due_words(event: DueSet) -> str:
    if event.minutes is None:
        return "No due time"
    return f"Due {span(event.minutes)} after {_step(event.after) if event.after else 'the start'}"


def _step(id_: str) -> str:
    """Named by its id, for an event does not know its run: `s4`, or `r2` of a way back that stands apart."""
    is_back = id_[:1] == "r" and id_[1:].isdecimal()
    return f"step {id_[1:]} of the rollback" if is_back else f"step {id_.removeprefix('s')}"


def span(minutes: int) -> str:
    """ "45 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
