"""Plain values in, the two smallest pieces of a page out: an icon and a time. A tick draws dozens, nearly all seen before."""

from functools import lru_cache

from markupsafe import Markup

from app.views.filters import iso, utc

_ICON = Markup('<svg class="i" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>')
_TIME = Markup('<time datetime="{}">{}</time>')


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    return _ICON.format(name)


@lru_cache(maxsize=1024)
def time(at: int) -> Markup:
    """From ms UTC; the page shows the reader's own time instead."""
    return _TIME.format(iso(at), utc(at))


PIECES = {"icon": icon, "time": time}
