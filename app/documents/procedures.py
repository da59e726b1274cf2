"""A tree of Parts and the steps found in it come in, the procedures that can be worked alone go out.

The rule: the widest title that has one purpose. A title below the document's own is one procedure with its
sub-titles as phases, unless it gathers several: then each of those is one.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from app.documents.callings import gathers, is_named, is_phase_title, is_rollback, names_one, procedure_kind
from app.documents.drafts import Draft
from app.documents.model import Procedure
from app.documents.parts import LABEL_LEVEL, Part, is_step_part
from app.documents.sections import Slugs, walk
from app.documents.slots import is_verification
from app.documents.titles import is_generic, schedule, without_number
from app.documents.words import ORDERS


@dataclass(slots=True, eq=False)
class _Found:
    part: Part
    name: str
    steps: tuple[int, ...]


def read_procedures(root: Part, drafts: list[Draft], title: str) -> tuple[Procedure, ...]:
    """`steps` are indexes into the steps of the whole document."""
    found = _Search(drafts, title).of_document(root)
    names = _unique(found)
    slugs = Slugs()
    return tuple(
        Procedure(name, item.part.line, item.part.end, _kind(item.part, name), item.steps, slugs.slug(name))
        for item, name in zip(found, names, strict=True)
    )


class _Search:
    def __init__(self, drafts: list[Draft], title: str) -> None:
        self._title = title
        self._of: dict[Part, list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            part: Part | None = draft.part
            while part:
                self._of[part].append(index)
                part = part.parent
        self._direct = {draft.part for draft in drafts}
        self._verified: dict[Part | None, bool] = {}  # by the part above

    def of_document(self, root: Part) -> list[_Found]:
        """A runbook that holds no other is one procedure, its sections are phases; its rollback stays apart."""
        top = _top(root)
        if self._recurs(top):
            return [found for part in self._below(top) for found in self.recurring(part)]
        inside = [part for part in walk(top)[1:] if part in self._of]
        back = set(filter(_is_way_back, inside))
        others = [part for part in inside if part not in back]
        if not self._is_one_list(top) and (not names_one(self._title) or self._holds_others(others)):
            return self.under_title(top)
        apart = set() if is_rollback(self._title) else back
        outer = [part for part in inside if part in apart and part.parent not in apart]
        aside = [self._found(part) for part in outer]
        taken = {index for found in aside for index in found.steps}
        steps = tuple(index for index in self._of[root] if index not in taken)
        whole = [_Found(top, self._title, steps)] if steps else []
        return sorted([*whole, *aside], key=lambda found: found.steps)

    def _is_one_list(self, top: Part) -> bool:
        """Where even titles that inform (`Overview`, `Metrics`) are ticked, all of it is one list to go through."""
        below = self._below(top)
        plain = all(part in self._direct and not self._below(part) for part in below)
        return plain and sum(part.role == "avoid" for part in below) > 1

    def _holds_others(self, parts: list[Part]) -> bool:
        """Parts to be worked without the rest: named so, or some that recur apart. A checklist among phases is one."""
        named = [part for part in parts if is_named(part.title) and not is_generic(part.title)]
        if len(named) == 1 and named[0].parent and is_phase_title(named[0].title):
            beside = self._below(named[0].parent)
            named = [part for part in beside if not is_phase_title(part.title)]
        return bool(named) or any(part.recurs or self._recurs(part) for part in parts)

    def under_title(self, top: Part) -> list[_Found]:
        """The document's own steps, the phases below its title included, are one procedure."""
        own = [part for part in self._below(top) if self._is_phase(part)]
        if self._is_row_of_orders(top):
            own = self._below(top)
        steps = {index for part in own for index in self._of[part]} | set(self._directly(top))
        if steps and min(steps) > 0 and not self._directly(top):
            # What is left over at the end is no procedure of the document's name.
            own, steps = [], set()
        rest = [found for part in top.parts if part not in own for found in self.within(part)]
        if not steps:
            return rest
        aside = [] if is_rollback(self._title) else self._ways_back(own)
        steps -= {index for found in aside for index in found.steps}
        whole = [_Found(top, self._title, tuple(sorted(steps)))] if steps else []
        return sorted([*whole, *aside, *rest], key=lambda found: found.steps)

    def _ways_back(self, phases: list[Part]) -> list[_Found]:
        """`Roll back the last release` below `Mitigation`: it can be worked alone, and the phases without it."""
        inside = [part for phase in phases for part in walk(phase)[1:] if part in self._of]
        back = set(filter(_is_way_back, inside))
        return [self._found(part) for part in inside if part in back and part.parent not in back]

    def _is_row_of_orders(self, top: Part) -> bool:
        """`1. Ensure that it runs`, `2. Check the log`: numbered orders are done one after the other."""
        below = self._below(top)
        return len(below) > 1 and all(is_step_part(part) for part in below)

    def within(self, part: Part) -> list[_Found]:
        if part not in self._of:
            return []
        below = self._below(part)
        if self._recurs(part):
            return [found for child in below for found in self.recurring(child)]
        if any(child.recurs for child in below):
            return self._beside_recurring(part, below)
        if part.role in ("", "avoid") and not is_named(part.title) and self._only_tells(part):
            return []
        if self._has_one_purpose(part, below):
            return [self._found(part)]
        return [found for child in below for found in self.within(child)]

    def _beside_recurring(self, part: Part, below: list[Part]) -> list[_Found]:
        """What is done each day or week is worked alone, also where the title holds other work."""
        own = tuple(self._directly(part))
        inside = [self.recurring(one) if one.recurs else self.within(one) for one in below]
        whole = [replace(self._found(part), steps=own)] if own else []
        return [*whole, *(found for each in inside for found in each)]

    def _is_phase(self, part: Part) -> bool:
        title = without_number(part.title)
        if is_named(title) and not is_generic(title):
            return False
        if is_phase_title(title):
            return True
        # `3. Release procedures` with headings of its own is a section, though it begins like an order.
        if not all(child.level == LABEL_LEVEL for child in part.parts):
            return False
        # `Renew` with `Verify` beside it: one job, and its two ends.
        return (
            part.role == "do" or is_step_part(part) or (title.lower() in ORDERS and self._is_verified(part))
        )

    def _is_verified(self, part: Part) -> bool:
        if part.parent not in self._verified:
            titles = [without_number(one.title) for one in (part.parent.parts if part.parent else [])]
            self._verified[part.parent] = any(is_verification(one) and is_phase_title(one) for one in titles)
        return self._verified[part.parent]

    def _only_tells(self, part: Part) -> bool:
        """Its commands stand below titles that inform (`Rollback triggers`): steps in a run of all, nothing to work alone."""
        holders = [inner for inner in walk(part) if inner in self._direct]
        return all(inner.role == "avoid" for inner in holders)

    def _has_one_purpose(self, part: Part, below: list[Part]) -> bool:
        labelled = any(child.level == LABEL_LEVEL for child in below)
        if part in self._direct or is_named(part.title) or labelled or self._is_row_of_orders(part):
            return True
        if gathers(part.title) or part.level < 2 or sum(is_named(child.title) for child in below) > 1:
            return False
        return any(map(self._is_phase, below)) or not any(map(self._below, below))

    def recurring(self, part: Part) -> list[_Found]:
        """A checklist of its own for each day, week or month, not one for all of them."""
        if self._recurs(part):
            return [found for child in self._below(part) for found in self.recurring(child)]
        return [_Found(part, _recurring_name(part), tuple(self._of[part]))]

    def _recurs(self, part: Part) -> bool:
        below = self._below(part)
        return bool(below) and part not in self._direct and all(schedule(child.title) for child in below)

    def _below(self, part: Part) -> list[Part]:
        return [child for child in part.parts if child in self._of]

    def _directly(self, part: Part) -> list[int]:
        below = {index for child in part.parts for index in self._of.get(child, ())}
        return [index for index in self._of.get(part, ()) if index not in below]

    def _found(self, part: Part) -> _Found:
        named: Part | None = part
        while named and named.level and is_generic(named.title):
            named = named.parent
        name = without_number(named.title) if named and named.level else self._title
        return _Found(part, name, tuple(self._of[part]))


