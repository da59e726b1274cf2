"""Questions of screens and commands in, rows of the read model out: every query over several streams."""

import json
from collections.abc import Collection, Iterable, Sequence

from app.workbench import duties as duty_rows
from app.workbench import remembered, used
from app.workbench.duties import Duty
from app.workbench.readmodel import ReadModel
from app.workbench.rows import Row
from app.workbench.summary import fingerprint
from app.workbench.used import UsedOffer

# What was set aside is listed too: it can be opened, exported and tried again.
_DOCUMENT = "WHERE kind = 'document' AND state IN ('open', 'aside')"
# A document begun for this one that is not incomplete any more.
_WRITTEN = (
    "SELECT 1 FROM streams AS written WHERE written.parent = streams.id AND written.kind = 'document'"
    " AND written.state = 'open' AND written.readiness NOT IN ('incomplete', 'promised', 'unreadable')"
)
# Nobody has a thousand steps in hand; what is due first is among them.
MOST_DUTIES = 1000
_RUN = "WHERE kind = 'run' AND state"


def documents(model: ReadModel) -> tuple[Row, ...]:
    return model.rows(f"{_DOCUMENT} ORDER BY title COLLATE NOCASE, stream")


def streams_to_choose(model: ReadModel) -> tuple[Row, ...]:
    """Documents and runs, latest changed first, for taking some of them away."""
    listed = "WHERE kind IN ('document', 'run') AND state IN ('open', 'archived', 'finished', 'aside', 'unreadable')"
    return model.rows(f"{listed} ORDER BY kind, changed DESC, stream")


def withdrawn_imports(model: ReadModel, most: int) -> tuple[Row, ...]:
    return model.rows("WHERE kind = 'import' AND state = 'withdrawn' ORDER BY changed DESC LIMIT ?", most)


def numbered(model: ReadModel, rows: Sequence[int]) -> tuple[Row, ...]:
    """The rows in these places of the read model, in this order."""
    where = "JOIN json_each(?) AS wanted ON wanted.value = streams.rowid ORDER BY wanted.key"
    return model.rows(where, json.dumps(rows))


def namesakes(model: ReadModel, titles: Iterable[str]) -> tuple[Row, ...]:
    """The documents that share one of these titles with another document."""
    # SQLite would rather walk through every document than look each title up.
    held = "INDEXED BY streams_by_name WHERE kind = 'document' AND title IN (SELECT value FROM json_each(?1))"
    listed = f"{held} AND state IN ('open', 'aside', 'archived')"
    twice = f"SELECT title FROM streams {listed} GROUP BY title HAVING COUNT(*) > 1"  # noqa: S608  no value in it
    return model.rows(f"{listed} AND title IN ({twice})", json.dumps(sorted(set(titles))))


def latest_documents(model: ReadModel, most: int) -> tuple[Row, ...]:
    """Latest used first: the last start of a run counts as use, and so does a change."""
    used = "(SELECT MAX(began) FROM streams AS run WHERE run.parent = streams.id AND run.kind = 'run')"
    return model.rows(f"{_DOCUMENT} ORDER BY MAX(changed, COALESCE({used}, 0)) DESC, stream LIMIT ?", most)


def files_here(model: ReadModel, names: Collection[str]) -> frozenset[str]:
    """Which of these file names a document here has, in small letters; a folder before a name counts for nothing."""
    wanted = json.dumps([name.casefold() for name in names])
    found = model.sql.execute(
        f"SELECT LOWER(name) FROM streams {_DOCUMENT} AND LOWER(name) IN (SELECT value FROM json_each(?1))"  # noqa: S608
        f" UNION SELECT value FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM streams {_DOCUMENT}"
        " AND LOWER(name) LIKE '%/' || value)",
        (wanted,),
    )
    return frozenset(name for (name,) in found)


def with_templates(model: ReadModel, most: int) -> tuple[Row, ...]:
    """The documents that hold other documents in their fences, by title."""
    order = "ORDER BY title COLLATE NOCASE, stream LIMIT ?"
    return model.rows(f"WHERE kind = 'document' AND state = 'open' AND templates <> '[]' {order}", most)


def written_for(model: ReadModel, document: str) -> tuple[Row, ...]:
    """The documents that were begun to write what this one promises, oldest first."""
    return model.rows(
        "WHERE kind = 'document' AND state = 'open' AND parent = ? ORDER BY began, stream", document
    )


