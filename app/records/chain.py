"""Checked headers in, a verdict on each device's chain out: what is missing, what forks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.records.header import Header


class Link(NamedTuple):
    """An event's place in its device's chain."""

    id: str
    dev: str
    seq: int
    prev: str


@dataclass(frozen=True, slots=True)
class Chain:
    """`gaps`: pairs of places between which events are missing; `forks`: places with more than one event."""

    dev: str
    events: int
    gaps: tuple[tuple[int, int], ...] = ()
    forks: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.gaps and not self.forks


def link_of(id_: str, header: Header) -> Link:
    return Link(id_, header.dev, header.seq, header.prev)


def chains(links: Iterable[Link]) -> tuple[Chain, ...]:
    """One verdict a device, by device id. A link that comes twice counts once."""
    devices: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        devices[link.dev][link.id] = link
    return tuple(_chain(dev, tuple(devices[dev].values())) for dev in sorted(devices))


def _chain(dev: str, links: Sequence[Link]) -> Chain:
    places: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        places[link.seq].append(link)
    seqs = sorted(places)
    gaps = [
        (before, seq)
        for before, seq in zip([0, *seqs], seqs, strict=False)
        if seq != before + 1 or not _follows(places[seq], places.get(before, []))
    ]
    forks = tuple(seq for seq in seqs if len(places[seq]) > 1)
    return Chain(dev, len(links), tuple(gaps), forks)


def _follows(here: Iterable[Link], before: Iterable[Link]) -> bool:
    """Whether every event here continues one of those before; the first continues nothing."""
    ids = {link.id for link in before} or {""}
    return all(link.prev in ids for link in here)
