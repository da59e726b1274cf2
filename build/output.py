"""Files in, a site folder whose names carry their content's hash out."""

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class Site:
    """The folder being filled, and the addresses a service worker has to keep."""

    root: Path
    kept: list[str] = field(default_factory=list)

    def empty(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)

    def hashed(self, name: str, data: bytes) -> str:
        """Write under a name with the content's hash: "static/app.css" becomes "static/app-1a2b3c4d5e.css"."""
        folder, _, file = name.rpartition("/")
        stem, _, ending = file.partition(".")
        return self.named(f"{folder}/{stem}-{digest(data)[:10]}.{ending}", data)

    def named(self, name: str, data: bytes, *, keep: bool = True) -> str:
        """Write under this very name, which must change whenever the content does unless it is revalidated."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if keep:
            self.kept.append(name)
        return name

    def build_id(self, *parts: str) -> str:
        """One name for this very content: two builds share it only if they are the same to the byte."""
        lines = [f"{name} {digest((self.root / name).read_bytes())}" for name in sorted(self.kept)]
        return digest("\n".join([*lines, *parts]).encode())[:12]
