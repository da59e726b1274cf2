"""A document's name and text in, the part of a link behind its "#" out, and back: static/js/share/link.js in Python.

The command line writes links with it (docs/formats/share.md); `tests/vectors/links.json` holds both to the same.
"""

import base64
import binascii
import json
import re
import zlib
from hashlib import sha256

from app.records.deep import is_too_deep

LONGEST = 8_000
MOST_UNPACKED = 5 * 1024 * 1024
VERSION = 1
CHECK = 6
LINK = re.compile(r"#?([a-z])([0-9]{1,4})=([A-Za-z0-9_-]+)[\s).,;:!?>\]}'\"*|`…”’»]*")
HALF = re.compile("[\ud800-\udfff]")


class BadLink(ValueError):
    """It holds no document that can be read; the message is a sentence."""


def packed(name: str, text: str) -> str:
    """ "d1=…", without the "#"; any text, also one with half characters."""
    content = json.dumps({"name": name, "text": text}, ensure_ascii=False, separators=(",", ":"))
    data = HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", content).encode()
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeeze.compress(data) + squeeze.flush()
    start = f"d{VERSION}"
    return f"{start}={base64.urlsafe_b64encode(_check(start, data) + data).decode().rstrip('=')}"


def unpacked(link: str) -> tuple[str, str]:
    """The name and the text of a link, or of its part behind "#". Raises BadLink."""
    found = LINK.fullmatch(link[link.find("#") + 1 :])
    if not found or found[1] != "d" or int(found[2]) != VERSION:
        raise BadLink("This is no link to a document that this version of Sophie reads.")
    data = _bytes(found[3])
    if _check(f"{found[1]}{found[2]}", data[CHECK:]) != data[:CHECK]:
        raise BadLink("The link was cut or changed on its way: its checksum does not fit.")
    return _content(_inflated(data[CHECK:]))


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise BadLink("The link was cut or changed on its way.") from error


def _inflated(data: bytes) -> bytes:
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        whole = unpack.decompress(data, MOST_UNPACKED)
    except zlib.error as error:
        raise BadLink("What the link holds is damaged.") from error
    if unpack.unconsumed_tail:
        raise BadLink("The link unpacks to more than 5 MB.")
    if not unpack.eof or unpack.unused_data:
        raise BadLink("What the link holds is damaged.")
    return whole


def _content(data: bytes) -> tuple[str, str]:
    try:
        content = data.decode()
        value = None if is_too_deep(content) else json.loads(content)
    except ValueError as error:
        raise BadLink("What the link holds is no document.") from error
    name, text = (value.get("name"), value.get("text")) if isinstance(value, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(text, str):
        raise BadLink("What the link holds is no document.")
    return name, text


def _check(start: str, data: bytes) -> bytes:
    return sha256(f"{start}\n".encode() + data).digest()[:CHECK]
