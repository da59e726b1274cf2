"""Bodies read into events and back; everything that cannot be read is a Strange and never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.codec import Strange, Unfit, body_of, named, read
from app.records.envelope import Envelope, envelope_of
from tests.records.stories import FIRST, stamp, text_of


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    count: int = 0
    parts: tuple[Part, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    step: str | None = None


EVENTS = named(Told)


def told(body: str | None, kind: str = "Told", v: int = 1) -> Envelope:
    return Envelope(1, FIRST.stream, kind, stamp("a"), body, v)


texts = st.text(st.characters(exclude_categories=["Cs"]))
parts = st.builds(Part, texts, st.booleans())
events = st.builds(
    Told,
    text=texts,
    count=st.integers(-(2**53), 2**53),
    parts=st.lists(parts).map(tuple),
    fields=st.dictionaries(texts, texts),
    step=st.none() | texts,
)


@given(events)
def test_what_is_written_is_read_back(event: Told) -> None:
    assert read(told(body_of(event)), EVENTS) == event


def test_a_body_is_written_plainly_with_its_version_first() -> None:
    assert (
        body_of(Told("Grüße \u2028"))
        == '{"v":1,"text":"Grüße \u2028","count":0,"parts":[],"fields":{},"step":null}'
    )


UNREADABLE = {
    "not JSON": "{",
    "empty": "",
    "not an object": "[1]",
    "no version": '{"text":"a"}',
    "version is true": '{"v":true,"text":"a"}',
    "version zero": '{"v":0,"text":"a"}',
    "no text": '{"v":1}',
    "text is a number": '{"v":1,"text":1}',
    "text is null": '{"v":1,"text":null}',
    "count is a text": '{"v":1,"text":"a","count":"1"}',
    "count is true": '{"v":1,"text":"a","count":true}',
    "count is a float": '{"v":1,"text":"a","count":1.5}',
    "count is endless": '{"v":1,"text":"a","count":' + "9" * 5000 + "}",
    "count is not a number": '{"v":1,"text":"a","count":NaN}',
    "parts are a text": '{"v":1,"text":"a","parts":"ab"}',
    "parts hold a number": '{"v":1,"text":"a","parts":[1]}',
    "fields are a list": '{"v":1,"text":"a","fields":[1]}',
    "half of a character": '{"v":1,"text":"\\ud800"}',
    "half of a character, in capitals": '{"v":1,"text":"\\uD800"}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=list(UNREADABLE))
def test_a_body_that_is_not_what_its_type_says_is_strange(body: str) -> None:
    strange = read(told(body), EVENTS)
    assert isinstance(strange, Strange)
    assert not strange.newer


@dataclass(frozen=True, slots=True)
class Pair:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise Unfit("Its low is above its high.")


@dataclass(frozen=True, slots=True)
class Pairs:
    pairs: tuple[Pair, ...]
    name: str


def test_fields_that_do_not_fit_together_are_strange_with_the_events_own_sentence() -> None:
    strange = read(told('{"v":1,"low":2,"high":1}', kind="Pair"), named(Pair))
    assert strange == Strange("Pair", "Its low is above its high.", newer=False)


def test_what_a_part_says_of_itself_is_told_however_deep_it_stands() -> None:
    body = '{"v":1,"pairs":[{"low":1,"high":2},{"low":2,"high":1}],"name":5}'
    assert read(told(body, kind="Pairs"), named(Pairs)) == Strange(
        "Pairs", "Its low is above its high.", newer=False
    )


def test_a_field_that_is_missing_or_of_another_form_is_named() -> None:
    strange = read(told('{"v":1,"text":"a","parts":[{"done":true}]}'), EVENTS)
    assert isinstance(strange, Strange)
    assert strange.why == "Its content cannot be read: its “text” is missing or of another form."
    assert read(told("[]"), EVENTS) == Strange("Told", "Its content cannot be read.", newer=False)


def test_an_erased_body_is_strange_and_not_newer() -> None:
    strange = read(told(None), EVENTS)
    assert isinstance(strange, Strange)
    assert (strange.type, strange.newer) == ("Told", False)


def test_what_a_newer_sophie_wrote_is_kept_and_said_to_be_newer() -> None:
    newer = [told("{}", kind="PlanetFound"), told('{"v":2,"text":"a"}'), told('{"v":1,"text":"a"}', v=2)]
    newer.append(told(None, kind="PlanetFound"))
    for envelope in newer:
        strange = read(envelope, EVENTS)
        assert isinstance(strange, Strange)
        assert strange.newer


def test_fields_that_came_later_in_the_same_version_are_passed_over() -> None:
    assert read(told('{"v":1,"text":"a","colour":"red"}'), EVENTS) == Told("a")


def test_an_escaped_pair_is_one_character() -> None:
    assert read(told('{"v":1,"text":"\\ud83d\\ude00"}'), EVENTS) == Told("\U0001f600")


def test_an_envelope_is_read_from_the_wire() -> None:
    header = FIRST._replace(dh="d" * 64, over=("a" * 64,), actor="Zoë")
    envelope = envelope_of([7, "e" * 64, text_of(header), "{}"])
    assert (envelope.n, envelope.id, envelope.stream, envelope.type) == (
        7,
        "e" * 64,
        FIRST.stream,
        "NoteAdded",
    )
    assert (envelope.stamp.actor, envelope.stamp.over, envelope.stamp.tz) == (
        "Zoë",
        ("a" * 64,),
        "Europe/Berlin",
    )
    assert envelope.order == (FIRST.hlc, "e" * 64)
