"""The read model's rows in, the screens that list things out: Now, Runs, Snapshots, Settings."""

from app.views.values import (
    NowBackup,
    NowDocuments,
    NowDue,
    NowFirst,
    NowRuns,
    NowSkeleton,
    RunList,
    RunsSkeleton,
    Screen,
    SettingsDevice,
    SettingsPeople,
    SettingsSkeleton,
    SnapshotFacts,
    SnapshotsSkeleton,
    screen,
)
from app.workbench import questions
from app.workbench.engine import Engine
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place
from app.workbench.rows import Row
from app.workbench.screens.library import document_rows
from app.workbench.screens.marks import run_row
from app.workbench.screens.plans import due_row

MOST_NOW = 6
MOST_FINISHED = 100


def now(engine: Engine, place: Place) -> Screen:
    model = engine.model
    total, runs = questions.count_documents(model), questions.open_runs(model)
    if not total and not questions.count_runs(model):
        return screen(place.route, "Now", NowSkeleton(first=True), NowFirst())
    latest = document_rows(model, questions.latest_documents(model, MOST_NOW), place.today)
    return screen(
        place.route,
        "Now",
        NowSkeleton(first=False),
        NowRuns(tuple(run_row(row, engine.devices) for row in runs)),
        NowDue(tuple(due_row(row, place.today) for row in _due(model, place.today))),
        NowDocuments(latest, total),
        NowBackup(questions.count_events(model)),
    )


def _due(model: ReadModel, today: str) -> tuple[Row, ...]:
    return questions.due(model, today, MOST_NOW) if today else ()


def runs(engine: Engine, place: Place) -> Screen:
    model = engine.model
    active = tuple(run_row(row, engine.devices) for row in questions.open_runs(model))
    finished = tuple(run_row(row, engine.devices) for row in questions.finished_runs(model, MOST_FINISHED))
    unreadable = tuple(run_row(row, engine.devices) for row in questions.unreadable_runs(model))
    listed = RunList(active, finished, questions.count_documents(model), unreadable)
    return screen(place.route, "Runs", RunsSkeleton(), listed)


def snapshots(engine: Engine, place: Place) -> Screen:
    model = engine.model
    facts = SnapshotFacts(
        events=questions.count_events(model),
        documents=questions.count_documents(model),
        runs=questions.count_runs(model),
        people=len(questions.people(model)),
    )
    return screen(place.route, "Snapshots", SnapshotsSkeleton(), facts)


def settings(engine: Engine, place: Place) -> Screen:
    device = SettingsDevice(engine.dev, engine.devices.get(engine.dev) or engine.device_name)
    return screen(
        place.route, "Settings", SettingsSkeleton(), SettingsPeople(questions.people(engine.model)), device
    )
