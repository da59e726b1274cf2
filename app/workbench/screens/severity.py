"""A problem's severity as the document says it in, one the page knows out."""

from typing import Literal

SEVERITIES: dict[str, Literal["error", "warning", "info"]] = {"error": "error", "warning": "warning"}


def severity(said: str) -> Literal["error", "warning", "info"]:
    return SEVERITIES.get(said, "info")
