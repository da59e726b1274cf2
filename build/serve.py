"""A built site and netlify.toml in, the same answers a host would give out, on this machine: `python -m build.serve`."""

import argparse
import sys
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from build.headers import Headers
from build.paths import DIST

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".py": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".zip": "application/zip",
}


class Server:
    """One folder on one port of this machine. It can be stopped and started again on the same port."""

    def __init__(self, folder: Path = DIST, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        self.headers = Headers()
        self.types = dict(TYPES)
        self.asked: list[str] = []
        self.http: Listener | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> Self:
        handler = type("Handler", (Answer,), {"site": self})
        self.http = Listener(("127.0.0.1", self.port), handler)
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """From here on the network is gone, connections that were open included."""
        if self.http:
            self.http.shutdown()
            self.http.server_close()
            self.http = None

    def before(self, path: str) -> None:
        """Called with each path that is asked for; the development server builds here."""
        self.asked.append(path)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


class Listener(ThreadingHTTPServer):
    """Answers every connection in a thread of its own."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who leaves in the middle of an answer is no error; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Answer(BaseHTTPRequestHandler):
    """GET and HEAD: a static site needs nothing else."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    site: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.site.before(path)
        if self.site.http is None:
            self.close_connection = True
            return
        file = (self.site.folder / (path.lstrip("/") or "index.html")).resolve()
        if not file.is_file() or not file.is_relative_to(self.site.folder.resolve()):
            self.send_error(404)
            return
        self.answer(path, file)

    def answer(self, path: str, file: Path) -> None:
        data = file.read_bytes()
        tag = f'"{sha256(data).hexdigest()[:20]}"'
        is_known = self.headers.get("If-None-Match") == tag
        body = b"" if is_known else data
        self.send_response(304 if is_known else 200)
        self.send_header("Content-Type", self.site.types.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        for name, value in self.site.headers.of(path).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815  the name is the standard library's

    def log_message(self, *_: object) -> None:
        """Quiet: the browser's own tools show every request."""


def announce(server: Server) -> None:
    """Serve until Ctrl+C."""
    try:
        server.start()
    except OSError:
        sys.exit(f"Port {server.port} is taken: name another one with PORT={server.port + 1}.")
    print(f"Sophie is at {server.url} - press Ctrl+C to stop.", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.stop()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8000)
    announce(Server(port=options.parse_args().port))


if __name__ == "__main__":
    main()
