"""Numbers of runs and steps in, a snapshot file with that much history out: `python -m bench.generate`."""

import argparse
import sys
from pathlib import Path

from bench.journal import MINUTE, START, Journal, identity, snapshot

OFTEN = "Weekly replica check"
SHIFT = 20  # runs that a colleague works in one shift


def document(journal: Journal, name: str, steps: int) -> tuple[str, str]:
    """Import one Markdown document; returns its id and its revision."""
    tasks = "\n".join(f"- [ ] {text(step)}" for step in range(1, steps + 1))
    markdown = f"# {name}\n\n**Owner:** Platform team\n\nA runbook of {steps} steps.\n\n## Steps\n\n{tasks}\n"
    stream = identity(f"document {name}")
    return stream, journal.write(f"document/{stream}", "DocumentImported", name=f"{name}.md", text=markdown)


def text(step: int) -> str:
    return f"Step {step}: check that replica {step} answers, and write down its lag"


def frozen(step: int) -> dict[str, object]:
    return {
        "id": f"s{step}", "text": text(step), "line": step + 7, "phase": f"Part {(step - 1) // 25 + 1}",
        "detail": "", "commands": [], "expect": None,
    }  # fmt: skip


def start_run(journal: Journal, name: str, source: tuple[str, str], steps: int) -> str:
    """Start a run that nobody has ticked yet; returns its id."""
    run = identity(f"run {name}")
    journal.write(
        f"run/{run}", "RunStarted",
        title=name, document=source[0], revision=source[1], procedure=None, fields={},
        steps=[frozen(step) for step in range(1, steps + 1)],
    )  # fmt: skip
    return run


def work_run(journal: Journal, name: str, source: tuple[str, str], steps: int) -> str:
    """A run worked to its end: started, every step done, finished."""
    run = start_run(journal, name, source, steps)
    for step in range(1, steps + 1):
        journal.write(f"run/{run}", "StepDone", step=f"s{step}")
    journal.write(f"run/{run}", "RunFinished")
    return run


def history(runs: int, steps: int) -> Journal:
    """The record of a team that finished this many runs."""
    journal = Journal("Ada")
    source = document(journal, OFTEN, steps)
    for number in range(1, runs + 1):
        work_run(journal, f"{OFTEN} {number}", source, steps)
    return journal


def fresh_runs(steps: int, count: int) -> tuple[Journal, list[str]]:
    """Runs of this length that wait to be worked, and their ids."""
    journal = Journal(f"Bo {steps}")
    source = document(journal, f"Runbook of {steps}", steps)
    names = [f"Runbook of {steps}, run {number}" for number in range(count)]
    return journal, [start_run(journal, name, source, steps) for name in names]


def late_shift(number: int, runs: int, steps: int) -> Journal:
    """What a colleague's device wrote in the middle of that history: notes inside runs, and its own."""
    journal = Journal(f"Cy {number}")
    for run in range(runs // 2, runs // 2 + SHIFT):
        journal.at = START + (run * (steps + 2) - steps // 2) * MINUTE
        add_note(journal, run, f"Seen by the second shift, {number}")
    source = document(journal, f"Second shift {number}", steps)
    for run in range(SHIFT):
        work_run(journal, f"Second shift {number}, run {run}", source, steps)
    return journal


def late_notes(number: int, runs: int) -> Journal:
    """The worst that can come: a note on every run there is, older than what most of them hold."""
    journal = Journal(f"Di {number}")
    for run in range(1, runs + 1):
        add_note(journal, run, f"Counted again, {number}")
    return journal


def add_note(journal: Journal, run: int, says: str) -> None:
    journal.write(f"run/{identity(f'run {OFTEN} {run}')}", "NoteAdded", step=None, text=says)


def main() -> None:
    options = argparse.ArgumentParser(description="Write a snapshot with a long history.")
    options.add_argument("--runs", type=int, default=1000, help="finished runs (default 1000)")
    options.add_argument("--steps", type=int, default=48, help="steps of each run (default 48)")
    options.add_argument("file", type=Path, nargs="?", help="where to write it, if not to standard output")
    chosen = options.parse_args()
    made = snapshot(history(chosen.runs, chosen.steps))
    if chosen.file:
        chosen.file.write_text(made)
    else:
        sys.stdout.write(made)


if __name__ == "__main__":
    main()
