"""What an author says to do when a step does not go as expected in, the step of the run that this leads to out."""

import re

from app.runs.events import RunStarted, Step

_STEP = re.compile(r"\bsteps?\s+#?(\d{1,3})\b", re.IGNORECASE)
_MARKS = re.compile(r"[*_`\"“”«»„]")
# A shorter heading ("DNS") is as likely meant as the thing itself.
_SHORTEST = 5


def leads_to(said: str, step: Step, start: RunStarted) -> Step | None:
    """The step, or the first one of the phase, that `said` names; None when it names none, or only where one is.

    A number counts within the step's own phase, as authors count, and else within the whole run. The way back has
    a button of its own.
    """
    open_to = [one for one in start.steps if one.id not in start.aside and one.id != step.id]
    if numbered := _STEP.search(said):
        number = int(numbered[1])
        own = [one for one in start.steps if one.phase == step.phase]
        listed = own if number <= len(own) else start.steps
        found = listed[number - 1] if 0 < number <= len(listed) else None
        return found if found in open_to else None
    words = f" {_plain(said)} "
    named = [one for one in open_to if one.phase != step.phase and _names(words, _plain(one.phase))]
    return max(named, key=lambda one: (len(one.phase), -start.number(one.id)), default=None)


def _names(words: str, heading: str) -> bool:
    return len(heading) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(heading)}(?!\w)", words) is not None


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).casefold().split()).rstrip(":.")
