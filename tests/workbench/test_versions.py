"""A document's versions on their screens: listed, compared, restored, merged, erased."""

import json

from app.documents.state import DocumentHistory
from tests.workbench.desk import DOCUMENT, Desk

AT = "#/library/" + DOCUMENT.partition("/")[2]
TEXT = "# Restart\n\n1. Stop it\n2. Look\n3. Start it\n"


def opened() -> tuple[Desk, str]:
    desk = Desk()
    return desk, desk.act("import-document", DOCUMENT, {"name": "a.md", "text": TEXT}).ids[0]


def apart() -> tuple[Desk, str, str]:
    """The same document edited on two devices, then brought together on the first."""
    desk, start = opened()
    other = Desk("b", "Bo")
    other.merge(desk)
    (one,) = desk.act("write-revision", DOCUMENT, {"text": TEXT.replace("Stop it", "Stop all")}, [start]).ids
    (two,) = other.act(
        "write-revision", DOCUMENT, {"text": TEXT.replace("Start it", "Start all")}, [start]
    ).ids
    desk.merge(other)
    return desk, one, two


def test_three_versions_are_merged_one_after_the_other_and_each_time_it_is_said_how_many_are_left() -> None:
    desk, one, two = apart()
    third = Desk("d", "Dee")
    # It has only the text that all began from.
    third.merge(opened()[0])
    (three,) = third.act(
        "write-revision",
        DOCUMENT,
        {"text": TEXT.replace("# Restart", "# Restart all of it")},
        standing(third),
    ).ids
    desk.merge(third)
    assert "standing=3" in desk.fresh(f"{AT}/merge")
    pair = standing(desk)[-2:]
    said = desk.act("merge-versions", DOCUMENT, {"versions": pair}, pair)
    assert said.decided["route"] == f"{AT}/merge"
    assert said.decided["announce"]["text"] == "Merged. 1 merge is left."
    pair = standing(desk)
    said = desk.act("merge-versions", DOCUMENT, {"versions": pair}, pair)
    assert said.decided["route"] == AT
    assert said.decided["announce"]["text"] == "The versions are merged."
    text = json.loads(said.decided["events"][0]["body"])["text"]
    assert text == "# Restart all of it\n\n1. Stop all\n2. Look\n3. Start all\n"
    assert {one, two, three}.isdisjoint(standing(desk))


def standing(desk: Desk) -> list[str]:
    history = desk.workbench.engine.state(DOCUMENT)
    assert isinstance(history, DocumentHistory)
    return [head.stamp.id for head in history.heads]


def test_versions_are_listed_with_who_brought_them_and_what_they_say() -> None:
    desk, start = opened()
    desk.act("write-revision", DOCUMENT, {"text": "# Restart\n", "summary": "Shorter"}, [start])
    listed = desk.fresh(f"{AT}/history")
    assert "summary='Shorter'" in listed
    assert "how='Imported'" in listed
    assert listed.index("Shorter") < listed.index("how='Imported'")


def test_two_versions_are_compared_by_word() -> None:
    desk, start = opened()
    (two,) = desk.act("write-revision", DOCUMENT, {"text": TEXT.replace("Look", "Listen")}, [start]).ids
    shown = desk.fresh(f"{AT}/compare?from={start}&to={two}")
    assert "('Look', True)" in shown
    assert "('Listen', True)" in shown
    assert "changes=1" in shown
    assert "side=True" in desk.fresh(f"{AT}/compare?from={start}&to={two}&view=side")
    assert "Nothing here" in str(desk.open(f"{AT}/compare?from=nowhere"))


def test_an_old_text_is_restored_as_a_new_version_byte_for_byte() -> None:
    desk, start = opened()
    (two,) = desk.act("write-revision", DOCUMENT, {"text": "# Restart\n"}, [start]).ids
    said = desk.act("restore-revision", DOCUMENT, {"revision": start}, [two])
    (event,) = said.decided["events"]
    assert json.loads(event["body"])["text"] == TEXT
    assert event["over"] == [two]
    assert "Restored the version of 2025" in json.loads(event["body"])["summary"]
    assert "does not hold" in desk.act("restore-revision", DOCUMENT, {"revision": "9"}).refusal["why"]


def test_edits_of_two_devices_are_shown_and_merged() -> None:
    desk, one, two = apart()
    assert "heads=2" in desk.fresh(AT)
    assert "choices=0" in desk.fresh(f"{AT}/merge")
    said = desk.act("merge-versions", DOCUMENT, {"versions": [one, two]}, [one, two])
    (event,) = said.decided["events"]
    assert "Stop all" in json.loads(event["body"])["text"]
    assert "Start all" in json.loads(event["body"])["text"]
    assert "heads=1" in desk.fresh(AT)
    assert "first=None" in desk.fresh(f"{AT}/merge")


def test_a_conflict_is_a_choice() -> None:
    desk, start = opened()
    other = Desk("b", "Bo")
    other.merge(desk)
    (one,) = desk.act("write-revision", DOCUMENT, {"text": TEXT.replace("Look", "Listen")}, [start]).ids
    (two,) = other.act("write-revision", DOCUMENT, {"text": TEXT.replace("Look", "Wait")}, [start]).ids
    desk.merge(other)
    assert "choices=1" in desk.fresh(f"{AT}/merge")
    versions = {"versions": [one, two]}
    assert "without a choice" in desk.act("merge-versions", DOCUMENT, versions, [one, two]).refusal["why"]
    said = desk.act("merge-versions", DOCUMENT, {**versions, "fields": {"0": "both"}}, [one, two])
    text = json.loads(said.decided["events"][0]["body"])["text"]
    # Written in the same moment, either may be the first.
    both = (
        TEXT.replace("2. Look\n", f"2. {a}\n2. {b}\n") for a, b in (("Listen", "Wait"), ("Wait", "Listen"))
    )
    assert text in both


def test_an_erased_text_is_gone_after_a_fresh_start_and_the_one_before_stands_again() -> None:
    desk, start = opened()
    (two,) = desk.act("write-revision", DOCUMENT, {"text": "# Secret\n"}, [start]).ids
    said = desk.act("erase-texts", DOCUMENT, {"texts": [two]})
    assert json.loads(said.decided["events"][0]["body"])["texts"] == [two]
    assert "condemned=True" in desk.fresh(f"{AT}/history")
    assert "condemned=1" in desk.fresh(AT)
    # The page erases the body and starts the engine anew.
    desk.log = [[*wire[:3], None if wire[1] == two else wire[3]] for wire in desk.log]
    desk.boot()
    shown = desk.fresh(AT)
    assert "Secret" not in shown
    assert "Stop it" in shown
    assert "gone=(Mark" in desk.fresh(f"{AT}/history")
    refused = desk.act("erase-texts", DOCUMENT, {"texts": [start], "title": ""})
    assert "Type “Restart”" in refused.refusal["next"]
