"""Texts that somebody is about to erase in, what else goes with them out, in sentences for the question."""

from app.documents.state import DocumentHistory
from app.workbench.engine import Engine
from app.workbench.traces import run_counts, traces


def goes(engine: Engine, id_: str, history: DocumentHistory, texts: tuple[str, ...]) -> str:
    """What a person should know before these texts go: nothing else is asked a second time."""
    counts = [found for text, found in run_counts(engine.model, id_).items() if text in texts]
    runs, still_open = sum(runs for runs, _ in counts), sum(still_open for _, still_open in counts)
    used = len(traces(engine.model, id_, history, texts).events)
    return " ".join(filter(None, (_alike(len(texts)), _runs_go(runs, still_open), _used_go(used))))


def _alike(texts: int) -> str:
    return f"{texts} versions go." if texts > 1 else ""


def _runs_go(runs: int, still_open: int) -> str:
    if not runs:
        return ""
    who = "It is" if runs == 1 else f"{still_open} of them {'is' if still_open == 1 else 'are'}"
    ends = f" {who} open and can no longer be worked."
    return (
        f"{runs} {'run' if runs == 1 else 'runs'} started from it {'loses' if runs == 1 else 'lose'} the words of the steps"
        ", the answers given at the start, copied commands and kept outputs; who did what when stays."
    ) + (ends if still_open else "")


def _used_go(used: int) -> str:
    return f"What was taken into use from it goes too ({used} in the record)." if used else ""
