"""Laws of the causal register: any order and repetition; what an author had seen loses to what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.records.clock import adopt, format_hlc, next_hlc
from app.records.registers import Register, Write, register_of
from tests.records.stories import WALL, stamp

DAY = 86_400_000


@dataclass(frozen=True)
class Universe:
    """Writes of several devices, some of which saw each other."""

    writes: tuple[Write[str], ...]


@st.composite
def universes(draw: st.DrawFn) -> Universe:
    """Three devices whose clocks jump by days write, and now and then take in what another wrote."""
    seen: list[set[int]] = [set(), set(), set()]
    clocks = [format_hlc(0, 0)] * 3
    writes: list[Write[str]] = []
    for _ in range(draw(st.integers(1, 14))):
        device, other = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        wall = WALL + draw(st.integers(-11 * DAY, 11 * DAY))
        if draw(st.booleans()):
            seen[device] |= seen[other]
            clocks[device] = adopt(clocks[device], clocks[other], wall)
        clocks[device] = next_hlc(clocks[device], wall)
        over = [writes[at].stamp.id for at in seen[device]]
        mark = stamp(f"{len(writes):02d}{draw(st.integers(0, 9))}", clocks[device], over)
        writes.append(Write(mark, f"value {len(writes)}"))
        seen[device].add(len(writes) - 1)
    return Universe(tuple(writes))


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Universe, Sequence[Write[str]]]:
    universe = draw(universes())
    again = draw(st.lists(st.sampled_from(universe.writes), max_size=5))
    return universe, draw(st.permutations([*universe.writes, *again]))


@given(shuffled())
def test_the_same_writes_give_the_same_register_in_any_order_and_more_than_once(
    case: tuple[Universe, Sequence[Write[str]]],
) -> None:
    universe, order = case
    assert register_of(order) == register_of(universe.writes)


@given(universes(), st.data())
def test_registers_merge_in_any_order_and_grouping(universe: Universe, data: st.DataObject) -> None:
    parts = [register_of(data.draw(st.lists(st.sampled_from(universe.writes)))) for _ in range(3)]
    a, b, c = parts
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(a) == a
    assert a.merged(Register()) == a


@given(universes())
def test_a_write_that_names_another_always_beats_it(universe: Universe) -> None:
    register = register_of(universe.writes)
    named = {id_ for write in universe.writes for id_ in write.stamp.over}
    assert {head.stamp.id for head in register.heads} == {write.stamp.id for write in universe.writes} - named
    assert register.winner is not None
    assert register.winner.stamp.order == max(head.stamp.order for head in register.heads)
    assert {*register.losers, register.winner} == set(register.heads)


def test_a_local_write_over_an_event_from_2099_wins() -> None:
    future = Write(stamp("f1", format_hlc(4_070_908_800_000, 0)), "done")
    local = Write(stamp("a1", format_hlc(WALL, 0), over=["f1"]), "open")
    for order in ([future, local], [local, future]):
        winner = register_of(order).winner
        assert winner is not None
        assert winner.value == "open"


def test_writes_that_did_not_see_each_other_are_both_kept_and_the_later_one_shown() -> None:
    early, late = Write(stamp("a", format_hlc(1, 0)), "early"), Write(stamp("b", format_hlc(2, 0)), "late")
    register = register_of([late, early])
    assert register.winner == late
    assert register.losers == (early,)


def test_at_the_same_time_the_greater_id_is_shown_everywhere() -> None:
    one, two = Write(stamp("a"), 1), Write(stamp("b"), 2)
    assert register_of([one, two]).winner == register_of([two, one]).winner == two


def test_an_empty_register_has_no_winner() -> None:
    empty: Register[str] = Register()
    assert empty.winner is None
    assert empty.losers == ()
