"""A secret stood in a text, and everywhere its words went: after erasing, nothing of it is left in the log or on a screen."""

import json
from typing import Any

from app.views import render_file, render_region, render_screen
from app.workbench import questions
from tests.workbench.desk import DOCUMENT, RUN, Desk, Wire

ID = DOCUMENT.partition("/")[2]
AT = f"#/library/{ID}"
RUN_AT = "#/runs/" + RUN.partition("/")[2]
SECRET = "hunter2-is-the-word"
CLEAN = "# Rounds\n\n## Daily Checks\n\n**Morning:**\n- [ ] Read the log\n"
DIRTY = CLEAN + f"- [ ] Log in with {SECRET}\n\n**Evening {SECRET}:**\n- [ ] Lock the door\n"


class Drawing:
    render_region = staticmethod(render_region)
    render_screen = staticmethod(render_screen)
    render_file = staticmethod(render_file)


def spread() -> tuple[Desk, str, str]:
    """The secret in the later of two versions, in a run of it and in what was taken into use."""
    desk = Desk(render=Drawing())
    (first,) = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": CLEAN}).ids
    (second,) = desk.act("write-revision", DOCUMENT, {"text": DIRTY}, [first]).ids
    keys = [one for one in offered(desk) if SECRET in one]
    assert keys
    desk.act("use-offers", DOCUMENT, {"revision": second, "keys": keys})
    desk.act("stop-offers", DOCUMENT, {"keys": keys})
    desk.act("use-offers", DOCUMENT, {"revision": second, "keys": keys})
    start: dict[str, Any] = {"document": ID, "revision": second, "procedure": None, "fields": {}}
    desk.act("start-run", RUN, start)
    desk.act("check-step", RUN, {"step": "s2"})
    desk.act("log-copy", RUN, {"step": "s2", "text": f"login {SECRET}"})
    kept = {"step": "s2", "text": "ok", "command": f"login {SECRET}", "expected": "", "how": ""}
    assert desk.act("keep-output", RUN, kept).ids
    return desk, first, second


def offered(desk: Desk) -> list[str]:
    """The keys of what the page offers."""
    html = desk.fresh(AT).replace("&#34;", '"')
    found: list[str] = []
    for part in html.split('data-command="use-offers"')[1:]:
        text = part.partition('data-args="')[2].partition('}"')[0]
        found += json.loads(f"{text}}}")["keys"]
    return sorted(set(found))


def erase(desk: Desk, *texts: str, title: str = "") -> None:
    """As the page: the act is recorded, then the bodies of the texts and of their traces go, and the engine starts anew."""
    said = desk.act("erase-texts", DOCUMENT, {"texts": list(texts), "title": title})
    assert said.decided["status"] == "ok"
    remove(desk, texts)


def remove(desk: Desk, texts: tuple[str, ...]) -> None:
    found = desk.ask(call="traces", id=ID, texts=list(texts))
    in_runs = (wire[1] for run in found["runs"] for wire in typed(desk, run, found["types"]))
    gone = {*texts, *found["events"], *in_runs}
    desk.log = [[*wire[:3], None if wire[1] in gone else wire[3]] for wire in desk.log]
    desk.boot()


def typed(desk: Desk, run: str, types: list[str]) -> list[Wire]:
    return [wire for wire in desk.stream(run) if json.loads(wire[2])["type"] in types]


def test_nothing_of_an_erased_text_is_left_where_its_words_went() -> None:
    desk, first, second = spread()
    assert json.dumps(desk.log).count(SECRET) >= 5
    erase(desk, second)
    assert SECRET not in json.dumps(desk.log)
    for route in (AT, f"{AT}/history", RUN_AT, f"{RUN_AT}/report", "#/runs", "#/library", "#/now"):
        assert SECRET not in desk.fresh(route)
    assert "Read the log" in desk.fresh(AT)
    assert questions.used_offers(desk.workbench.engine.model, "schedule") == ()
    assert first in desk.fresh(f"{AT}/history")


def test_a_run_of_an_erased_text_tells_who_did_what_and_takes_no_more_ticks() -> None:
    desk, _, second = spread()
    erase(desk, second)
    html = " ".join(desk.fresh(RUN_AT).split())
    assert "Run of an erased text" in html
    assert "step 2" in html
    assert "its words were erased" in html
    assert html.index("Kept an output") < html.index("Copied a command") < html.index(">Done<")
    assert html.index(">Done<") < html.index(">Started<")
    assert "cannot be read" in desk.act("check-step", RUN, {"step": "s1"}).refusal["why"]


def test_before_it_is_done_the_dialog_says_what_goes() -> None:
    desk, _, _ = spread()
    html = desk.fresh(f"{AT}/history")
    assert "1 run started from it loses the words of the steps" in html
    assert "It is open" in html
    assert "taken into use from it goes too (3 in the record)" in html


def test_versions_with_the_very_same_text_are_erased_together() -> None:
    desk, first, second = spread()
    (third,) = desk.act("write-revision", DOCUMENT, {"text": CLEAN.replace("Read", "Look at")}, [second]).ids
    (fourth,) = desk.act("restore-revision", DOCUMENT, {"revision": second}, [third]).ids
    html = desk.fresh(f"{AT}/history").replace("&#34;", '"')
    assert f'{{"texts":["{second}","{fourth}"]}}' in html
    assert f'{{"texts":["{first}"]}}' in html
    assert "2 versions go." in html


