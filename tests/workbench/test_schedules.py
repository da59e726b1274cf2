"""Schedules as a person meets them: offers that become schedules, today's list, starting, the ledger, the calendar file."""

import re
from typing import Any

import pytest

from app.schedule.identity import schedule_id
from app.workbench.agenda import agenda, books
from app.workbench.screens import schedules
from tests.schedule.story import at
from tests.workbench.desk import DOCUMENT, ENOUGH, Desk
from tests.workbench.test_offers import MORNING, TEXT, Drawing

EVENING = "schedule/daily-checks-evening"
ID = schedule_id("b" * 16, MORNING)
SCHEDULE, RUN = f"schedule/{ID}", "run/" + "e" * 16
FORM = {
    "title": "Morning round",
    "document": "b" * 16,
    "procedure": "Daily Checks: Morning",
    "rule": "FREQ=DAILY",
    "day": "2026-11-20",
    "zone": "Europe/Madrid",
    "opens": "06:00",
    "by": "",
    "due": "10:00",
    "days": "0",
    "grace": "14",
    "catch_up": "all",
}


class Clock(Desk):
    """A desk whose page tells the time with every question."""

    zone = "Europe/Madrid"
    revision = ""

    def ask(self, **request: Any) -> dict[str, Any]:
        return super().ask(now=self.wall, tz=self.zone, today="2026-11-27", **request)

    def it_is(self, text: str) -> None:
        self.wall = at(text, "Europe/Madrid")


@pytest.fixture
def desk() -> Clock:
    desk = Clock(wall=at("2026-11-25T05:00", "Europe/Madrid"), render=Drawing())
    desk.revision = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": TEXT}).ids[0]
    return desk


def use(desk: Clock, *keys: str) -> None:
    desk.act("use-offers", DOCUMENT, {"revision": desk.revision, "keys": list(keys)})


def start(desk: Clock, occurrence: str, run: str = RUN, **more: Any) -> Any:
    args = {"document": "b" * 16, "revision": desk.revision, "procedure": "Daily Checks: Morning"}
    return desk.act("start-run", run, {**args, "schedule": ID, "occurrence": occurrence, **more})


def words(desk: Clock, route: str = "#/schedule") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", desk.fresh(route)).split())


def tick(desk: Clock) -> None:
    step = re.findall(r"&#34;step&#34;: ?&#34;(\w+)&#34;", desk.fresh(f"#/runs/{'e' * 16}"))[0]
    desk.act("check-step", RUN, {"step": step})


def states(desk: Clock) -> dict[str, str]:
    found = agenda(desk.workbench.engine.model, ID).ledger(desk.wall, 1000).missed
    today = agenda(desk.workbench.engine.model, ID).between(desk.wall, desk.wall, desk.wall + 1)
    return {one.key: one.state for one in (*found, *today)}


def test_an_offer_in_use_is_a_schedule_with_the_default_window(desk: Clock) -> None:
    assert "No checklist comes back yet" in words(desk)
    use(desk, MORNING, EVENING)
    desk.it_is("2026-11-25T06:30")
    html = words(desk)
    assert "Daily Checks: Morning Due" in html
    assert "Wed 25 Nov, 06:00 to 10:00" in html
    assert "Every day, 16:00 to 20:00, Europe/Madrid" in html
    assert "As the document says it" in words(desk, f"#/schedule/{ID}")
    assert 'value="FREQ=DAILY"' in desk.fresh(f"#/schedule/{ID}")


def test_its_times_can_be_changed_before_it_is_used(desk: Clock) -> None:
    route = f"#/schedule/{ID}?document={'b' * 16}&offer={MORNING}"
    html = words(desk, route)
    assert "not in use yet" in html
    assert "Use this schedule" in html
    assert f"#/schedule/{ID}?document=" in desk.fresh(f"#/library/{'b' * 16}")
    desk.act("set-schedule", SCHEDULE, {**FORM, "opens": "07:00", "due": "11:00"})
    assert "Every day, 07:00 to 11:00" in words(desk)
    assert "Nothing here" in words(desk, f"#/schedule/{'z' * 16}")


