"""A command comes in, what it destroys and on what goes out: the one list of destructive commands.

The lint room asks for a warning before them, a run names their target and asks twice.
"""

import re

# What cannot be had back once it ran. What only restarts (deleting a pod) is not among them.
_DESTROYS = re.compile(
    r"\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\b(?!\s+\S*/?tmp/)"
    r"|\b(?:drop|truncate)\s+(?:table|database|schema|index|user|role|keyspace|collection)\b"
    r"|\btruncate\s+(?:-s\s*0|--size[= ]0)|\bdropdb\b"
    r"|\bdelete\s+from\s+\S+(?!.*\bwhere\b)"
    r"|\bkubectl\s+(?:-\S+\s+(?:\S+\s+)?)?delete\s+(?!pods?\b|po\b|-f\b|jobs?\b|events?\b)"
    r"(?:ns|namespaces?|pvc?|persistentvolume\w*|deploy\w*|sts|statefulsets?|nodes?|secrets?|crds?|all\b)"
    r"|\bterraform\s+destroy\b|\bhelm\s+(?:uninstall|delete)\b|\bpulumi\s+destroy\b"
    r"|\bdocker\s+(?:system|volume)\s+(?:prune|rm)\b|\bdocker[- ]compose\s+down\s+.*(?:-v\b|--volumes)"
    r"|\baws\s+\S+\s+(?:delete|terminate)-\S+|\baws\s+s3\s+(?:rb|rm\s+.*--recursive)"
    r"|\b(?:gcloud|az|doctl|fly|flyctl|heroku|oc|linode-cli|eksctl)\s+.*\b(?:delete|destroy)\b(?!\s+pods?\b)"
    r"|\bprisma\s+migrate\s+reset\b|\b(?:rails|rake)\s+db:(?:drop|reset)\b|\bpg:reset\b|\bflush(?:all|db)\b|\bmkfs(?:\.\w+)?\b|\bwipefs\b|\bshred\b|\bdd\s+.*\bof=/dev/"
    r"|\bgit\s+push\s+.*(?:--force\b(?!-with-lease)|\s-f\b)|\bgit\s+(?:reset\s+--hard|clean\s+-\w*f)"
    r"|\b(?:zfs|zpool)\s+destroy\b|\b(?:lv|vg|pv)remove\b|\buserdel\b|\biptables\s+(?:-F|--flush)\b"
    r"|\bfind\s+.*\s-delete\b|\bcurl\s+.*-X\s*['\"]?DELETE\b|\bkafka-topics\S*\s+.*--delete\b"
    r"|\bkafka-consumer-groups\S*\s+.*(?:--delete\b|--reset-offsets\b.*--execute\b|--execute\b.*--reset-offsets\b)"
    r"|\brabbitmqctl\s+.*\b(?:purge_queue|delete_(?:queue|vhost|user)|(?:force_)?reset)\b|\betcdctl\s+del\b|\bcassandra\S*\s+.*drop\b|\bredis-cli\s+.*\bdel\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\\\n\s*")
_ASKS = re.compile(
    r"--dry-run|--interactive|\s-i\b|--confirm\b|\bread -p\b|--preview-only|\bbegin\s*;", re.IGNORECASE
)
# What the command is done to, and where: the first that fits.
_OBJECTS = (
    re.compile(r"\brm\s+(?:-\S+\s+)*([^|;&\n]+)"),
    re.compile(r"\b(?:drop|truncate)\s+((?:table|database|schema|index|user|role|keyspace|collection)\s+(?:if\s+exists\s+)?"
               r"[\w.\"`-]+)", re.IGNORECASE),
    re.compile(r"\bdelete\s+from\s+([\w.\"`-]+)", re.IGNORECASE),
    re.compile(r"\bdropdb\s+(?:-\S+\s+)*([\w.-]+)"),
    re.compile(r"\bkubectl\s+.*?\bdelete\s+([\w./-]+(?:\s+(?!-)[\w./-]+)?)"),
    re.compile(r"\bhelm\s+(?:uninstall|delete)\s+(?:-\S+\s+)*([\w./-]+)"),
    re.compile(r"\b(?:purge_queue|delete_(?:queue|vhost|user))\s+(?:-\S+\s+)*([\w./-]+)"),
    re.compile(r"\bkafka-consumer-groups\S*\s+.*--(?:group|topic)[= ]+([\w./:-]+)"),
    re.compile(r"\bof=(/dev/\S+)"),
    re.compile(r"\b(?:mkfs(?:\.\w+)?|wipefs|shred|lvremove|vgremove|pvremove|destroy)\s+(?:-\S+\s+)*([\w./:-]+)"),
    re.compile(r"\bDELETE['\"]?\s+(?:-\S+\s+)*['\"]?(https?://\S+?)['\"]?(?:\s|$)"),
)  # fmt: skip
_PLACES = (
    re.compile(r"\bssh\s+(?:-\S+\s+)*([\w.@-]+)"),
    re.compile(r"(?<![\w-])(?:--host|--hostname|--server|-h)[= ]+([\w.:-]+)"),
    re.compile(
        r"(?<![\w-])(?:--context|--kube-context|--cluster|--project|--profile|--app|-a)[= ]+([\w.:/-]+)"
    ),
    re.compile(r"(?<![\w-])(?:--namespace|-n)[= ]+([\w.-]+)"),
    re.compile(r"(?<![\w-])(?:--dbname|-d)[= ]+([\w.-]+)"),
)
MOST_SHOWN = 80


def destroyed(text: str) -> str:
    """The words that destroy something, "" when none do or when the command asks first."""
    text = _GOES_ON.sub(" ", text)
    found = _DESTROYS.search(text)
    return " ".join(found.group(0).split())[:60] if found and not _ASKS.search(text) else ""


def target(text: str) -> str:
    """ "table orders on db-1": as far as the command says it, else ""."""
    text = _GOES_ON.sub(" ", text)
    line = next((line for line in text.split("\n") if _DESTROYS.search(line)), text)
    what = next((found[1] for pattern in _OBJECTS if (found := pattern.search(line))), "")
    where = [found[1] for pattern in _PLACES if (found := pattern.search(line))]
    on = f"{' on ' if what else ''}{', '.join(where)}" if where else ""
    return f"{' '.join(what.split())[:MOST_SHOWN]}{on}".strip()
