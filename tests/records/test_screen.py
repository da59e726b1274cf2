"""The screen's short ways say what its long ones say: depth without reading, and plain contents without a look at each."""

from hypothesis import given
from hypothesis import strategies as st

from app.records.deep import DEEPEST, depth, is_too_deep
from app.records.screen import PLAIN, _oddity, is_sound

NESTED = st.recursive(
    st.sampled_from(["1", '"["', '"\\""', '"\\\\"', '"{]"', "{}", "[]"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: f"[{','.join(parts)}]"),
        st.lists(inner, min_size=1, max_size=4).map(
            lambda parts: "{" + ",".join(f'"k{at}":{part}' for at, part in enumerate(parts)) + "}"
        ),
    ),
    max_leaves=12,
)


@given(NESTED, st.lists(st.sampled_from(["[{}]", '{{"a":{}}}', "[1,{},[]]"]), min_size=26, max_size=36))
def test_the_depth_of_json_is_told_apart_at_its_limit(inner: str, around: list[str]) -> None:
    text = inner
    for pair in around:
        text = pair.replace("{}", text, 1) if pair != '{{"a":{}}}' else f'{{"a":{text}}}'
    assert is_too_deep(text) == (depth(text) > DEEPEST)


VALUES = [
    '"x"',
    '""',
    '"\\"',
    '"\\"a\\":"',
    '"}"',
    '":NaN"',
    f'"{"y" * 80}"',
    '"\x01"',
    '"\ud800"',
    "1",
    "007",
]
NUMBERS = ["123456789012345", "1234567890123456", "1e999", "-1", "NaN", "true", "null", "{}"]
KEYS = st.sampled_from(["a", "b", "ab", "a1", "é", "c" * 20, "d" * 20, "e" * 20, "f" * 20])
PAIRS = st.lists(st.tuples(KEYS, st.sampled_from(VALUES + NUMBERS)), min_size=1, max_size=9)


@given(PAIRS, st.sampled_from([",", ", ", ""]))
def test_a_plain_content_is_one_that_every_log_takes(pairs: list[tuple[str, str]], between: str) -> None:
    body = "{" + between.join(f'"{key}":{value}' for key, value in pairs) + "}"
    if PLAIN.fullmatch(body):
        assert is_sound(body)
        assert not is_too_deep(body)
        assert _oddity(body) is None


def test_what_a_tick_writes_is_plain() -> None:
    for body in ('{"v":1,"step":"s4"}', '{"v":1}', '{"v":1,"step":"s1","done":true,"note":""}'):
        assert PLAIN.fullmatch(body)
