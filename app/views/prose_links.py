"""A link's target as its author wrote it comes in, an address that is safe to follow goes out."""

import re
from urllib.parse import quote, unquote

from app.documents.names import file_title
from app.documents.sections import slug

# Headings of a document carry this before their id, so that no title can take an id of the page.
ANCHOR = "at-"
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OUTSIDE = ("http", "https", "mailto", "tel")
_URL = re.compile(r"\bhttps?://[^\s<>\"'`\\^{}|]+")


def address(target: str) -> tuple[str, bool] | None:
    """(address, whether it leaves the page); None when the target may not be followed.

    A relative path names another document: it becomes a search in the library.
    """
    bare = _INVISIBLE.sub("", target)
    if bare.startswith("//"):
        bare = "https:" + bare
    if scheme := _SCHEME.match(bare):
        return (bare, True) if scheme.group(1).lower() in _OUTSIDE else None
    if bare.startswith("#"):
        return f"#{ANCHOR}{quote(slug(unquote(bare[1:])))}", False
    return _document(bare)


def _document(path: str) -> tuple[str, bool] | None:
    name = file_title(unquote(re.split(r"[?#]", path)[0].rstrip("/")))
    return (f"#/library?q={quote(name)}", False) if name else None


def split_urls(text: str) -> list[tuple[str, str]]:
    """Plain text as pieces (words, address); address is "" for words that are no web address."""
    if "://" not in text:
        return [(text, "")]
    pieces: list[tuple[str, str]] = []
    last = 0
    for match in _URL.finditer(text):
        url = _trimmed(match.group(0))
        pieces += [(text[last : match.start()], ""), (url, url)]
        last = match.start() + len(url)
    return [piece for piece in (*pieces, (text[last:], "")) if piece[0]]


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence around it."""
    url = url.rstrip(".,;:!?*_~")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
        url = url[:-1]
    return url
