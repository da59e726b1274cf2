"""Nothing in, every screen out, by name: empty, normal, huge and hostile, for the tests and the gallery."""

from app.views.values import (
    HelpSkeleton,
    ImportResults,
    ImportRow,
    ImportSkeleton,
    NothingSkeleton,
    NotYetSkeleton,
    Screen,
    SettingsDevice,
    SettingsPeople,
    SettingsSkeleton,
    SnapshotFacts,
    SnapshotsSkeleton,
    SnapshotWithdrawn,
    StorageSkeleton,
    UnreadableSkeleton,
    WithdrawnRow,
    screen,
)
from tests.views.samples_common import ANA, DOC, HOSTILE
from tests.views.samples_documents import document_screens
from tests.views.samples_editing import editing_screens
from tests.views.samples_exporting import export_screens
from tests.views.samples_find import find_screens
from tests.views.samples_frame import frame_screens
from tests.views.samples_runs import run_screens
from tests.views.samples_schedules import schedule_screens
from tests.views.samples_sharing import sharing_screens
from tests.views.samples_versions import version_screens

__all__ = ["HOSTILE", "screens"]


def screens() -> dict[str, Screen]:
    """The names are file names of the gallery."""
    return {
        **document_screens(),
        **editing_screens(),
        **version_screens(),
        **find_screens(),
        **run_screens(),
        **frame_screens(),
        **schedule_screens(),
        **export_screens(),
        **sharing_screens(),
        **place_screens(),
    }


def place_screens() -> dict[str, Screen]:
    return {
        "import": screen("#/import", "Import", ImportSkeleton(), ImportResults()),
        "import-check": screen(
            "#/import",
            "Import",
            ImportSkeleton(),
            ImportResults(
                (
                    ImportRow(
                        "api-latency-high.md",
                        "new",
                        "It becomes a new document.",
                        "API latency high",
                        "Runbook",
                        12,
                        8,
                        3,
                        2,
                    ),
                    ImportRow(
                        "handbook.md",
                        "revision",
                        "A document of this title is here; this becomes its next version.",
                        "Operations handbook",
                        "Playbook",
                        148,
                        40,
                        22,
                        0,
                        DOC,
                    ),
                    ImportRow(
                        "daily.md",
                        "same",
                        "Exactly this text is already here.",
                        "Daily checks",
                        "Checklist",
                        9,
                        0,
                        0,
                        0,
                        DOC,
                    ),
                    ImportRow(
                        "checkout-outage.md",
                        "new",
                        "A new document: Checkout outage.",
                        "Checkout outage",
                        "Runbook",
                        5,
                        1,
                        0,
                        3,
                        lost=("Checklists without items: Later.", "Attributes of a run: Severity."),
                    ),
                    ImportRow(
                        "photo.md",
                        "refused",
                        "photo.md is not UTF-8 text. Save it as UTF-8 and bring it again.",
                    ),
                )
            ),
        ),
        "snapshots": screen(
            "#/snapshots",
            "Snapshots",
            SnapshotsSkeleton(),
            SnapshotFacts(128_412, 214, 96, 7),
            SnapshotWithdrawn((WithdrawnRow(DOC, f"{HOSTILE}.json", 214, ANA),)),
        ),
        "storage": screen("#/snapshots/storage", "Storage", StorageSkeleton()),
        "settings": screen(
            "#/settings",
            "Settings",
            SettingsSkeleton(),
            SettingsPeople(("Ana Ruiz", "Ben")),
            SettingsDevice("kq3zzq2mb7v5xw4d", "on-call phone"),
        ),
        "settings-empty": screen(
            "#/settings",
            "Settings",
            SettingsSkeleton(),
            SettingsPeople(()),
            SettingsDevice("kq3zzq2mb7v5xw4d", ""),
        ),
        "help": screen("#/help", "Help", HelpSkeleton()),
        "incidents": screen("#/incidents", "Incidents", NotYetSkeleton("incidents")),
        "metrics": screen("#/metrics", "Metrics", NotYetSkeleton("metrics")),
        "nothing": screen("#/nowhere", "Nothing here", NothingSkeleton("#/nowhere")),
        "nothing-run": screen("#/runs/x", "Run not here", NothingSkeleton("#/runs/x", "run")),
        "unreadable": screen(
            f"#/library/{DOC}",
            "Unreadable",
            UnreadableSkeleton(
                f"document/{DOC}",
                "API latency high",
                "Reading it stopped the engine twice, so Sophie no longer tries by itself.",
            ),
        ),
    }
