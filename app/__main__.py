"""A command line in, which command lines there are out: `python -m app`."""

import sys

USAGE = """Sophie on the command line:

  python -m app.documents FILE         what Sophie reads in a Markdown file, as JSON
  python -m app.records verify FILE    whether a snapshot is whole
"""

BAD_USE = 2


def main(arguments: list[str]) -> int:
    """Print the usage; anything but a plain question for it is bad use."""
    asked = arguments in ([], ["-h"], ["--help"])
    (sys.stdout if asked else sys.stderr).write(USAGE)
    return 0 if asked else BAD_USE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
