"""A document's history and what is being typed in, the editor out; and the small screens that change a text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.documents.changes import next_version, told_in, version_of
from app.documents.embedded import embedded
from app.documents.filling import key_of
from app.documents.markdown import normalize
from app.documents.model import Document, Heading
from app.documents.parse import parse
from app.documents.state import DocumentHistory, Revision
from app.documents.step_lines import lines_of, span_of, step_like
from app.runs.events import RunStarted
from app.views.values import (
    Blank,
    DocumentChange,
    EditHead,
    EditPreview,
    EditProblems,
    EditSkeleton,
    FieldInput,
    FillForm,
    FillSkeleton,
    FixForm,
    FixSkeleton,
    NewChooser,
    NewSkeleton,
    OwnTemplate,
    Problem,
    Screen,
    Starter,
    Template,
    screen,
)
from app.workbench import questions
from app.workbench.readmodel import ReadModel
from app.workbench.routes import Place
from app.workbench.rows import Row
from app.workbench.screens.severity import severity

NEW = "New document"
# A preview beyond this is slower to draw than to type.
MOST_SHOWN = 20_000
# Templates of one's own in the chooser: documents looked at, templates listed.
MOST_SOURCES = 100
MOST_TEMPLATES = 60
# Beyond this even reading takes longer than a pause: then only what stands around the caret is read.
MOST_READ = 200_000

STARTERS = (
    Starter("runbook", "Runbook", "One problem, from its first sign to all clear, with a way back."),
    Starter("operations-runbook", "Operations runbook", "Everything about one service, in fifteen sections."),
    Starter(
        "incident-runbook", "Incident runbook", "Lead an incident: severity, messages, who is called when."
    ),
    Starter("playbook", "Playbook", "A situation with several good answers, and how to choose one."),
    Starter("checklist", "Checklist", "The same short checks every day, week or month."),
    Starter("communication", "Communication", "The messages to send, to whom and how often."),
    Starter("escalation-policy", "Escalation policy", "Whom to call, after how long, by which way."),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands in a document's text box, as the page last told it; `lines` from `first` to `last` are shown.

    `skipped` lines before them were not read: then `read` is what the part says, not the whole.
    """

    document: str
    lines: list[str] = field(repr=False)
    first: int
    last: int
    read: Document = field(repr=False)
    skipped: int | None = None

    @classmethod
    def of(cls, document: str, text: str, line: int) -> "Proof":
        """`line` is where the caret is."""
        lines = normalize(text).split("\n")
        if len(text) > MOST_READ:
            first, last = window(lines, (), line)
            part = "\n".join(lines[first - 1 : last])
            return cls(document, lines, first, last, parse(part), first - 1)
        # Read anew, not through the memory of texts: every pause makes another one.
        read = parse(text)
        first, last = window(lines, read.headings, line)
        return cls(document, lines, first, last, read)


def edit(place: Place, history: DocumentHistory, proof: Proof | None) -> Screen:
    base = history.current
    typed = proof if proof and proof.document == place.id else None
    title = base.document.title if base else (typed.read.title if typed else NEW)
    return screen(
        place.route,
        f"Edit: {title}",
        EditSkeleton(place.id),
        _head(place.id, title, base, typed),
        EditProblems(_problems(typed) if typed else None),
        _preview(typed) if typed else EditPreview(),
    )


def _head(id_: str, title: str, base: Revision | None, typed: Proof | None) -> EditHead:
    if base is None:
        return EditHead(id_, title)
    if typed and typed.skipped is not None:
        typed = None
    before = version_of(base.document)
    now = version_of(typed.read) if typed else before
    # A version that the person has counted up already is not counted up again.
    version = now if now != before else next_version(before)
    return EditHead(id_, title, base.stamp.id, version, told_in(typed.read if typed else base.document))


def _problems(typed: Proof) -> tuple[Problem, ...]:
    before = typed.skipped or 0
    return tuple(
        Problem(one.line + before, severity(one.severity), one.message, one.hint)
        for one in typed.read.problems
    )


