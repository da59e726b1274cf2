"""Page values in, HTML text out: which template draws which value, and how drawn regions fill a skeleton's slots."""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

from app.views import values as page
from app.views.environment import ENVIRONMENT

# Value class -> (template, the value's name in it).
TEMPLATES: dict[type, tuple[str, str]] = {
    page.NowSkeleton: ("now.html", "now"),
    page.NowFirst: ("now-first.html", "first"),
    page.NowRuns: ("now-runs.html", "runs"),
    page.NowDue: ("now-due.html", "due"),
    page.NowDocuments: ("now-documents.html", "documents"),
    page.NowBackup: ("now-backup.html", "backup"),
    page.LibrarySkeleton: ("library.html", "library"),
    page.LibraryHead: ("library-head.html", "head"),
    page.LibraryFilters: ("library-filters.html", "filters"),
    page.LibraryResults: ("library-results.html", "results"),
    page.AlertSkeleton: ("alert.html", "alert"),
    page.AlertForm: ("alert-form.html", "form"),
    page.AlertAnswers: ("alert-answers.html", "answers"),
    page.LibraryFound: ("library-found.html", "found"),
    page.DocumentSkeleton: ("document.html", "document"),
    page.DocumentHead: ("document-head.html", "head"),
    page.DocumentStage: ("document-stage.html", "life"),
    page.DocumentLife: ("document-life.html", "life"),
    page.VersionsSkeleton: ("slot-versions.html", "versions"),
    page.Versions: ("versions.html", "versions"),
    page.CompareSkeleton: ("slot-compare.html", "compare"),
    page.Compare: ("compare.html", "compare"),
    page.MergeSkeleton: ("slot-merge.html", "merge"),
    page.Merge: ("merge.html", "merge"),
    page.ErasedSkeleton: ("slot-erased.html", "erased"),
    page.ErasedDocument: ("erased-document.html", "document"),
    page.ErasedRun: ("erased-run.html", "run"),
    page.DocumentHealth: ("document-health.html", "health"),
    page.DocumentPlan: ("document-plan.html", "plan"),
    page.DocumentOutline: ("document-outline.html", "outline"),
    page.DocumentRepair: ("document-repair.html", "repair"),
    page.DocumentOffers: ("document-offers.html", "offers"),
    page.DocumentProse: ("document-prose.html", "document"),
    page.DocumentHistory: ("document-history.html", "history"),
    page.DocumentRuns: ("document-runs.html", "runs"),
    page.DocumentWork: ("document-work.html", "work"),
    page.DocumentChange: ("document-change.html", "change"),
    page.EditSkeleton: ("edit.html", "edit"),
    page.EditHead: ("edit-head.html", "head"),
    page.EditProblems: ("edit-problems.html", "checked"),
    page.EditPreview: ("edit-preview.html", "preview"),
    page.NewSkeleton: ("new.html", "new"),
    page.NewChooser: ("new-chooser.html", "chooser"),
    page.FillSkeleton: ("slot-fill.html", "fill"),
    page.FillForm: ("fill-form.html", "form"),
    page.FixSkeleton: ("slot-fix.html", "fix"),
    page.FixForm: ("fix-form.html", "form"),
    page.StartSkeleton: ("slot-start.html", "start"),
    page.RunStart: ("run-start.html", "start"),
    page.RunsSkeleton: ("slot-runs.html", "runs"),
    page.RunList: ("run-list.html", "runs"),
    page.RunSkeleton: ("run.html", "run"),
    page.RunHead: ("run-head.html", "head"),
    page.Step: ("step.html", "step"),
    page.StepBody: ("step-body.html", "step"),
    page.StepAsks: ("step-asks.html", "asks"),
    page.RunActions: ("run-actions.html", "actions"),
    page.RunRecord: ("run-record.html", "record"),
    page.RunBack: ("run-back.html", "back"),
    page.RunKept: ("run-kept.html", "kept"),
    page.RunGuard: ("run-guard.html", "guard"),
    page.RollbackSkeleton: ("rollback.html", "rollback"),
    page.RollbackHead: ("run-rollback.html", "head"),
    page.FinishSkeleton: ("slot-finish.html", "finish"),
    page.FinishForm: ("run-finish.html", "form"),
    page.CrewSkeleton: ("slot-crew.html", "crew"),
    page.CrewForm: ("run-crew.html", "form"),
    page.HandOverSkeleton: ("slot-handover.html", "handover"),
    page.HandOverForm: ("run-handover.html", "form"),
    page.Mine: ("mine.html", "mine"),
    page.Entry: ("run-entry.html", "entry"),
    page.PaperSkeleton: ("slot-paper.html", "paper"),
    page.PaperSheet: ("run-paper.html", "sheet"),
    page.RunCodes: ("run-codes.html", "codes"),
    page.ReportSkeleton: ("slot-report.html", "report"),
    page.RunReport: ("run-report.html", "report"),
    page.ExportSkeleton: ("slot-export.html", "export"),
    page.ExportForms: ("export-forms.html", "export"),
    page.ImportSkeleton: ("import.html", "form"),
    page.ImportResults: ("import-check.html", "results"),
    page.ShareSkeleton: ("slot-share.html", "share"),
    page.ShareForm: ("share.html", "share"),
    page.SharedSkeleton: ("shared.html", "shared"),
    page.SharedRun: ("shared-run.html", "run"),
    page.SnapshotsSkeleton: ("snapshots.html", "snapshots"),
    page.SnapshotWithdrawn: ("snapshot-withdrawn.html", "withdrawn"),
    page.StorageSkeleton: ("storage.html", "storage"),
    page.SnapshotFacts: ("snapshot-facts.html", "facts"),
    page.SettingsSkeleton: ("settings.html", "settings"),
    page.SettingsPeople: ("settings-people.html", "people"),
    page.SettingsDevice: ("settings-device.html", "device"),
    page.HelpSkeleton: ("help.html", "help"),
    page.ScheduleSkeleton: ("schedule.html", "schedule"),
    page.ScheduleHead: ("schedule-head.html", "head"),
    page.SchedulePanel: ("schedule-panel.html", "panel"),
    page.ScheduleMissed: ("schedule-missed.html", "missed"),
    page.ScheduleAll: ("schedule-all.html", "all"),
    page.ScheduleNewSkeleton: ("slot-schedule-new.html", "new"),
    page.ScheduleNew: ("schedule-new.html", "new"),
    page.ScheduleEditSkeleton: ("schedule-edit.html", "edit"),
    page.ScheduleTop: ("schedule-top.html", "top"),
    page.ScheduleNext: ("schedule-next.html", "coming"),
    page.ScheduleForm: ("schedule-form.html", "form"),
    page.ScheduleTools: ("schedule-tools.html", "tools"),
    page.NowSchedule: ("now-schedule.html", "agenda"),
    page.NowErased: ("now-erased.html", "erased"),
    page.NowReviews: ("now-reviews.html", "reviews"),
    page.NotYetSkeleton: ("not-yet.html", "area"),
    page.NothingSkeleton: ("nothing.html", "nothing"),
    page.UnreadableSkeleton: ("unreadable.html", "stream"),
}

