"""A document's history in, the screens of its versions out: all listed, two compared, two merged."""

from collections.abc import Callable, Mapping

from app.documents.compare import Change, Comparison, Same, compare
from app.documents.events import DocumentImported, OfferUsed, RevisionImported, RevisionWritten
from app.documents.life import about_stage
from app.documents.merge import Clean, Conflict, Part, ancestor, conflicts
from app.documents.merging import parts_of
from app.documents.stages import stage_of
from app.documents.state import DocumentHistory, Revision
from app.records.codec import ERASED
from app.views.values import (
    Compare,
    CompareSkeleton,
    Merge,
    MergePlace,
    MergeSkeleton,
    OtherVersion,
    Screen,
    Stretch,
    VersionRow,
    Versions,
    VersionsSkeleton,
    screen,
)
from app.workbench.engine import Engine
from app.workbench.routes import Place
from app.workbench.screens.going import goes
from app.workbench.screens.life import READ_ONLY, stage_mark
from app.workbench.screens.marks import Devices, mark
from app.workbench.traces import traces

MOST_LISTED = 200
MOST_SHOWN = 300
CONTEXT = 3
MOST_TEXT = 4000
TEXTS = {event.__name__ for event in (DocumentImported, RevisionImported, RevisionWritten)}


def versions(engine: Engine, place: Place, history: DocumentHistory, shown: Revision) -> Screen:
    listed, title = history.revisions[::-1][:MOST_LISTED], shown.document.title
    held = tuple(one.stamp.id for one in history.revisions)
    gone = tuple(sorted(history.life.erased.difference(held)))
    value = Versions(
        id=place.id,
        title=title,
        rows=tuple(_row(engine, place.id, history, one) for one in listed),
        gone=tuple(mark(stamp, engine.devices) for stamp, event in history.strange if event.type in TEXTS),
        more=len(history.revisions) - len(listed),
        over=tuple(head.stamp.id for head in history.heads),
        standing=len(history.versions),
        latest=history.current.stamp.id if history.current else "",
        texts=held,
        goes=goes(engine, place.id, history, held),
        left=traces(engine.model, place.id, history, gone).count,
        erased=gone,
        used=sum(event.type == OfferUsed.__name__ and event.why == ERASED for _, event in history.strange),
        read_only=READ_ONLY if history.newer else "",
    )
    return screen(place.route, f"Versions: {title}", VersionsSkeleton(), value)


def comparison(engine: Engine, place: Place, history: DocumentHistory, shown: Revision) -> Screen | None:
    earlier = history.revision(place.query.get("from", ""))
    later = history.revision(place.query.get("to", "")) or history.current
    if earlier is None or later is None:
        return None
    found = compare(earlier.text, later.text)
    value = Compare(
        id=place.id,
        title=shown.document.title,
        earlier=_version(history, earlier, engine.devices),
        later=_version(history, later, engine.devices),
        side=place.query.get("view") == "side",
        pieces=None if found is None else _pieces(found),
        changes=_changes(found or ()),
        hidden=max(0, _changes(found or ()) - MOST_SHOWN),
    )
    return screen(place.route, f"Compare: {value.title}", CompareSkeleton(), value)


def merging(engine: Engine, place: Place, history: DocumentHistory, shown: Revision) -> Screen:
    standing = history.versions
    value = Merge(place.id, shown.document.title, standing=len(standing))
    if len(standing) > 1:
        value = _merge(engine, place.id, history, standing[-2:])
    return screen(place.route, f"Merge: {value.title}", MergeSkeleton(), value)


PARTS: Mapping[str, Callable[[Engine, Place, DocumentHistory, Revision], Screen | None]] = {
    "history": versions,
    "compare": comparison,
    "merge": merging,
}


def _row(engine: Engine, id_: str, history: DocumentHistory, one: Revision) -> VersionRow:
    held = {other.stamp.id for other in history.revisions}
    staged, devices = history.life.standing(about_stage(one.stamp.id)), engine.devices
    alike = tuple(other.stamp.id for other in history.revisions if other.text == one.text)
    return VersionRow(
        id=one.stamp.id,
        name=one.name,
        mark=mark(one.stamp, devices),
        size=len(one.text.encode("utf-8", "surrogatepass")),
        how="Written" if one.written else "Imported",
        summary=one.summary,
        parent=next((id_ for id_ in one.stamp.over if id_ in held), ""),
        stage=stage_mark(stage_of(history, one), devices) if staged else None,
        head=any(head is one for head in history.heads),
        condemned=one.stamp.id in history.life.erased,
        alike=alike,
        goes=goes(engine, id_, history, alike),
    )


def _version(history: DocumentHistory, one: Revision, devices: Devices) -> OtherVersion:
    return OtherVersion(one.stamp.id, stage_of(history, one).label, mark(one.stamp, devices))


def _changes(found: Comparison) -> int:
    return sum(isinstance(piece, Change) for piece in found)


def _pieces(found: Comparison) -> tuple[Stretch, ...]:
    pieces, changes = list[Stretch](), 0
    for number, piece in enumerate(found):
        match piece:
            case Same():
                pieces.append(_same(piece, is_first=number == 0, is_last=number == len(found) - 1))
            case Change():
                changes += 1
                if changes > MOST_SHOWN:
                    break
                pieces.append(_changed(piece))
    return tuple(pieces)


def _same(piece: Same, *, is_first: bool, is_last: bool) -> Stretch:
    """A few lines beside each change; what lies further off is folded away."""
    head = () if is_first else piece.lines[:CONTEXT]
    tail = () if is_last else piece.lines[max(len(head), len(piece.lines) - CONTEXT) :]
    folded = len(piece.lines) - len(head) - len(tail)
    return Stretch(piece.before, piece.after, _short("".join(head)), folded, _short("".join(tail)))


def _changed(piece: Change) -> Stretch:
    old = tuple((span.text, span.changed) for span in piece.old)
    new = tuple((span.text, span.changed) for span in piece.new)
    return Stretch(piece.before, piece.after, old=old, new=new, cut=piece.cut)


def _merge(engine: Engine, id_: str, history: DocumentHistory, two: tuple[Revision, ...]) -> Merge:
    first, second = two
    parts = parts_of(history, first, second)
    places = _places(parts)
    return Merge(
        id=id_,
        title=second.document.title,
        first=_version(history, first, engine.devices),
        second=_version(history, second, engine.devices),
        common=ancestor(history, first, second) is not None,
        choices=conflicts(parts),
        places=places[:MOST_SHOWN] if not conflicts(parts) else places,
        hidden=max(0, len(places) - MOST_SHOWN) if not conflicts(parts) else 0,
        standing=len(history.versions),
        read_only=READ_ONLY if history.newer else "",
    )


def _places(parts: tuple[Part, ...]) -> tuple[MergePlace, ...]:
    places, number = list[MergePlace](), 0
    for part in parts:
        match part:
            case Conflict(base, first, second):
                places.append(MergePlace("choice", number, _short(base), _short(first), _short(second)))
                number += 1
            case Clean(text, "first" | "second" | "alike" as source, base):
                places.append(MergePlace(source, -1, _short(base), _short(text), _short(text)))
            case Clean():
                pass
    return tuple(places)


def _short(text: str) -> str:
    return (
        text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]} … ({len(text) - MOST_TEXT} characters more)"
    )
