"""An import is withdrawn and restored; two devices' acts in any order give one answer."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.commands import RestoreImport, WithdrawImport
from app.imports.decide import MOST, decide
from app.imports.events import ImportEvent, ImportRestored, ImportWithdrawn
from app.imports.state import Import, evolve, withdrawn
from app.records.act import Act
from app.records.codec import Strange, body_of, read
from app.records.envelope import Envelope, Stamp
from app.records.refusal import Refused

ACT = Act("now", "a" * 16, "Ana", 0)
CAME: Mapping[str, tuple[str, ...]] = {"run/x": ("1", "2"), "document/y": ("3",)}


def stamp(id_: str, over: tuple[str, ...] = ()) -> Stamp:
    return Stamp(id_, id_, 0, "Ana", "a" * 16, "command", over)


def after(*told: tuple[Stamp, ImportEvent]) -> Import:
    past = Import()
    for one, event in sorted(told, key=lambda pair: pair[0].order):
        past = evolve(past, one, event)
    return past


def test_withdrawing_takes_out_what_came_and_restoring_brings_it_back() -> None:
    [first] = decide(Import(), WithdrawImport("bo.json", CAME), ACT)
    past = after((stamp("w"), first.event))
    assert withdrawn([past]) == {"1", "2", "3"}
    assert (past.file, past.count) == ("bo.json", 3)
    assert decide(past, WithdrawImport("bo.json", CAME), ACT) == ()
    [second] = decide(past, RestoreImport(), ACT)
    assert second.over == ("w",)
    back = after((stamp("w"), first.event), (stamp("x", second.over), second.event))
    assert withdrawn([back]) == frozenset()
    assert decide(back, RestoreImport(), ACT) == ()
    [again] = decide(back, WithdrawImport("", {}), ACT)
    assert again.event == first.event


def test_what_two_imports_brought_counts_again_when_both_are_restored() -> None:
    one = after((stamp("a"), ImportWithdrawn("a", {"run/x": ("1", "2")})))
    two = after((stamp("b"), ImportWithdrawn("b", {"run/x": ("2", "3")})))
    restored = after(
        (stamp("a"), ImportWithdrawn("a", {"run/x": ("1", "2")})), (stamp("c", ("a",)), ImportRestored())
    )
    assert withdrawn([one, two]) == {"1", "2", "3"}
    assert withdrawn([restored, two]) == {"2", "3"}


def test_a_withdrawal_cannot_be_withdrawn() -> None:
    assert withdrawn([after((stamp("a"), ImportWithdrawn("a", {"import/x": ("1",), "run/x": ("2",)})))]) == {
        "2"
    }


@given(st.data())
def test_two_devices_acts_in_any_order_give_one_answer(data: st.DataObject) -> None:
    names = "abcdef"[: data.draw(st.integers(1, 6))]
    told: list[tuple[Stamp, ImportEvent]] = []
    for name in names:
        over = data.draw(st.sets(st.sampled_from([one.id for one, _ in told]))) if told else set()
        choice: list[ImportEvent] = [ImportWithdrawn("f", CAME), ImportRestored()]
        event = data.draw(st.sampled_from(choice))
        told.append((stamp(name, tuple(sorted(over))), event))
    assert after(*data.draw(st.permutations(told))) == after(*told)


@pytest.mark.parametrize("streams", [{}, {"run/x": ()}, {"run/x": tuple(str(n) for n in range(MOST + 1))}])
def test_nothing_and_too_much_are_refused(streams: Mapping[str, tuple[str, ...]]) -> None:
    with pytest.raises(Refused):
        decide(Import(), WithdrawImport("f", streams), ACT)


def test_what_a_newer_sophie_did_to_it_is_not_changed() -> None:
    past = evolve(Import(), stamp("n"), Strange("ImportSealed", "", newer=True))
    with pytest.raises(Refused, match="ImportSealed"):
        decide(past, RestoreImport(), ACT)


def test_the_body_is_read_as_it_was_written() -> None:
    event = ImportWithdrawn("bo.json", CAME)
    types: dict[str, type] = {"ImportWithdrawn": ImportWithdrawn}
    envelope = Envelope(1, "import/x", "ImportWithdrawn", stamp("a"), body_of(event))
    assert read(envelope, types) == event
    for body in ('{"v":1,"file":"f","streams":[]}', '{"v":1,"file":"f","streams":{"x":"1"}}', '{"v":1}'):
        hostile = Envelope(1, "import/x", "ImportWithdrawn", stamp("a"), body)
        assert isinstance(read(hostile, types), Strange | ImportWithdrawn)
        assert withdrawn([after((stamp("a"), event))]) == {"1", "2", "3"}