# Only templates can write this mark: autoescape turns every "<" of a value into "&lt;", and skeletons hold no prose.
SLOT = re.compile(r"<!--slot ([a-z0-9-]+)-->")
# In place of a line of a record that stands on the page already: static/js/page/screen.js keeps it.
SAME = '<li id="{}" data-same></li>'


def render_region(value: page.Region, before: page.Region | None = None) -> str:
    """One element whose id is the value's `region`; its `inner` values fill slots of its own.

    `before` is what the page shows of it: lines that are the same there are only named, and the page keeps them.
    """
    inner = _inner(value)
    if not inner:
        return _draw(value)
    shown = _inner(before)

    def line(slot: re.Match[str]) -> str:
        name, held = slot[1], inner[slot[1]]
        return SAME.format(name) if isinstance(held, page.Entry) and shown.get(name) == held else _line(held)

    return SLOT.sub(line, _draw(value))


def _inner(value: page.Region | None) -> Mapping[str, Hashable]:
    found: Mapping[str, Hashable] = getattr(value, "inner", {})
    return found


def render_file(value: page.ReportFile | page.DocumentFile) -> str:
    """A whole page of its own; it is saved, never shown in ours."""
    template = "report-file.html" if isinstance(value, page.ReportFile) else "document-file.html"
    return ENVIRONMENT.get_template(template).render(file=value).strip()


@lru_cache(maxsize=1024)
def _line(value: Hashable) -> str:
    """A line is drawn once, however often the region around it changes: a tick draws its own line only."""
    return _draw(value)


def render_screen(screen: page.Screen, html_by_region: Mapping[str, str]) -> str:
    """All of <main id="screen">: the skeleton with each slot filled by its drawn region."""
    return SLOT.sub(lambda slot: html_by_region[slot[1]], _draw(screen.skeleton))


def _draw(value: Any) -> str:
    template, name = TEMPLATES[type(value)]
    return ENVIRONMENT.get_template(template).render({name: value}).strip()
