"""A file's name and content come in, the sentence that refuses it or None goes out.

The page asks the same of every file before it is kept (static/js/page/intake.js); shared cases hold both to one answer.
"""

MAX_BYTES = 5 * 1024 * 1024
MAX_CONTROLS = 10  # of a hundred bytes
_KEPT = {9, 10, 11, 12, 13, 27}
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in _KEPT)


def check(name: str, content: str | bytes) -> str | None:
    """Why this file cannot become a document, as a sentence that begins with its name; None when it can."""
    why = _why(content) if isinstance(content, bytes) else _why_typed(content)
    return f"{name} {why}" if why else None


def _why_typed(text: str) -> str | None:
    try:
        return _why(text.encode("utf-8"))
    except UnicodeEncodeError:
        return "holds half of a character. Save it as UTF-8 and bring it again."


def _why(content: bytes) -> str | None:
    if not content:
        return "is empty: there is nothing to read."
    if len(content) > MAX_BYTES:
        return "is over 5 MB. Split it into smaller documents."
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "is UTF-16 text. Save it as UTF-8 and bring it again."
    if b"\0" in content:
        return "is not text: it holds NUL bytes. Sophie reads Markdown saved as UTF-8."
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls * 100 > len(content) * MAX_CONTROLS:
        return "is not text: too many control characters. Sophie reads Markdown saved as UTF-8."
    return _why_decoded(content)


def _why_decoded(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "is not UTF-8 text. Save it as UTF-8 and bring it again."
    if not text.strip("\ufeff \t\r\n\f\v"):
        return "is empty: it holds only spaces."
    return None
