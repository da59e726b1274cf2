"""Measured times in, medians, spreads, ratios and verdicts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Times = Sequence[float]


def p95(times: Times) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, beside what, and how much more it may be."""

    name: str
    ours: Times
    rival: str = ""
    theirs: Times = ()
    at_most: float | None = None  # times the rival
    floor: float = 0  # below this the ratio does not matter
    limit: float | None = None  # in the unit itself, for what has no rival
    unit: str = "ms"

    @property
    def value(self) -> float:
        return median(self.ours)

    @property
    def other(self) -> float | None:
        return median(self.theirs) if self.theirs else None

    @property
    def ratio(self) -> float | None:
        return self.value / self.other if self.other else None

    @property
    def is_reached(self) -> bool | None:
        """None: reported only."""
        if self.limit is not None:
            return self.value <= self.limit
        if self.at_most is None or self.ratio is None:
            return None
        return self.ratio <= self.at_most or self.value <= self.floor

    @property
    def verdict(self) -> str:
        return {None: "reported", True: "reached", False: "MISSED"}[self.is_reached]

    @property
    def target(self) -> str:
        if self.limit is not None:
            return f"{self.limit:g} {self.unit}"
        if self.at_most is None:
            return ""
        return f"{self.at_most:.2f}x" + (f" or {self.floor:g} {self.unit}" if self.floor else "")

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name, "unit": self.unit,
            "target": self.target, "verdict": self.verdict, "ratio": self.ratio,
            "median": self.value, "lowest": min(self.ours), "highest": max(self.ours), "p95": p95(self.ours),
            "values": list(self.ours),
            "rival": self.rival, "rivalMedian": self.other, "rivalValues": list(self.theirs),
        }  # fmt: skip


def table(figures: Sequence[Figure]) -> str:
    """As Markdown, so that docs/performance.md can hold it as printed."""
    head = "| measure | Sophie | beside | ratio | at most | |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(row(figure) for figure in figures)


def row(figure: Figure) -> str:
    ours = spread(figure.ours, figure.unit)
    theirs = f"{spread(figure.theirs, figure.unit)} {figure.rival}" if figure.theirs else ""
    ratio = f"{figure.ratio:.2f}x" if figure.ratio else ""
    return f"| {figure.name} | {ours} | {theirs} | {ratio} | {figure.target} | {figure.verdict} |"


def spread(times: Times, unit: str) -> str:
    """Median, and lowest to highest: "462 ms (440-510)"."""
    middle, low, high = (number(value) for value in (median(times), min(times), max(times)))
    return f"{middle} {unit}" if low == high else f"{middle} {unit} ({low}-{high})"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
