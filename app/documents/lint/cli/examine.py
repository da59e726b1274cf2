"""Files come in, what is wrong with each of them and between them goes out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.documents.intake import MAX_BYTES, check
from app.documents.lint.between import broken_links
from app.documents.lint.cli.config import Config
from app.documents.lint.rules import UNREADABLE
from app.documents.lint.run import lint_dates, problems_of
from app.documents.lint.sheet import Finding
from app.documents.model import Document, Problem, Readiness
from app.documents.parse import parse
from app.documents.readiness import assess


@dataclass(frozen=True, slots=True)
class Report:
    """`readiness` is that of a document of which no run was finished; None of a file that cannot be read."""

    file: str
    problems: tuple[Problem, ...]
    readiness: Readiness | None = None


def examine(files: tuple[str, ...], config: Config, today: date) -> tuple[Report, ...]:
    read = {file: _read(file) for file in files}
    given = {file: found for file, found in read.items() if not isinstance(found, Problem)}
    links = broken_links(given, lambda path: Path(path).exists())
    return tuple(_report(file, found, links.get(file, []), config, today) for file, found in read.items())


def _read(file: str) -> tuple[Document, str] | Problem:
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(f"{file} cannot be read: {error.strerror}.")
    if sentence := check(file, content):
        return _unreadable(sentence)
    text = content.decode("utf-8")
    try:
        return parse(text, Path(file).name), text
    except Exception as error:  # noqa: BLE001 - should the parser fail on one text, the others are still checked
        return _unreadable(
            f"{file} cannot be checked: Sophie failed on it ({type(error).__name__}: {error})."
        )


def _unreadable(sentence: str) -> Problem:
    return problems_of(UNREADABLE, [Finding(1, sentence)])[0]


def _report(
    file: str, found: tuple[Document, str] | Problem, links: list[Problem], config: Config, today: date
) -> Report:
    if isinstance(found, Problem):
        return Report(file, tuple(_wanted([found], config)))
    document = found[0]
    every = [*document.problems, *lint_dates(document, today), *links]
    problems = sorted(_wanted(every, config), key=lambda problem: problem.line)
    return Report(file, tuple(problems), assess(problems, is_tested=False))


def _wanted(problems: list[Problem], config: Config) -> Iterator[Problem]:
    for problem in problems:
        if problem.code not in config.off:
            yield replace(problem, severity=config.severity.get(problem.code, problem.severity))
