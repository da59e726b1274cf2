"""Markdown files in, where our reading differs from an independent GFM parser (bench/gfm.mjs) out."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from app.documents.blocks import plain, read_blocks, walk_blocks
from app.documents.frontmatter import read_front_matter, without_front_matter
from app.documents.markdown import normalize, read
from app.documents.tables import read_table
from build.paths import ROOT

Found = dict[str, list[list[Any]]]
_TAG = re.compile(r"<[^<>]*>")


def differences(files: list[Path]) -> dict[Path, str]:
    """A sentence for each file that is read in another way; a text too large to read is left out."""
    theirs = _theirs(files)
    pairs = ((path, ours(path), theirs[str(path)]) for path in files)
    return {path: told for path, mine, other in pairs if mine and (told := _told(mine, other))}


def _theirs(files: list[Path]) -> dict[str, Found]:
    asked = json.dumps([str(path) for path in files])
    command = ["node", str(ROOT / "bench/gfm.mjs")]
    answer = subprocess.run(command, input=asked, capture_output=True, check=True, encoding="utf-8", cwd=ROOT)
    found: dict[str, Found] = json.loads(answer.stdout)
    return found


def ours(path: Path) -> Found | None:
    source = normalize(path.read_bytes().decode("utf-8", "replace"))
    _, lines = read_front_matter(source)
    tokens, unread = read(without_front_matter(source, lines))
    if unread:
        return None
    found: Found = {"headings": [], "tasks": [], "fences": [], "tables": []}
    for block in walk_blocks(read_blocks(tokens)):
        match block.kind:
            case "heading":
                found["headings"].append([block.line, block.level, plain(block)])
            case "item" if block.checked is not None:
                words = plain(block.children[0]) if block.children else ""
                found["tasks"].append([block.line, block.checked, words])
            case "fence":
                found["fences"].append([block.line, (block.info.split() or [""])[0]])
            case "table":
                table = read_table(block)
                found["tables"].append([table.line, table.columns, table.rows])
    return found


def _told(mine: Found, other: Found) -> str:
    for part, rows in mine.items():
        here, there = [_comparable(row) for row in rows], [_comparable(row) for row in other[part]]
        if here != there:
            only_here = next((row for row in here if row not in there), None)
            only_there = next((row for row in there if row not in here), None)
            return f"{part} differ: {only_here} here, {only_there} there"
    return ""


def _comparable(row: list[Any]) -> list[Any]:
    """Tags are left out: we keep `<host>` for the reader, the other parser keeps no tag at all."""
    return [_single(_TAG.sub("", cell)) if isinstance(cell, str) else cell for cell in row]


def _single(words: str) -> str:
    return " ".join(words.lower().split())
