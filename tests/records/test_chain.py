"""What the chain of each device shows: gaps, forks, and nothing when it is whole."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.records.canonical import id_of
from app.records.chain import Link, chains, link_of
from app.records.header import parse
from tests.records.stories import chain


def links(records: Sequence[tuple[str, str]]) -> list[Link]:
    return [link_of(id_of(header), parse(header)) for header, _ in records]


BODIES = [f'{{"v":1,"n":{n}}}' for n in range(8)]
WHOLE = links(chain(BODIES))


@given(st.permutations([*WHOLE, WHOLE[3]]))
def test_a_whole_chain_is_whole_in_any_order_and_with_repetitions(order: list[Link]) -> None:
    (verdict,) = chains(order)
    assert verdict.is_whole
    assert verdict.events == 8


@given(st.integers(0, 6))
def test_a_missing_event_is_a_gap_at_its_place(place: int) -> None:
    (verdict,) = chains([*WHOLE[:place], *WHOLE[place + 1 :]])
    assert verdict.gaps == ((place, place + 2),)


def test_a_missing_last_event_cannot_be_seen_by_the_chain_alone() -> None:
    (verdict,) = chains(WHOLE[:-1])
    assert verdict.is_whole


def test_two_copies_of_a_device_fork_its_chain() -> None:
    other = links(chain([*BODIES[:5], "{}", "{}"]))
    (verdict,) = chains([*WHOLE, *other])
    assert verdict.forks == (6, 7)
    assert verdict.gaps == ()


def test_a_changed_event_breaks_the_link_after_it() -> None:
    changed = links(chain(["{}", *BODIES[1:]]))
    (verdict,) = chains([changed[0], *WHOLE[1:]])
    assert verdict.gaps == ((1, 2),)


def test_devices_are_judged_apart() -> None:
    other = links(chain(BODIES[:2], dev="d" * 16))
    assert [verdict.events for verdict in chains([*WHOLE, *other])] == [8, 2]
