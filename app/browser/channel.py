"""Calls from the page in, the workbench's answers out: text and bytes only, one call at a time."""

from collections.abc import Callable
from typing import Any

import js
from pyodide.ffi import create_proxy, to_js

Handle = Callable[[str, bytes | None], tuple[str, bytes | None]]


def serve(handle: Handle) -> None:
    """From here on the page may call; it also learns how Python was started."""

    def answer(text: str, data: Any) -> object:
        return to_js(handle(text, data.to_bytes() if data else None))

    # static/js/engine/calls.js opens a channel straight to the page: no PyScript bridge, whose way leads through the frame.
    js.sophieServe(create_proxy(answer))
