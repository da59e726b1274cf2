"""Nothing in, page values of a document's versions out: listed, compared, merged."""

from dataclasses import replace

from app.views.values import (
    Compare,
    CompareSkeleton,
    Entry,
    ErasedDocument,
    ErasedRun,
    ErasedSkeleton,
    Merge,
    MergePlace,
    MergeSkeleton,
    OtherVersion,
    Screen,
    StageMark,
    Stretch,
    VersionRow,
    Versions,
    VersionsSkeleton,
    screen,
)
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG

FIRST = OtherVersion("5e" * 32, "Approved", ANA)
SECOND = OtherVersion(EVENT, "Draft", BEN)
GOES = "3 runs started from it lose the words of the steps and the answers given at the start."
ROWS = (
    VersionRow(EVENT, "api.md", BEN, 4312, "Written", "Say which pod to look at first", "5e" * 32, head=True),
    VersionRow("5e" * 32, "api.md", ANA, 4100, "Imported", stage=StageMark("Approved", "ok", ANA)),
)
LIST = Versions(
    DOC, "API latency high", ROWS, latest=EVENT, over=(EVENT,), texts=(EVENT, "5e" * 32), goes=GOES
)
ERASED = (
    Entry("1e" * 32, "Finished", BEN),
    Entry("2e" * 32, "Done", ANA, "its words were erased", 2, late=True),
)
PIECES = (
    Stretch(1, 1, "", 11, "## Resolution\n\n1. Find the slow endpoint\n"),
    Stretch(
        15,
        15,
        old=(("2. Roll back when the deploy is ", False), ("younger", True), (" than an hour\n", False)),
        new=(("2. Roll back when the deploy is ", False), ("older", True), (" than an hour\n", False)),
    ),
    Stretch(16, 16, "3. Look at the log\n"),
    Stretch(17, 17, new=(("4. Tell support\n", True),)),
    Stretch(17, 18, "\n## Close\n", 40, ""),
)
PLACES = (
    MergePlace("first", -1, "1. Find it\n", "1. Find the slow endpoint\n", "1. Find the slow endpoint\n"),
    MergePlace("choice", 0, "2. Roll back\n", "2. Roll back at once\n", "2. Ask, then roll back\n"),
    MergePlace("choice", 1, "", "3. Tell support\n", ""),
)
ROUTE = f"#/library/{DOC}"


def versions(value: Versions) -> Screen:
    return screen(f"{ROUTE}/history", "Versions", VersionsSkeleton(), value)


def compared(value: Compare) -> Screen:
    return screen(f"{ROUTE}/compare", "Compare", CompareSkeleton(), value)


def merged(value: Merge) -> Screen:
    return screen(f"{ROUTE}/merge", "Merge", MergeSkeleton(), value)


def version_screens() -> dict[str, Screen]:
    compare = Compare(DOC, "API latency high", FIRST, SECOND, side=False, pieces=PIECES, changes=2)
    merge = Merge(DOC, "API latency high", FIRST, SECOND, choices=2, places=PLACES)
    hostile = ROWS[0].__class__(EVENT, HOSTILE, BEN, 5_000_000, "Written", LONG, head=True, condemned=True)
    return {
        "versions": versions(LIST),
        "versions-one": versions(replace(LIST, rows=ROWS[1:], latest="5e" * 32, texts=("5e" * 32,))),
        "versions-huge": versions(
            replace(
                LIST,
                title=HOSTILE,
                standing=3,
                rows=tuple(replace(hostile, id=f"{n:064}") for n in range(60)),
                more=400,
                gone=(ANA, BEN),
                read_only=LONG,
            )
        ),
        "compare": compared(compare),
        "compare-side": compared(replace(compare, side=True)),
        "compare-same": compared(replace(compare, pieces=(), changes=0)),
        "compare-long": compared(replace(compare, pieces=None)),
        "compare-hostile": compared(
            replace(
                compare,
                title=HOSTILE,
                pieces=tuple(
                    Stretch(n, n, old=((HOSTILE, True),), new=((LONG, True),), cut=4_000_000)
                    for n in range(100)
                ),
                changes=900,
                hidden=800,
            )
        ),
        "versions-left": versions(replace(LIST, gone=(ANA,), left=2, erased=("6e" * 32,))),
        "erased-document": screen(
            ROUTE, "Erased", ErasedSkeleton("erased-document"), ErasedDocument(DOC, (ANA,), ("6e" * 32,), 3)
        ),
        "erased-run": screen(
            f"#/runs/{DOC}", "Erased", ErasedSkeleton("erased-run"), ErasedRun(DOC, ERASED, BEN)
        ),
        "merge": merged(merge),
        "merge-clean": merged(replace(merge, choices=0, places=PLACES[:1])),
        "merge-nothing": merged(Merge(DOC, "API latency high", standing=1)),
        "merge-hostile": merged(
            replace(
                merge,
                common=False,
                standing=3,
                choices=20,
                places=tuple(MergePlace("choice", n, HOSTILE, LONG, HOSTILE) for n in range(20)),
                hidden=7,
                read_only=LONG,
            )
        ),
    }
