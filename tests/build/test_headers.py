"""netlify.toml: who gets which policy, and that the pages carry the same one themselves."""

import re

import pytest

from build.headers import Headers
from build.paths import ROOT

META = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


def policy(path: str) -> list[str]:
    return Headers().of(path).get("Content-Security-Policy", "").split("; ")


@pytest.mark.parametrize(
    ("path", "file"), [("/", "index.html"), ("/index.html", "index.html"), ("/engine.html", "engine.html")]
)
def test_a_page_carries_its_served_policy_itself_except_for_framing(path: str, file: str) -> None:
    found = META.search((ROOT / file).read_text())
    assert found
    assert found[1].split("; ") == [rule for rule in policy(path) if not rule.startswith("frame-ancestors")]


def test_nobody_may_frame_the_page_and_only_the_page_may_frame_the_engine() -> None:
    assert "frame-ancestors 'none'" in policy("/")
    assert "frame-ancestors 'self'" in policy("/engine.html")


def test_only_the_engine_may_compile_webassembly_and_nobody_may_eval() -> None:
    assert "'wasm-unsafe-eval'" in " ".join(policy("/engine.html"))
    assert "unsafe" not in " ".join(policy("/"))
    assert "'unsafe-eval'" not in " ".join(policy("/engine.html"))


def test_no_policy_is_sent_with_every_path() -> None:
    assert policy("/static/page-1234.js") == [""]


def test_a_file_with_a_hash_in_its_name_is_kept_for_ever_and_a_page_is_asked_for_again() -> None:
    assert "immutable" in Headers().of("/static/page-1234.js")["Cache-Control"]
    assert Headers().of("/")["Cache-Control"] == "no-cache"
    assert Headers().of("/service-worker.js")["Cache-Control"] == "no-cache"


def test_no_header_asks_for_cross_origin_isolation() -> None:
    names = {name for path in ("/", "/engine.html", "/static/x") for name in Headers().of(path)}
    assert not names & {"Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy"}
