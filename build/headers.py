"""netlify.toml in, the headers of any path out."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from build.paths import ROOT


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    values: dict[str, str]


class Headers:
    """Every rule that matches a path adds its headers, as Netlify does it."""

    def __init__(self, source: Path = ROOT / "netlify.toml") -> None:
        rules = tomllib.loads(source.read_text())["headers"]
        self.rules = [Rule(pattern(rule["for"]), rule["values"]) for rule in rules]

    def of(self, path: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for rule in self.rules:
            if rule.pattern.fullmatch(path):
                for name, value in rule.values.items():
                    found[name] = f"{found[name]},{value}" if name in found else value
        return found


def pattern(path: str) -> re.Pattern[str]:
    """A star stands for the rest of the path."""
    return re.compile(re.escape(path).replace(r"\*", ".*"))
