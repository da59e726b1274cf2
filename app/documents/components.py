"""Source lines come in, what in them is an MDX component and no blank goes out: `<Tabs>`, `<TabItem value="linux">`."""

import re

from app.documents.words import COMPONENTS, COMPONENTS_TOO

_END = re.compile(r"</([A-Z]\w*)>")
_END_ALONE = re.compile(r"\s*</([A-Z]\w*)>\s*$")
_GIVEN = re.compile(r"<([A-Z]\w*)\s[^<>]*?=[\"'{]")
_IMPORT = re.compile(r"import ([\w {},*]{1,400}?) from [\"']")
_NAME = re.compile(r"\b[A-Z]\w*")


def is_component(words: str, before: str, fence: str | None) -> bool:
    """Whether `<words>` is one by its name or form alone; `before` is what stands before it on its line.

    One that is called as a blank may be called too (`<Note>`) is one where a line begins with it.
    """
    if not words[0].isupper():
        return False
    name, _, attributes = words.partition(" ")
    if words.endswith("/") or name.partition(".")[0] in COMPONENTS:
        return not attributes[:1].isupper()
    return words in COMPONENTS_TOO and fence is None and not before.strip(" \t>")


def components_in(line: str, *, in_fence: bool) -> list[str]:
    """`<Name>` of those that the line ends, gives an attribute or imports: so one without an end is known too.

    A fence may hold any markup: there only an end on a line of its own tells.
    """
    if in_fence:
        named = [end.group(1)] if "</" in line and (end := _END_ALONE.match(line)) else []
    elif line.startswith("import "):
        named = _NAME.findall(told.group(1)) if (told := _IMPORT.match(line)) else []
    else:
        named = _END.findall(line) if "</" in line else []
        named += _GIVEN.findall(line) if "=" in line else []
    return [f"<{name}>" for name in named]
