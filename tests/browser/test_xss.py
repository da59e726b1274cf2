"""Hostile Markdown, names and snapshots in; nothing runs, nothing is styled, no command fires, nothing is fetched."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.profile import Profile, ready
from tests.browser.verbs import Tab, script

pytestmark = [pytest.mark.browser, pytest.mark.new_tab]

# What runs says so in `pwned`; what fetches asks for a path that holds "evil".
PAYLOADS = [
    "<script>window.pwned = 1</script>",
    "<script src=evil.js></script>",
    "<SCRIPT\n>window.pwned = 1</SCRIPT\n>",
    "<scr<script>ipt>window.pwned = 1</scr</script>ipt>",
    '<img src=evil.png onerror="window.pwned = 1">',
    "<img src=x onerror=window.pwned=1//",
    '<svg onload="window.pwned = 1"><script>window.pwned = 1</script></svg>',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=window.pwned=1>#x"/></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror="window.pwned=1"></style></mglyph></table></mtext></math>',
    '<details open ontoggle="window.pwned = 1"><summary>x</summary></details>',
    '<b onmouseover="window.pwned = 1" onclick="window.pwned = 1">bold</b>',
    '<iframe src="javascript:window.parent.pwned = 1"></iframe>',
    '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
    '<object data="evil.swf"></object><embed src="evil.swf">',
    '<link rel="stylesheet" href="evil.css"><meta http-equiv="refresh" content="0;url=evil.html"><base href="https://evil.example/">',
    "<style>body { display: none !important; } @import url(evil.css);</style>",
    '<div style="position:fixed;inset:0;background:url(evil.png);z-index:99999">cover</div>',
    '<p style="position:fixed">fixed</p>',
    '<form action="https://evil.example/" method="post"><input name="a"><button type="submit">Send form</button></form>',
    '<input autofocus onfocus="window.pwned = 1">',
    '<script type="py">import js; js.window.pwned = 1</script>',
    "<py-script>import js; js.window.pwned = 1</py-script>",
    '<mpy-script src="evil.py"></mpy-script><py-config>packages = ["evil"]</py-config>',
    "[link](javascript:window.pwned=1)",
    "[link](JaVaScRiPt:window.pwned=1)",
    "[link](&#106;avascript:window.pwned=1)",
    "[link](java&#10;script:window.pwned=1)",
    "[link](<java\tscript:window.pwned=1>)",
    "[link](\x01javascript:window.pwned=1)",
    "[link](vbscript:window.pwned=1)",
    "[link](data:text/html,<script>window.pwned=1</script>)",
    "[link](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQ9MTwvc2NyaXB0Pg==)",
    "[link](blob:x) [link](file:///etc/passwd) [link](filesystem:x)",
    "<javascript:window.pwned=1>",
    "![image](javascript:window.pwned=1) ![image](evil.png)",
    '![a"onerror="window.pwned=1](evil.png "x\\" onerror=\\"window.pwned=1")',
    "[ref]: javascript:window.pwned=1\n\n[ref]",
    '[title](https://example.org "x\\" onmouseover=\\"window.pwned=1")',
    '<button type="button" data-command="finish-run" data-stream="run/RUN" data-args="{}">Press me</button>',
    '<b data-command="finish-run" data-stream="run/RUN" data-args="{}">press me</b>',
    '<button data-act="save-snapshot">Save</button><a data-act="leave-practice" href="#/now">x</a>',
    '<input type="checkbox" data-command="check-step" data-stream="run/RUN" data-args=\'{"step":"s1"}\'>',
    '<form data-command="add-note" data-stream="run/RUN"><input name="text" value="forged"><button>Note</button></form>',
    '<textarea data-draft="import/paste">stolen</textarea>',
    '</div></section></main><button data-command="finish-run" data-stream="run/RUN" data-args="{}">Outside</button>',
    '<div id="screen"></div><div id="alert"></div><a id="status" name="getElementById">clobber</a>',
    '<img name="body"><form id="documentElement"><input name="dataset"></form>',
    "`<script>window.pwned = 1</script>` and ``<img src=x onerror=window.pwned=1>``",
    "```html\n</code></pre><script>window.pwned = 1</script><img src=evil.png onerror=window.pwned=1>\n```",
    '```"><img/src=x/onerror=window.pwned=1>\nx\n```',
    "| a | b |\n|---|---|\n| <script>window.pwned=1</script> | <img src=x onerror=window.pwned=1> |",
    "<!--><script>window.pwned = 1</script>-->",
    "<![CDATA[<script>window.pwned = 1</script>]]>",
    '<template><script>window.pwned = 1</script></template><noscript><p title="</noscript><img src=x onerror=window.pwned=1>">',
    "{{ window.pwned }} {% include 'evil' %} {{ ''.__class__.__mro__ }}",
]

# The same in places that are one line of plain text.
LINE = (
    '<img src=evil.png onerror="window.pwned=1"><script>window.pwned=1</script>'
    '<b style="position:fixed" data-command="finish-run">x</b>'
)

WRONG, PRESS, SPOIL = script("harm"), script("press"), script("spoil")


@pytest.fixture
def fetched(shared: Profile) -> list[str]:
    """Addresses asked for that only a payload names."""
    found: list[str] = []

    def hear(request: Request) -> None:
        if "evil" in request.url:
            found.append(request.url)

    shared.context.on("request", hear)
    return found


@pytest.fixture(scope="module")
def victim(shared: Profile) -> str:
    """A run that a payload would like to finish."""
    tab = Tab(shared.open())
    tab.import_files({"victim.md": b"# Victim\n\n1. One\n2. Two\n"}).start_run("Victim")
    route = tab.route
    tab.page.close()
    return route.removeprefix("#/runs/")


def assert_harmless(tab: Tab, events: int) -> None:
    assert tab.page.evaluate(WRONG) == []
    tab.page.evaluate(PRESS)
    tab.page.wait_for_timeout(150)
    assert tab.page.evaluate(WRONG) == []
    assert tab.page.locator("html").get_attribute("data-unsaved") == "0"
    assert len(tab.events()) == events, "A command fired."


def test_no_payload_in_a_document_does_anything(tab: Tab, victim: str, fetched: list[str]) -> None:
    """One document with all of them, so that they also meet each other; each is on the page as text or harmless tags."""
    text = "# All of them\n\n" + "\n\n".join(
        f"## Number {n}\n\n{payload.replace('RUN', victim)}" for n, payload in enumerate(PAYLOADS)
    )
    tab.import_files({"all.md": text.encode()}).open_document("All of them")
    expect(
        tab.page.locator(".prose h3, .prose h2").filter(has_text=f"Number {len(PAYLOADS) - 1}")
    ).to_have_count(1)
    assert_harmless(tab, len(tab.events()))
    assert fetched == []


@pytest.mark.slow
def test_no_payload_does_anything_as_a_step_with_detail(tab: Tab, victim: str, fetched: list[str]) -> None:
    """Each is a step's name, its detail, its command, its expectation and a field."""
    steps = []
    for n, payload in enumerate(PAYLOADS):
        safe = payload.replace("RUN", victim)
        line = safe.replace("\n", " ")
        inside = safe.replace("\n", "\n   ")
        steps.append(
            f"{n + 1}. {line}\n\n   {inside}\n\n   ```bash\n   echo '{line}'\n   ```\n\n   **Expect:** {line}\n"
        )
    text = "# Hostile steps\n\n**Owner:** " + LINE + "\n\n" + "\n".join(steps)
    tab.import_files({"steps.md": text.encode()}).open_document("Hostile steps")
    assert_harmless(tab, len(tab.events()))
    tab.button("Start run").first.click()
    expect(tab.button("Begin")).to_be_visible()
    assert tab.page.evaluate(WRONG) == []
    tab.begin()
    tab.page.evaluate("for (const one of document.querySelectorAll('#screen details')) one.open = true;")
    assert_harmless(tab, len(tab.events()))
    assert fetched == []


