"""A tree of Parts and the steps found in it come in, the procedures that can be worked alone go out."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from app.documents import tongues
from app.documents.drafts import Draft
from app.documents.model import Procedure
from app.documents.parts import LABEL_LEVEL, Part, is_step_part
from app.documents.sections import Slugs, walk
from app.documents.titles import is_generic, is_step_title, schedule, without_number

_NAMED = re.compile(
    r"^(runbook|playbook|procedure|sop|checklist|alert|scenario|issue|problem|incident|use case|task)\b\s*[:#\d–—-]"
    r"|^\W*(场景|情景|问题|シナリオ|escenario|scénario|сценарий|szenario)\s*\d"
    r"|\bcheck-?list$|\broll-?back\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"^(diagnos|mitigat|resol|remediat|investigat|triage|verif|validat|pre-?check|post-?check|immediate|recover"
    r"|fix|confirm|act\b|close|contain|communicat|follow|clean|prepar|before|during|after|pre-|post-|response)",
    re.IGNORECASE,
)
# One thing to work from its first line to its last, not a collection: `Proxy runbook`, not `Runbooks`.
_ONE = re.compile(rf"\b(run-?book|play-?book|check-?list|procedure|sop)\b|{tongues.CHECKLIST}", re.IGNORECASE)
_MANY = re.compile(r"\b(run-?books|play-?books|check-?lists|procedures|operations|handbook)\b", re.IGNORECASE)
_KINDS = (
    ("rollback", rf"\broll-?back\b|\brevert\b|{tongues.ROLLBACK}"),
    ("checklist", rf"\bcheck-?list\b|{tongues.CHECKLIST}"),
    ("playbook", r"\bplaybook\b"),
    ("runbook", r"\brunbook\b"),
    ("alert", r"\balert\b|^issue\b|\bscenario\b"),
)


@dataclass(slots=True, eq=False)
class _Found:
    part: Part
    name: str
    steps: tuple[int, ...]


def read_procedures(root: Part, drafts: list[Draft], title: str) -> tuple[Procedure, ...]:
    """`steps` are indexes into the steps of the whole document."""
    search = _Search(drafts)
    found = search.of_document(root, title)
    names = _unique(found)
    slugs = Slugs()
    return tuple(
        Procedure(name, item.part.line, item.part.end, _kind(item.part, name), item.steps, slugs.slug(name))
        for item, name in zip(found, names, strict=True)
    )


class _Search:
    def __init__(self, drafts: list[Draft]) -> None:
        self._of: dict[Part, list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            part: Part | None = draft.part
            while part:
                self._of[part].append(index)
                part = part.parent
        self._direct = {draft.part for draft in drafts}

    def of_document(self, root: Part, title: str) -> list[_Found]:
        """A runbook that holds no other is one procedure, its sections are phases; its rollback stays apart."""
        top = _top(root)
        inside = [part for part in walk(top)[1:] if part in self._of]
        apart = {
            part for part in inside if part.level < LABEL_LEVEL and _kind(part, part.title) == "rollback"
        }
        others = [part for part in inside if part not in apart]
        if not _ONE.search(title) or _MANY.search(title) or any(map(self._is_other, others)):
            return self.under_title(root, title)
        outer = [part for part in inside if part in apart and part.parent not in apart]
        aside = [self._found(part, without_number(part.title)) for part in outer]
        taken = {index for found in aside for index in found.steps}
        steps = tuple(index for index in self._of[root] if index not in taken)
        whole = [_Found(top, title, steps)] if steps else []
        return sorted([*whole, *aside], key=lambda found: found.steps)

    def _is_other(self, part: Part) -> bool:
        """A part that can be worked without the rest: named so, or one of several that recur apart."""
        return bool(_NAMED.search(without_number(part.title))) or self._recurs(part)

    def under_title(self, root: Part, title: str) -> list[_Found]:
        """The document's own steps, the phases below its title included, are one procedure."""
        top = _top(root)
        own = [part for part in top.parts if part in self._of and _is_phase(part)]
        steps = {index for part in own for index in self._of[part]} | set(self._directly(top))
        if steps and min(steps) > 0 and not self._directly(top):
            # What is left over at the end is no procedure of the document's name.
            own, steps = [], set()
        rest = [found for part in top.parts if part not in own for found in self.within(part)]
        if not steps:
            return rest
        whole = _Found(top, title, tuple(sorted(steps)))
        return sorted([whole, *rest], key=lambda found: found.steps)

    def within(self, part: Part) -> list[_Found]:
        if part not in self._of:
            return []
        below = [child for child in part.parts if child in self._of]
        if self._recurs(part):
            return [found for child in below for found in self.recurring(child)]
        if (
            _NAMED.search(without_number(part.title))
            or self._holds_steps(part, below)
            or self._is_one(part, below)
        ):
            return [self._found(part, without_number(part.title))]
        return [found for child in below for found in self.within(child)]

    def recurring(self, part: Part) -> list[_Found]:
        """A checklist of its own for each day, week or month, not one for all of them."""
        if self._recurs(part):
            return [found for child in part.parts if child in self._of for found in self.recurring(child)]
        return [self._found(part, _recurring_name(part))]

    def _recurs(self, part: Part) -> bool:
        below = [child for child in part.parts if child in self._of]
        return bool(below) and part not in self._direct and all(schedule(child.title) for child in below)

    def _directly(self, part: Part) -> list[int]:
        below = {index for child in part.parts for index in self._of.get(child, ())}
        return [index for index in self._of.get(part, ()) if index not in below]

    def _is_one(self, part: Part, below: list[Part]) -> bool:
        """Sub-headings of one step each are the steps of the heading above them."""
        single = all(
            len(self._of[child]) == 1 and not _NAMED.search(without_number(child.title)) for child in below
        )
        return part.level > 1 and len(below) > 1 and single

    def _holds_steps(self, part: Part, below: list[Part]) -> bool:
        return part in self._direct or any(child.level == LABEL_LEVEL or _is_phase(child) for child in below)

    def _found(self, part: Part, name: str) -> _Found:
        return _Found(part, name, tuple(self._of[part]))


