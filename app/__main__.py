"""A command line in, which command lines there are out, and the linter's answer: `python -m app`."""

import sys

from app.documents.lint.cli import main as lint

USAGE = """Sophie on the command line:

  python -m app.documents FILE         what Sophie reads in a Markdown file, as JSON
  python -m app.records verify FILE    whether a snapshot is whole; also show, merge and diff
  python -m app lint PATH...           what would lead a reader astray, line by line (docs/lint.md)
"""

BAD_USE = 2


def main(arguments: list[str]) -> int:
    """Run the linter, or print the usage; anything but a plain question for it is bad use."""
    if arguments[:1] == ["lint"]:
        return lint(arguments[1:])
    asked = arguments in ([], ["-h"], ["--help"])
    (sys.stdout if asked else sys.stderr).write(USAGE)
    return 0 if asked else BAD_USE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
