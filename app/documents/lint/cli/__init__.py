"""`python -m app lint PATH...`: a command line in, problems on standard output and an exit code out.

The one part of the linter with a clock and a disk; what finds problems has neither.
"""

import sys
from datetime import date
from pathlib import Path

from app.documents.lint.cli.arguments import BadUse, Options, read_arguments
from app.documents.lint.cli.config import Config, find_config
from app.documents.lint.cli.examine import Report, examine
from app.documents.lint.cli.files import find_files
from app.documents.lint.cli.formats import FORMATS

BAD_USE = 2


def main(arguments: list[str]) -> int:
    """0 no error found, 1 an error found, 2 bad use: then nothing was checked."""
    try:
        options = read_arguments(arguments)
        if options is None:
            return 0
        reports = _checked(options, find_config(options.config, Path.cwd()))
    except BadUse as bad:
        sys.stderr.write(f"{bad}\n")
        return BAD_USE
    _write(FORMATS[options.format](reports))
    problems = [problem for report in reports for problem in report.problems]
    errors = sum(problem.severity == "error" for problem in problems)
    files, found = _count(len(reports), "file"), _count(len(problems), "problem")
    sys.stderr.write(
        f"{files}, {found}, {_count(errors, 'error')} among them.\n"
        if problems
        else f"{files}, no problem.\n"
    )
    return 1 if errors else 0


def _checked(options: Options, config: Config) -> tuple[Report, ...]:
    files = find_files(options.paths, config)
    return examine(files, config, options.today or date.today())


def _write(text: str) -> None:
    # Its own bytes: a terminal in another encoding must not end the check.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