def test_no_payload_does_anything_in_names_notes_and_reasons(tab: Tab, fetched: list[str]) -> None:
    field = "<b-onerror=x>"
    text = f"# {LINE}\n\n1. Do {LINE}\n2. [{LINE[1:60]}]\n3. `{LINE}`\n\n```bash\nrun <host> {field}\n```\n"
    tab.import_files({f"{LINE.replace('/', '')}.md": text.encode()})
    tab.add_person(LINE).name_device(LINE[:80])
    tab.page.keyboard.press("Escape")
    tab.go("#/library")
    assert tab.page.evaluate(WRONG) == []
    tab.search(LINE)
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate(WRONG) == []
    tab.go("#/library").documents.first.click()
    tab.button("Start run").first.click()
    expect(tab.button("Begin")).to_be_visible()
    for box in tab.page.locator("#run-start input:not([type=hidden],[type=radio],[type=checkbox])").all():
        box.fill(LINE)
    tab.begin()
    tab.write_note(LINE).report_problem(LINE).skip(LINE).press("Done")
    events = len(tab.events())
    for where in (tab.route, f"{tab.route}/report", "#/runs", "#/now", "#/settings"):
        tab.go(where)
        assert_harmless(tab, events)
    assert fetched == []


# A snapshot is written by somebody else: its bodies need not be what Sophie would write.


