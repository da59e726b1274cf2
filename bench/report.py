"""Figures in, tables for people and a JSON file for programs out."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure, table
from build.paths import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def tables(figures: Sequence[Figure], files: str, about: Mapping[str, object]) -> str:
    """Markdown. The file sizes come last; they are "" when they were not asked for."""
    head = f"{about['browser']}, {about['cores']} cores, {about['at']}; median (lowest-highest)"
    return "\n\n".join(part for part in (head, table(figures), files) if part)


def write_json(figures: Sequence[Figure], about: Mapping[str, object], path: Path) -> None:
    measured = {"about": about, "figures": [figure.as_json() for figure in figures]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(measured, indent=1) + "\n")


def write_document(measured: str) -> None:
    """Between the two marks; all else in the document stays."""
    text = DOCUMENT.read_text()
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}")
