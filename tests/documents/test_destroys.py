"""Which commands destroy something, and on what: said before anybody copies them."""

import pytest

from app.documents.destroys import destroyed, target
from app.documents.shell import one_by_one


@pytest.mark.parametrize(
    ("command", "on"),
    [
        ("rm -rf /srv/shop/cache", "/srv/shop/cache"),
        ("ssh ops@web-1 rm -rf /srv/cache", "/srv/cache on ops@web-1"),
        ("psql -h prod-db-1 -c 'drop table orders'", "table orders on prod-db-1"),
        ("kubectl --context prod delete deployment checkout -n shop", "deployment checkout on prod, shop"),
        ("helm uninstall checkout -n shop", "checkout on shop"),
        ("dd if=/dev/zero of=/dev/sdb", "/dev/sdb"),
        ("curl -X DELETE https://api.shop.test/v1/orders", "https://api.shop.test/v1/orders"),
        ("terraform destroy", ""),
        ("rabbitmqctl purge_queue orders", "orders"),
        ("kafka-consumer-groups --group g1 \\\n  --reset-offsets --to-latest --execute", "g1"),
    ],
)
def test_what_destroys_names_its_target(command: str, on: str) -> None:
    assert destroyed(command)
    assert target(command) == on


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf /tmp/x --dry-run",
        "kubectl get pods",
        "rm notes.txt",
        "kafka-consumer-groups --group g --reset-offsets",
        "",
    ],
)
def test_what_asks_or_only_looks_destroys_nothing(command: str) -> None:
    assert destroyed(command) == ""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n\nc", ("a", "b", "c")),
        ("a \\\n  b\nc", ("a \\\n  b", "c")),
        ("cat <<EOF\nx\n\ny\nEOF\nb", ("cat <<EOF\nx\n\ny\nEOF", "b")),
        ("echo 'one\ntwo'\nb", ("echo 'one\ntwo'", "b")),
        ("for x in 1 2; do\n  echo $x\ndone\nb", ("for x in 1 2; do\n  echo $x\ndone", "b")),
        ("a |\n  b\nc", ("a |\n  b", "c")),
        ("echo 'open", ("echo 'open",)),
        ("", ()),
    ],
)
def test_a_block_is_copied_one_command_at_a_time(text: str, lines: tuple[str, ...]) -> None:
    assert one_by_one(text) == lines
