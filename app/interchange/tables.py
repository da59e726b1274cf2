"""Rows in, CSV out (RFC 4180): every spreadsheet reads it as the words it holds, and none as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

Value = str | int | float | None
# OWASP, "CSV Injection": what a cell may not begin with, in the widths that East Asian spreadsheets read too.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Value]], *, mark: bool = False) -> str:
    """`mark`: begin with a byte order mark, without which Excel takes the file for the system's old encoding."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (MARK if mark else "") + out.getvalue()


def _cell(value: Value) -> str | int | float:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else value


def safe(text: str) -> str:
    """Text that would be worked out as a formula gets an apostrophe; so does one that begins with it, to tell them apart."""
    # NUL ends a cell for many readers.
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if text.startswith((*DANGEROUS, "'")) else text
