"""A run in, its screens of people and times out: who has which step until when, the hand-over, and what is mine."""

from collections.abc import Iterator

from app.records.registers import Write
from app.runs.count import count
from app.runs.crew.state import Crew
from app.runs.events import RunStarted
from app.runs.finishing import Left, come_back, untouched
from app.runs.standing import is_settled
from app.runs.state import Run
from app.views.values import (
    CrewForm,
    CrewSkeleton,
    DutyRow,
    FinishForm,
    FinishSkeleton,
    HandOverForm,
    HandOverSkeleton,
    Mine,
    Named,
    Screen,
    screen,
)
from app.workbench import questions
from app.workbench.crew import due_at
from app.workbench.crew_words import due_words
from app.workbench.duties import Duty
from app.workbench.engine import Engine
from app.workbench.mine import mine as mine_of
from app.workbench.routes import Place
from app.workbench.screens.framing import back_rows, card
from app.workbench.screens.marks import mark

READ_ONLY = "A newer version of Sophie wrote in this run. It can be read here, and changed after an update."
MOST_MINE = 50
LISTED = 3
MOST_WHY = 120
# What a hand-over tells besides the place, the gravest first.
STATES = (
    ("problem", "Problem at"),
    ("blocked", "Blocked:"),
    ("later", "Left for later:"),
    ("skipped", "Skipped:"),
)


def finish(_: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    left = come_back(run)
    form = FinishForm(
        run=place.id,
        title=start.value.title,
        criteria=tuple(Named(one.id, one.text) for one in start.value.criteria),
        back=back_rows(run, left),
        left=untouched(run),
        refused=READ_ONLY if run.newer else "",
    )
    return screen(place.route, f"Finish: {start.value.title}", FinishSkeleton(), form)


def crew(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    chosen = place.query.get("step", "")
    form = CrewForm(
        run=place.id,
        title=start.value.title,
        steps=tuple(Named(step.id, step.text) for step in start.value.every),
        chosen=chosen if start.value.find(chosen) else "",
        people=questions.people(engine.model),
        rows=tuple(_set(place.id, run, start, run.crew)),
        read_only=READ_ONLY if run.newer else "",
    )
    return screen(place.route, f"People: {start.value.title}", CrewSkeleton(), form)


def hand_over(engine: Engine, place: Place, run: Run, start: Write[RunStarted]) -> Screen:
    holder = run.crew.holder
    form = HandOverForm(
        run=place.id,
        title=start.value.title,
        holder=mark(holder.stamp if holder else start.stamp, engine.devices),
        text=state_of(run, start),
        people=questions.people(engine.model),
        card=card(run, engine.devices),
        actions=tuple(
            row for row in _set(place.id, run, start, run.crew) if _is_open(run, start.value, row.step)
        ),
        read_only=READ_ONLY if run.newer else "",
    )
    return screen(place.route, f"Hand over: {start.value.title}", HandOverSkeleton(), form)


def state_of(run: Run, start: Write[RunStarted]) -> str:
    """How the run stands, in a paragraph that a person goes on writing."""
    tally = count(run)
    subject = f" for {start.value.setup.subject}" if start.value.setup.subject else ""
    said = [f"{start.value.title}{subject}: {tally.done} of {tally.total} steps done."]
    if tally.current:
        said.append(f"Now at step {tally.number}: {_closed(tally.current.text)}")
    left = come_back(run)
    for state, word in STATES:
        found = [one for one in left if one.why == state]
        if found:
            named = "; ".join(map(_named, found[:LISTED]))
            more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
            said.append(_closed(f"{word} {named}{more}"))
    return " ".join(said)


def _closed(sentence: str) -> str:
    """With the full stop that it lacks."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _named(left: Left) -> str:
    words = " ".join(left.reason.split())
    why = f" ({words[:MOST_WHY]}{'…' if len(words) > MOST_WHY else ''})" if words else ""
    return f"step {left.number}, {left.step.text}{why}"


def region(engine: Engine, place: Place) -> Mine:
    yours, anybody = mine_of(questions.duties(engine.model), place.me, questions.people(engine.model))
    return Mine(tuple(map(_row, yours[:MOST_MINE])), tuple(map(_row, anybody[:MOST_MINE])), place.me)


def _row(duty: Duty) -> DutyRow:
    return DutyRow(
        run=duty.stream.partition("/")[2],
        step=duty.step,
        number=duty.number,
        text=duty.text,
        to=duty.to,
        due=duty.due,
        after=duty.after,
        title=duty.title,
        drill=bool(duty.drill),
        back=bool(duty.back),
    )


def _set(id_: str, run: Run, start: Write[RunStarted], crew: Crew) -> Iterator[DutyRow]:
    """All that is assigned or due, the run itself first, then in the order of the steps."""
    for step in sorted({*crew.assigned, *crew.due}, key=start.value.place):
        number, found = start.value.place(step), start.value.find(step)
        to, deadline = crew.to(step), crew.deadline(step)
        if (step and not found) or not (to or deadline):
            continue
        due, after = due_at(run, start, crew, step)
        assigned, dated = crew.assigned.get(step), crew.due.get(step)
        yield DutyRow(
            run=id_,
            step=step,
            number=number,
            text=found.text if found else start.value.title,
            to=to,
            due=due,
            after=after,
            words=due_words(deadline) if deadline else "",
            over_to=tuple(head.stamp.id for head in assigned.heads) if assigned else (),
            over_due=tuple(head.stamp.id for head in dated.heads) if dated else (),
        )


def _is_open(run: Run, start: RunStarted, step: str) -> bool:
    """Also what was opened again, and what is to come back to."""
    found = start.find(step)
    return (
        found is None
        or not is_settled(run, start, found)
        or any(one.step.id == step for one in come_back(run))
    )