def kept_promises(model: ReadModel) -> frozenset[str]:
    """The ids of documents that only promised, and for which a complete document was begun."""
    found = model.sql.execute(
        f"SELECT id FROM streams WHERE kind = 'document' AND readiness = 'promised' AND EXISTS ({_WRITTEN})"  # noqa: S608
    )
    return frozenset(id_ for (id_,) in found)


def due(model: ReadModel, today: str, most: int) -> tuple[Row, ...]:
    """What was to be written by this day and is not: no document begun for it is complete."""
    return model.rows(
        f"{_DOCUMENT} AND target <> '' AND target <= ? AND NOT EXISTS ({_WRITTEN}) ORDER BY target, stream LIMIT ?",
        today,
        most,
    )


def document_with_text(model: ReadModel, text: str) -> Row | None:
    """The document of which this very text is a standing revision."""
    where = "JOIN texts USING (stream) WHERE texts.hash = ? ORDER BY began, stream LIMIT 1"
    return _first(model.rows(where, fingerprint(text)))


def document_named(model: ReadModel, title: str, name: str) -> Row | None:
    """The document that came from a file of this name and has this title."""
    return _first(
        model.rows(
            "WHERE kind = 'document' AND state IN ('open', 'archived') AND title = ? AND name = ?"
            " ORDER BY began, stream LIMIT 1",
            title,
            name,
        )
    )


