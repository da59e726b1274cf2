"""A document's parts, metadata and file name come in, its title and kind go out."""

import re

from app.documents import tongues
from app.documents.blocks import Block, plain
from app.documents.model import Pairs
from app.documents.parts import Part
from app.documents.sections import headed
from app.documents.titles import role, without_number

MAX_TITLE = 200
_EXTENSION = re.compile(r"\.(md|markdown|mdown|mkd|txt|text|rst)$", re.IGNORECASE)
_WORKED = re.compile(
    rf"run-?book|play-?book|check-?list|procedure|\bsop\b|how[ -]to|{tongues.CHECKLIST}|{tongues.RUNBOOK}",
    re.IGNORECASE,
)
_H1 = re.compile(r"<h1\b[^>]{0,200}>(.{1,500}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"<[A-Za-z][^<>]*>|\[[A-Z][^\[\]]*\]|\{\{[^{}]+\}\}")
_KINDS = (
    ("template", r"\btemplates?\b"),
    ("checklist", rf"\bcheck-?lists?\b|{tongues.CHECKLIST}"),
    ("playbook", r"\bplay-?books?\b"),
    ("runbook", rf"\brun-?books?\b|{tongues.RUNBOOK}"),
    ("policy", r"\b(polic(y|ies)|sl[ao]s?|escalations?)\b"),
    (
        "runbook",
        r"\b(procedures?|sop|how[ -]to|incident|operations?|alerts?|recovery)\b",
    ),
)


def title_of(root: Part, metadata: Pairs, name: str) -> str:
    """The first level-1 heading, else the front matter's title, else the first heading, else the file.

    One of several level-1 headings below another heading, or `Overview`, is a section's title.
    """
    headings = headed(root)
    tops = [part.title for part in headings if part.level == 1]
    first = tops[0] if tops and (headings[0].level == 1 or len(tops) == 1) else _tagged(root.blocks)
    given = next((value for key, value in metadata if key.lower() == "title"), "")
    begun = headings[0].title if headings else ""
    is_section = bool(tops) or role(begun) == "avoid"
    found = first or given or ("" if is_section else begun) or file_title(name) or begun
    return " ".join(found.split())[:MAX_TITLE] or "Untitled"


def _tagged(blocks: list[Block]) -> str:
    """A title between tags, `<h1 align="center">API</h1>`, above all headings."""
    found = (_H1.search(block.source) for block in blocks[:20] if block.kind == "html")
    return next((words for one in found if one and (words := _TAG.sub(" ", one.group(1)).strip())), "")


def file_title(name: str) -> str:
    """`ops/restart-the-proxy.md` as `restart the proxy`."""
    base = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[-_]+", " ", _EXTENSION.sub("", base)).strip()


def calls_itself_runbook(blocks: list[Block], name: str) -> bool:
    """Whether its first heading or its file's name says that it is there to be worked."""
    first = _tagged(blocks) or next((plain(block) for block in blocks if block.kind == "heading"), "")
    return bool(_WORKED.search(first) or _WORKED.search(file_title(name)))


def kind_of(title: str, metadata: Pairs, blanks: int, steps: int) -> str:
    """runbook, playbook, checklist, template, policy or reference."""
    if (blanks >= 12 and blanks > steps) or _BLANK.search(title):
        return "template"
    said = next((value for key, value in metadata if key.lower() in ("type", "kind")), "")
    for text in (said, without_number(title)):
        for kind, words in _KINDS:
            if re.search(words, text, re.IGNORECASE):
                return kind
    return "runbook" if steps else "reference"
