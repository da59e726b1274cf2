"""Markdown text comes in, a Document goes out. Pure; any text at all gives a Document."""

from dataclasses import replace

from markdown_it.token import Token

from app.documents.blocks import Block, plain, read_blocks, walk_blocks
from app.documents.boxes import with_boxes
from app.documents.coverage import covered
from app.documents.details import freeze
from app.documents.fallback import plain_list
from app.documents.fences import read_commands
from app.documents.fields import Places, read_fields
from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.gaps import read_gaps
from app.documents.lint import lint, problems_of
from app.documents.lint.rules import TOO_LARGE
from app.documents.lint.sheet import Finding, Spans
from app.documents.markdown import normalize, read
from app.documents.metadata import read_metadata
from app.documents.model import Document, Pairs, Readiness, Reason, Step, Task
from app.documents.names import calls_itself_runbook, file_title, kind_of, title_of
from app.documents.parts import read_parts
from app.documents.procedures import read_procedures
from app.documents.readiness import assess
from app.documents.required import read_required
from app.documents.sections import read_headings, read_sections
from app.documents.steps import collect
from app.documents.tables import read_links, read_table
from app.documents.undisturbed import undisturbed


@undisturbed
def parse(text: str, name: str = "") -> Document:
    """`name` is the file's name: it names a document that has no heading."""
    source = normalize(text)
    front, skipped = read_front_matter(source)
    body = without_front_matter(source, skipped)
    tokens, reason = read(body)
    if reason:
        return _as_plain_text(name, reason)
    document, recognised, fences = _understood(tokens, body.split("\n"), front, name)
    problems = lint(document, body.split("\n"), recognised, fences)
    return replace(document, problems=problems, readiness=assess(problems, is_tested=False))


def _understood(
    tokens: list[Token], lines: list[str], front: Pairs, name: str
) -> tuple[Document, int, Spans]:
    """The document, how many of its steps were recognised as such, and where its fences stand."""
    blocks = with_boxes(read_blocks(tokens))
    every = walk_blocks(blocks)
    fences = [block for block in every if block.kind == "fence"]
    root = read_parts(blocks, len(lines), eager=calls_itself_runbook(blocks, name))
    metadata = read_metadata(root, front)
    title = title_of(root, metadata, name)
    headings = read_headings(every)
    commands = read_commands([block for block in every if block.kind in ("fence", "code")])
    fields = read_fields(lines, Places(every, headings))
    drafts = collect(root)
    # A line to write on is filled in each time it is worked; a template's blanks are filled in once.
    blanks = sum(not field.text.startswith("_") for field in fields)
    document = Document(
        title=title,
        kind=kind_of(title, metadata, blanks, len(drafts)),
        metadata=metadata,
        headings=headings,
        sections=read_sections(root, headings),
        procedures=read_procedures(root, drafts, title),
        steps=freeze(drafts or plain_list(root, title), lines, commands),
        tasks=tuple(_task(block) for block in every if block.checked is not None),
        commands=commands,
        tables=tuple(read_table(block) for block in every if block.kind == "table"),
        fields=fields,
        gaps=read_gaps(lines, fences, {command.line for command in commands}),
        links=read_links(every),
    )
    spans = tuple((fence.line, fence.end) for fence in fences)
    return replace(document, required=covered(read_required(root), document, lines)), len(drafts), spans


def _as_plain_text(name: str, reason: str) -> Document:
    title = file_title(name) or "Untitled"
    problems = tuple(problems_of(TOO_LARGE, [Finding(1, f"This document is shown as plain text: {reason}.")]))
    readiness = Readiness(0, (Reason(problems[0].message, 1, 100, TOO_LARGE.code),), "Incomplete")
    steps = (Step("s1", title, 1),)
    return Document(title, "reference", steps=steps, problems=problems, readiness=readiness, plain=True)


def _task(item: Block) -> Task:
    words = plain(item.children[0]) if item.children else ""
    return Task(words, item.line, bool(item.checked))
