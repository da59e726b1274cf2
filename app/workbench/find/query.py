"""What a person typed in, a question that the full-text index understands out. Any text at all is only words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.workbench.find.words import indexed, parts, words

MOST_CHARS = 400
MOST_WORDS = 16
_SAID = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word as typed (`ORA-600`), or several in quotes; `open` also takes words that begin like its last one."""

    text: str
    open: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(words(self.text))


def terms(query: str) -> tuple[Term, ...]:
    """The last word is still being typed, so it stands for all that begin like it."""
    typed = query[:MOST_CHARS].replace("\0", " ")
    found = [Term(quoted or word) for quoted, word in _SAID.findall(typed)]
    found = [term for term in found if term.words][:MOST_WORDS]
    if not found or typed[-1].isspace() or typed.endswith('"'):
        return tuple(found)
    return (*found[:-1], Term(found[-1].text, open=True))


def question(term: Term) -> str:
    """The term as the index is asked for it; a name of humps also as its words side by side."""
    whole = _phrase(term.text, is_open=term.open)
    split = parts(term.text) if term.text.isalnum() else ()
    return f"({whole} OR {_phrase(' '.join(split), is_open=term.open)})" if split else whole


def every(asked: Iterable[str]) -> str:
    return " AND ".join(asked)


def some(asked: Iterable[str]) -> str:
    return " OR ".join(asked)


def _phrase(text: str, *, is_open: bool) -> str:
    # Within quotes nothing is an operator, and only a quote could end them.
    quoted = " ".join(indexed(text).replace('"', " ").split())
    return f'"{quoted}"{"*" if is_open else ""}'