def test_two_devices_that_use_one_offer_have_one_schedule(desk: Clock) -> None:
    other = Clock(dev="b", person="Bo", wall=desk.wall, render=Drawing())
    other.merge(desk)
    other.revision = desk.revision
    use(desk, MORNING)
    use(other, MORNING)
    start(desk, "2026-11-25")
    other.act("skip-occurrences", SCHEDULE, {"occurrences": ["2026-11-25"], "reason": "Bo did it"})
    desk.merge(other)
    other.merge(desk)
    assert [one.id for one in books(desk.workbench.engine.model)] == [ID]
    assert books(desk.workbench.engine.model) == books(other.workbench.engine.model)


def test_start_makes_a_run_and_finishing_it_does_the_occurrence(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    assert ">Start</button>" in desk.fresh("#/schedule")
    said = start(desk, "2026-11-25")
    assert [event["type"] for event in said.decided["events"]] == ["RunStarted", "OccurrenceStarted"]
    assert said.decided["route"] == f"#/runs/{'e' * 16}"
    assert "In progress" in words(desk)
    assert ">Start</button>" not in desk.fresh("#/schedule")
    tick(desk)
    desk.act("finish-run", RUN, ENOUGH)
    assert "Done and skipped" in words(desk)
    assert states(desk) == {"2026-11-25": "done"}
    desk.act("reopen-run", RUN)
    assert states(desk) == {"2026-11-25": "due"}


def test_what_is_done_or_was_never_to_be_done_is_not_skipped(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    start(desk, "2026-11-25")
    desk.act("finish-run", RUN, ENOUGH)
    for key, why in (
        ("2026-11-25", "A run of it is finished."),
        ("zzz", "This schedule has no such occurrence."),
    ):
        said = desk.act("skip-occurrences", SCHEDULE, {"occurrences": [key], "reason": "Away"})
        assert (said.refusal["what"], said.refusal["why"]) == ("Nothing was skipped.", why)


def test_what_a_list_says_is_done_each_week_is_used_and_started_as_its_own_checklist(desk: Clock) -> None:
    text = "# Base\n\n## Backups\n\n- Daily: back up the base\n- Weekly (Sunday): rotate the logs\n"
    desk.revision = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": text}).ids[0]
    key = "schedule/backups-weekly-sunday"
    use(desk, key)
    (book,) = books(desk.workbench.engine.model)
    assert book.plan
    assert (book.plan.rule, book.plan.procedure) == ("FREQ=WEEKLY;BYDAY=SU", "Backups: Weekly (Sunday)")
    desk.it_is("2026-11-29T09:00")
    args = {"document": "b" * 16, "revision": desk.revision, "procedure": book.plan.procedure}
    desk.act("start-run", RUN, {**args, "schedule": book.id, "occurrence": "2026-11-29"})
    shown = words(desk, f"#/runs/{'e' * 16}")
    assert "rotate the logs" in shown
    assert "back up the base" not in shown


def test_a_drill_of_it_does_not_do_it(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    start(desk, "2026-11-25", drill=True)
    assert states(desk) == {"2026-11-25": "due"}
    assert "In progress" not in words(desk)
    desk.act("finish-run", RUN, ENOUGH)
    assert states(desk) == {"2026-11-25": "due"}
    assert ">Start</button>" in desk.fresh("#/schedule")
    assert "0 of 1 done" in words(desk, "#/schedule?view=month")


def test_a_run_that_was_finished_with_steps_not_done_says_how_many_were(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    start(desk, "2026-11-25")
    before = agenda(desk.workbench.engine.model, ID).runs
    desk.act("finish-run", RUN, ENOUGH)
    assert states(desk) == {"2026-11-25": "ended"}
    desk.act("reopen-run", RUN)
    tick(desk)
    # A tick changes nothing that is kept of schedules, or each would cost what all years of them cost.
    assert agenda(desk.workbench.engine.model, ID).runs == before
    desk.act("finish-run", RUN, ENOUGH)
    assert "Finished, 0" not in words(desk)


def test_what_ended_with_nothing_done_is_neither_done_nor_missed_wherever_it_is_counted(
    desk: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedules, "MOST_WEEK", 0)
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    start(desk, "2026-11-25")
    desk.act("finish-run", RUN, ENOUGH)
    today = words(desk)
    assert re.search(r"Ended, 0 of \d", today)
    assert "Ended with nothing done 1" in today
    assert "Done and skipped" not in today
    desk.it_is("2026-11-26T06:30")
    assert "0 of 1 done, 1 ended with nothing done" in words(desk, "#/schedule?view=week")
    month = words(desk, "#/schedule?view=month")
    assert "0 of 2 done, 1 ended with nothing done, 0 missed" in month
    assert "0/1 done, 1 ended with nothing done" in month
    assert "heat-4" not in desk.fresh("#/schedule?view=month")
    assert "missed" not in words(desk, "#/now")


def test_a_checklist_with_blanks_is_filled_in_first(desk: Clock) -> None:
    text = TEXT.replace("Read the log", "Read the log of [Host]")
    desk.revision = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": text}).ids[0]
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    said = start(desk, "2026-11-25")
    route = said.decided["route"]
    assert said.decided["events"] == []
    assert route.startswith(f"#/library/{'b' * 16}/start?procedure=Daily%20Checks%3A%20Morning&schedule={ID}")
    assert "[Host]" in words(desk, route)
    desk.route = route
    args = {
        "document": "b" * 16,
        "revision": desk.revision,
        "procedure": "Daily Checks: Morning",
        "fields": {"Host": "db"},
    }
    said = desk.act("start-run", RUN, args)
    assert [event["type"] for event in said.decided["events"]] == ["RunStarted", "OccurrenceStarted"]


def test_what_was_missed_while_sophie_was_closed_is_in_the_ledger(desk: Clock) -> None:
    use(desk, MORNING)
    desk.boot(*desk.checkpoint())
    desk.it_is("2027-02-25T12:00")
    html = words(desk)
    assert "Missed 92" in html
    assert "72 older ones not listed here" in html
    assert "92 missed" in words(desk, "#/now")
    keys = [f"2026-11-{day}" for day in (25, 26)]
    desk.act("skip-occurrences", SCHEDULE, {"occurrences": keys, "reason": "Nobody was there"})
    assert "Missed 90" in words(desk)
    start(desk, "2026-11-27")
    desk.act("finish-run", RUN, ENOUGH)
    assert "Missed 89" in words(desk)


@pytest.mark.parametrize(("policy", "starts"), [("all", 3), ("latest", 1), ("skip", 0)])
def test_what_may_be_made_up_for_is_the_schedule_s_policy(desk: Clock, policy: str, starts: int) -> None:
    desk.act("set-schedule", SCHEDULE, {**FORM, "day": "2026-11-24", "catch_up": policy})
    desk.it_is("2026-11-27T05:00")
    html = desk.fresh("#/schedule")
    missed = html[html.index('id="schedule-missed"') : html.index('id="schedule-all"')]
    assert missed.count(">Start</button>") == starts
    assert missed.count("Skip with this reason") == 3


def test_a_clock_set_back_or_forward_loses_and_doubles_nothing(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-27T06:30")
    start(desk, "2026-11-27")
    desk.act("finish-run", RUN, ENOUGH)
    before = states(desk)
    desk.it_is("2027-11-27T06:30")
    assert len(states(desk)) == 367
    desk.it_is("2026-11-27T06:40")
    assert states(desk) == before
    desk.it_is("2026-11-26T06:40")
    assert "One of the clocks is wrong" in words(desk)
    assert states(desk) == {"2026-11-25": "missed", "2026-11-26": "due"}


def test_a_reader_in_another_zone_sees_both_clocks(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    desk.zone = "Asia/Kolkata"
    html = words(desk)
    assert "Wed 25 Nov, 06:00 to 10:00 Europe/Madrid here Wed 25 Nov, 10:30 to 14:30" in html


def test_a_full_week_folds_the_other_days_and_says_how_they_stand(desk: Clock) -> None:
    use(desk, MORNING, EVENING)
    desk.it_is("2026-11-27T06:30")
    assert 'id="group-' not in desk.fresh("#/schedule?view=week")
    hours = {
        **FORM,
        "rule": "FREQ=DAILY;BYHOUR=0,3,6,9,12,15",
        "opens": "00:00",
        "due": "01:00",
        "day": "2026-11-25",
    }
    desk.act("set-schedule", "schedule/" + "b" * 16, hours)
    panel = desk.fresh("#/schedule?view=week").partition('id="schedule-panel"')[2]
    folded = re.findall(r'<details class="values" id="group-([a-z0-9-]+)">', panel)
    assert folded == ["wed-25-nov-2026", "thu-26-nov-2026", "sat-28-nov-2026", "sun-29-nov-2026"]
    assert re.search(r"Thu 26 Nov 2026 0 of \d+ done, \d+ missed", words(desk, "#/schedule?view=week"))


def test_the_week_and_the_month_have_their_numbers(desk: Clock) -> None:
    use(desk, MORNING, EVENING)
    desk.it_is("2026-11-27T06:30")
    start(desk, "2026-11-26")
    tick(desk)
    desk.act("finish-run", RUN, ENOUGH)
    week = words(desk, "#/schedule?view=week")
    assert "Mon 23 Nov 2026 to Sun 29 Nov 2026" in week
    assert "Thu 26 Nov 2026 2" in week
    month = words(desk, "#/schedule?view=month")
    assert "November 2026 1 of 5 done, 3 missed" in month
    assert "26 1/2 done, 1 missed" in month
    assert "27 0/1 done +1 to come" in month
    html = desk.fresh("#/schedule?view=month")
    # Due this morning and not done yet: a number, and no colour of what was missed.
    assert '<td class="heat-none" aria-current="date">' in html
    assert '<td class="heat-2">' in html
    for route in ("#/schedule?view=month&at=9999-99-99", "#/schedule?view=week&at=0001-01-01"):
        assert "Schedule" in words(desk, route)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "never comes true"),
        ({"rule": "FREQ=SECONDLY"}, "every second"),
        (
            {"rule": "FREQ=MINUTELY;INTERVAL=720;BYHOUR=9", "opens": "00:00"},
            "never meets a time that it names",
        ),
        ({"rule": "FREQ=MONTHLY;BYDAY=10MO"}, "at most 5 days of one name"),
        ({"rule": "FREQ=HOURLY;COUNT=100000", "opens": "00:00"}, "from 1 to 10,000"),
        ({"rule": ""}, "does not say how often"),
        ({"opens": "10:00", "due": "06:00"}, "ends before it starts"),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus is not a time zone"),
        ({"day": "soon"}, "soon is not a day"),
        ({"title": "  "}, "needs a title"),
        ({"grace": "many"}, "not a number"),
        ({"due": "25:00"}, "not a time"),
        ({"off": "Christmas"}, "no day off"),
        ({"off": "2026-12-26 to 2026-12-24"}, "not a span of days"),
        ({"by": "century"}, "end of a week"),
    ],
)
def test_a_form_that_makes_no_plan_is_refused_and_nothing_changes(
    desk: Clock, change: dict[str, str], why: str
) -> None:
    desk.act("set-schedule", SCHEDULE, FORM)
    before = words(desk)
    said = desk.act("set-schedule", SCHEDULE, FORM | change)
    assert said.decided["status"] == "refused"
    assert why in said.refusal["why"]
    assert said.refusal["what"] == "The schedule was not changed."
    assert said.refusal["next"]
    assert words(desk) == before


def test_a_change_is_undone_and_a_stop_is_resumed(desk: Clock) -> None:
    desk.act("set-schedule", SCHEDULE, FORM)
    html = desk.fresh(f"#/schedule/{ID}")
    over = re.search(r'data-over="([0-9a-f ]+)"', html)
    assert over
    desk.act("set-schedule", SCHEDULE, {**FORM, "opens": "08:00"}, over[1].split())
    page = desk.fresh(f"#/schedule/{ID}")
    undo = re.search(r'data-command="undo"[^>]*&#34;command&#34;:&#34;(\w+)&#34;', page)
    assert undo
    desk.act("undo", SCHEDULE, {"command": undo[1]})
    assert "Every day, 06:00 to 10:00" in words(desk)
    desk.act("stop-schedule", SCHEDULE, {"reason": "Moved"})
    assert "Stopped" in words(desk)
    desk.it_is("2026-11-28T07:00")
    assert "Nothing is to be done today" in words(desk)
    desk.act("resume-schedule", SCHEDULE)
    assert "Morning round Due" in words(desk)


def test_a_change_at_noon_leaves_what_was_missed_this_morning_and_says_from_when_it_holds(
    desk: Clock,
) -> None:
    desk.act("set-schedule", SCHEDULE, {**FORM, "day": "2026-11-25", "grace": "0"})
    desk.it_is("2026-11-25T12:00")
    said = desk.act("set-schedule", SCHEDULE, {**FORM, "rule": "FREQ=WEEKLY;BYDAY=WE,FR"})
    assert said.decided["announce"]["text"] == (
        "The schedule is kept. It holds from 2026-11-26 on; what stands today stays as it was planned."
    )
    assert states(desk) == {"2026-11-25": "missed"}
    desk.it_is("2026-11-27T12:00")
    assert states(desk) == {"2026-11-25": "missed", "2026-11-27": "overdue"}


def test_holidays_come_from_a_calendar_file(desk: Clock) -> None:
    desk.act("set-schedule", SCHEDULE, FORM)
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261127\nSUMMARY:Harvest\nEND:VEVENT\nEND:VCALENDAR"
    desk.act("add-holidays", SCHEDULE, {"text": text})
    desk.it_is("2026-11-27T07:00")
    assert "Day off" in words(desk)
    assert "No occurrence: Harvest" in words(desk)
    easter = text.replace("SUMMARY:Harvest", "RRULE:FREQ=YEARLY;BYEASTER=0\nSUMMARY:Easter")
    said = desk.act("add-holidays", SCHEDULE, {"text": easter})
    assert said.decided["announce"]["text"].endswith(
        "Only the first day is read of “Easter”: Sophie does not know the part BYEASTER."
    )
    said = desk.act("add-holidays", SCHEDULE, {"text": "hello"})
    assert said.refusal["why"] == "The file is no calendar."


def test_a_maintenance_window_has_its_parts_its_notice_and_an_emergency(desk: Clock) -> None:
    window = {
        **FORM,
        "kind": "maintenance",
        "before": "Daily Checks: Evening",
        "notice": "{title}: {start} to {end}.",
        "ahead": "24",
    }
    desk.act("set-schedule", SCHEDULE, window)
    desk.it_is("2026-11-26T05:00")
    assert "Start: Before" in words(desk)
    assert (
        "Morning round: Thu 26 Nov 2026, 06:00 Europe/Madrid to Thu 26 Nov 2026, 10:00 Europe/Madrid."
        in words(desk)
    )
    desk.act("send-notice", SCHEDULE, {"occurrence": "2026-11-26", "text": "Soon"})
    assert "Customer notice, sent" in words(desk)
    refused = desk.act("begin-emergency", SCHEDULE, {"minutes": "30", "reason": ""})
    assert "needs a reason" in refused.refusal["why"]
    refused = desk.act("begin-emergency", SCHEDULE, {"minutes": "99999999", "reason": "Leak"})
    assert refused.refusal["why"] == "It would last longer than a year."
    desk.act(
        "begin-emergency",
        SCHEDULE,
        {"minutes": "30", "reason": "Certificate leaked", "text": "Now: {reason}."},
    )
    html = words(desk)
    assert "Now: Certificate leaked." in html
    assert "Emergency window" in html
    assert "Why: Certificate leaked" in html


def told_on_now(desk: Clock) -> bool:
    return "Customers to be told" in desk.fresh("#/now")


def test_now_says_from_a_day_before_when_customers_are_to_be_told(desk: Clock) -> None:
    window = {**FORM, "rule": "FREQ=WEEKLY;BYDAY=SU", "kind": "maintenance", "ahead": "48"}
    desk.act("set-schedule", SCHEDULE, window)
    desk.it_is("2026-11-26T05:00")
    assert not told_on_now(desk)
    assert 'data-next="2026-11-26T05:00:00Z"' in desk.fresh("#/now")
    desk.it_is("2026-11-26T06:30")
    assert told_on_now(desk)
    assert 'data-deadline="2026-11-27T05:00:00Z"' in desk.fresh("#/now")
    desk.act("send-notice", SCHEDULE, {"occurrence": "2026-11-29", "text": "Soon"})
    assert not told_on_now(desk)


def test_a_stopped_maintenance_tells_nobody(desk: Clock) -> None:
    desk.act("set-schedule", SCHEDULE, {**FORM, "kind": "maintenance", "ahead": "48"})
    desk.it_is("2026-11-26T06:30")
    assert told_on_now(desk)
    desk.act("stop-schedule", SCHEDULE)
    assert not told_on_now(desk)


PREPARED = """# Rounds

## Prerequisites

- VPN is up

## Stop if

- Data is lost

## Steps

1. Look at the graphs
2. Write the numbers down
"""


def test_a_start_from_the_schedule_asks_what_a_start_from_the_document_asks(desk: Clock) -> None:
    """Prerequisites and stop conditions are no blanks, and are not passed by either."""
    other = "document/" + "f" * 16
    revision = desk.act("import-document", other, {"name": "prepared.md", "text": PREPARED}).ids[0]
    args = {"document": "f" * 16, "revision": revision, "schedule": ID, "occurrence": "2026-11-25"}
    said = desk.act("start-run", RUN, args)
    assert said.decided["events"] == []
    route = said.decided["route"]
    assert route == f"#/library/{'f' * 16}/start?schedule={ID}&occurrence=2026-11-25"
    page = desk.fresh(route)
    assert "VPN is up" in page
    assert "Data is lost" in page
    desk.route = route
    refused = desk.act("start-run", RUN, {**args, "asked": True})
    assert "VPN is up" in refused.refusal["why"]
    begun = desk.act("start-run", RUN, {**args, "asked": True, "confirmed": {"q1": "q1"}})
    assert [event["type"] for event in begun.decided["events"]] == ["RunStarted", "OccurrenceStarted"]


def test_reminders_say_what_is_due_and_when_that_changes(desk: Clock) -> None:
    assert desk.ask(call="agenda") == {"status": "ok", "due": [], "next": None}
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    found = desk.ask(call="agenda")
    assert [(one["title"], one["state"]) for one in found["due"]] == [("Daily Checks: Morning", "due")]
    assert found["next"] == at("2026-11-25T10:00", "Europe/Madrid")


def test_reminders_say_when_customers_are_to_be_told_and_when_that_is_late(desk: Clock) -> None:
    window = {**FORM, "rule": "FREQ=WEEKLY;BYDAY=SU", "kind": "maintenance", "ahead": "48"}
    desk.act("set-schedule", SCHEDULE, window)
    for now, told, following in (
        ("2026-11-26T05:00", [], "2026-11-26T06:00"),
        ("2026-11-26T06:30", ["tell"], "2026-11-27T06:00"),
        ("2026-11-27T06:30", ["untold"], None),
    ):
        desk.it_is(now)
        found = desk.ask(call="agenda")
        assert [one["state"] for one in found["due"]] == told
        assert found["next"] == (at(following, "Europe/Madrid") if following else None)
    desk.act("send-notice", SCHEDULE, {"occurrence": "2026-11-29", "text": "Soon"})
    assert desk.ask(call="agenda")["due"] == []


def test_the_screen_names_the_minute_at_which_it_changes(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    for route in ("#/schedule", "#/now", f"#/schedule/{ID}"):
        assert 'data-next="2026-11-25T09:00:00Z"' in desk.fresh(route)


def test_the_calendar_has_all_of_them_or_one(desk: Clock) -> None:
    use(desk, MORNING, EVENING)
    every = desk.ask(call="calendar", id="")["text"]
    assert every.count("BEGIN:VEVENT") == 2
    one = desk.ask(call="calendar", id=ID)["text"]
    assert f"UID:{ID}@schedules.sophie.invalid" in one
    assert one.count("BEGIN:VEVENT") == 1
    desk.act("stop-schedule", SCHEDULE)
    assert "UNTIL=2026" in desk.ask(call="calendar", id=ID)["text"]


def test_each_change_gives_the_calendar_a_higher_number(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T07:00")
    numbers = []
    for name, args in (
        ("set-schedule", FORM),
        ("skip-occurrences", {"occurrences": ["2026-11-25"], "reason": "closed"}),
        ("reopen-occurrences", {"occurrences": ["2026-11-25"]}),
    ):
        desk.act(name, SCHEDULE, args)
        text = desk.ask(call="calendar", id=ID)["text"]
        numbers.append(max(int(found) for found in re.findall(r"SEQUENCE:(\d+)", text)))
    assert numbers == [1, 2, 3]
    assert "RECURRENCE-ID" in text
    assert "STATUS:CONFIRMED" in text


def test_now_names_what_is_to_be_reviewed_and_leaves_no_trace_of_nothing(desk: Clock) -> None:
    assert '<section id="now-reviews" aria-labelledby="now-reviews-title" hidden>' in desk.fresh("#/now")
    assert 'id="now-schedule-title"' in desk.fresh("#/now")
    assert "hidden" in desk.fresh("#/now").partition('id="now-schedule"')[2][:120]
    desk.act("mark-reviewed", DOCUMENT, {"next": "2026-01-31"})
    assert "To review Rounds Review was due 2026-01-31" in words(desk, "#/now")


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"v":1}',
        '{"v":1,"plan":null}',
        '{"v":1,"plan":{"title":"x","document":"d","rule":"FREQ=SECONDLY","start":"x","zone":"x"}}',
        '{"v":1,"plan":{"title":"x","document":"d","rule":"FREQ=DAILY","start":"2026-11-20","zone":"UTC",'
        '"due":10,"opens":20},"since":""}',
        '{"v":1,"plan":{"title":"x","document":"d","rule":"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",'
        '"start":"1970-01-01","zone":"UTC"},"since":"\\u0000"}',
        '{"v":1,"plan":{"title":"x","document":"d","rule":"FREQ=MINUTELY;INTERVAL=720;BYHOUR=9","due":60,'
        '"start":"2026-11-20T00:00","zone":"UTC"},"since":""}',
    ],
)
def test_a_hostile_event_stops_nothing(desk: Clock, body: str) -> None:
    use(desk, EVENING)
    stranger = "schedule/" + "c" * 16
    event = {"stream": stranger, "type": "ScheduleSet", "over": [], "body": body}
    desk.apply([desk.write(desk.command("set-schedule", stranger, {}), event)])
    assert "Daily Checks: Evening" in words(desk)
    for route in (f"#/{stranger}", "#/now", "#/schedule?view=month"):
        assert words(desk, route)
    assert "BEGIN:VCALENDAR" in desk.ask(call="calendar", id="")["text"]


def test_what_a_checkpoint_keeps_is_all_that_the_lists_need(desk: Clock) -> None:
    use(desk, EVENING)
    desk.act("set-schedule", SCHEDULE, FORM)
    desk.act("skip-occurrences", SCHEDULE, {"occurrences": ["2026-11-20"], "reason": "Away"})
    start(desk, "2026-11-21")
    before = books(desk.workbench.engine.model)
    desk.boot(*desk.checkpoint())
    assert books(desk.workbench.engine.model) == before


def test_what_comes_once_a_year_has_its_next_day(desk: Clock) -> None:
    """As long as it comes at all, however far off."""
    yearly = {**FORM, "rule": "FREQ=YEARLY", "day": "2026-11-01", "by": "month", "off": "2027-11-01"}
    desk.act("set-schedule", SCHEDULE, yearly)
    assert "next Wed 1 Nov 2028, 06:00" in words(desk)
    desk.act("set-schedule", SCHEDULE, {**yearly, "rule": "FREQ=YEARLY;UNTIL=20261102"})
    assert "nothing more comes" in words(desk)


def test_the_first_change_of_an_offer_is_undone(desk: Clock) -> None:
    use(desk, MORNING)
    desk.act("set-schedule", SCHEDULE, {**FORM, "opens": "08:00"})
    page = desk.fresh(f"#/schedule/{ID}")
    undo = re.search(r'data-command="undo"[^>]*&#34;command&#34;:&#34;(\w+)&#34;', page)
    assert undo
    desk.act("undo", SCHEDULE, {"command": undo[1]})
    assert "Every day, 06:00 to 10:00" in words(desk)


def test_what_was_done_stays_done_when_the_text_of_its_run_is_erased(desk: Clock) -> None:
    use(desk, MORNING)
    desk.it_is("2026-11-25T06:30")
    start(desk, "2026-11-25")
    desk.act("finish-run", RUN, ENOUGH)
    for wire in desk.log:
        if '"RunStarted"' in wire[2]:
            wire[3] = None
    desk.boot()
    desk.it_is("2026-11-26T05:00")
    assert "2026-11-25" not in states(desk)


def test_the_notice_is_copied_as_it_stands_in_its_box(desk: Clock) -> None:
    desk.act("set-schedule", SCHEDULE, {**FORM, "kind": "maintenance"})
    html = desk.fresh(f"#/schedule/{ID}")
    box = re.search(r'<textarea id="(tell-[^"]+)"', html)
    assert box
    assert f'data-act="copy" data-copy-from="{box[1]}"' in html
