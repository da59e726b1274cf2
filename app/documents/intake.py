"""A file's name and content come in, the sentence that refuses it or None goes out."""

MAX_BYTES = 5 * 1024 * 1024
MAX_CONTROL_SHARE = 0.10


def check(name: str, content: str | bytes) -> str | None:
    """Why this file cannot become a document, as one sentence that names it; None when it can."""
    size = len(content) if isinstance(content, bytes) else _utf8_size(content)
    if size > MAX_BYTES:
        return f"{name} is over 5 MB. Split it into smaller documents, then import those."
    text = content if isinstance(content, str) else _decoded(content)
    if text is None:
        return f"{name} is not text in UTF-8. Save it as UTF-8, then import it again."
    if not text.strip("\ufeff \t\r\n\f\v"):
        return f"{name} is empty. Check that it is the right file."
    if "\0" in text or _control_share(text) > MAX_CONTROL_SHARE:
        return f"{name} is not text. Sophie reads Markdown and plain text files."
    if not _encodes(text):
        return f"{name} holds broken characters. Save it as UTF-8, then import it again."
    return None


def _utf8_size(text: str) -> int:
    # A lone surrogate cannot be encoded; it is refused later, so its size only has to be near.
    return len(text.encode("utf-8", "surrogatepass"))


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_KEPT = {9, 10, 12, 13, 27}
_CONTROL = {code: None for code in (*range(32), 127) if code not in _KEPT}


def _control_share(text: str) -> float:
    return (len(text) - len(text.translate(_CONTROL))) / max(len(text), 1)