def header(
    stream: str, kind: str, dev: str, seq: int, prev: str, body: str, over: list[str]
) -> tuple[str, str]:
    digest = sha256(("0" * 32 + body).encode()).hexdigest()
    made: dict[str, Any] = {
        "actor": LINE[:60],
        "at": 1763716200000 + seq,
        "cmd": "a" * 15 + "234567bcdefghijk"[seq % 16],
        "dev": dev,
        "dh": digest,
        "hlc": f"{1763716200000 + seq:016d}-0000",
        "over": over,
        "prev": prev,
        "seq": seq,
        "stream": stream,
        "type": kind,
        "tz": "Europe/Paris",
        "v": 1,
    }
    text = json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text, sha256(text.encode()).hexdigest()


def snapshot(events: list[tuple[str, str, dict[str, Any]]]) -> bytes:
    dev, prev, lines, data = "d" * 16, "", [], {}
    for seq, (stream, kind, body) in enumerate(events, 1):
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        line, ident = header(stream, kind, dev, seq, prev, text, [])
        lines.append(line)
        data[ident] = {"nonce": "0" * 32, "body": text}
        prev = ident
    return json.dumps(
        {
            "format": "sophie.snapshot",
            "version": 1,
            "minReader": 1,
            "app": LINE,
            "exportedAt": LINE,
            "by": dev,
            "events": lines,
            "data": data,
            "blobs": {},
            "inbox": [],
            "unreadable": [],
            "heads": {dev: {"seq": len(lines), "id": prev, "hlc": "x"}},
            "count": len(lines),
            "sha256": "0" * 64,
        }
    ).encode()


RUN, DOCUMENT = "r" * 16, "e" * 16


def hostile_run() -> list[tuple[str, str, dict[str, Any]]]:
    steps = [
        {
            "id": f"s{n}",
            "text": payload,
            "line": n,
            "phase": LINE,
            "detail": payload,
            "commands": [
                {"language": '"><img src=x onerror=window.pwned=1>', "text": payload, "output": payload}
            ],
            "expect": payload,
        }
        for n, payload in enumerate(PAYLOADS)
    ]
    evil = {
        "id": 's"><img src=evil.png onerror=window.pwned=1>',
        "text": "x",
        "line": 1,
        "phase": "",
        "detail": "",
        "commands": [],
        "expect": None,
    }
    return [
        (
            f"document/{DOCUMENT}",
            "DocumentImported",
            {"v": 1, "name": f"{LINE}.md", "text": f"# {LINE}\n\n" + "\n\n".join(PAYLOADS)},
        ),
        ("team/people", "PersonAdded", {"v": 1, "name": LINE}),
        ("device/" + "d" * 16, "DeviceNamed", {"v": 1, "name": LINE}),
        (
            f"run/{RUN}",
            "RunStarted",
            {
                "v": 1,
                "title": LINE,
                "document": DOCUMENT,
                "revision": "0" * 64,
                "procedure": LINE,
                "fields": {LINE: LINE, "host": PAYLOADS[4]},
                "steps": steps,
            },
        ),
        (f"run/{RUN}", "StepDone", {"v": 1, "step": "s1"}),
        (f"run/{RUN}", "StepSkipped", {"v": 1, "step": "s2", "reason": LINE}),
        (f"run/{RUN}", "ProblemReported", {"v": 1, "step": "s3", "text": LINE}),
        (f"run/{RUN}", "NoteAdded", {"v": 1, "step": "s4", "text": LINE}),
        (f"run/{RUN}", "<img src=evil.png onerror=window.pwned=1>", {"v": 1, "text": LINE}),
        (
            f"run/{'q' * 16}",
            "RunStarted",
            {
                "v": 1,
                "title": "Evil ids",
                "document": '"><script>window.pwned=1</script>',
                "revision": LINE,
                "procedure": None,
                "fields": {},
                "steps": [evil],
            },
        ),
        (f"run/{'w' * 16}", "RunStarted", {"v": 1, "title": {"a": LINE}, "steps": "none"}),
        (f"run/{'y' * 16}", "RunStarted", {"v": 99, "title": LINE}),
    ]


