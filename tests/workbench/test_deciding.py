"""Files that wait in a row are decided together as far as none of them changes what another one means."""

import json
from typing import Any

import pytest

from tests.workbench.desk import Desk


def wish(desk: Desk, n: int, text: str, name: str = "") -> dict[str, Any]:
    desk.acts += 1
    args = {"name": name or f"{n}.md", "text": text}
    return desk.command("import-document", f"document/{chr(97 + n) * 16}", args)


def plain(n: int) -> str:
    return f"# Runbook {n}\n\n1. Restart it\n"


def together(desk: Desk, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    reply = desk.ask(call="decide-together", commands=commands)
    assert reply["status"] == "ok"
    decided: list[dict[str, Any]] = reply["decided"]
    return decided


def test_files_that_do_not_know_each_other_are_decided_as_they_would_be_alone() -> None:
    desk = Desk()
    commands = [wish(desk, n, plain(n)) for n in range(5)]
    decided = together(desk, commands)
    assert decided == [desk.ask(call="decide", command=one) for one in commands]
    wires = [
        desk.write(command, event)
        for command, reply in zip(commands, decided, strict=True)
        for event in reply["events"]
    ]
    desk.apply(wires)
    assert all(f"Runbook {n}" in desk.fresh("#/library") for n in range(5))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(plain(0), "other.md", id="the same text"),
        pytest.param(plain(0) + "2. Look\n", "0.md", id="a new version of a file in the row"),
    ],
)
def test_a_file_that_meets_one_before_it_waits_for_its_own_turn(text: str, name: str) -> None:
    desk = Desk()
    commands = [
        wish(desk, 0, plain(0)),
        wish(desk, 1, plain(1)),
        wish(desk, 2, text, name),
        wish(desk, 3, plain(3)),
    ]
    assert len(together(desk, commands)) == 2


def test_what_is_here_already_is_refused_or_is_another_act_ends_the_row() -> None:
    desk = Desk()
    desk.act("import-document", "document/" + "z" * 16, {"name": "0.md", "text": plain(0)})
    first = wish(desk, 1, plain(1))
    assert len(together(desk, [first, wish(desk, 2, plain(0)), wish(desk, 3, plain(3))])) == 1
    assert len(together(desk, [first, wish(desk, 2, ""), wish(desk, 3, plain(3))])) == 1
    other = desk.command("archive-document", "document/" + "z" * 16, {})
    assert len(together(desk, [first, other])) == 1
    assert together(desk, [other, first]) == []


def test_a_row_is_no_longer_than_a_tick_can_wait_for() -> None:
    desk = Desk()
    assert len(together(desk, [wish(desk, n, plain(n)) for n in range(20)])) == 8
    assert len(together(desk, [wish(desk, n, plain(n) + "word " * 6000) for n in range(4)])) == 2


def test_two_new_versions_of_one_document_here_are_not_decided_together() -> None:
    desk = Desk()
    desk.act("import-document", "document/" + "z" * 16, {"name": "0.md", "text": plain(0)})
    commands = [wish(desk, n, f"{plain(0)}{n}. Look\n", "0.md") for n in (2, 3)]
    assert len(together(desk, commands)) == 1


def test_a_playbook_is_known_by_the_text_that_it_becomes() -> None:
    desk = Desk()
    playbook = {
        "version": 1,
        "title": "Outage",
        "checklists": [{"title": "All", "items": [{"title": "Look"}]}],
    }
    commands = [
        wish(desk, 0, json.dumps(playbook), "a.json"),
        wish(desk, 1, json.dumps(playbook, indent=2), "b.json"),
    ]
    assert len(together(desk, commands)) == 1
    assert len(together(desk, [commands[0], wish(desk, 2, plain(2))])) == 2


def test_a_playbook_that_is_refused_waits_for_its_own_turn() -> None:
    desk = Desk()
    assert together(desk, [wish(desk, 0, '{"version": 2, "checklists": []}', "a.json")]) == []
