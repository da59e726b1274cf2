"""What an image's data classes share: they show, hold and compare as they did before."""

from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from build.alike import share


def classes() -> tuple[type, type, type]:
    @dataclass(frozen=True, slots=True)
    class Held:
        first: int
        second: str = field(default="two", repr=False)

    @dataclass(frozen=True)
    class Open:
        first: int

    class Below(Open):
        pass

    return Held, Open, Below


def test_they_show_themselves_as_before() -> None:
    kinds = classes()
    before = [repr(kind(1)) for kind in kinds]
    share(kinds)
    assert [repr(kind(1)) for kind in kinds] == before
    assert kinds[0].__repr__ is kinds[1].__repr__


def test_a_class_that_shows_itself_keeps_its_own_way() -> None:
    @dataclass(frozen=True)
    class Loud:
        def __repr__(self) -> str:
            return "Loud!"

    share([Loud])
    assert repr(Loud()) == "Loud!"


def test_nothing_of_them_can_be_changed() -> None:
    held, frozen, below = classes()
    share([held, frozen, below])
    for one in (held(1), below(1)):
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'first'"):
            one.first = 2
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'first'"):
            del one.first
        assert one == type(one)(1)


def test_a_class_below_a_frozen_one_has_things_of_its_own() -> None:
    _, frozen, below = classes()
    share([frozen, below])
    one = below(1)
    one.own = 5
    assert one.own == 5
    del one.own
    assert not hasattr(one, "own")
