"""The server on this machine: the headers of netlify.toml, and a network that can be taken away and given back."""

from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from build.serve import Server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "static").mkdir(parents=True)
    (site / "index.html").write_text("<h1>home</h1>")
    (site / "static/shim-1.mjs").write_text("export {};")
    (tmp_path / "secret").write_text("not part of the site")
    return site


def get(server: Server, path: str, **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]  # kept for the assertions, the connection is closed here
    connection.close()
    return answer


def test_a_file_comes_with_its_type_and_the_headers_of_netlify(folder: Path) -> None:
    with Server(folder) as server:
        home, script = get(server, "/?x=1"), get(server, "/static/shim-1.mjs")
    assert home.headers["Content-Type"].startswith("text/html")
    assert "frame-ancestors 'none'" in home.headers["Content-Security-Policy"]
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in script.headers["Cache-Control"]


def test_a_file_that_is_known_is_not_sent_again(folder: Path) -> None:
    with Server(folder) as server:
        first = get(server, "/")
        again = get(server, "/", **{"If-None-Match": first.headers["ETag"]})
    assert (first.status, again.status) == (200, 304)


@pytest.mark.parametrize("path", ["/nothing", "/../secret", "/static/"])
def test_nothing_outside_the_site_is_served(folder: Path, path: str) -> None:
    with Server(folder) as server:
        assert get(server, path).status == 404


def test_a_stopped_server_comes_back_on_the_same_port(folder: Path) -> None:
    with Server(folder) as server:
        address = server.url
        server.stop()
        with pytest.raises(OSError, match="refused"):
            get(server, "/")
        server.start()
        assert server.url == address
        assert get(server, "/").status == 200
