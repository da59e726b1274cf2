"""Source lines come in, what their author left open goes out: TBD, TODO, `Not yet implemented`."""

import re

from app.documents.blocks import Block
from app.documents.model import Gap

# A mark such as `_` may stand right before or after the words.
_OPEN = re.compile(
    r"(?<![^\W_])(?:TBD|TBC|TODO|FIXME|WIP"
    r"|[Tt]o be (?:determined|decided|defined|confirmed|written|completed|added|announced|documented)"
    r"|[Nn]ot yet (?:been )?(?:implemented|written|documented|created|defined|available|started)"
    r"|[Cc]oming soon|[Ww]ork in progress|(?<=_)[Pp]ending\b[^_\n]{0,40}(?=_)"
    r"|\d{4}-(?:\d\d|XX|xx)-(?:XX|xx))(?![^\W_])"
)
_HINT = re.compile("TB|TODO|FIXME|WIP|o be |ot yet|oming soon|ork in|ending|XX|xx")
_WHOLE_COMMAND = re.compile(r"^\s*(\[[A-Z][^\[\]]*\]|\{\{[^{}]+\}\})\s*$")


def read_gaps(lines: list[str], fences: list[Block], commands: set[int]) -> tuple[Gap, ...]:
    """`commands` holds the first lines of the fences that are commands: a blank line there is a gap."""
    inside = {line for fence in fences for line in range(fence.line, fence.end + 1)}
    found = [
        Gap(match.group(0), number)
        for number, line in enumerate(lines, 1)
        if number not in inside and _HINT.search(line)
        for match in _OPEN.finditer(line)
    ]
    for fence in fences:
        if fence.line in commands:
            found += _blank_commands(fence, lines)
    return tuple(sorted(found, key=lambda gap: gap.line))


def _blank_commands(fence: Block, lines: list[str]) -> list[Gap]:
    numbered = enumerate(lines[fence.line : fence.end], fence.line + 1)
    return [Gap(match.group(1), n) for n, line in numbered if (match := _WHOLE_COMMAND.match(line))]
