"""A screen's values in, the HTML that must cross the channel out: all of it, or only changed regions."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from app.views.values import Screen

REMEMBERED = 8
# In the HTML of a region that only names lines which are on the page already (app/views/screens.py).
NAMED = "data-same"


class Render(Protocol):
    """What draws page values; passed in, so that the workbench needs no templates."""

    def render_region(self, value: Any, before: Any = None) -> str: ...

    def render_screen(self, screen: Screen, html_by_region: Mapping[str, str]) -> str: ...

    def render_file(self, value: Any) -> str: ...


@dataclass(slots=True)
class Drawn:
    """One screen's regions as they were last drawn: region id to value, and to its HTML where that was drawn whole."""

    skeleton: Any
    values: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)


class Painter:
    """Knows the last screen it sent by a token.

    A token comes from the content, so the token of an engine that died never fits by chance.
    """

    def __init__(self, render: Render) -> None:
        self.render = render
        self.token = ""
        self.place = ""
        self.drawn: OrderedDict[str, Drawn] = OrderedDict()

    def paint(self, screen: Screen, shown: str | None) -> dict[str, Any]:
        # Another query is the same place: what a search or a filter leaves as it is does not cross again.
        here = screen.route.partition("?")[0]
        before = self.drawn.get(here)
        known = before is not None and before.skeleton == screen.skeleton
        drawn = before if before and known else Drawn(screen.skeleton)
        changed = self._draw(drawn, screen)
        whole = not known or shown is None or shown != self.token or here != self.place
        full = self._full(drawn, screen) if whole else None
        self._remember(here, drawn)
        if full is not None or changed:
            self.token = _token(self.token, screen.route, full, changed)
        title = f"{screen.title} - Sophie"
        regions = [] if whole else changed
        return {
            "route": screen.route,
            "title": title,
            "token": self.token,
            "full": full,
            "regions": regions,
            "focus": None,
        }

    def _draw(self, drawn: Drawn, screen: Screen) -> list[tuple[str, str]]:
        """The regions whose value is not the one drawn last, as what changed in them; all are drawn, or none counts as drawn."""
        changed = []
        for region, value in screen.regions:
            before = drawn.values.get(region)
            if before is not value and before != value:
                changed.append((region, value, self.render.render_region(value, before)))
        for region, value, html in changed:
            drawn.values[region] = value
            if NAMED in html:
                drawn.whole.pop(region, None)
            else:
                drawn.whole[region] = html
        return [(region, html) for region, _, html in changed]

    def _full(self, drawn: Drawn, screen: Screen) -> str:
        for region, value in screen.regions:
            if region not in drawn.whole:
                drawn.whole[region] = self.render.render_region(value)
        return self.render.render_screen(screen, drawn.whole)

    def _remember(self, here: str, drawn: Drawn) -> None:
        self.place = here
        self.drawn[here] = drawn
        self.drawn.move_to_end(here)
        if len(self.drawn) > REMEMBERED:
            self.drawn.popitem(last=False)


def _token(before: str, route: str, full: str | None, changed: list[tuple[str, str]]) -> str:
    content = [before, route, full or "", *(html for _, html in changed)]
    return sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]
