"""A Markdown text in, its first heading out, without marks; static/js/log/titles.js does the same."""

import re

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)


def heading_of(text: str) -> str:
    """ "" when there is none."""
    found = _HEADING.search(text)
    if found is None:
        return ""
    # Its closing marks are taken off by hand: a pattern for them takes minutes on a line of spaces.
    return found[1].rstrip("#").rstrip(" \t") or found[1][0]
