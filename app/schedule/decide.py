"""A schedule and a command in, the events to record out, or a refusal. What was planned before stays as it was."""

from dataclasses import replace

from app.records.act import Act, Proposed, over
from app.records.refusal import Refused, clock, refuse_if_newer
from app.records.registers import Write
from app.schedule.commands import (
    AddHolidays,
    BeginEmergency,
    ReopenOccurrences,
    ResumeSchedule,
    ScheduleCommand,
    SendNotice,
    SetSchedule,
    SkipOccurrences,
    StopSchedule,
    Undo,
)
from app.schedule.events import (
    LONGEST,
    MOST,
    EmergencyBegun,
    MarkEvent,
    NoticeSent,
    OccurrencesReopened,
    OccurrencesSkipped,
    PlanEvent,
    ScheduleEvent,
    ScheduleSet,
    ScheduleStopped,
)
from app.schedule.holidays import holidays
from app.schedule.plan import MOST_DAYS, MOST_MINUTES, Plan, begin, is_timed, local, rule_of
from app.schedule.since import holds_from, touched
from app.schedule.state import Schedule, with_base
from app.schedule.times import never

Events = tuple[Proposed[ScheduleEvent], ...]
NOT_SET = "The schedule was not changed."
UNDONE = "Nothing was undone."
# An occurrence's name with " before" behind it has at most 32 characters.
URGENT = 8


def decide(schedule: Schedule, command: ScheduleCommand, act: Act, base: Plan | None = None) -> Events:
    """`base` is what an offer in use plans, while nobody has set this schedule otherwise."""
    refuse_if_newer(NOT_SET, schedule.newer)
    plan = schedule.plan or base
    match command:
        case SetSchedule():
            return _set(schedule, plan, command, act, base)
        case StopSchedule(reason):
            return _stop(schedule, _known(plan), reason.strip(), act, base)
        case ResumeSchedule():
            return _resume(schedule, _known(plan), act, base)
        case AddHolidays(text):
            return _free(schedule, _known(plan), text, act, base)
        case Undo(undone):
            return _undo(schedule, undone, act, base)
        case _:
            return _on_occurrences(schedule, plan, command, act)


def _on_occurrences(
    schedule: Schedule,
    plan: Plan | None,
    command: SkipOccurrences | ReopenOccurrences | SendNotice | BeginEmergency,
    act: Act,
) -> Events:
    match command:
        case SkipOccurrences(occurrences, reason):
            return _skip(schedule, occurrences, reason.strip(), act)
        case ReopenOccurrences(occurrences):
            return _mark(schedule, OccurrencesReopened(_some(occurrences)), act)
        case SendNotice(occurrence, text):
            return _notice(_known(plan), occurrence, text.strip())
        case BeginEmergency():
            return _emergency(_known(plan), command, act)


def _set(
    schedule: Schedule, before: Plan | None, command: SetSchedule, act: Act, base: Plan | None
) -> Events:
    plan = command.plan
    next_ = "Change it in the form; what you typed is still there."
    if plan is None:
        raise Refused(NOT_SET, command.fault, next_)
    if fault := never(rule_of(plan), begin(plan)):
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


def _skip(schedule: Schedule, occurrences: tuple[str, ...], reason: str, act: Act) -> Events:
    if not reason:
        why = "Somebody will ask why it was not done."
        raise Refused("Nothing was skipped.", why, "Give a reason in a few words.")
    return _mark(schedule, OccurrencesSkipped(_some(occurrences), reason[:LONGEST]), act)


def _mark(schedule: Schedule, mark: MarkEvent, act: Act) -> Events:
    registers = [schedule.marks[key] for key in mark.occurrences if key in schedule.marks]
    stands = [register.winner.value for register in registers if register.winner]
    if isinstance(mark, OccurrencesReopened) and not any(
        isinstance(one, OccurrencesSkipped) for one in stands
    ):
        return ()
    seen = {id_ for register in registers for id_ in over(register, act)}
    return (Proposed(mark, tuple(sorted(seen))),)


def _notice(plan: Plan, occurrence: str, text: str) -> Events:
    what = "The notice was not recorded."
    if not text:
        raise Refused(what, "It has no words.", "Write the notice first.")
    if len(text) > LONGEST:
        raise Refused(what, f"It is longer than {LONGEST:,} characters.", "Shorten it.")
    if plan.kind != "maintenance":
        raise Refused(what, "This is no maintenance window.", "Record it as a note in a run.")
    return (Proposed(NoticeSent(occurrence, text)),)


def _emergency(plan: Plan, command: BeginEmergency, act: Act) -> Events:
    what = "The window was not opened."
    if plan.kind != "maintenance":
        raise Refused(what, "This schedule is no maintenance window.", "Set its kind to maintenance first.")
    if not command.reason.strip():
        why = "A window that nobody was told of in time needs a reason."
        raise Refused(what, why, "Say in a few words why it cannot wait.")
    if not 0 < command.minutes <= MOST_MINUTES:
        raise Refused(what, "It ends before it starts.", "Say how many minutes it may take.")
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
        return _mark(schedule, OccurrencesReopened(own), act)
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
    zone = (plan or schedule.plan or _known(base)).zone
    # It holds from where the change did, as if that had never been, but for what stands by now.
    since = _free_from(schedule, base, act, max(back.since, write.value.since), zone, plan)
    again: PlanEvent = replace(back, since=since)
    return (Proposed(again, over(schedule.plans, act, write.stamp.id)),)


def _known(plan: Plan | None) -> Plan:
    if plan is None:
        why = "This browser does not hold the plan of this schedule."
        raise Refused(NOT_SET, why, "Import the snapshot that holds it, then try again.")
    return plan


def _some(occurrences: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(sorted({one for one in occurrences if len(one) <= 32}))
    if not chosen or len(chosen) > MOST:
        raise Refused("Nothing was recorded.", "No occurrence was named.", "Choose one in the list.")
    return chosen
