"""A file's name and text in, the document it becomes out: Markdown as it is, another program's file made into Markdown."""

from dataclasses import dataclass

PLAYBOOK = '"checklists"'


@dataclass(frozen=True, slots=True)
class Brought:
    """`lost`: sentences on what did not come along. `why`: a clause that refuses the file, "" where it is read."""

    name: str
    text: str
    lost: tuple[str, ...] = ()
    why: str = ""


def brought_as_document(name: str, text: str) -> Brought:
    # Asked of every text that is imported, so it must cost nothing for Markdown.
    if not text.lstrip("\ufeff \t\r\n").startswith("{") or PLAYBOOK not in text:
        return Brought(name, text)
    # Few people bring such a file: what reads it is fetched then.
    from app.interchange.mattermost.composing import compose  # noqa: PLC0415
    from app.interchange.mattermost.reading import read_playbook  # noqa: PLC0415
    from app.interchange.reading import Unread  # noqa: PLC0415

    try:
        taken = read_playbook(text)
    except Unread as unread:
        return Brought(name, text, why=str(unread))
    return Brought(_markdown_name(name), compose(taken.playbook), taken.lost)


def _markdown_name(name: str) -> str:
    stem = name[: -len(".json")] if name.lower().endswith(".json") else name
    return stem if stem.lower().endswith((".md", ".markdown")) else f"{stem}.md"
