"""Nothing in, one line of rendered Markdown out, with the libraries that Sophie imports."""

import dataclasses  # noqa: F401
import json  # noqa: F401
import re  # noqa: F401
import sqlite3  # noqa: F401

import cattrs  # noqa: F401
import jinja2  # noqa: F401
import mdit_py_plugins.tasklists  # noqa: F401
from markdown_it import MarkdownIt
from pyscript import sync  # noqa: TID251 - the rival is a page of its own

sync.show(MarkdownIt("commonmark").render("Python **answered**."))
