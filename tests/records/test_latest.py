"""What is asked of one value several times is worked out once."""

from app.records.latest import of_latest


def test_the_same_value_is_looked_at_once_and_an_equal_one_anew() -> None:
    seen = []

    @of_latest
    def length(value: tuple[int, ...]) -> int:
        seen.append(value)
        return len(value)

    one, other = tuple(range(3)), tuple(range(3))
    assert [length(one), length(one), length(other), length(one)] == [3, 3, 3, 3]
    assert len(seen) == 3


def test_an_answer_that_is_nothing_is_remembered_too() -> None:
    seen = []

    @of_latest
    def nothing(value: object) -> None:
        seen.append(value)

    value = object()
    nothing(value)
    nothing(value)
    assert len(seen) == 1
