"""An issue that calls nobody, links nowhere, gives no order, and fits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.interchange.issue import GITHUB, Work, issue
from app.interchange.quiet import quiet


def body(*steps: Work) -> str:
    return issue((), steps, "").body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ask @ana", "ask @&#8203;ana"),
        ("see #123 and org/app#4", "see #&#8203;123 and org/app#&#8203;4"),
        ("GH-7 and !45", "GH-&#8203;7 and !&#8203;45"),
        ("GL-7 and [issue:a/b/7]", "GL-&#8203;7 and [issue:&#8203;a/b/7]"),
        ("/close", "\\/close"),
        ("one\n/assign @bo", "one\n\\/assign @&#8203;bo"),
        ("<details>", "&lt;details>"),
        ("<!-- hidden", "&lt;!-- hidden"),
        ("<https://x.example/@me>", "<https://x.example/@me>"),
        ("[@bo](https://x.example/a#12)", "[@&#8203;bo](https://x.example/a#12)"),
        ("[one](#12-steps) #12", "[one](#12-steps) #&#8203;12"),
        ("see https://x.example/@me/p#3 @me", "see <https://x.example/@me/p#3> @&#8203;me"),
        ("mail bo@example.org", "mail bo@example.org"),
        ("`kubectl @x #1`", "`kubectl @x #1`"),
        ("``a ` @b`` @c", "``a ` @b`` @&#8203;c"),
        ("```\n@x #1\n/close\n```\n@y", "```\n@x #1\n/close\n```\n@&#8203;y"),
        ("# Heading", "# Heading"),
        ("a &#35; b", "a &#35; b"),
        # Signs that are written as entities, or behind a backslash.
        ("&#64;bob &commat;al &#x23;12", "&#64;&#8203;bob &commat;&#8203;al &#x23;&#8203;12"),
        ("@&#98;ob #&#49;2 GH&#45;7", "@&#8203;&#98;ob #&#8203;&#49;2 GH&#45;&#8203;7"),
        ("\\@bob &#12", "\\@&#8203;bob &#&#8203;12"),
        ("G&#72;-7", "G&amp;#&#8203;72;-7"),
        # What only looks like code.
        (
            "```kubectl get pods``` shows it\n@oncall look at #12",
            "```kubectl get pods``` shows it\n@&#8203;oncall look at #&#8203;12",
        ),
        ("    ```\n@team\n", "    ```\n@&#8203;team\n"),
        ("a ` b\n\n@team ` c", "a \\` b\n\n@&#8203;team \\` c"),
        ("a\\`b @bob `c", "a\\`b @&#8203;bob \\`c"),
        ("- `a\n- @bob`", "- \\`a\n- @&#8203;bob\\`"),
        ("|a|b|\n|-|-|\n|`x|@bob`|\n|`@al`|\\||", "|a|b|\n|-|-|\n|\\`x|@&#8203;bob\\`|\n|`@al`|\\||"),
        ("> ```\n> @x\n@y", "> ```\n> @x\n@&#8203;y"),
        ("<pre>\n`@x` @y\n</pre>", "&lt;pre>\n`@x` @&#8203;y\n&lt;/pre>"),
        # Addresses, and what only looks like where a link leads.
        ("https://x.y/@bob,@al.", "<https://x.y/@bob,@al>."),
        ("[https://x.y/@bob](https://x.y)", "[https://x.y/@&#8203;bob](https://x.y)"),
        ("see](#12)", "see](#&#8203;12)"),
        ("https://x.y/a?b=1&c=2", "https://x.y/a?b=1&c=2"),
    ],
)
def test_nobody_is_called(text: str, said: str) -> None:
    assert quiet(text) == said


def live(text: str) -> list[str]:
    """What calls somebody or links to an issue where it is no code and no address."""
    found: list[str] = []
    for token in READER.parse(text):
        children = token.children or ()
        for n, child in enumerate(children):
            if child.type == "text" and not (n and children[n - 1].info == "auto"):
                found += re.findall(
                    r"(?<!\w)@\w+|[#!]\d+|\bG[HL]-\d+|\[issue:\w", child.content, re.IGNORECASE
                )
    return found


READER = MarkdownIt("commonmark").enable("table")
PIECES = (
    *(
        "@bob",
        "#12",
        "!4",
        "GH-7",
        "GL-7",
        "[issue:7]",
        "/close",
        "a",
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "`",
        "``",
        "```",
        "~~~",
        "\\",
        "\t",
    ),
    *(
        "|",
        "|-|-|",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---",
        "<b>",
        "</details>",
        "<!--",
        "-->",
        "<",
        "&#64;",
        "&#35;",
        "&num;",
    ),
    *(
        "&#98;",
        "[x]: ",
        "[",
        "](",
        ")",
        "(",
        "https://x.y/",
        "<https://x.y/@a>",
        "<https://x.y/`",
        ",",
        "*",
        "_",
        "~~",
        "&",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(TEXTS, TEXTS, TEXTS)
def test_whatever_is_written_calls_nobody_outside_of_code(one: str, two: str, three: str) -> None:
    steps = (
        Work(one, three, "done", two, notes=(two, three)),
        Work(two, "", "later", one, reason=three, notes=(one,), detail=three),
        Work(three, one, detail=two),
    )
    made = issue(((one, two), (two, three)), steps, three).body
    assert live(made) == []
    assert made.count("\n  <details><summary>Details</summary>\n") == sum(
        bool(one.detail.strip()) for one in steps
    )


@given(TEXTS)
def test_code_stays_as_it_is(text: str) -> None:
    said = quiet(text)
    if "&amp;" not in said:
        assert codes(said) == codes(text)


def codes(text: str) -> list[str]:
    """The contents of code, where no tag is one."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    blocks = [token.content for token in tokens if token.type in ("fence", "code_block")]
    spans = [
        child.content for token in tokens for child in token.children or () if child.type == "code_inline"
    ]
    return blocks + spans


