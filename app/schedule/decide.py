"""A schedule and a command in, the events to record out, or a refusal. What was planned before stays as it was."""

from dataclasses import replace

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, clock, refuse_if_newer
from app.records.registers import Write
from app.schedule.commands import (
    AddHolidays,
    ResumeSchedule,
    ScheduleCommand,
    SetSchedule,
    StopSchedule,
    Undo,
)
from app.schedule.events import (
    LONGEST,
    OccurrencesReopened,
    OccurrencesSkipped,
    PlanEvent,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.holidays import holidays
from app.schedule.marking import NOT_SET, Events, known_plan, mark, on_occurrences, unfilled
from app.schedule.plan import MOST_DAYS, Plan, begin, is_timed, local, rule_of
from app.schedule.since import holds_from, touched
from app.schedule.state import Schedule, with_base
from app.schedule.times import never

UNDONE = "Nothing was undone."


def decide(
    schedule: Schedule,
    command: ScheduleCommand,
    act: Act,
    base: Plan | None = None,
    done: frozenset[str] = frozenset(),
) -> Events:
    """`base` is what an offer in use plans, while nobody has set this schedule otherwise; `done` names what its runs did."""
    refuse_if_newer(NOT_SET, schedule.newer)
    plan = schedule.plan or base
    match command:
        case SetSchedule():
            return _set(schedule, plan, command, act, base)
        case StopSchedule(reason):
            return _stop(schedule, known_plan(plan), reason.strip(), act, base)
        case ResumeSchedule():
            return _resume(schedule, known_plan(plan), act, base)
        case AddHolidays(text):
            return _free(schedule, known_plan(plan), text, act, base)
        case Undo(undone):
            return _undo(schedule, undone, act, base)
        case _:
            return on_occurrences(schedule, base, command, act, done)


def _set(
    schedule: Schedule, before: Plan | None, command: SetSchedule, act: Act, base: Plan | None
) -> Events:
    plan = command.plan
    next_ = "Change it in the form; what you typed is still there."
    if plan is None:
        raise Refused(NOT_SET, command.fault, next_)
    if fault := never(rule_of(plan), begin(plan)):
        raise Refused(NOT_SET, fault, next_)
    is_told_anew = before is None or plan.notice != before.notice
    if is_told_anew and (fault := unfilled(plan.notice)):
        raise Refused(NOT_SET, fault, next_)
    # Set once more, the same plan settles what two people set beside each other.
    if plan == before and not schedule.is_stopped and len(schedule.plans.heads) < 2:
        return ()
    # The first plan is counted from its own start: its form shows that day, and it may lie in the past.
    since = _since_now(schedule, base, plan, before, act) if before else ""
    return (Proposed(ScheduleSet(plan, since), over(schedule.plans, act)),)


def _since_now(schedule: Schedule, base: Plan | None, plan: Plan, before: Plan, act: Act) -> str:
    """From when a change made now holds: from today, or where a plan of hours comes or goes from this minute on."""
    now = local(act.at, plan.zone)
    # What came by the hour this morning stays, done or missed.
    by_the_hour = is_timed(plan) or is_timed(before)
    floor = now.isoformat(timespec="minutes") if by_the_hour else now.date().isoformat()
    return _free_from(schedule, base, act, floor, plan.zone, plan)


def _free_from(
    schedule: Schedule, base: Plan | None, act: Act, floor: str, zone: str, plan: Plan | None
) -> str:
    versions = with_base(schedule.versions(), base)
    return holds_from(versions, touched(schedule), act.at, floor, zone, plan)


def _stop(schedule: Schedule, plan: Plan, reason: str, act: Act, base: Plan | None) -> Events:
    """What was to be done today stays to be done or skipped."""
    if schedule.is_stopped:
        return ()
    now = local(act.at, plan.zone)
    floor = now.isoformat(timespec="minutes") if is_timed(plan) else f"{now.date().isoformat()}T23:59"
    since = _free_from(schedule, base, act, floor, plan.zone, None)
    return (Proposed(ScheduleStopped(since, reason[:LONGEST]), over(schedule.plans, act)),)


def _resume(schedule: Schedule, plan: Plan, act: Act, base: Plan | None) -> Events:
    if not schedule.is_stopped:
        return ()
    since = _since_now(schedule, base, plan, plan, act)
    return (Proposed(ScheduleSet(plan, since), over(schedule.plans, act)),)


def _free(schedule: Schedule, plan: Plan, text: str, act: Act, base: Plan | None) -> Events:
    found = holidays(text, plan.zone, act.at)
    off = tuple(dict.fromkeys((*plan.off, *found.days)))
    if len(off) > MOST_DAYS:
        why = f"It would make {len(off):,} days off, and a schedule holds {MOST_DAYS:,}."
        raise Refused(NOT_SET, why, "Bring a calendar of holidays only.")
    if off == plan.off:
        return ()
    return _set(schedule, plan, SetSchedule(replace(plan, off=off)), act, base)


def _undo(schedule: Schedule, undone: str, act: Act, base: Plan | None) -> Events:
    entries = [one for one in schedule.record if one.stamp.cmd == undone]
    if not entries:
        raise Refused(UNDONE, "This schedule holds no such act.", "Open it again to see its record.")
    stamp, event = entries[-1].stamp, entries[-1].event
    if isinstance(event, ScheduleSet | ScheduleStopped):
        return _plan_back(schedule, Write(stamp, event), act, base)
    if isinstance(event, OccurrencesSkipped):
        skipped = schedule.skipped()
        own = tuple(key for key in event.occurrences if key in skipped and skipped[key].stamp.id == stamp.id)
        if not own:
            raise Refused(UNDONE, "It was changed since.", "Set it again by hand if it is wrong.")
        return mark(schedule, OccurrencesReopened(own), act)
    raise Refused(UNDONE, "This act cannot be taken back.", "It stays in the record.")


def _plan_back(schedule: Schedule, write: Write[PlanEvent], act: Act, base: Plan | None) -> Events:
    winner = schedule.plans.winner
    if winner and winner.stamp.id != write.stamp.id:
        by = winner.stamp.actor or "Someone"
        raise Refused(UNDONE, f"{by} changed it at {clock(winner.stamp.at)}.", "Set it again by hand.")
    earlier = [one for one in schedule.chain() if one.stamp.id in write.stamp.over]
    offered = ScheduleSet(base) if base and write.value.since else None
    back = earlier[-1].value if earlier else offered
    if back is None:
        raise Refused(UNDONE, "There was no plan before this one.", "Stop the schedule if it is not needed.")
    plan = back.plan if isinstance(back, ScheduleSet) else None
    zone = (plan or schedule.plan or known_plan(base)).zone
    # It holds from where the change did, as if that had never been, but for what stands by now.
    since = _free_from(schedule, base, act, max(back.since, write.value.since), zone, plan)
    again: PlanEvent = replace(back, since=since)
    return (Proposed(again, over(schedule.plans, act, write.stamp.id)),)
