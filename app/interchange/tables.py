"""Rows in, CSV out (RFC 4180): every spreadsheet reads it as the words it holds, and none as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

Value = str | int | float | None
# OWASP, "CSV Injection": what a cell may not begin with, in the widths that East Asian spreadsheets read too.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A spreadsheet set to another country splits at semicolons or tabs, also within quotes that do not begin its cell.
_WITHIN = re.compile(r"(?<=[;\t])(?='*[=+\-@\t＝＋－＠])")
MARK = "\ufeff"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Value]], *, mark: bool = False) -> str:
    """Every text is quoted.

    `mark`: begin with a byte order mark, without which Excel takes the file for the system's old encoding.
    """
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([safe(title) for title in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (MARK if mark else "") + out.getvalue()


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else value


def safe(text: str) -> str:
    """Where a formula would begin, an apostrophe stands before it; before an apostrophe there too, to tell them apart."""
    # NUL ends a cell for many readers.
    text = _WITHIN.sub("'", text.replace("\0", "\ufffd"))
    return f"'{text}" if text.startswith((*DANGEROUS, "'")) else text
