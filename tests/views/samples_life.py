"""Nothing in, page values of a document's stage, reviews and readers out."""

from app.views.values import DocumentLife, DocumentStage, OtherVersion, StageMark
from tests.views.samples_common import ANA, BEN, DOC, EVENT, HOSTILE, LONG

LATER = OtherVersion("5e" * 32, "Draft", BEN)
DRAFT = DocumentStage(DOC, EVENT, "draft", StageMark("Draft", "neutral"), ("send-to-review", "approve"))
APPROVED = DocumentStage(
    DOC,
    EVENT,
    "approved",
    StageMark("Approved", "ok", ANA),
    ("activate", "back-to-draft"),
    ("5e" * 32,),
    newer=LATER,
    undo="c" * 16,
    undo_what="Approved",
    says="Draft",
    version="1.3",
    told=("Status", "Version", "Last updated", "Change log"),
)
CROWDED = DocumentStage(
    DOC,
    EVENT,
    "",
    StageMark(HOSTILE, "neutral"),
    ("send-to-review", "approve"),
    beside=(StageMark("Review", "neutral", BEN), StageMark("Approved", "neutral", ANA)),
    runs=OtherVersion("5e" * 32, "Approved", ANA),
    archived=BEN,
    undo="c" * 16,
    undo_what=f"“{LONG}” means Approved",
    condemned=2,
    says=HOSTILE,
    told=("Status",),
)
UNSEEN = DocumentLife(DOC)
READ = DocumentLife(
    DOC,
    ANA,
    "2027-01-31",
    reading=EVENT,
    read=(ANA, BEN),
    unread=("Chen Wei", "Dana"),
    done=(("Approved", ANA), ("Sent to review", BEN)),
)
CROWDED_LIFE = DocumentLife(
    DOC,
    reading=EVENT,
    unread=(HOSTILE, *(f"Person {n}" for n in range(40))),
    done=tuple((f"Read by {LONG}", ANA) for _ in range(20)),
    archived=True,
    read_only=LONG,
)
