"""Nothing in, page values of the library, of a search and of a pasted alert out."""

from dataclasses import replace

from app.views.values import (
    AlertAnswers,
    AlertForm,
    AlertSkeleton,
    Chip,
    Choice,
    Filter,
    FoundDocument,
    LibraryFilters,
    LibraryFound,
    LibraryHead,
    LibraryResults,
    LibrarySkeleton,
    Piece,
    Screen,
    SectionHit,
    screen,
)
from tests.views.samples_common import DOC, HOSTILE, LONG
from tests.views.samples_documents import ROWS


def find_screens() -> dict[str, Screen]:
    hits = (
        SectionHit(
            "hit-a",
            DOC,
            (Piece("API latency high"),),
            excerpt=(Piece("The "), Piece("node", hit=True)),
            start="API",
        ),
        SectionHit(
            "hit-b",
            DOC,
            (Piece("KubeNodeNotReady"),),
            "kubenodenotready",
            "Alerts › Nodes",
            (Piece("… cordon the "), Piece("node", hit=True), Piece(f" first {HOSTILE}")),
            "Drain a node",
            "Drain a node",
        ),
        SectionHit("hit-c", DOC, (Piece(LONG),), "long", LONG, (Piece(LONG, hit=True),), "", LONG),
    )
    found = (
        FoundDocument(ROWS[0], (Piece("API "), Piece("node", hit=True)), hits),
        FoundDocument(ROWS[2], (Piece(ROWS[2].title),), ()),
    )
    filters = LibraryFilters(
        (
            Filter("kind", "Kind", (Choice("", "Any kind"), Choice("runbook", "Runbook", 12, chosen=True))),
            Filter(
                "owner",
                "Owner",
                (Choice("", "Any owner", chosen=True), Choice(HOSTILE, HOSTILE, 1), Choice(LONG, LONG, 2)),
            ),
        ),
        ("Kind: Runbook", f"Owner: {HOSTILE}"),
    )
    many = tuple(
        replace(ROWS[n % 4], id=f"{n:0>16}", apart=f"{LONG}.md" if n % 7 == 0 else "") for n in range(160)
    )
    alone = replace(filters, active=())
    return {
        **alert_screens(),
        "library-empty": library("#/library", "", LibraryFilters(), LibraryResults(0, 0, ())),
        "library": library("#/library", "", alone, LibraryResults(4, 4, ROWS)),
        "library-filtered": library("#/library?kind=runbook", "", filters, LibraryResults(400, 0, ())),
        "library-huge": library("#/library", "", filters, LibraryResults(400, 160, many, "#/library?n=320")),
        "library-none": library(
            "#/library?q=x", HOSTILE, filters, LibraryFound(HOSTILE, "none", (), total=4, filtered=True)
        ),
        "library-found": library(
            "#/library?q=node", "node", alone, LibraryFound("node", "all", found, total=400)
        ),
        "library-bent": library(
            "#/library?q=nod",
            "nodee",
            filters,
            LibraryFound(
                "nodee",
                "some",
                found[:1],
                (("nodee", "node"),),
                400,
                filtered=True,
                more="#/library?q=nodee&n=40",
            ),
        ),
    }


def library(
    route: str, query: str, filters: LibraryFilters, results: LibraryResults | LibraryFound
) -> Screen:
    return screen(route, "Library", LibrarySkeleton(), LibraryHead(query), filters, results)


def alert_screens() -> dict[str, Screen]:
    best = SectionHit(
        "hit-x",
        DOC,
        (Piece("KubePodCrashLooping", hit=True),),
        "kubepodcrashlooping",
        "Pods that do not run › Alerts",
        (Piece("A container starts, ends and is "), Piece("restarted", hit=True)),
        "KubePodCrashLooping",
        "KubePodCrashLooping",
        "label.namespace=shop&label.pod=cart",
        ("Alert name KubePodCrashLooping is this section’s heading", "2 of its words stand here: pod, crash"),
    )
    hostile = replace(
        best,
        id="hit-y",
        title=(Piece(HOSTILE),),
        path=LONG,
        excerpt=(Piece(LONG),),
        reasons=(HOSTILE,),
        fill="",
    )
    read = (Chip("alertname", "KubePodCrashLooping"), Chip("namespace", HOSTILE), Chip("pod", LONG))
    more = tuple(replace(best, id=f"hit-{n}") for n in range(3))
    cut = "Only its first 200,000 characters were read."
    return {
        "alert-empty": alert(AlertAnswers()),
        "alert": alert(
            AlertAnswers(True, "KubePodCrashLooping", read[:1], (best, replace(best, id="hit-z")), 12)
        ),
        "alert-none": alert(AlertAnswers(True, HOSTILE, (), (), 12)),
        "alert-huge": alert(AlertAnswers(True, LONG, read, (best, hostile, *more), 2000, cut)),
    }


def alert(answers: AlertAnswers) -> Screen:
    return screen("#/library/alert", "Paste an alert", AlertSkeleton(), AlertForm(), answers)