def _preview(typed: Proof) -> EditPreview:
    shown = "\n".join(typed.lines[typed.first - 1 : typed.last])
    steps, fields = len(typed.read.steps), len(typed.read.fields)
    return EditPreview(shown, steps, fields, typed.first, typed.last, len(typed.lines))


def window(lines: list[str], headings: tuple[Heading, ...], line: int) -> tuple[int, int]:
    """The first and last line of a part around this line that is quick to draw; whole sections where possible."""
    if sum(map(len, lines)) + len(lines) <= MOST_SHOWN:
        return 1, len(lines)
    line = min(max(line, 1), len(lines))
    first = _reach(lines, line, -1, MOST_SHOWN // 3)
    last = _reach(lines, line, 1, MOST_SHOWN)
    starts = [heading.line for heading in headings]
    first = min((start for start in starts if first <= start <= line), default=first)
    last = max((start - 1 for start in starts if line < start - 1 <= last), default=last)
    return first, last


def _reach(lines: list[str], line: int, step: int, budget: int) -> int:
    """How far from the line this many characters reach."""
    while 1 <= line + step <= len(lines) and budget > 0:
        line += step
        budget -= len(lines[line - 1]) + 1
    return line


def new(model: ReadModel, place: Place) -> Screen:
    own = [one for row in questions.with_templates(model, MOST_SOURCES) for one in _own(row)]
    title = place.query.get("title", "").strip()
    chooser = NewChooser(STARTERS, title, tuple(own[:MOST_TEMPLATES]), max(0, len(own) - MOST_TEMPLATES))
    return screen(place.route, NEW, NewSkeleton(), chooser)


def _own(row: Row) -> Iterator[OwnTemplate]:
    for template in row.templates:
        line, _, title = template.partition(" ")
        yield OwnTemplate(row.id, row.revision, int(line), title, row.title)


def fill(place: Place, shown: Revision) -> Screen:
    blanks = tuple(
        Blank(
            key_of(one),
            FieldInput(one.text, one.kind, one.line, one.label, one.name, one.options),
            one.lines or (one.line,),
        )
        for one in shown.document.fields
    )
    form = FillForm(place.id, shown.stamp.id, shown.document.title, blanks)
    return screen(place.route, f"Fill in: {form.title}", FillSkeleton(), form)


def fix(place: Place, document: str, shown: Revision, step: str, line: int, run: str = "") -> Screen:
    """The step of these words, as the document says it now."""
    read = shown.document
    found = step_like(read, step, line)
    span = span_of(read, shown.text, found) if found else (0, 0)
    text = normalize(lines_of(shown.text, span)).rstrip("\n") if found else ""
    form = FixForm(document, shown.stamp.id, read.title, step, text, *span, run)
    return screen(place.route, f"Fix this step: {read.title}", FixSkeleton(), form)


def fix_at(place: Place, shown: Revision) -> Screen | None:
    """The step that begins in the line asked for."""
    line = place.query.get("line", "")
    step = next((one for one in shown.document.steps if str(one.line) == line), None)
    return fix(place, place.id, shown, step.text, step.line) if step else None


def fix_in_run(place: Place, start: RunStarted, history: DocumentHistory) -> Screen | None:
    """The step that a run froze, in the text of its document that stands now."""
    number = start.number(place.query.get("step"))
    if not number or history.current is None:
        return None
    step = start.steps[number - 1]
    return fix(place, start.document, history.current, step.text, step.line, place.id)


def change(id_: str, shown: Revision) -> DocumentChange:
    read = shown.document
    templates = tuple(Template(title, line) for title, line, _ in embedded(shown.text, read))
    return DocumentChange(id_, shown.stamp.id, read.title, shown.name, len(read.fields), templates)


def template_at(text: str, read: Document, line: int) -> str:
    """The text of the template in the fence of this line, "" when there is none."""
    return next((inside for _, at, inside in embedded(text, read) if at == line), "")
