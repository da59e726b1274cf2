"""What a command needs from the shell it is pasted into."""

import pytest

from app.documents import parse
from app.documents.shell import needed


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("psql $DATABASE_URL -c 'SELECT $1'", ("DATABASE_URL",)),
        ('echo "${A}" $B $A', ("A", "B")),
        ("A=1 run $A", ()),
        ("export A=1\nrun $A ${B}", ("B",)),
        ("for POD in a b; do echo $POD; done", ()),
        ("read -r NAME; echo $NAME", ()),
        ("awk '{print $NF}' x", ()),
        ("echo \\$A $HOME $1 $? $$", ()),
    ],
)
def test_names_that_a_command_does_not_set(command: str, names: tuple[str, ...]) -> None:
    assert needed(command) == names


def test_commands_between_backticks_belong_to_their_step() -> None:
    text = "1. Run `systemctl restart web`, look at `web.log`\n   - then `journalctl -u web`\n2. Open `kubectl`\n"
    assert [step.inline for step in parse(text).steps] == [("systemctl restart web", "journalctl -u web"), ()]
