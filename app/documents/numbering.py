"""A part with a numbered title comes in; whether the titles beside it make an order of it goes out."""

from app.documents.parts import Part, is_step_part
from app.documents.titles import is_numbered, starts_with_verb, without_number


class Rows:
    """The numbered titles that stand beside each other, counted once."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Part, int], tuple[int, int]] = {}

    def make_an_order_of(self, part: Part) -> bool:
        """`3. Test connectivity` after `2. Start the client`: among numbered orders its first word is a verb too."""
        if part.parent is None or part.role or not is_numbered(part.title):
            return False
        if not starts_with_verb(without_number(part.title)):
            return False
        numbered, orders = self._count(part.parent, part.level)
        return orders * 2 > numbered - 1

    def _count(self, parent: Part, level: int) -> tuple[int, int]:
        if (parent, level) not in self._counts:
            row = [part for part in parent.parts if part.level == level and is_numbered(part.title)]
            self._counts[parent, level] = (len(row), sum(map(is_step_part, row)))
        return self._counts[parent, level]
