"""What a person asked and cannot have, as three sentences for the screen: one exception for every room."""

from datetime import UTC, datetime


class Refused(Exception):
    """`what` did not happen, `why`, and what to do `next`."""

    def __init__(self, what: str, why: str, next: str) -> None:  # noqa: A002  the page's word for it
        super().__init__(f"{what} {why} {next}")
        self.what = what
        self.why = why
        self.next = next


def clock(at: int) -> str:
    """Milliseconds in, "2026-11-21T09:30:00Z" out; the page shows it as local time."""
    # Seconds beyond year 9999 come from damaged or hostile records; a sentence must still be possible.
    seconds = min(max(at // 1000, 0), 253402300799)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def refuse_if_newer(what: str, newer: str) -> None:
    """Refuse when `newer` names an event type that only a later Sophie can read."""
    if newer:
        raise Refused(
            what,
            f"It holds an entry made by a newer version of Sophie ({newer}).",
            "Update Sophie on this device, then try again.",
        )
