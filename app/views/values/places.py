"""Values in for Now, Snapshots, Settings, Help and the short screens; drawn by the templates of those names."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from app.views.values.common import Mark
from app.views.values.library import DocumentRow
from app.views.values.runs import RunRow


@dataclass(frozen=True, slots=True)
class NowSkeleton:
    """`first`: slot now-first only; otherwise now-runs, now-schedule, now-reviews, now-due, now-documents, now-backup."""

    first: bool


@dataclass(frozen=True, slots=True)
class NowFirst:
    """Nothing here yet: the sample that can be tried."""

    region: ClassVar[str] = "now-first"
    sample_title: str = "API latency high"
    sample_steps: int = 6
    sample_minutes: int = 4


@dataclass(frozen=True, slots=True)
class NowRuns:
    """The latest worked; `total` counts all that are open."""

    region: ClassVar[str] = "now-runs"
    rows: tuple[RunRow, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class NowDocuments:
    """At most six, latest used first."""

    region: ClassVar[str] = "now-documents"
    rows: tuple[DocumentRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class NowBackup:
    """`events` counts the log; how old the last snapshot is, only the page knows (it fills in)."""

    region: ClassVar[str] = "now-backup"
    events: int


@dataclass(frozen=True, slots=True)
class SnapshotsSkeleton:
    """Forms are fixed; slots: snapshot-facts, snapshot-withdrawn."""


@dataclass(frozen=True, slots=True)
class StorageSkeleton:
    """All of it is filled by the page, which alone knows the browser."""


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """An import that does not count any more; `id` is its stream's."""

    id: str
    file: str
    events: int
    by: Mark


@dataclass(frozen=True, slots=True)
class SnapshotWithdrawn:
    region: ClassVar[str] = "snapshot-withdrawn"
    rows: tuple[WithdrawnRow, ...]


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    region: ClassVar[str] = "snapshot-facts"
    events: int
    documents: int
    runs: int
    people: int


@dataclass(frozen=True, slots=True)
class SettingsSkeleton:
    """Slots: settings-people, settings-device; the rest is filled by the page."""


@dataclass(frozen=True, slots=True)
class SettingsPeople:
    region: ClassVar[str] = "settings-people"
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingsDevice:
    region: ClassVar[str] = "settings-device"
    device: str
    name: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpSkeleton:
    """No slots."""


@dataclass(frozen=True, slots=True)
class NotYetSkeleton:
    """An area of a later version; no slots."""

    area: Literal["incidents", "metrics"]


@dataclass(frozen=True, slots=True)
class NothingSkeleton:
    """An unknown route, or an id this browser does not hold; no slots. `what` is "page", "document" or "run"."""

    route: str
    what: Literal["page", "document", "run"] = "page"


@dataclass(frozen=True, slots=True)
class UnreadableSkeleton:
    """A stream that cannot be shown; `why` is a sentence; no slots."""

    stream: str
    title: str
    why: str
