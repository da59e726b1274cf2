"""The lists of words that the rules and the reading of steps look words up in."""

from app.documents import words
from app.documents.lint.words import ORDERS_TOO


def test_each_verb_stands_in_one_list() -> None:
    assert ORDERS_TOO & words.VERBS == words.SELDOM_NOUNS, "the others are verbs to the linter alone"
    assert not words.ORDERS & words.SELDOM_NOUNS
