"""The words of a command line come in, Options go out, or BadUse with a sentence."""

import argparse
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from app.documents.lint.cli.formats import FORMATS

USE = "python -m app lint PATH... [--format text|json|sarif|github] [--today 2026-03-01] [--config FILE]"


class BadUse(Exception):
    """What was wrong with the call or its settings, in one sentence. Nothing was checked."""


@dataclass(frozen=True, slots=True)
class Options:
    paths: tuple[str, ...]
    format: str = "text"
    today: date | None = None
    config: str = ""


def read_arguments(arguments: list[str]) -> Options | None:
    """None when only help was asked for, which is printed."""
    parser = _Parser(prog="python -m app lint", usage=USE, allow_abbrev=False, add_help=False)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--format", default="text")
    parser.add_argument("--today", default="")
    parser.add_argument("--config", default="")
    parser.add_argument("-h", "--help", action="store_true")
    found = parser.parse_args(arguments)
    if found.help:
        parser.print_usage()
        return None
    if not found.paths:
        raise BadUse(f"Name a file or a folder. Use: {USE}")
    if found.format not in FORMATS:
        raise BadUse(f"There is no format {found.format!r}. Choose one of {', '.join(FORMATS)}.")
    return Options(tuple(found.paths), found.format, _day(found.today), found.config)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise BadUse(f"{words!r} is no day. Write it as 2026-03-01.") from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadUse(f"{message[:1].upper()}{message[1:]}. Use: {USE}")
