"""The read model's rows in, the screens that list things out: Now, Runs, Snapshots, Settings."""

from app.schedule.standing import next_change
from app.views.values import (
    ErasedRow,
    Mark,
    NowBackup,
    NowDocuments,
    NowDue,
    NowErased,
    NowFirst,
    NowReviews,
    NowRuns,
    NowSchedule,
    NowSkeleton,
    ReviewRow,
    RunList,
    RunsSkeleton,
    Screen,
    SettingsDevice,
    SettingsPeople,
    SettingsSkeleton,
    SnapshotFacts,
    SnapshotsSkeleton,
    SnapshotWithdrawn,
    StorageSkeleton,
    WithdrawnRow,
    screen,
)
from app.workbench import condemned, questions
from app.workbench.agenda import DAY_MS, agenda
from app.workbench.engine import Engine
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place
from app.workbench.rows import Row
from app.workbench.screens import crew, occurrence_rows
from app.workbench.screens.library import document_rows
from app.workbench.screens.marks import run_row
from app.workbench.screens.plans import due_row
from app.workbench.screens.schedules import MOST_TOGETHER

MOST_NOW = 6
MOST_WITHDRAWN = 100
MOST_DUE = 12
# More are on pages of their own: a list must not grow with the years.
MOST_OPEN = 50
MOST_FINISHED = 25


def now(engine: Engine, place: Place) -> Screen:
    model = engine.model
    total, runs = questions.count_documents(model), questions.open_runs(model, MOST_NOW)
    if not total and not questions.has_runs(model):
        return screen(place.route, "Now", NowSkeleton(first=True), NowFirst())
    latest = document_rows(model, questions.latest_documents(model, MOST_NOW), place.today)
    return screen(
        place.route,
        "Now",
        NowSkeleton(first=False),
        NowErased(_erased(model)),
        NowRuns(tuple(run_row(row, engine.devices) for row in runs), questions.count_open_runs(model)),
        crew.region(engine, place),
        now_schedule(engine, place),
        NowReviews(_reviews(model, place.today)),
        NowDue(tuple(due_row(row, place.today) for row in _due(model, place.today))),
        NowDocuments(latest, total),
        NowBackup(questions.count_events(model)),
    )


def now_schedule(engine: Engine, place: Place) -> NowSchedule:
    """What is open to be done at this minute, and how much was missed."""
    all_ = agenda(engine.model)
    if not all_.books or not place.now:
        return NowSchedule(())
    around = all_.between(place.now, place.now, place.now + DAY_MS)
    open_ = [one for one in around if one.state in ("due", "overdue")]
    missed = all_.ledger(place.now, MOST_TOGETHER)
    rows = occurrence_rows.rows_of(engine.model, all_, open_[:MOST_DUE], place.tz)
    untold, another = all_.untold(place.now)
    changes = (next_change(around, place.now), another)
    return NowSchedule(
        rows,
        len(missed.missed),
        len(open_) - len(rows),
        missed.is_cut,
        min((at for at in changes if at is not None), default=None),
        occurrence_rows.rows_of(engine.model, all_, untold[:MOST_DUE], place.tz),
    )


def _erased(model: ReadModel) -> tuple[ErasedRow, ...]:
    found = ((model.row(stream), places) for stream, places in condemned.left(model.sql, MOST_NOW))
    return tuple(ErasedRow(row.id, row.title, places) for row, places in found if row)


def _reviews(model: ReadModel, today: str) -> tuple[ReviewRow, ...]:
    found = questions.to_review(model, today, MOST_NOW) if today else ()
    return tuple(ReviewRow(row.id, row.title, row.review) for row in found)


def _due(model: ReadModel, today: str) -> tuple[Row, ...]:
    return questions.due(model, today, MOST_NOW) if today else ()


def runs(engine: Engine, place: Place) -> Screen:
    model = engine.model
    total = questions.count_finished_runs(model)
    page = min(_page(place), max(1, -(-total // MOST_FINISHED)))
    active = tuple(run_row(row, engine.devices) for row in questions.open_runs(model, MOST_OPEN))
    ended = questions.finished_runs(model, MOST_FINISHED, (page - 1) * MOST_FINISHED)
    finished = tuple(run_row(row, engine.devices) for row in ended)
    unreadable = tuple(run_row(row, engine.devices) for row in questions.unreadable_runs(model))
    listed = RunList(
        active,
        finished,
        questions.count_documents(model),
        unreadable,
        open_total=questions.count_open_runs(model),
        finished_total=total,
        page=page,
        is_last=page * MOST_FINISHED >= total,
    )
    return screen(place.route, "Runs", RunsSkeleton(), listed, crew.region(engine, place))


def _page(place: Place) -> int:
    asked = place.query.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 9 else 1


def snapshots(engine: Engine, place: Place) -> Screen:
    if place.part == "storage":
        return screen(place.route, "Storage", StorageSkeleton())
    model = engine.model
    facts = SnapshotFacts(
        events=questions.count_events(model),
        documents=questions.count_documents(model),
        runs=questions.count_runs(model),
        people=len(questions.people(model)),
    )
    withdrawn = SnapshotWithdrawn(
        tuple(_withdrawn(row, engine) for row in questions.withdrawn_imports(model, MOST_WITHDRAWN))
    )
    return screen(place.route, "Snapshots", SnapshotsSkeleton(), facts, withdrawn)


def _withdrawn(row: Row, engine: Engine) -> WithdrawnRow:
    by = Mark(row.changed_by, row.changed, engine.devices.get(row.changed_on, ""))
    return WithdrawnRow(row.id, row.title, row.total, by)


def settings(engine: Engine, place: Place) -> Screen:
    device = SettingsDevice(engine.dev, engine.devices.get(engine.dev) or engine.device_name)
    return screen(
        place.route, "Settings", SettingsSkeleton(), SettingsPeople(questions.people(engine.model)), device
    )
