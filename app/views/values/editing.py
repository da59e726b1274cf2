"""Values in for Edit, New, Fill in and Fix this step; drawn by the templates of those names."""

from dataclasses import dataclass
from typing import ClassVar

from app.views.values.documents import Problem
from app.views.values.starting import FieldInput


@dataclass(frozen=True, slots=True)
class EditSkeleton:
    """The text box and its insert bar are fixed; slots: edit-head, edit-problems, edit-preview."""

    document: str


@dataclass(frozen=True, slots=True)
class EditHead:
    """`revision` is the event id that editing would begin from now, "" for a document not yet written.

    `version` is offered for the next one; `told` names where the text itself has room for a change.
    """

    region: ClassVar[str] = "edit-head"
    document: str
    title: str
    revision: str = ""
    version: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditProblems:
    """None: the text was not looked at yet."""

    region: ClassVar[str] = "edit-problems"
    problems: tuple[Problem, ...] | None = None


@dataclass(frozen=True, slots=True)
class EditPreview:
    """`text` None: not looked at yet. `first` and `last` are the lines shown of `lines` when not all are."""

    region: ClassVar[str] = "edit-preview"
    text: str | None = None
    steps: int = 0
    fields: int = 0
    first: int = 0
    last: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class NewSkeleton:
    """Slot: new-chooser; the list of open drafts is the page's."""


@dataclass(frozen=True, slots=True)
class Starter:
    """`name` is a file of static/starter; `about` says in one line when to take it."""

    name: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template that stands in line `line` of `revision` of a document here; `source` is that document's title."""

    document: str
    revision: str
    line: int
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class NewChooser:
    """`own` are templates found in the library's documents, `more` counts those not listed."""

    region: ClassVar[str] = "new-chooser"
    starters: tuple[Starter, ...]
    title: str = ""
    own: tuple[OwnTemplate, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class FillSkeleton:
    """Slot: fill-form."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One field and the lines it stands on; `key` is what its answer is filed under."""

    key: str
    input: FieldInput
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FillForm:
    region: ClassVar[str] = "fill-form"
    document: str
    revision: str
    title: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class FixSkeleton:
    """Slot: fix-form."""


@dataclass(frozen=True, slots=True)
class FixForm:
    """One step's own lines; `first` 0: the document no longer holds this step. `run` is where to go back to."""

    region: ClassVar[str] = "fix-form"
    document: str
    revision: str
    title: str
    step: str
    text: str = ""
    first: int = 0
    last: int = 0
    run: str = ""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What can be done to the document itself, beside working it."""

    region: ClassVar[str] = "doc-change"
    id: str
    revision: str
    title: str
    file_name: str
    blanks: int = 0
    templates: tuple["Template", ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A document to begin from that stands in a fence: its own title, and the fence's line."""

    title: str
    line: int
