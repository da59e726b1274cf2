"""A Document comes in, the problems a reader at 3 am would meet go out: the package's public names."""

from app.documents.lint.rules import RULES, Rule
from app.documents.lint.run import lint, lint_dates, problems_of

__all__ = ["RULES", "Rule", "lint", "lint_dates", "problems_of"]