def test_what_is_too_long_to_be_read_is_quiet_all_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.interchange.quiet.MOST", 40)
    said = quiet("`@bob` @al #12 <b> &#64;x\n\n    /close @bob\n")
    assert said == (
        "&grave;@&#8203;bob&grave; @&#8203;al #&#8203;12 &lt;b> &amp;#&#8203;64;x\n\n    \\/close @&#8203;bob\n"
    )


@pytest.mark.parametrize(
    "text", ["    @bob", "   ```\n@bob\n```\n#12", " \n\n  @bob\n  #12", "\t@bob", "- a\n\n      @bob"]
)
def test_a_note_is_read_behind_its_mark_as_it_is_read_alone(text: str) -> None:
    made = body(Work("Do it", notes=(text,), detail=text))
    assert live(made) == []
    assert "@bob" not in text.strip(" ") or live(text) or "@bob" in made


def test_states_are_ticks_and_words() -> None:
    steps = (
        Work("Stop it", "Begin", "done", "Ana, 10:00"),
        Work("Look", "Begin", "skipped", reason="known"),
        Work("Start it", "End", "problem", notes=("It is @slow\n\n```\nlog\n```",)),
        Work("Tell", "End"),
    )
    assert body(*steps) == (
        "### Begin\n\n- [x] Stop it (Ana, 10:00)\n- [ ] ~~Look~~ (skipped)\n  - Reason: known\n\n### End\n\n"
        "- [ ] Start it (problem)\n  - It is @&#8203;slow\n\n    ```\n    log\n    ```\n- [ ] Tell\n"
    )


def test_details_are_folded_and_cannot_reach_beyond_their_step() -> None:
    text = body(Work("Do it", detail="```sh\nnever closed </details>"), Work("Next"))
    tokens = MarkdownIt("commonmark").parse(text)
    assert text.count("<details>") == text.count("\n  </details>") == 1
    assert any(token.type == "html_block" and token.content.strip() == "</details>" for token in tokens)
    assert any(token.type == "inline" and token.content == "[ ] Next" for token in tokens)


def test_a_body_too_long_leaves_the_details_out_and_says_why() -> None:
    made = issue((), tuple(Work(f"Step {n}", detail="x" * 900) for n in range(100)), "")
    assert len(made.body) <= GITHUB
    assert "<details>" not in made.body
    assert "GitHub takes at most (65,536" in made.lost[0]


def test_a_body_that_never_fits_is_told() -> None:
    made = issue((), tuple(Work("x" * 700) for _ in range(100)), "")
    assert len(made.body) > GITHUB
    assert "GitHub takes at most 65,536 and refuses it" in made.lost[0]