def test_no_payload_in_a_snapshot_does_anything(profiles: Callable[[str], Profile], tmp_path: Path) -> None:
    file = tmp_path / 'sophie"><img src=x onerror=window.pwned=1>.json'
    file.write_bytes(snapshot(hostile_run()))
    profile = profiles("victim")
    fetched: list[str] = []
    profile.context.on(
        "request", lambda request: fetched.append(request.url) if "evil" in request.url else None
    )
    tab = Tab(profile.open())
    # The event whose type is no word never gets in.
    assert tab.import_snapshot(file) == {"New": 11, "Already here": 0, "Rejected": 1}
    assert tab.page.evaluate(WRONG) == []
    tab.page.locator("button.person").click()
    assert tab.page.evaluate("window.pwned") is None
    assert tab.page.locator("dialog img, dialog script").count() == 0
    tab.page.keyboard.press("Escape")
    before = len(tab.events())
    routes = [
        "#/library",
        f"#/library/{DOCUMENT}",
        f"#/library/{DOCUMENT}/start",
        "#/runs",
        f"#/runs/{RUN}",
        f"#/runs/{RUN}/report",
        f"#/runs/{'q' * 16}",
        f"#/runs/{'w' * 16}",
        f"#/runs/{'y' * 16}",
        "#/now",
        "#/settings",
        "#/snapshots",
    ]
    for route in routes:
        tab.page.evaluate("route => { location.hash = route; }", route)
        tab.page.wait_for_selector(f"html[data-route='{route}']", state="attached")
        tab.page.wait_for_timeout(100)
        expect(tab.page.locator("#screen h1")).to_be_visible()
        assert_harmless(tab, before)
    # Also as the last visit's screen, painted before Python runs, and with Python.
    tab.go(f"#/runs/{RUN}").page.wait_for_timeout(300)
    tab.page.reload(wait_until="commit")
    tab.page.wait_for_selector("#screen .step", state="attached")
    assert tab.page.evaluate(WRONG) == []
    ready(tab.page)
    assert_harmless(tab, before)
    assert fetched == []


SNEAKED = {
    "style": '<p id="sneaked" style="position:fixed">x</p>',
    "handler": '<p id="sneaked" onclick="window.pwned=1">x</p>',
    "address": '<p id="sneaked"><a href="javascript:window.pwned=1">x</a></p>',
    "frame": '<p id="sneaked"><iframe src="index.html"></iframe></p>',
    "act": '<div class="prose"><button id="sneaked" data-command="finish-run">x</button></div>',
}


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(html, id=name, marks=() if name == "style" else pytest.mark.slow)
        for name, html in SNEAKED.items()
    ],
)
def test_a_screen_with_something_forbidden_is_not_drawn(shared: Profile, tab: Tab, html: str) -> None:
    """The second wall: even if a template let it through, the page would refuse the whole render."""
    shared.watch.allow("inline (style|event handler)")
    shared.watch.allow("policy violation: (style|script)-src")
    assert not sneaks_in(tab.page, html)
    assert sneaks_in(tab.page, '<p id="sneaked">x</p>'), "Harmless, it is drawn: the test can tell."
    assert tab.page.evaluate("window.pwned") is None


def sneaks_in(page: Page, html: str) -> bool:
    """Write this over each screen kept on the disk, then come again: it passes the guard or is left out."""
    page.wait_for_timeout(2500)  # a screen is kept once it has been quiet for a while
    page.evaluate(SPOIL, html)
    page.add_init_script("""new MutationObserver(() => { if (document.getElementById("sneaked")) window.sneaked = true; })
      .observe(document, { childList: true, subtree: true });""")
    page.reload()
    ready(page)
    return bool(page.evaluate("window.sneaked"))