def test_another_device_hears_of_what_it_still_holds_and_can_erase_it_too() -> None:
    desk, _, second = spread()
    other = Desk("b", "Bo", render=Drawing())
    other.merge(desk)
    erase(desk, second)
    other.merge(desk)
    assert "still holds 5 parts of it" in " ".join(other.fresh(AT).split())
    other.act("erase-texts", DOCUMENT, {"texts": [second]})
    remove(other, (second,))
    assert SECRET not in json.dumps(other.log)
    assert "still holds" not in other.fresh(AT)


def test_what_comes_later_from_an_erased_text_is_told_and_can_go_too() -> None:
    desk, _, second = spread()
    late = Desk("b", "Bo", render=Drawing())
    late.merge(desk)
    late.act(
        "start-run", "run/" + "e" * 16, {"document": ID, "revision": second, "procedure": None, "fields": {}}
    )
    erase(desk, second)
    desk.merge(late)
    html = " ".join(desk.fresh(f"{AT}/history").split())
    assert "still repeat words of an erased text (1 place)" in html
    said = desk.act("erase-texts", DOCUMENT, {"texts": [second]})
    assert (said.decided["status"], said.ids) == ("ok", [])
    remove(desk, (second,))
    assert SECRET not in json.dumps(desk.log)


def test_now_tells_of_erased_words_until_they_are_gone_here_too() -> None:
    desk, _, second = spread()
    late = Desk("b", "Bo", render=Drawing())
    late.merge(desk)
    start: dict[str, Any] = {"document": ID, "revision": second, "procedure": None, "fields": {}}
    late.act("start-run", "run/" + "e" * 16, start)
    assert "hidden" in erased_now(desk)
    erase(desk, second)
    assert "hidden" in erased_now(desk)
    desk.merge(late)
    assert f"{AT}/history" in erased_now(desk)
    assert "1 place" in erased_now(desk)
    # The other device has heard nothing yet; once it has, it holds the text, two runs and what is in use.
    assert "hidden" in erased_now(late)
    late.merge(desk)
    assert "6 places" in erased_now(late)
    for one in (desk, late):
        remove(one, (second,))
        assert "hidden" in erased_now(one)


def test_words_of_a_document_that_was_erased_whole_are_told_of_when_a_snapshot_brings_them() -> None:
    desk, first, second = spread()
    late = Desk("b", "Bo", render=Drawing())
    late.merge(desk)
    start: dict[str, Any] = {"document": ID, "revision": first, "procedure": None, "fields": {}}
    late.act("start-run", "run/" + "e" * 16, start)
    erase(desk, first, second, title="Rounds")
    desk.merge(late)
    assert "Erased document" in erased_now(desk)
    assert f'href="{AT}"' in erased_now(desk)
    assert "still repeats words of it in 1 place" in " ".join(desk.fresh(AT).split())
    remove(desk, (first, second))
    assert "hidden" in erased_now(desk)


def erased_now(desk: Desk) -> str:
    return desk.fresh("#/now").partition('<section id="now-erased"')[2].partition("</section>")[0]


def test_an_authors_word_for_the_status_goes_with_the_last_text_that_says_it() -> None:
    word = f"Signed by {SECRET}"
    said = f"# Rounds\n\n**Status:** {word}\n\n1. Read the log\n"
    desk = Desk(render=Drawing())
    (first,) = desk.act("import-document", DOCUMENT, {"name": "rounds.md", "text": said}).ids
    (mapped,) = desk.act("map-status", DOCUMENT, {"words": word, "stage": "approved"}).ids
    desk.act("undo", DOCUMENT, {"command": json.loads(desk.stream(DOCUMENT)[-1][2])["cmd"]})
    desk.act("map-status", DOCUMENT, {"words": word, "stage": "active"})
    (second,) = desk.act("write-revision", DOCUMENT, {"text": f"{said}2. Lock it\n"}, [first]).ids
    (third,) = desk.act("write-revision", DOCUMENT, {"text": CLEAN}, [second]).ids
    assert mapped not in desk.ask(call="traces", id=ID, texts=[second])["events"]
    erase(desk, first, second)
    assert SECRET not in json.dumps(desk.log).casefold()
    assert SECRET not in desk.fresh(AT) + desk.fresh(f"{AT}/history")
    assert third in desk.fresh(f"{AT}/history")


def test_a_document_erased_whole_says_so_and_what_is_left_of_it() -> None:
    desk, first, second = spread()
    erase(desk, first, second, title="Rounds")
    html = desk.fresh(AT)
    assert "Its text was erased" in html
    assert "Erased by" in html
    assert "still repeats" not in html
    assert SECRET not in html + desk.fresh(f"{AT}/history")


def test_what_was_never_here_is_not_erased() -> None:
    desk, _, _ = spread()
    assert "none of these" in desk.act("erase-texts", DOCUMENT, {"texts": ["9" * 64]}).refusal["why"]
    none = desk.ask(call="traces", id="f" * 16, texts=["9" * 64])
    assert (none["events"], none["runs"]) == ([], [])
