"""Nothing in, the screens of schedules out: empty, normal, huge and hostile."""

from dataclasses import replace

from app.views.values import (
    DayCell,
    Group,
    OccurrenceRow,
    ScheduleAll,
    ScheduleEditSkeleton,
    ScheduleForm,
    ScheduleHead,
    ScheduleMissed,
    ScheduleNew,
    ScheduleNewSkeleton,
    ScheduleNext,
    SchedulePanel,
    ScheduleRow,
    ScheduleSkeleton,
    ScheduleTools,
    ScheduleTop,
    Screen,
    Start,
    screen,
)
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG, RUN, T0

PLAN = "krsxg5dsnfxgoidb"
OTHER = "krsxg5dsnfxgoidc"


def row(key: str = "2025-11-21", state: str = "due", **more: object) -> OccurrenceRow:
    starts = (Start("Start", "Morning", key),) if state in ("due", "overdue", "missed") else ()
    about: dict[str, object] = {
        "title": "Daily checks: Morning",
        "window": "Fri 21 Nov, 06:00 to 10:00",
        "document": DOC,
        "document_title": "Operations handbook",
        "revision": EVENT,
        "owner": "Platform team",
        "starts": starts,
        "skippable": bool(starts),
    }
    return OccurrenceRow(schedule=PLAN, key=key, state=state, **(about | more))  # type: ignore[arg-type]


DUE = row()
TODAY = (
    Group(
        "Due now",
        (
            DUE,
            row(
                "2025-11-20",
                "overdue",
                title=LONG,
                zone="Australia/Lord_Howe",
                here="Thu 20 Nov, 20:00 to 23:00",
            ),
        ),
    ),
    Group(
        "Later today",
        (
            row("2025-11-22", "later"),
            row(
                "2025-11-23",
                "later",
                maintenance=True,
                tell="Soon.",
                title="Patch night",
                starts=(Start("Start: Before", "Prepare", "k before"),),
            ),
        ),
    ),
    Group("Ended with nothing done", (row("2025-11-13", "ended", run=RUN, left="0 of 6", starts=()),)),
    Group(
        "Done and skipped",
        (
            row("2025-11-19", "done", run=RUN),
            row("2025-11-18", "done", run=RUN, late=True),
            row("2025-11-17", "skipped", reason=HOSTILE, mark=BEN),
            row("2025-11-16", "off", reason="Christmas Day"),
            row("2025-11-15", "due", run=RUN, running=True, starts=()),
            row("2025-11-14T02:10", "due", urgent="Leak", maintenance=True, told=T0, tell="We are working."),
        ),
        quiet=True,
    ),
)
MISSED = tuple(
    row(f"2025-10-{day:02}", "missed", policy="Not made up for: skip it with a reason." if day % 2 else "")
    for day in range(31, 1, -1)
)
ALL = ScheduleAll(
    (
        ScheduleRow(
            PLAN,
            "Daily checks: Morning",
            "Every day, 06:00 to 10:00, Europe/Berlin",
            "Platform team",
            "Operations handbook",
            "Sat 22 Nov, 06:00",
            missed=3,
        ),
        ScheduleRow(OTHER, LONG, HOSTILE, stopped=True, maintenance=True),
    ),
    12,
    (("krsxg5dsnfxgoidd", "Unreadable schedule"),),
)


def weeks() -> tuple[tuple[DayCell, ...], ...]:
    cells = [
        DayCell(
            day,
            f"2025-11-{day:02}",
            done=day % 5,
            total=4 if day < 22 else 0,
            missed=1 if 0 < day % 5 < 4 else 0,
            level=max(day % 5, 1) if day < 22 else -1,
            today=day == 21,
            coming=4 if day > 21 else 0,
            ended=4 if day < 22 and not day % 5 else 0,
        )
        for day in range(1, 31)
    ]
    outside = [DayCell(day, f"2025-10-{day}", outside=True) for day in (27, 28, 29, 30, 31)]
    whole = outside + cells
    return tuple(tuple(whole[at : at + 7]) for at in range(0, 35, 7))


FORM = ScheduleForm(
    id=PLAN,
    document=DOC,
    title="Daily checks: Morning",
    procedure="Morning",
    procedures=("Morning", "Evening", HOSTILE),
    rule="FREQ=DAILY",
    day="2025-11-20",
    first="00:00",
    zone="Europe/Berlin",
    opens="06:00",
    due="10:00",
    days=0,
    by="",
    grace="14",
    owner="Platform team",
    catch_up="latest",
    off="2025-12-24 Christmas Eve",
    kind="maintenance",
    before="Morning",
    after="",
    notice="{title} from {start}",
    ahead="48",
    source="",
    over=(EVENT,),
    zones=("Europe/Berlin", "Asia/Kolkata"),
    people=("Ana Ruiz", "Ben"),
)
TOP = ScheduleTop(
    PLAN,
    "Daily checks: Morning",
    "Every day, 06:00 to 10:00, Europe/Berlin",
    is_kept=True,
    mark=ANA,
    next=T0,
    document=DOC,
    document_title="Operations handbook",
)


def schedule_screens() -> dict[str, Screen]:
    nothing = SchedulePanel("today", "Today, Fri 21 Nov 2025", empty="Nothing is to be done today.")
    missed = ScheduleMissed(MISSED, 412, True, ((f"{PLAN} Daily checks", ("2025-10-30", "2025-10-31")),))
    route = "#/schedule"
    return {
        "schedule": screen(
            route,
            "Schedule",
            ScheduleSkeleton(),
            ScheduleHead("today"),
            nothing,
            ScheduleMissed(()),
            ScheduleAll(()),
        ),
        "schedule-today": screen(
            route,
            "Schedule",
            ScheduleSkeleton(),
            ScheduleHead("today", T0, "One of the clocks is wrong.", 2),
            SchedulePanel("today", "Today, Fri 21 Nov 2025", TODAY),
            ScheduleMissed(MISSED[:3]),
            ALL,
        ),
        "schedule-month": screen(
            route,
            "Schedule",
            ScheduleSkeleton(),
            ScheduleHead("month", T0, total=2),
            SchedulePanel(
                "month",
                "November 2025",
                (),
                weeks(),
                "#/schedule?view=month&at=2025-10-01",
                "#/schedule?view=month&at=2025-12-01",
                share="60 of 84 done, 12 missed",
            ),
            missed,
            ALL,
        ),
        "schedule-new": screen(
            "#/schedule/new", "New schedule", ScheduleNewSkeleton(), ScheduleNew(((DOC, HOSTILE),))
        ),
        "schedule-edit": screen(
            f"#/schedule/{PLAN}",
            "Daily checks",
            ScheduleEditSkeleton(is_kept=True),
            TOP,
            ScheduleNext(TODAY[1].rows),
            ScheduleMissed(()),
            FORM,
            ScheduleTools(
                PLAN,
                maintenance=True,
                undo="c" * 16,
                undo_what="Stopped",
                record=(("Set: every day", ANA), (HOSTILE, BEN)),
            ),
        ),
        "schedule-read-only": screen(
            f"#/schedule/{PLAN}",
            "Daily checks",
            ScheduleEditSkeleton(is_kept=False),
            ScheduleTop(
                PLAN,
                LONG,
                stopped=True,
                is_default=True,
                says="Every day",
                beside=(BEN,),
                read_only="A newer version of Sophie wrote in this schedule.",
            ),
            replace(FORM, read_only="Newer.", is_new=True),
        ),
    }
