"""A folder in, what one small durable write costs on its disk out: the floor under every saved tick."""

import os
import tempfile
import time
from pathlib import Path

from bench.figures import Figure

WRITES = 50


def disk() -> Figure:
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "file").open("wb") as file:
        return Figure("One small write and fsync on this disk", [write(file.fileno()) for _ in range(WRITES)])


def write(descriptor: int) -> float:
    began = time.perf_counter()
    os.write(descriptor, b"x" * 512)
    os.fsync(descriptor)
    return (time.perf_counter() - began) * 1000
