"""What is asked about single occurrences in, the events to record out, or a refusal: skipped, reopened, told, opened at once."""

import re

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused
from app.schedule.commands import BeginEmergency, ReopenOccurrences, SendNotice, SkipOccurrences
from app.schedule.events import (
    LONGEST,
    MOST,
    EmergencyBegun,
    MarkEvent,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    ScheduleEvent,
)
from app.schedule.known import known
from app.schedule.plan import MOST_MINUTES, Plan, local
from app.schedule.state import Schedule, with_base

Events = tuple[Proposed[ScheduleEvent], ...]
NOT_SET = "The schedule was not changed."
# What a customer notice may leave to be filled in, and what looks like it.
FILLED = ("{title}", "{start}", "{end}", "{reason}")
_BLANK = re.compile(r"\{ *[A-Za-z][A-Za-z_ ]{0,30}\}")
# An occurrence's name with " before" behind it has at most 32 characters.
URGENT = 8


def on_occurrences(
    schedule: Schedule,
    base: Plan | None,
    command: SkipOccurrences | ReopenOccurrences | SendNotice | BeginEmergency,
    act: Act,
    done: frozenset[str],
) -> Events:
    match command:
        case SkipOccurrences():
            return _skip(schedule, base, command, act, done)
        case ReopenOccurrences(occurrences):
            return mark(schedule, OccurrencesReopened(_some(occurrences)), act)
        case SendNotice():
            return _notice(schedule, base, command)
        case BeginEmergency():
            return _emergency(known_plan(schedule.plan or base), command, act)


def _skip(
    schedule: Schedule, base: Plan | None, command: SkipOccurrences, act: Act, done: frozenset[str]
) -> Events:
    what, reason = "Nothing was skipped.", command.reason.strip()
    if not reason:
        raise Refused(what, "Somebody will ask why it was not done.", "Give a reason in a few words.")
    some = _some(command.occurrences)
    held = _held(schedule, base, some)
    if not held:
        raise Refused(what, "This schedule has no such occurrence.", "Choose one in the list.")
    left = tuple(one for one in some if one in held - done)
    if not left:
        why = "A run of it is finished." if len(held) == 1 else "Runs of them are finished."
        raise Refused(what, why, "Open its run to see what was done, or reopen it to go on.")
    return mark(schedule, OccurrencesSkipped(left, reason[:LONGEST]), act)


def _held(schedule: Schedule, base: Plan | None, keys: tuple[str, ...]) -> frozenset[str]:
    """Those that this schedule has, by its plans or as windows that were opened without one."""
    urgent = {one.value.occurrence for one in schedule.emergencies}
    return known(with_base(schedule.versions(), base), keys) | urgent.intersection(keys)


def mark(schedule: Schedule, mark: MarkEvent, act: Act) -> Events:
    registers = [schedule.marks[key] for key in mark.occurrences if key in schedule.marks]
    stands = [register.winner.value for register in registers if register.winner]
    if isinstance(mark, OccurrencesReopened) and not any(
        isinstance(one, OccurrencesSkipped) for one in stands
    ):
        return ()
    seen = {id_ for register in registers for id_ in over(register, act)}
    return (Proposed(mark, tuple(sorted(seen))),)


def _notice(schedule: Schedule, base: Plan | None, command: SendNotice) -> Events:
    what, text = "The notice was not recorded.", command.text.strip()
    if not text:
        raise Refused(what, "It has no words.", "Write the notice first.")
    if len(text) > LONGEST:
        raise Refused(what, f"It is longer than {LONGEST:,} characters.", "Shorten it.")
    if known_plan(schedule.plan or base).kind != "maintenance":
        raise Refused(what, "This is no maintenance window.", "Record it as a note in a run.")
    if blank := _BLANK.search(text):
        raise Refused(what, f"It still says {blank[0]}.", "Write what customers should read there.")
    if not _held(schedule, base, (command.occurrence,)):
        raise Refused(what, "This schedule has no such window.", "Choose one in the list.")
    return (Proposed(NoticeSent(command.occurrence, text)),)


def unfilled(notice: str) -> str:
    """What nothing fills in would go out to customers as it stands; "" where there is nothing of it."""
    unknown = [one for one in _BLANK.findall(notice) if one not in FILLED]
    filled = f"{', '.join(FILLED[:-1])} and {FILLED[-1]}"
    return f"Its customer notice says {unknown[0]}, and only {filled} are filled in." if unknown else ""


def _emergency(plan: Plan, command: BeginEmergency, act: Act) -> Events:
    what = "The window was not opened."
    if plan.kind != "maintenance":
        raise Refused(what, "This schedule is no maintenance window.", "Set its kind to maintenance first.")
    if not command.reason.strip():
        why = "A window that nobody was told of in time needs a reason."
        raise Refused(what, why, "Say in a few words why it cannot wait.")
    if command.minutes <= 0:
        raise Refused(what, "It ends before it starts.", "Say how many minutes it may take.")
    if command.minutes > MOST_MINUTES:
        raise Refused(what, "It would last longer than a year.", "Say how many minutes it may take.")
    begun = EmergencyBegun(
        urgent_key(plan, act),
        act.at,
        command.minutes,
        command.reason.strip()[:LONGEST],
        command.notice[:LONGEST],
    )
    return (Proposed(begun),)


def urgent_key(plan: Plan, act: Act) -> str:
    """The local minute and a part of the act's own id: two devices that open one in the same minute open two."""
    return f"{local(act.at, plan.zone).isoformat(timespec='minutes')}_{act.cmd[:URGENT]}"


def known_plan(plan: Plan | None) -> Plan:
    if plan is None:
        why = "This browser does not hold the plan of this schedule."
        raise Refused(NOT_SET, why, "Import the snapshot that holds it, then try again.")
    return plan


def _some(occurrences: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(sorted({one for one in occurrences if len(one) <= 32}))
    if not chosen or len(chosen) > MOST:
        raise Refused("Nothing was recorded.", "No occurrence was named.", "Choose one in the list.")
    return chosen
