"""A document's history in, the page on which a run of it is begun out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from app.documents.model import Field
from app.documents.stages import approved, stage_of
from app.documents.state import DocumentHistory, Revision
from app.runs.start import asked, key, label, named, steps_of
from app.runs.surroundings import surroundings
from app.views.values import FieldInput, Named, RunStart, Screen, StartSkeleton, screen
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.find.facts import owner_of
from app.workbench.find.labels import Labels, brought, filled
from app.workbench.routes import Place
from app.workbench.screens import life
from app.workbench.screens.documents import chips_of

MOST_SUBJECTS = 3
STALE_DAYS = 180


def start(engine: Engine, place: Place, history: DocumentHistory, shown: Revision) -> Screen | None:
    """None when the document has no procedure of the name asked for."""
    read, name = shown.document, place.query.get("procedure") or None
    procedure = named(read, name)
    if name is not None and procedure is None:
        return None
    labels = brought(place.query.items())
    is_approved = life.is_approved(history, shown)
    beside = history.current if is_approved else approved(history)
    earlier, people = questions.answers(engine.model, place.id), questions.people(engine.model)
    near = surroundings(shown, procedure)
    drilled = questions.last_drilled(engine.model, place.id, name or "")
    form = RunStart(
        document=place.id,
        revision=shown.stamp.id,
        title=read.title,
        procedure=name,
        steps=len(steps_of(read, procedure)),
        fields=tuple(_field(one, labels, earlier, people) for one in asked(read, procedure)),
        chips=chips_of(read),
        stage=life.stage_mark(stage_of(history, shown), engine.devices),
        is_approved=is_approved,
        other=life.other(history, beside, shown, engine.devices),
        drilled=drilled,
        stale=is_stale(drilled, place.today),
        owner=owner_of(read),
        subjects=questions.subjects(engine.model, place.id, MOST_SUBJECTS),
        seconds=near.seconds,
        prerequisites=tuple(Named(one.id, one.text) for one in near.prerequisites),
        stops=tuple(one.text for one in near.stops),
        memory=tuple(one.text for one in near.memory),
    )
    return screen(place.route, f"Start: {name or read.title}", StartSkeleton(), form)


def is_stale(drilled: int | None, today: str) -> bool:
    """Whether nobody has practised it for half a year."""
    if drilled is None or not today:
        return False
    seconds = min(max(drilled // 1000, 0), 253_402_300_799)
    return (date.fromisoformat(today) - datetime.fromtimestamp(seconds, UTC).date()).days > STALE_DAYS


def _field(
    one: Field, labels: Labels, earlier: Mapping[str, tuple[str, ...]], people: tuple[str, ...]
) -> FieldInput:
    hint = "" if label(one) != one.text else one.label
    return FieldInput(
        label(one),
        one.kind,
        one.line,
        hint,
        one.name,
        one.options,
        one.open,
        filled(one, labels),
        earlier.get(key(one), ()),
        people if one.kind == "person" else (),
    )
