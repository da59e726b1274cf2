"""An issue that calls nobody, links nowhere, gives no order, and fits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.interchange.issue import GITHUB, Work, issue, quiet


def body(*steps: Work) -> str:
    return issue((), steps, "").body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ask @ana", "ask @&#8203;ana"),
        ("see #123 and org/app#4", "see #&#8203;123 and org/app#&#8203;4"),
        ("GH-7 and !45", "GH-&#8203;7 and !&#8203;45"),
        ("/close", "\\/close"),
        ("one\n/assign @bo", "one\n\\/assign @&#8203;bo"),
        ("<details>", "&lt;details>"),
        ("<!-- hidden", "&lt;!-- hidden"),
        ("<https://x.example/@me>", "<https://x.example/@me>"),
        ("[@bo](https://x.example/a#12)", "[@&#8203;bo](https://x.example/a#12)"),
        ("[one](#12-steps) #12", "[one](#12-steps) #&#8203;12"),
        ("see https://x.example/@me/p#3 @me", "see https://x.example/@me/p#3 @&#8203;me"),
        ("mail bo@example.org", "mail bo@example.org"),
        ("`kubectl @x #1`", "`kubectl @x #1`"),
        ("``a ` @b`` @c", "``a ` @b`` @&#8203;c"),
        ("```\n@x #1\n/close\n```\n@y", "```\n@x #1\n/close\n```\n@&#8203;y"),
        ("# Heading", "# Heading"),
        ("a &#35; b", "a &#35; b"),
    ],
)
def test_nobody_is_called(text: str, said: str) -> None:
    assert quiet(text) == said


@given(st.text(st.sampled_from("@#!/`~<>ab1 \n-GH"), max_size=60))
def test_whatever_is_written_calls_nobody_outside_of_code(text: str) -> None:
    for token in MarkdownIt("commonmark").parse(body(Work("Do it", detail=text, notes=(text,)))):
        for child in token.children or ():
            if child.type == "text":
                assert not re.search(r"(?<!\w)@\w|(?<!&)#\d|![0-9]", child.content)


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