def _top(root: Part) -> Part:
    """The title's part when it holds all others, else the document."""
    return root.parts[0] if len(root.parts) == 1 and root.parts[0].level == 1 else root


def _is_phase(part: Part) -> bool:
    title = without_number(part.title)
    if _NAMED.search(title):
        return False
    if is_generic(title) or is_step_title(title) or _PHASE.match(title):
        return True
    # `3. Release procedures` with headings of its own is a section, though it begins like an order.
    plain = all(child.level == LABEL_LEVEL for child in part.parts)
    return plain and (part.role == "do" or is_step_part(part))


def _recurring_name(part: Part) -> str:
    """`Morning Checklist` says enough; `Daily` needs the title above it."""
    title = without_number(part.title)
    if re.search(r"check-?list|tasks|operations|maintenance", title, re.IGNORECASE) or not part.parent:
        return title
    return f"{without_number(part.parent.title)}: {title}"


def _unique(found: list[_Found]) -> list[str]:
    names = [item.name for item in found]
    twice = {name for name, count in Counter(names).items() if count > 1}
    for index, item in enumerate(found):
        parent = item.part.parent
        if item.name in twice and parent and parent.level > 1:
            names[index] = f"{without_number(parent.title)}: {item.name}"
    twice = {name for name, count in Counter(names).items() if count > 1}
    return [f"{n} (line {item.part.line})" if n in twice else n for n, item in zip(names, found, strict=True)]


_MEANING = re.compile(r"^(meaning|impact)$", re.IGNORECASE)


def _kind(part: Part, name: str) -> str:
    if schedule(part.title):
        return "checklist"
    told = "alert" if any(_MEANING.match(child.title) for child in part.parts) else "procedure"
    return next((kind for kind, words in _KINDS if re.search(words, name, re.IGNORECASE)), told)
