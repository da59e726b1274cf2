"""Values in for what a document offers and for the repair of its text; drawn by document-offers, document-repair."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark

OfferState = Literal["offered", "used", "changed", "gone", "stopped"]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """`anchor` is the id of the heading it stands under, "" when it is gone from the text.

    `changed`: in use as `before`, while the text now says `detail`. `undo` is the command that stopped it.
    `schedule` is the id of the schedule that using it makes, "" when it makes none.
    """

    key: str
    name: str
    detail: str
    line: int
    anchor: str
    state: OfferState = "offered"
    mark: Mark | None = None
    undo: str = ""
    before: str = ""
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class OfferGroup:
    title: str
    rows: tuple[OfferRow, ...]
    kind: str

    @property
    def open(self) -> tuple[str, ...]:
        """The keys of what could be taken, or taken anew."""
        return tuple(row.key for row in self.rows if row.state in ("offered", "changed", "stopped"))

    def count(self, *states: OfferState) -> int:
        return sum(row.state in states for row in self.rows)


@dataclass(frozen=True, slots=True)
class DocumentOffers:
    """`revision` is the text they were found in."""

    region: ClassVar[str] = "doc-offers"
    id: str
    revision: str
    groups: tuple[OfferGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairRow:
    """`lost`: a byte is missing, so `after` is the line without the broken signs."""

    line: int
    before: str
    after: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRepair:
    """`suspects` counts lines that look damaged; they were looked at closely only when `looked` says so."""

    region: ClassVar[str] = "doc-repair"
    id: str
    revision: str
    rows: tuple[RepairRow, ...] = ()
    suspects: int = 0
    looked: bool = True

    @property
    def whole(self) -> tuple[RepairRow, ...]:
        return tuple(row for row in self.rows if not row.lost)

    @property
    def lost(self) -> tuple[RepairRow, ...]:
        return tuple(row for row in self.rows if row.lost)
