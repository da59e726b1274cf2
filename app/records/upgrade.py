"""A body of any known version in, the same fact in today's form out: the one place that knows old forms.

To change an event's form: raise its number in CURRENT, add a `from_1_to_2` to STEPS, keep a sample of the old
body in tests/records/samples/.
"""

from collections.abc import Callable, Mapping
from typing import Any

Body = Mapping[str, Any]
Step = Callable[[Body], Body]

# The version of the bodies written today, for types that are past version 1.
CURRENT: Mapping[str, int] = {}

# (event type, version) -> the step from that version to the next.
STEPS: Mapping[tuple[str, int], Step] = {}


class Newer(ValueError):
    """The body was written by a later Sophie."""


def current_version(kind: str, current: Mapping[str, int] = CURRENT) -> int:
    return current.get(kind, 1)


def upgraded(
    kind: str, body: Body, current: Mapping[str, int] = CURRENT, steps: Mapping[tuple[str, int], Step] = STEPS
) -> Body:
    """The body in today's form; ValueError when its version is no version, Newer when it is not known yet."""
    version = body.get("v")
    if type(version) is not int or version < 1:
        raise ValueError("The content has no version.")
    if version > current_version(kind, current):
        raise Newer(kind)
    for step in range(version, current_version(kind, current)):
        body = {**steps[kind, step](body), "v": step + 1}
    return body
