"""A table cell, a task, a fence or a callout comes in, its HTML as text goes out."""

from markdown_it.token import Token
from markupsafe import escape

from app.documents.attributes import name_of
from app.documents.blocks import Block
from app.documents.fences import command_of, language

_ALIGN = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}
_BOXES = {True: ("Done", "☑"), False: ("Not done", "☐")}


def cell(token: Token, name: str) -> str:
    align = _ALIGN.get(str(token.attrGet("style") or ""))
    scope = ' scope="col"' if name == "th" else ""
    css = f' class="align-{align}"' if align else ""
    return f"<{name}{scope}{css}>"


def task(place: str, *, done: bool) -> str:
    box = '<span class="task-box" role="img" aria-label="{}">{}</span> '.format(*_BOXES[done])
    return f'<li{place} class="task">{box}'


def callout(token: Token) -> str:
    tone, kind, title = (escape(token.meta[name]) for name in ("tone", "kind", "title"))
    head = f'<p class="callout-title" dir="auto">{title}</p>'
    return f'<div class="callout callout-{tone}" role="note" aria-label="{kind}">{head}'


def fence(token: Token, place: str) -> str:
    name = language(token.info)
    css = f' class="language-{escape(name)}"' if name.replace("-", "").isalnum() else ""
    first = token.map[0] + 1 if token.map else 1
    command = command_of(Block("fence", first, first, source=token.content, info=token.info))
    called = name_of(token.info)
    caption = f'<p class="code-name" dir="auto">{escape(called)}</p>' if called and command else ""
    copied, label = (command.text, "Copy command") if command else (token.content, "Copy text")
    return (
        f'<div{place} class="code-block">{caption}<pre tabindex="0"><code{css}>{escape(token.content)}</code></pre>'
        f'<button type="button" data-act="copy" data-copy="{escape(copied)}" aria-label="{label}">'
        "Copy</button></div>"
    )
