"""`python -m app.documents FILE` prints the document's outline as JSON on standard output."""

import json
import sys
from pathlib import Path

from app.documents.facts import facts
from app.documents.facts.outline import listed
from app.documents.intake import MAX_BYTES, check
from app.documents.outline import outline
from app.documents.parse import parse


def main(arguments: list[str]) -> int:
    """0 printed; 1 the file cannot become a document; 2 bad use."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Use: python -m app.documents FILE", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        print(f"{path} cannot be read: {error.strerror}.", file=sys.stderr)
        return 1
    if refusal := check(str(path), content):
        print(refusal, file=sys.stderr)
        return 1
    text = content.decode("utf-8")
    document = parse(text, path.name)
    told = {**outline(document), "facts": listed(facts(document, text))}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
