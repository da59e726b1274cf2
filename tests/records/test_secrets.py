"""What looks like a secret is never stored: the table, as Python reads it. The page reads the same vectors."""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.secrets import RULES, Hints, candidates, is_secret_name, mask, mask_all, matches

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "secrets.json").read_text(encoding="ascii"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["what"]))
def test_the_shared_cases_are_masked_as_in_the_page(case: dict[str, Any]) -> None:
    masked = mask("".join(case["pieces"]))
    assert masked.text == case["masked"]
    assert list(masked.found) == case["found"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["what"]))
def test_masking_twice_is_masking_once(case: dict[str, Any]) -> None:
    assert mask(case["masked"]).text == case["masked"]


@given(st.text(alphabet="passwordtken:= \n'\"`*[]$-xX9u/@", max_size=120))
def test_masking_any_text_twice_is_masking_it_once(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


PIECES = (
    *("| ", " | ", "|", "\\|", "---", "\n", "  ", ": ", "`", '"', "> ", "hunter22", "Gx7!pQ2v9", "1Password"),
    *(
        "Password",
        "Password for x",
        "_pass",
        "DB_",
        "=",
        "<password>",
        "</password>",
        "secret_key",
        "admin / ",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_masking_tables_and_names_twice_is_masking_them_once(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


LINES = (
    *PIECES,
    "\n",
    "\n  ",
    "\r\n",
    "passwd\tof x",
    "\\| ",
    "İ",
    "mysql -p",
    "curl -u a",
    " login -p ",
    "--token ",
    "KEY",
    "é",
    ".",
)


@given(st.lists(st.sampled_from((*LINES, *(hint for rule in RULES for hint in rule.hints))), max_size=30))
def test_looking_where_hints_stand_finds_what_looking_everywhere_finds(pieces: list[str]) -> None:
    for text in (
        "".join(pieces),
        *("".join(case["pieces"]) + "\n" + "".join(pieces) for case in CASES[::40]),
    ):
        low = text.lower()
        everywhere = [
            (rule.name, found.span())
            for rule in RULES
            if any(hint in (low if rule.fold else text) for hint in rule.hints)
            for found in rule.pattern.finditer(text)
        ]
        hints = Hints(text)
        assert [
            (rule.name, found.span()) for rule in RULES for found in matches(rule, text, hints)
        ] == everywhere


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["what"]))
def test_a_hint_far_away_changes_nothing(case: dict[str, Any]) -> None:
    text = "".join(case["pieces"])
    hints = " ".join(hint for rule in RULES for hint in rule.hints if hint != " / ")
    assert mask(f"{text}\n\n.\n\n{hints}").found == mask(text).found + tuple(
        name for name in mask(hints).found if name not in mask(text).found
    )


@pytest.mark.parametrize(
    "piece", ["-", "_", "| ", "|-", "<a", "a_", "password:", "\t", "password for ", "`", "* "]
)
def test_a_long_row_of_anything_is_looked_through_at_once(piece: str) -> None:
    began = process_time()
    for start in ("<", "| ", "password:\n", "pass_key", "admin / ", "| Password |\n|---|\n| "):
        mask(start + piece * (60_000 // len(piece)))
    assert process_time() - began < 5


def test_each_rule_is_in_the_shared_cases_or_says_a_form_of_its_own() -> None:
    told = {name for case in CASES for name in case["found"]}
    assert {rule.name for rule in RULES if rule.word} <= told


def test_every_text_of_an_act_is_masked_and_an_answer_of_a_secret_name_is_emptied() -> None:
    fields = {"[DB password]": "Winter" + "26", "[Host]": "db-1", "<api-token>": "$TOKEN"}
    value, found = mask_all({"step": "s1", "lines": [1, "password: hunter" + "2"], "fields": fields})
    assert value["lines"] == [1, "password: [masked: a password]"]
    assert value["fields"] == {"[DB password]": "", "[Host]": "db-1", "<api-token>": "$TOKEN"}
    assert found == ("a password", "the value of [DB password]")


def test_a_name_says_whether_it_asks_for_a_secret() -> None:
    names = ["[Password]", "<api key>", "[Host]", "[Key person]", "[Tokens per second]"]
    assert [is_secret_name(name) for name in names] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "text", ["<db:password type='x'>Kq9zx7" + "Lm2p</db:password>", "| **Password** | Kq9zx7" + "Lm2p |"]
)
def test_what_a_tag_or_a_cell_names_is_called_without_its_marks(text: str) -> None:
    assert {one.before for one in candidates(text)} == {"password: "}
