"""Folders in, sites on one port out: each under its own host name, on a slow line if asked for."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from bench.packed import Coding, is_textual, packed
from build.serve import TYPES

Headers = Callable[[str], Mapping[str, str]]
CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Site:
    """What one host name answers with."""

    folder: Path
    headers: Headers


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: when its request came (seconds since 1970), what for, how many bytes of body left."""

    at: float
    host: str
    path: str
    body: int


class Line:
    """A line of so many bytes a second that all connections share; 0 is as fast as it goes."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.lock = threading.Lock()
        self.free = 0.0

    def wait(self, size: int) -> None:
        if not self.rate:
            return
        with self.lock:
            self.free = max(self.free, time.monotonic()) + size / self.rate
            until = self.free
        time.sleep(max(0.0, until - time.monotonic()))


@dataclass
class Server:
    """Serves `sites` by the first part of the host name: "sophie" answers http://sophie.localhost:PORT/."""

    sites: Mapping[str, Site]
    coding: Coding = "identity"
    rate: int = 0
    log: list[Sent] = field(default_factory=list)
    held: set[str] = field(default_factory=set)  # paths that get no answer while they are in here

    def __enter__(self) -> Self:
        self.line = Line(self.rate)
        handler = type("Handler", (Answer,), {"bench": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.held.clear()
        self.http.shutdown()
        self.http.server_close()

    def url(self, site: str) -> str:
        return f"http://{site}.localhost:{self.http.server_address[1]}/"

    def since(self, at: float, until: float) -> list[Sent]:
        return [sent for sent in self.log if at <= sent.at <= until]


@lru_cache(maxsize=512)
def read(file: Path, coding: Coding) -> tuple[bytes, str]:
    data = file.read_bytes()
    return packed(file.name, data, coding), f'"{sha256(data).hexdigest()[:16]}-{coding}"'


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    bench: Server

    def do_GET(self) -> None:
        at = time.time()
        host = self.headers.get("Host", "").partition(".")[0]
        path = self.path.partition("?")[0]
        while path in self.bench.held:
            time.sleep(0.05)
        try:
            size = self.answer(self.bench.sites[host], path)
        except (BrokenPipeError, ConnectionResetError):  # the tab was closed
            self.close_connection = True
        else:
            self.bench.log.append(Sent(at, host, path, size))

    def answer(self, site: Site, path: str) -> int:
        file = site.folder / (path.lstrip("/") or "index.html")
        if not file.is_file():
            self.send_error(404)
            return 0
        body, tag = read(file, self.bench.coding)
        is_known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_known else 200)
        self.send_headers(site, path, file, tag)
        self.send_header("Content-Length", str(0 if is_known else len(body)))
        self.end_headers()
        return 0 if is_known else self.send(body)

    def send_headers(self, site: Site, path: str, file: Path, tag: str) -> None:
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("ETag", tag)
        if self.bench.coding != "identity" and is_textual(file.name):
            self.send_header("Content-Encoding", self.bench.coding)
        for name, value in site.headers(path).items():
            self.send_header(name, value)

    def send(self, body: bytes) -> int:
        for start in range(0, len(body), CHUNK):
            part = body[start : start + CHUNK]
            self.bench.line.wait(len(part))
            self.wfile.write(part)
        return len(body)

    def log_message(self, *_: object) -> None:
        """The log of sent bytes is enough."""
