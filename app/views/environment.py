"""The templates' texts in, one compiled Jinja2 environment out: nothing is read from disk after the import."""

from importlib.resources import files

import jinja2.debug  # noqa: F401  Jinja2 imports it lazily on an error; from a memory image that would need its file.
from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from app.views.filters import FILTERS
from app.views.pieces import PIECES

TEXTS = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in (files("app.views") / "templates").iterdir()
    if entry.name.endswith(".html")
}


class Shared(Template):
    """A template whose macros are made once.

    Jinja2 compares all global names at each import, for a template may get globals of its own; here all have the
    environment's. A tick imports eleven times.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  as Jinja2 calls it
        return super()._get_default_module()


ENVIRONMENT = Environment(
    loader=DictLoader(TEXTS),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    cache_size=-1,
)
ENVIRONMENT.template_class = Shared
ENVIRONMENT.filters.update(FILTERS)
ENVIRONMENT.globals.update(PIECES)


# Screens of which a visit seldom sees one: compiled when they are first opened, which takes a blink.
# All templates together are a sixth of a memory image.
RARE = frozenset(
    f"{name}.html"
    for name in (
        "alert-answers",
        "compare",
        "document-file",
        "document-repair",
        "export-forms",
        "fill-form",
        "fix-form",
        "merge",
        "report-file",
        "run-codes",
        "run-crew",
        "run-handover",
        "run-paper",
        "run-report",
        "schedule-form",
        "schedule-tools",
        "share",
        "shared-run",
        "versions",
    )
)


def compile_all() -> None:
    """Compile every template that a visit may want at once, so that a memory image holds them ready."""
    for name in TEXTS:
        if name not in RARE:
            ENVIRONMENT.get_template(name)
