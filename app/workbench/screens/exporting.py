"""What leaves in, the screen of the forms it can leave in out: what each is for, and what it leaves out."""

from app.documents.state import DocumentHistory, Revision
from app.records.registers import Write
from app.runs.events import RunStarted
from app.runs.state import Run
from app.views.values import ExportAct, ExportForm, ExportForms, ExportSkeleton, Screen, screen
from app.workbench.engine import Engine
from app.workbench.routes import Place

Data = tuple[tuple[str, str], ...]
ISSUE = (
    "For GitHub and GitLab: the steps as a task list by phase. "
    "Names after @ call nobody, and numbers after # link to no issue."
)
ISSUE_LIMIT = "Details, where the body would be longer than GitHub takes (65,536 characters)."
CSV = "For a spreadsheet. No cell is worked out as a formula. Excel wants the file with a byte order mark."
TABLES = "Tables"


def document(_: Engine, place: Place, __: DocumentHistory, shown: Revision) -> Screen:
    title = shown.document.title
    data: Data = (("what", "document"), ("id", place.id), ("revision", shown.stamp.id))
    forms = (
        ExportForm(
            "markdown",
            "Markdown",
            "The text as it was brought or written, byte for byte.",
            (),
            (
                ExportAct(
                    "Save",
                    "download",
                    (
                        ("act", "export-markdown"),
                        ("stream", f"document/{place.id}"),
                        ("revision", shown.stamp.id),
                        ("name", shown.name),
                    ),
                ),
            ),
        ),
        ExportForm(
            "html",
            "Web page",
            "One file that any browser shows without a network. It holds no script and loads nothing.",
            ("Pictures from elsewhere become links; the front matter, history, reviews and runs.",),
            (_save("html", data),),
        ),
        ExportForm(
            "mattermost",
            "Mattermost playbook",
            "Phases become checklists, steps become items, commands stay in the items’ descriptions.",
            (
                "Owner, version, status, dates, and sections without steps.",
                "Blanks, conditions, gates and waits stay as words: Mattermost does not ask for them.",
            ),
            (_save("mattermost", data),),
        ),
        ExportForm(
            "runme",
            "Runme notebook",
            "The same Markdown, whose commands carry names. What destroys something is excluded from Run All.",
            ("Runme runs commands: steps, expectations and conditions stay as words.",),
            (_save("runme", data),),
        ),
        ExportForm(
            "issue",
            "GitHub or GitLab issue",
            ISSUE,
            ("All that stands outside of the steps.", ISSUE_LIMIT),
            (_copy("issue", data), _save("issue", data)),
        ),
    )
    value = ExportForms("Export as…", title, f"#/library/{place.id}", "Back to the document", forms)
    return screen(place.route, f"Export: {title}", ExportSkeleton(), value)


def run(_: Engine, place: Place, __: Run, start: Write[RunStarted]) -> Screen:
    title = start.value.title
    data: Data = (("what", "run"), ("id", place.id))
    forms = (
        _report(place.id, "html", "Web page", "One file with the whole report and its pictures, for any browser.", ()),
        _report(place.id, "markdown", "Markdown", "The whole report as text.", ("Pictures are named, not shown.",)),
        ExportForm(
            "issue",
            "GitHub or GitLab issue",
            ISSUE,
            ("The record line by line, and attachments.", ISSUE_LIMIT),
            (_copy("issue", data), _save("issue", data)),
        ),
        ExportForm(
            "csv",
            "Steps as CSV",
            CSV,
            ("Commands, outputs, answers inside steps and attachments.",),
            (_save("csv", data), _save("csv", data, mark=True)),
        ),
        _report(
            place.id, "jsonl", "JSON Lines", "Every event of the run, one a line, for other programs.",
            ("Attachments are named by their sha256.",),
        ),
    )  # fmt: skip
    value = ExportForms("Export as…", title, f"#/runs/{place.id}/report", "Back to the report", forms)
    return screen(place.route, f"Export: {title}", ExportSkeleton(), value)


def tables(_: Engine, place: Place) -> Screen:
    """Everything over all documents and runs that is a table, and the record as lines."""
    forms = (
        _list(
            "library",
            "Library",
            "Every document with its readiness, status, owner and next review.",
            "The texts, and what is archived.",
        ),
        _list(
            "runs",
            "Runs",
            "Every run with its state, figures and times.",
            "What was done in each step: a run’s own CSV has it.",
        ),
        _list(
            "schedule", "Schedule", "Every occurrence that was missed, and how the others stand.",
            "What was done in time more than three months ago, and what comes after a month.",
        ),
        ExportForm(
            "record",
            "Whole record as JSON Lines",
            "Every event of this browser, one a line, in the order of arrival, for other programs.",
            ("Attachments. Sophie does not import it: for that, save a snapshot.",),
            (ExportAct("Save", "download", (("act", "export-record"),)),),
        ),
    )  # fmt: skip
    value = ExportForms(TABLES, "", "#/snapshots", "Snapshots", forms)
    return screen(place.route, TABLES, ExportSkeleton(), value)


def _list(form: str, name: str, says: str, lost: str) -> ExportForm:
    data: Data = (("what", "list"),)
    return ExportForm(
        form, f"{name} as CSV", f"{says} {CSV}", (lost,), (_save(form, data), _save(form, data, mark=True))
    )


def _report(run_: str, form: str, name: str, says: str, lost: tuple[str, ...]) -> ExportForm:
    act = ExportAct("Save", "download", (("act", "take-report"), ("run", run_), ("form", form)))
    return ExportForm(form, name, says, lost, (act,))


def _save(form: str, data: Data, *, mark: bool = False) -> ExportAct:
    more: Data = (("mark", "on"),) if mark else ()
    return ExportAct(
        "Save for Excel" if mark else "Save",
        "download",
        (("act", "export-file"), *data, ("form", form), *more),
    )


def _copy(form: str, data: Data) -> ExportAct:
    return ExportAct("Copy", "copy", (("act", "export-file"), *data, ("form", form), ("to", "clipboard")))
