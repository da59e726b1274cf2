"""A document's offer in, the id of the schedule that using it makes out: the same on every device."""

from base64 import b32encode
from hashlib import sha256


def schedule_id(document: str, key: str) -> str:
    """16 letters as ids are written: two people who use one offer make one schedule."""
    digest = sha256(f"schedule\n{document}\n{key}".encode()).digest()
    return b32encode(digest)[:16].decode().lower()
