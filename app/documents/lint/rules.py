"""The table of rules: what comes in is nothing, what goes out is each code with its weight and its function.

A finding of a rule costs `cost` points of readiness, all findings of it at most `most`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.documents.lint import (
    contacts,
    dangers,
    links,
    mojibake,
    outcomes,
    procedures,
    secrets,
    steps,
    thresholds,
    unwritten,
    upkeep,
)
from app.documents.lint.sheet import Findings, Sheet
from app.documents.model import Document

MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """`many` tells several findings in one sentence; `hint` says what to do."""

    code: str
    severity: str
    cost: int
    most: int
    many: str
    hint: str


# What the text alone shows, in the order a reader meets it.
TEXT: dict[Rule, Callable[[Sheet], Findings]] = {
    Rule(
        "not-written", "error", 15, 60, "",
        "Write a section for each item, with the item’s words as its heading.",
    ): unwritten.required_content,
    Rule(
        "no-steps", "error", 30, 30, "",
        "Write what to do as a numbered list, a task list or “Step 1” headings.",
    ): steps.missing,
    Rule(
        "no-owner", "warning", 10, 10, "",
        "Add a line such as “**Owner:** Platform team” below the title.",
    ): upkeep.owner,
    Rule(
        "no-review-date", "warning", 10, 10, "",
        "Add a line such as “**Last reviewed:** 2026-02-10” below the title.",
    ): upkeep.review_date,
    Rule(
        "unknown-status", "info", 0, 0, "",
        "Say Draft, Review, Approved, Active or Archived.",
    ): upkeep.status,
    Rule(
        "blank", "warning", 3, 20,
        "{} blanks are to be filled in",
        "Write what is meant. What differs each time is written <like-this>: it is asked when a run begins.",
    ): unwritten.blanks,
    Rule(
        "stub", "warning", 5, 45,
        "{} parts are not written yet",
        "Write it, or take its heading out.",
    ): unwritten.stubs,
    Rule(
        "gap", "warning", 4, 40,
        "{} places are still open",
        "Write what is missing, or take the line out.",
    ): unwritten.gaps,
    Rule(
        "empty-section", "warning", 3, 12,
        "{} headings have nothing below them",
        "Write the section, or take the heading out.",
    ): unwritten.empty_sections,
    Rule(
        "vague-step", "warning", 2, 10,
        "{} steps do not say what to do",
        "Begin the step with a verb: check, restart, tell.",
    ): steps.vague,
    Rule(
        "many-actions", "info", 1, 5,
        "{} steps ask for several things at once",
        "Make one step of each action, so that each can be ticked.",
    ): steps.several_actions,
    Rule(
        "no-expectation", "info", 1, 8,
        "{} commands change something, and nothing says how to see whether they worked",
        "Add a line such as “Expected output: 3 of 3 replicas ready” below the command, or a step that checks it.",
    ): outcomes.without_expectation,
    Rule(
        "unguarded-command", "error", 10, 20,
        "{} commands destroy something without a warning",
        "Say before the command what is lost and what to check first, or ask for a confirmation.",
    ): dangers.unguarded,
    Rule(
        "no-rollback", "warning", 15, 15, "",
        "Add a section “Rollback” with the steps that bring the last version back.",
    ): procedures.rollback,
    Rule(
        "no-escalation", "warning", 5, 5, "",
        "Say whom to call, and when, if the steps do not help.",
    ): procedures.escalation,
    Rule(
        "broken-anchor", "error", 4, 12,
        "{} links lead to headings that are not there",
        "Name a heading as it is written: “#roll-back” for “Roll back”.",
    ): links.anchors,
    Rule(
        "no-channel", "warning", 4, 12,
        "{} contacts have no way to reach them",
        "Add a phone number, an address, a chat channel or a link.",
    ): contacts.without_channel,
    Rule(
        "no-unit", "warning", 2, 6,
        "{} thresholds have no unit",
        "Write the unit: 500 ms, 80 %, 20 per minute.",
    ): thresholds.without_unit,
    Rule(
        "mojibake", "warning", 2, 6,
        "{} lines were decoded in the wrong way",
        "Repair it: Sophie shows what the line should say before it changes anything.",
    ): mojibake.damaged,
    Rule(
        "secret", "error", 20, 40,
        "{} secrets stand in the text",
        "Take it out, say where it is kept, and make a new one: every copy of this text holds it.",
    ): secrets.pasted,
}  # fmt: skip

# What the text shows on a certain day.
DATED: dict[Rule, Callable[[Document, date], Findings]] = {
    Rule(
        "review-overdue", "warning", 10, 10, "",
        "Read it again with its owner, correct it, and set the next date.",
    ): upkeep.overdue,
    Rule(
        "stale-date", "warning", 5, 5, "",
        "Check that it still holds, then write today’s date.",
    ): upkeep.stale,
}  # fmt: skip

# What only a set of documents shows, and what no function finds.
BROKEN_LINK = Rule(
    "broken-link", "error", 4, 12,
    "{} links lead to documents that are not there",
    "Correct the name, or bring the document.",
)  # fmt: skip
TOO_LARGE = Rule(
    "too-large", "warning", 0, 0, "",
    "Split it into smaller documents.",
)  # fmt: skip
UNREADABLE = Rule(
    "unreadable", "error", 0, 0, "",
    "Save it as text in UTF-8, or leave it out.",
)  # fmt: skip

RULES: dict[str, Rule] = {rule.code: rule for rule in (*TEXT, *DATED, BROKEN_LINK, TOO_LARGE, UNREADABLE)}
