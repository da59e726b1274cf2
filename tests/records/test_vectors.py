"""The vectors that JavaScript and Python share: one form of a header, one id, one clock, one order."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.records.canonical import body_hash, canonical, id_of
from app.records.clock import adopt, next_hlc, parse_hlc
from app.records.header import fault_of, parse
from app.records.screen import content_fault

VECTORS = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="ascii"))


HEADERS = vectors("headers")
CLOCK = vectors("clock")
CONTENTS = vectors("contents")


@pytest.mark.parametrize("case", HEADERS["good"], ids=lambda case: str(case["name"]))
def test_a_good_header_has_one_text_one_id_and_one_content_hash(case: dict[str, Any]) -> None:
    assert canonical(case["fields"]) == case["text"]
    assert fault_of(case["text"]) is None
    assert id_of(case["text"]) == case["id"]
    assert body_hash(case["nonce"], case["body"]) == case["dh"] == parse(case["text"]).dh


@pytest.mark.parametrize("case", HEADERS["bad"], ids=lambda case: str(case["name"]))
def test_a_bad_header_is_refused_with_a_sentence(case: dict[str, Any]) -> None:
    fault = fault_of(case["text"])
    assert fault is not None
    assert fault.startswith("The header")
    assert fault.endswith(".")


def test_pythons_own_json_writes_the_canonical_form() -> None:
    for case in HEADERS["good"]:
        plain = json.dumps(case["fields"], sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        assert plain == case["text"], case["name"]


def test_the_clock_agrees_with_the_page() -> None:
    for case in CLOCK["next"]:
        assert next_hlc(case["last"], case["wall"]) == case["next"]
    for case in CLOCK["adopt"]:
        assert adopt(case["last"], case["seen"], case["wall"]) == case["adopted"]
    for case in CLOCK["parsed"]:
        assert list(parse_hlc(case["hlc"])) == case["numbers"]
    stamps = [(case["hlc"], case["id"]) for case in CLOCK["sorted"]]
    assert sorted(stamps) == stamps


def test_names_are_kept_in_the_form_that_python_knows_too() -> None:
    for case in vectors("names")["names"]:
        assert unicodedata.normalize("NFC", case["given"])[:200] == case["kept"]


@pytest.mark.parametrize("case", CONTENTS["good"], ids=lambda case: str(case["name"]))
def test_a_content_that_the_page_takes_is_good_here_too(case: dict[str, str]) -> None:
    assert content_fault(case["text"]) is None


@pytest.mark.parametrize("case", CONTENTS["bad"], ids=lambda case: str(case["name"]))
def test_a_content_that_the_page_leaves_out_is_named_in_the_same_words(case: dict[str, str]) -> None:
    assert content_fault(case["text"]) == case["why"]
