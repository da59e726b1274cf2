"""A document's history and one of its texts in, what was found in it to use, and what is in use, out."""

from collections.abc import Iterator
from dataclasses import replace

from app.documents import offers
from app.documents.events import OfferStopped
from app.documents.facts import Fact, Found
from app.documents.state import DocumentHistory, Revision
from app.schedule.identity import schedule_id
from app.views.values import DocumentOffers, OfferGroup, OfferRow
from app.workbench.screens.marks import Devices, mark
from app.workbench.screens.offer_words import detail

# Kind -> the title of its group, in the order a person sets a service up.
TITLES = {
    "schedule": "Schedules",
    "severity": "Severity levels",
    "stage": "Incident stages",
    "level": "Escalation",
    "contact": "Contacts",
    "message": "Messages",
    "objective": "Objectives",
    "alert": "Alert rules",
    "health": "Health checks",
}


def region(id_: str, history: DocumentHistory, shown: Revision, devices: Devices) -> DocumentOffers:
    # An older text offers nothing: what is in use is compared with the text that stands.
    rows = list(_rows(id_, history, shown, devices)) if shown in history.heads else []
    groups = ((kind, title, tuple(row for key, row in rows if key == kind)) for kind, title in TITLES.items())
    return DocumentOffers(
        id_, shown.stamp.id, tuple(OfferGroup(title, told, kind) for kind, title, told in groups if told)
    )


def _rows(
    document: str, history: DocumentHistory, shown: Revision, devices: Devices
) -> Iterator[tuple[str, OfferRow]]:
    found = {one.key: one for one in offers.offered(shown)}
    used = offers.used(history)
    for one in found.values():
        row = _found_row(one, used.get(one.key), history, devices)
        yield (
            one.kind,
            replace(row, schedule=schedule_id(document, one.key) if one.kind == "schedule" else ""),
        )
    for key, use in used.items():
        if key not in found:
            taken = use.taken
            said = _words(use.fact)
            yield (
                taken.kind,
                OfferRow(key, taken.name, said, taken.line, "", "gone", mark(use.write.stamp, devices)),
            )


def _found_row(one: Found, use: offers.Use | None, history: DocumentHistory, devices: Devices) -> OfferRow:
    row = OfferRow(one.key, one.name, _words(one.fact), one.line, one.anchor)
    if use is None:
        return _stopped(row, history, devices)
    who = mark(use.write.stamp, devices)
    if use.fact == one.fact:
        return OfferRow(row.key, row.name, row.detail, row.line, row.anchor, "used", who)
    return OfferRow(
        row.key, row.name, row.detail, row.line, row.anchor, "changed", who, before=_words(use.fact)
    )


def _stopped(row: OfferRow, history: DocumentHistory, devices: Devices) -> OfferRow:
    register = history.offers.get(row.key)
    write = register.winner if register else None
    if write is None or not isinstance(write.value, OfferStopped):
        return row
    who = mark(write.stamp, devices)
    return OfferRow(row.key, row.name, row.detail, row.line, row.anchor, "stopped", who, write.stamp.cmd)


def _words(fact: Fact | None) -> str:
    return detail(fact) if fact else "Taken by a newer Sophie"
