"""Sample screens of what leaves in other programs' forms."""

from app.views.values import ExportAct, ExportForm, ExportForms, ExportSkeleton, Screen, screen
from tests.views.samples_common import DOC, HOSTILE

SAVE = ExportAct(
    "Save", "download", (("act", "export-file"), ("what", "document"), ("id", DOC), ("form", "issue"))
)
COPY = ExportAct("Copy", "copy", (*SAVE.data, ("to", "clipboard")))


def export_screens() -> dict[str, Screen]:
    return {
        "export-document": forms("Checkout outage"),
        "export-hostile": forms(HOSTILE),
    }


def forms(name: str) -> Screen:
    value = ExportForms(
        "Export as…",
        name,
        f"#/library/{DOC}",
        "Back to the document",
        (
            ExportForm("markdown", "Markdown", "The text as it was brought, byte for byte.", (), (SAVE,)),
            ExportForm(
                "issue",
                "GitHub or GitLab issue",
                "The steps as a task list by phase.",
                ("All that stands outside of the steps.", "Details, where the body would be too long."),
                (COPY, SAVE),
            ),
        ),
    )
    return screen(f"#/library/{DOC}/export", f"Export: {name}", ExportSkeleton(), value)
