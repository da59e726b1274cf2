"""A text and answers to its blanks in, the same text with exactly those blanks filled out."""

from collections.abc import Iterator, Mapping

from app.documents.blocks import Block, read_blocks
from app.documents.fields import Places, read_blanks
from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.line_ends import cut
from app.documents.markdown import normalize, read
from app.documents.model import Field
from app.documents.sections import read_headings
from app.documents.table_lines import escaped


def key_of(field: Field) -> str:
    """What an answer is filed under: it holds in every reading of the same text, unlike a number would."""
    return f"{field.text}\t{field.label}"


def filled(text: str, answers: Mapping[str, str]) -> str:
    """`answers` by `key_of`; a blank without one stays as it is, and so does every other byte."""
    given = {key: " ".join(answer.split()) for key, answer in answers.items() if answer.strip()}
    if not given:
        return text
    lines = cut(text)
    # From the end of a line to its start, so that no place moves before its turn.
    for blank, label, number, column in sorted(_blanks(text), key=lambda found: found[2:], reverse=True):
        answer = given.get(f"{blank}\t{label}")
        if answer is not None:
            lines[number - 1] = _put(lines[number - 1], blank, column, answer)
    return "".join(lines)


def _put(line: str, blank: str, column: int, answer: str) -> str:
    column += line.startswith("\ufeff")
    if line[column : column + len(blank)] != blank:
        return line
    words = escaped(answer) if line.lstrip(" \t>").startswith("|") else answer
    return line[:column] + words + line[column + len(blank) :]


def _blanks(text: str) -> Iterator[tuple[str, str, int, int]]:
    source = normalize(text)
    _, front = read_front_matter(source)
    body = without_front_matter(source, front)
    tokens, unread = read(body)
    if unread:
        return
    every = [one for block in read_blocks(tokens) for one in _walk(block)]
    yield from read_blanks(body.split("\n"), Places(every, read_headings(every)))


def _walk(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children:
        yield from _walk(child)
