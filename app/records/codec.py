"""Bodies' JSON text in, frozen event values out, and back; the unreadable is a Strange, not an error."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from typing import Any

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from app.records.envelope import Envelope
from app.records.upgrade import Newer, current_version, upgraded

NEWER = "A newer version of Sophie wrote it."
ERASED = "Its content was erased, or is missing."
UNREADABLE = "Its content cannot be read."
MOST_CAUSES = 1_000


@dataclass(frozen=True, slots=True)
class Strange:
    """An event that this Sophie cannot read: kept, shown as a line, exported again as it came."""

    type: str
    why: str
    newer: bool


SPARSE = {"sparse": True}
"""Metadata of a field that is not written while it holds its default: most steps hold few of their parts."""


class Unfit(ValueError):
    """Raised by an event whose fields do not fit together. The message is a sentence: a Strange's `why`."""


Events = Mapping[str, type]
"""Event type name -> its dataclass, for one kind of stream."""


def named(*events: type) -> Events:
    return {event.__name__: event for event in events}


def read(envelope: Envelope, events: Events) -> Any:
    """The event's value, or a Strange. Reading never raises: imported data must not stop the engine."""
    kind = events.get(envelope.type)
    if kind is None or envelope.v > 1:
        return Strange(envelope.type, NEWER, newer=True)
    if envelope.body is None:
        return Strange(envelope.type, ERASED, newer=False)
    try:
        return _converter.structure(upgraded(envelope.type, _parsed(envelope.body)), kind)
    except Newer:
        return Strange(envelope.type, NEWER, newer=True)
    except _UNREADABLE as error:
        return Strange(envelope.type, _sentence(error), newer=False)


def body_of(event: Any) -> str:
    """The text of a new event's body. It is stored, hashed and exported as exactly this string."""
    version = current_version(type(event).__name__)
    body = {"v": version, **_converter.unstructure(event)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def prepare(events: Iterable[type]) -> None:
    """Make the converter's hooks for these events now, so that a memory image holds them."""
    for event in events:
        _converter.get_structure_hook(event)
        _converter.get_unstructure_hook(event)


def _parsed(text: str) -> dict[str, Any]:
    body = json.loads(text)
    if not isinstance(body, dict):
        raise TypeError("A body is an object.")
    if "\\ud" in text.lower():
        # An escape may hide half of a character, which no output could be written with.
        json.dumps(body, ensure_ascii=False).encode()
    return body


def _sentence(error: Exception) -> str:
    """What an event's own check says, or that of a part of it however deep; else the first field that is not as it must be."""
    causes = list(islice(_causes(error, ""), MOST_CAUSES))
    said = next((str(cause) for cause, _ in causes if isinstance(cause, Unfit)), "")
    field = next((field for _, field in causes if field), "")
    return said or (
        f"{UNREADABLE[:-1]}: its “{field}” is missing or of another form." if field else UNREADABLE
    )


def _causes(error: Exception, field: str) -> Iterator[tuple[Exception, str]]:
    """Each error in the groups that the converter makes, with the innermost field that it stands in."""
    notes = getattr(error, "__notes__", ())
    field = next((note.name for note in notes if isinstance(note, cattrs.AttributeValidationNote)), field)
    if not isinstance(error, ExceptionGroup):
        yield error, field
        return
    for one in error.exceptions:
        yield from _causes(one, field)


def _exact(value: Any, kind: type) -> Any:
    """Only what the field asks for: a text is not turned into a number, nor 1 into True."""
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} is not {kind.__name__}")
    return value


# Every way in which a body can fail to be what its type says; BaseValidationError is not a ValueError.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, cattrs.BaseValidationError)

_converter = cattrs.Converter()
for _kind in (str, int, bool):
    _converter.register_structure_hook(_kind, _exact)


def _is_sparse(kind: Any) -> bool:
    return is_dataclass(kind) and any(one.metadata.get("sparse") for one in fields(kind))


def _written(kind: Any) -> Callable[[Any], dict[str, Any]]:
    left_out: dict[str, Any] = {
        one.name: override(omit_if_default=True) for one in fields(kind) if one.metadata.get("sparse")
    }
    return make_dict_unstructure_fn(kind, _converter, **left_out)


_converter.register_unstructure_hook_factory(_is_sparse, _written)
