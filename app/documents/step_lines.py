"""A document and one of its steps in, the source lines that are that step out; new lines in their place."""

from app.documents.line_ends import as_written, cut
from app.documents.model import Document, Step

Span = tuple[int, int]  # first and last line, counted from 1


def span_of(document: Document, text: str, step: Step) -> Span:
    """From the step's own line to the line before the next step or heading, without empty lines at the end."""
    lines = cut(text)
    starts = [one.line for one in document.steps] + [one.line for one in document.headings]
    end = min((line - 1 for line in starts if line > step.line), default=len(lines))
    while end > step.line and not lines[end - 1].strip():
        end -= 1
    return step.line, end


def step_like(document: Document, text: str, line: int) -> Step | None:
    """The step of these words; of several, the one nearest to the line."""
    alike = [step for step in document.steps if step.text == text]
    return min(alike, key=lambda step: abs(step.line - line), default=None)


def lines_of(text: str, span: Span) -> str:
    return "".join(cut(text)[span[0] - 1 : span[1]])


def with_lines(text: str, span: Span, new: str) -> str:
    """The text with other lines in that place; what was not edited in them keeps its bytes too."""
    lines = cut(text)
    first, last = span
    before = "".join(lines[: first - 1])
    after = "".join(lines[last:])
    old = "".join(lines[first - 1 : last])
    edited = as_written(old, new) if old else new
    end = old[len(old.rstrip("\r\n")) :]
    if edited and after and not edited.endswith(("\n", "\r")):
        edited += end
    return before + edited + after
