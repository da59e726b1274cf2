"""Real documents and what they are known to hold in, precision and recall per file and in total out: `make gold`.

    python -m bench.gold [FOLDER]     FOLDER is $SOPHIE_SHARED, else ../shared

Read are `seeds/`, `corpus/documents/` and `documents/` below it, every `gold.json` beside them, and the project's own
fixtures. A gold.json is one object: the file's name -> its outline, in the shape of `python -m app.documents FILE`.
A part of an outline that gold leaves out is not measured; of a part's rows only the keys named in PARTS are compared.
Headings, tasks, fences and tables are also compared with an independent GFM parser (bench/gfm.mjs).
Exits with 1 when a part is below what is asked of it.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.outline import outline
from app.documents.parse import parse
from bench.gfm import differences
from build.paths import ROOT

OWN = ROOT / "tests/fixtures/documents"
FOLDERS = ("seeds", "corpus/documents", "documents")
# What is compared of a part's rows, and the share of both precision and recall that is asked.
PARTS: Mapping[str, tuple[tuple[str, ...], float]] = {
    "title": ((), 0.95),
    "metadata": ((), 0.95),
    "headings": (("line", "level", "text"), 1.0),
    "tasks": (("line", "checked"), 1.0),
    "tables": (("line", "columns", "rows"), 1.0),
    "fields": (("text", "line"), 0.95),
    "commands": (("line",), 0.95),
}


@dataclass(frozen=True, slots=True)
class Score:
    """`right` rows of `found` here and `wanted` by gold."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        return f"{self.precision:>4.0%}{self.recall:>5.0%}" if self.found or self.wanted else "        -"


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else os.environ.get("SOPHIE_SHARED") or ROOT.parent / "shared")
    files = [path for name in FOLDERS for path in _files(folder / name)]
    gold = _gold(folder)
    if told := absent(folder, files):
        print(told)
    names = {path.name for path in files}
    if missing := sorted(name for name in gold if Path(name).name not in names):
        print(
            f"Gold names {len(missing)} files that are not here, the first is {missing[0]}.", file=sys.stderr
        )
    good = _against_gold([path for path in files if path.name in gold], gold)
    return 0 if _against_gfm([*_files(OWN), *files]) and good else 1


def absent(folder: Path, files: list[Path]) -> str:
    """One sentence where the corpus is not there; "" where it is."""
    if any(path.parent.name == "documents" for path in files):
        return ""
    return (
        f"There is no corpus in {folder}: only what stands here is measured. "
        "Set SOPHIE_SHARED to the folder that holds corpus/documents and corpus/gold.json."
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _gold(folder: Path) -> dict[str, dict[str, Any]]:
    """Outlines by the file's own name, whatever folder gold gives it."""
    found: dict[str, dict[str, Any]] = {}
    for place in (folder / "gold.json", folder / "corpus" / "gold.json"):
        if place.is_file():
            for name, known in json.loads(place.read_text(encoding="utf-8")).items():
                found[Path(name).name] = known
    return found


def _against_gold(files: list[Path], gold: Mapping[str, Mapping[str, Any]]) -> bool:
    if not files:
        print("No gold.json was found: nothing is measured against it.")
        return True
    print(f"{'precision and recall':40}" + "".join(f"{part:>11}" for part in PARTS))
    totals = dict.fromkeys(PARTS, Score())
    for path in files:
        scores = compared(_outline(path), gold[path.name])
        totals = {part: totals[part] + score for part, score in scores.items()}
        print(_row(path.name, scores))
    print(_row(f"all {len(files)}", totals))
    low = [part for part, score in totals.items() if min(score.precision, score.recall) < PARTS[part][1]]
    print(f"Below what is asked: {', '.join(low)}." if low else "All parts are as good as asked.")
    return not low


def _row(name: str, scores: Mapping[str, Score]) -> str:
    return f"{name[:39]:40}" + "".join(f"{scores[part]!s:>11}" for part in PARTS)


def _outline(path: Path) -> dict[str, Any]:
    return outline(parse(path.read_bytes().decode("utf-8", "replace"), path.name))


def compared(ours: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Score]:
    """A score for each part; one that gold leaves out counts nothing."""
    return {
        part: _score(_rows(part, ours[part]), _rows(part, known[part])) if part in known else Score()
        for part in PARTS
    }


def _score(ours: Counter[Any], known: Counter[Any]) -> Score:
    return Score((ours & known).total(), ours.total(), known.total())


def _rows(part: str, said: Any) -> Counter[Any]:
    """A part as what can be counted: case, spaces and marks of emphasis do not make a difference."""
    keys, _ = PARTS[part]
    if part == "title":
        return Counter([_bare(said)])
    if part == "metadata":
        return Counter((_bare(key), _bare(value)) for key, value in said.items())
    return Counter(tuple(_bare(row[key]) for key in _shared(keys, said)) for row in said)


def _shared(keys: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [key for key in keys if all(key in row for row in rows)]


def _bare(said: object) -> object:
    return (
        " ".join(said.replace("*", "").replace("`", "").casefold().split()) if isinstance(said, str) else said
    )


def _against_gfm(files: list[Path]) -> bool:
    try:
        found = differences(files)
    except subprocess.CalledProcessError as error:
        sys.exit(f"The GFM parser did not run. Run `npm ci` first. {error.stderr[-400:]}")
    for path, told in found.items():
        print(f"{path.name}: {told}")
    print(f"{len(files) - len(found)} of {len(files)} files equal an independent GFM parser.")
    return not found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
