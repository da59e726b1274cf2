"""Callouts of five dialects are drawn as callouts; the document's own reading stays that of plain Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import parse
from app.views.callout_pairs import MOST_NESTED
from app.views.prose import detail, prose
from tests.views.test_prose import read

BOX = '<div class="callout callout-{}" role="note" aria-label="{}"><p class="callout-title" dir="auto">{}</p>'
FORMS = {
    "GitHub": ("> [!WARNING]\n> Mind the dog.\n", "warning", "Warning", "Warning"),
    "Obsidian, with a title": ("> [!danger]- The dog\n> Mind it.\n", "danger", "Danger", "Danger: The dog"),
    "MkDocs": ("!!! note\n    Mind the dog.\n", "note", "Note", "Note"),
    "MkDocs, apart, with a title": (
        '!!! tip "Dogs like bones"\n\n    Mind the dog.\n',
        "tip",
        "Tip",
        "Tip: Dogs like bones",
    ),
    "MkDocs, folded": ("??? info\n    Mind the dog.\n", "note", "Info", "Info"),
    "GitBook": (
        '{% hint style="danger" %}\nMind the dog.\n{% endhint %}\n',
        "danger",
        "Danger",
        "Danger",
    ),
    "GitBook, apart": (
        '{% hint style="warning" %}\n\nMind the dog.\n\n{% endhint %}\n',
        "warning",
        "Warning",
        "Warning",
    ),
    "MyST, colons": (":::{note}\nMind the dog.\n:::\n", "note", "Note", "Note"),
    "MyST, a fence": (
        "```{warning} Dogs\n:class: big\nMind the dog.\n```\n",
        "warning",
        "Warning",
        "Warning: Dogs",
    ),
    "MyST, its own title": (":::{admonition} Dogs\nMind the dog.\n:::\n", "note", "Note", "Dogs"),
    "Docusaurus": (":::tip[Dogs]\n\nMind the dog.\n\n:::\n", "tip", "Tip", "Tip: Dogs"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_callout_is_drawn_as_one(form: str) -> None:
    text, tone, kind, title = FORMS[form]
    html = prose(f"Before\n\n{text}\nAfter\n")
    read(html)
    assert BOX.format(tone, kind, title) in html
    inside, after = html.split('role="note"')[1].split("</div>", 1)
    assert "Mind" in inside
    assert "After" not in inside
    assert "After" in after
    assert not re.search(r"!!!|\?\?\?|\{%|:::|\[!|\{note\}", html)


@pytest.mark.parametrize("form", FORMS)
def test_a_step_shows_its_callout(form: str) -> None:
    text, tone, kind, title = FORMS[form]
    indented = "".join(f"   {line}\n" if line else "\n" for line in text.split("\n"))
    for source in (
        f"1. Open the gate\n\n{indented}\n2. Close it\n",
        f"1. Open the gate\n\n{text}\n2. Close it\n",
    ):
        step = parse(source).steps[0]
        html = detail(step.detail)
        read(html)
        assert BOX.format(tone, kind, title) in html
        assert "Mind" in html.split('role="note"')[1].split("</div>", 1)[0]


@pytest.mark.parametrize("form", FORMS)
def test_the_outline_of_a_text_does_not_know_of_callouts(form: str) -> None:
    """What code hosts count as heading, task, fence or table is counted here too."""
    found = parse(f"# Garden\n\n{FORMS[form][0]}\n## Gate\n\n- [ ] Shut\n")
    assert [one.text for one in found.headings if one.text in ("Garden", "Gate")] == ["Garden", "Gate"]
    assert [one.text for one in found.tasks] == ["Shut"]


def test_blocks_inside_a_callout_are_blocks() -> None:
    html = prose("!!! note\n\n    ## Head\n\n    - one\n\n    ```bash\n    $ ls\n    ```\n")
    read(html)
    assert '<p class="heading" dir="auto"><strong>Head</strong></p>' in html
    assert '<ul dir="auto">' in html
    assert 'data-copy="ls"' in html
    assert "<h2" not in html


def test_a_list_inside_ends_before_the_end_of_its_callout() -> None:
    """Markdown reads `:::` right below an item as its words."""
    html = prose(":::note\n- one\n- two\n:::\n\nAfter\n")
    read(html)
    assert html.index("two") < html.index("</div>") < html.index("After")
    assert ":::" not in html


def test_callouts_stand_in_callouts() -> None:
    html = prose("::::{warning}\n:::{tip}\ninner\n:::\nouter\n::::\nend\n")
    read(html)
    assert html.count('role="note"') == 2
    outer, after = html.rsplit("</div>", 1)
    assert "outer" in outer
    assert "end" in after


@pytest.mark.parametrize(
    "text",
    [
        ":::tabs\nMind the dog.\n:::\n",
        "Mind the dog.\n:::\n",
        "> [!other]\n> Mind the dog.\n",
        "!!! strange\n    Mind the dog.\n",
        "```{figure} dog.png\nMind the dog.\n```\n",
        "> **[!NOTE]\n> Mind** the dog.\n",
    ],
)
def test_what_is_no_known_callout_stays_the_text_it_is(text: str) -> None:
    html = prose(text)
    read(html)
    assert "callout" not in html
    for word in re.findall(r"\w+", text.removeprefix("```{figure} dog.png")):
        assert word in html


def test_one_that_never_ends_ends_with_what_it_stands_in() -> None:
    html = prose("- :::note\n  inside\n\nAfter\n")
    read(html)
    assert html.index("inside") < html.index("</div>") < html.index("After")


PIECES = st.sampled_from(
    """:::note
::::tip Big
:::
::::
:::tabs
> [!NOTE]
> [!TIP] T
!!! note
!!! bug "B"
    w

{% hint style="info" %}
{% endhint %}
```{note}
```
- w
- :::note
  :::
> w
> :::
> {% endhint %}
# w
w
1. w
   !!! tip
        w
**w
w**
| w |
|---|
<b>
</details>""".splitlines()
)


@given(st.lists(PIECES, max_size=24))
def test_any_mixture_is_drawn_whole_and_in_balance(lines: list[str]) -> None:
    words = [re.sub(r"\bw\b", f"w{number}", line) for number, line in enumerate(lines)]
    text = "\n".join(words)
    for html in (prose(text), detail(text)):
        read(html)
        assert all(f"w{n}" in html for n, line in enumerate(lines) if re.search(r"\bw\b", line))


def test_many_marks_cost_little() -> None:
    html = prose(":::note\n" * 2_000 + "end\n")
    read(html)
    assert html.count('role="note"') == MOST_NESTED
    assert html.count(":::note") == 2_000 - MOST_NESTED
    assert "end" in prose("!!! note\n\n    " * 200 + "end\n")