def usage(model: ReadModel, documents: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """For each of these ids that has runs: when one was last started, how many are open, whether one was finished (1)."""
    of = "FROM streams AS run WHERE run.parent = wanted.value AND run.kind = 'run'"
    # Each is looked up in an index of its own: a document of five thousand runs must not cost more than one of ten.
    figures = (
        f"SELECT value, (SELECT MAX(began) {of}), (SELECT COUNT(*) {of} AND run.state = 'open'),"  # noqa: S608
        f" EXISTS (SELECT 1 {of} AND run.state = 'finished') FROM json_each(?) AS wanted"
    )
    found = model.sql.execute(figures, (json.dumps([*documents]),))
    return {
        parent: (began, still_open, finished)
        for parent, began, still_open, finished in found
        if began is not None
    }


def open_runs(model: ReadModel, most: int = -1) -> tuple[Row, ...]:
    return model.rows(f"{_RUN} = 'open' ORDER BY changed DESC, stream LIMIT ?", most)


def latest_run(model: ReadModel) -> Row | None:
    """The open run that was worked last."""
    return _first(model.rows(f"{_RUN} = 'open' ORDER BY changed DESC, stream LIMIT 1"))


def finished_runs(model: ReadModel, most: int, skipped: int = 0) -> tuple[Row, ...]:
    return model.rows(f"{_RUN} = 'finished' ORDER BY changed DESC, stream LIMIT ? OFFSET ?", most, skipped)


def unreadable_runs(model: ReadModel) -> tuple[Row, ...]:
    return model.rows(f"{_RUN} IN ('aside', 'unreadable') ORDER BY changed DESC, stream")


def runs_of(model: ReadModel, document: str, most: int) -> tuple[Row, ...]:
    return model.rows(
        f"{_RUN} IN ('open', 'finished', 'aside') AND parent = ? ORDER BY began DESC, stream LIMIT ?",
        document,
        most,
    )


def duties(model: ReadModel) -> tuple[Duty, ...]:
    """What is assigned or due in all open runs; what is due first comes first."""
    return duty_rows.rows(model.sql, MOST_DUTIES)


def answers(model: ReadModel, document: str) -> dict[str, tuple[str, ...]]:
    """For each field the values given last in runs of this document, the latest first."""
    return remembered.of(model.sql, document)


def subjects(model: ReadModel, document: str, most: int) -> tuple[str, ...]:
    """What runs of this document were about, the latest first."""
    found = model.sql.execute(
        "SELECT subject FROM streams WHERE kind = 'run' AND parent = ? AND subject <> ''"
        " GROUP BY subject ORDER BY MAX(began) DESC LIMIT ?",
        (document, most),
    )
    return tuple(subject for (subject,) in found)


def last_drilled(model: ReadModel, document: str, procedure: str) -> int | None:
    """When a drill of it, or of all of its document, was last finished (ms UTC)."""
    found = model.number(
        "SELECT MAX(ended) FROM streams WHERE kind = 'run' AND parent = ? AND state = 'finished' AND drill = 1"
        " AND name IN ('', ?)",
        document,
        procedure,
    )
    return found or None


def used_offers(model: ReadModel, kind: str) -> tuple[UsedOffer, ...]:
    """What is in use of this kind (schedule, severity, level, contact...) in all documents that can be read."""
    where = "WHERE offers.kind = ? AND streams.state = 'open' ORDER BY stream, offers.line, offers.[key]"
    return used.rows(model.sql, where, kind)


def schedules(model: ReadModel) -> tuple[Row, ...]:
    """What was set, skipped or started of schedules; the ones that nobody changed are offers in use."""
    return model.rows("WHERE kind = 'schedule' AND state = 'open' ORDER BY title COLLATE NOCASE, stream")


def unreadable_schedules(model: ReadModel) -> tuple[Row, ...]:
    return model.rows(
        "WHERE kind = 'schedule' AND state IN ('aside', 'unreadable') ORDER BY changed DESC, stream"
    )


def documents_of(model: ReadModel, ids: Iterable[str]) -> tuple[Row, ...]:
    """The documents of these ids that can be worked."""
    wanted = json.dumps([f"document/{id_}" for id_ in sorted(ids)])
    return model.rows("WHERE stream IN (SELECT value FROM json_each(?)) AND state = 'open'", wanted)


def latest_change(model: ReadModel) -> int:
    """When the latest act of any kind was made, by the clock of the device that made it."""
    return model.number("SELECT MAX(changed) FROM streams")


def run_times(model: ReadModel, runs: Iterable[str]) -> dict[str, tuple[int, int | None, int, int]]:
    """When each of these runs began and was finished (ms UTC), its steps done and all of them; None, 0, 0 while it is open.

    A drill is practice: it does not do what is to be done, so it is none of these. What is open tells nothing that a
    tick changes, for what was worked out of schedules is kept as long as their runs are the same.
    """
    wanted = json.dumps([f"run/{run}" for run in runs])
    found = model.sql.execute(
        "SELECT id, began, ended, done, total FROM streams "
        "WHERE stream IN (SELECT value FROM json_each(?)) AND drill = 0",
        (wanted,),
    )
    return {
        id_: (began, ended, done, total) if ended is not None else (began, None, 0, 0)
        for id_, began, ended, done, total in found
    }


def to_review(model: ReadModel, today: str, most: int) -> tuple[Row, ...]:
    """The documents whose day to be looked at again has passed, longest ago first."""
    return model.rows(
        f"{_DOCUMENT} AND review <> '' AND review < ? ORDER BY review, stream LIMIT ?", today, most
    )


def is_tested(model: ReadModel, document: str) -> bool:
    """Whether a run of it was finished."""
    finished = (
        "SELECT EXISTS (SELECT 1 FROM streams WHERE kind = 'run' AND state = 'finished' AND parent = ?)"
    )
    return bool(model.number(finished, document))


def people(model: ReadModel) -> tuple[str, ...]:
    team = model.row("team/people")
    return team.names if team else ()


def device_names(model: ReadModel) -> dict[str, str]:
    return {row.id: row.title for row in model.rows("WHERE kind = 'device'")}


def count_documents(model: ReadModel) -> int:
    return model.number(f"SELECT COUNT(*) FROM streams {_DOCUMENT}")  # noqa: S608  no value in it


def count_open_runs(model: ReadModel) -> int:
    return model.number("SELECT COUNT(*) FROM streams WHERE kind = 'run' AND state = 'open'")


def count_finished_runs(model: ReadModel) -> int:
    return model.number("SELECT COUNT(*) FROM streams WHERE kind = 'run' AND state = 'finished'")


def has_runs(model: ReadModel) -> bool:
    return bool(model.number("SELECT EXISTS (SELECT 1 FROM streams WHERE kind = 'run')"))


def count_runs(model: ReadModel) -> int:
    return model.number("SELECT COUNT(*) FROM streams WHERE kind = 'run'")


def count_events(model: ReadModel) -> int:
    """Counted anew only once something was written: it walks all streams."""
    written, events = model.counted
    if written != model.sql.total_changes:
        events = model.number("SELECT SUM(events) FROM streams")
        model.counted = (model.sql.total_changes, events)
    return events


def _first(rows: tuple[Row, ...]) -> Row | None:
    return rows[0] if rows else None