def _top(root: Part) -> Part:
    """The title's part when it holds all others, else the document."""
    return root.parts[0] if len(root.parts) == 1 and root.parts[0].level == 1 else root


def _is_way_back(part: Part) -> bool:
    return part.level < LABEL_LEVEL and not schedule(part.title) and is_rollback(part.title)


def _recurring_name(part: Part) -> str:
    """`Morning Checklist` says enough; `Daily` needs the title above it."""
    title = without_number(part.title)
    if re.search(r"check-?list|tasks|operations|maintenance", title, re.IGNORECASE):
        return title
    return f"{without_number(part.parent.title)}: {title}" if part.parent and part.parent.level else title


def _unique(found: list[_Found]) -> list[str]:
    names = [item.name for item in found]
    twice = {name for name, count in Counter(names).items() if count > 1}
    for index, item in enumerate(found):
        parent = item.part.parent
        if item.name in twice and parent and parent.level > 1:
            names[index] = f"{without_number(parent.title)}: {item.name}"
    twice = {name for name, count in Counter(names).items() if count > 1}
    return [f"{n} (line {item.part.line})" if n in twice else n for n, item in zip(names, found, strict=True)]


def _kind(part: Part, name: str) -> str:
    return procedure_kind(part.title, name, [child.title for child in part.parts])
