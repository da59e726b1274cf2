"""Markdown becomes safe HTML: what may come out at all, the attacks of fixtures/xss.md, and how it reads."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import parse
from app.views.prose import detail, inline, prose
from tests.documents.cases import Case, inputs

# Each group of tags with the attributes they may carry.
GROUPS = {
    "p blockquote": "dir class id",
    "ul": "dir class",
    "h2 h3 h4 h5 h6": "id dir",
    "strong em s table caption thead tbody tfoot hr br wbr summary": "",
    "b i u del ins mark small kbd samp var sub sup q cite abbr dfn": "",
    "ol": "start dir",
    "li": "dir class id",
    "tr": "id",
    "th": "scope class dir",
    "td": "class dir",
    "div": "dir class role aria-label tabindex id",
    "span": "class role aria-label dir id",
    "pre": "tabindex class dir",
    "code": "class",
    "details": "class",
    "a": "href rel target",
    "button": "type data-act data-copy aria-label",
}
ALLOWED = {tag: set(attributes.split()) for tags, attributes in GROUPS.items() for tag in tags.split()}
VOID = {"hr", "br", "wbr"}
ADDRESS = re.compile(r"^(https?://|mailto:|tel:|#at-|#/library\?q=)", re.IGNORECASE)


class Reader(HTMLParser):
    """Fails on any tag, attribute or address that may not come out, and on tags out of balance."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, f"<{tag}> came out"
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert set(given) <= ALLOWED[tag], f"<{tag}> carries {set(given) - ALLOWED[tag]}"
        if tag == "a":
            self._check_link(given)
        if tag == "button":
            assert (given["data-act"], given["type"]) == ("copy", "button")
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def _check_link(self, given: dict[str, str | None]) -> None:
        href = given["href"] or ""
        assert ADDRESS.match(href), f"a link to {href!r}"
        if not href.startswith("#"):
            assert given["rel"] == "noopener noreferrer"

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment came out: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration came out: {decl}")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration came out: {data}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"an instruction came out: {data}")


def read(html: str) -> Reader:
    """The tags of this HTML, each checked."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert not re.search(r"<script|\sstyle=|\son\w+=|srcdoc=|data-command", html, re.IGNORECASE)
    assert all(name.startswith("at-") for name in reader.ids)
    assert len(set(reader.ids)) == len(reader.ids)
    return reader


ATTACKS = inputs("xss.md")


@pytest.mark.parametrize("case", ATTACKS, ids=[case.title for case in ATTACKS])
def test_nothing_of_a_document_runs_styles_or_presses(case: Case) -> None:
    for html in (prose(case.text), detail(case.text), inline(case.text)):
        read(html)


@pytest.mark.parametrize("case", ATTACKS, ids=[case.title for case in ATTACKS])
def test_a_document_cannot_leave_the_element_it_is_drawn_in(case: Case) -> None:
    read(f"<div><details>{prose(case.text)}</details></div>")


PIECES = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "<b>",
        "</b>",
        "<details>",
        "</details>",
        "<summary>",
        "<!--",
        "-->",
        '"',
        "'",
        "`",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        ":",
        "//",
        "javascript:",
        "http://",
        "\n",
        "\n\n",
        "#",
        "-",
        "1.",
        ">",
        "|",
        "---",
        "```",
        "~~~",
        "&",
        "&lt;",
        "&#60;",
        "\\",
        "<script>",
        "<a",
        "href=",
        "onclick=",
        "style=",
        "data-command",
        "\t",
        "a",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
def test_no_text_gets_through(text: str) -> None:
    read(prose(text))
    read(detail(text))
    read(inline(text))


def test_headings_begin_below_the_title_and_go_down_one_at_a_time() -> None:
    html = prose("# One\n\n#### Two\n\n## Three\n\n###### Four\n\n## Five\n\n# Six")
    assert re.findall(r"<h(\d)", html) == ["2", "3", "3", "4", "3", "2"]


def test_headings_of_one_level_stay_on_one_level_below_a_title_that_is_left_out() -> None:
    html = prose("# T\n\n## A\n\n### B\n\n## C\n\n### D", title="T")
    assert re.findall(r"<h(\d)", html) == ["2", "3", "2", "3"]


def test_a_heading_equal_to_the_title_of_the_page_is_left_out() -> None:
    html = prose("# The *title*\n\nWords\n\n# Other", title="The title")
    assert "The" not in html
    assert "Other" in html


def test_every_part_can_be_found_by_the_line_it_begins_on() -> None:
    text = "# A\n\nb\n\n- c\n\n  d\n- [ ] e\n\n> f\n\n```\ng\n```\n\n| h |\n|---|\n| i |\n"
    lines = [name for name in read(prose(text)).ids if name.startswith("at-L")]
    assert lines == [f"at-L{n}" for n in (1, 3, 5, 7, 8, 10, 12, 16, 18)]
    assert "at-L" not in detail(text)


def test_the_outermost_list_runs_as_its_words_do_and_claims_them_from_no_inner_one() -> None:
    html = prose("1. أوقف\n\n   ثم انتظر\n   - تحقق\n\n> اقتباس\n>\n> - أ\n\n| خطأ |\n|---|\n| معنى |\n")
    assert re.findall(r"<(\w+)[^>]* dir=\"auto\"", html) == ["ol", "blockquote", "div"]


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("**Owner:** Team A\n**Status**: Draft\n**Rota:**\n", 2),
        ("**担当：** 基盤\n**版：** 1\n", 1),
        ("**Stop** the writers\n**Start:** them again\n", 0),
        ("**Owner:** Team A\nand Team B\n", 0),
        ("**Owner:** Team A\n", 0),
    ],
)
def test_a_head_of_facts_keeps_its_lines(text: str, breaks: int) -> None:
    assert prose(text).count("<br>") == breaks


@pytest.mark.parametrize(
    "text", ["a word " * 150_000, "x" * 1_000_001, "one line\n" * 41_000, "é\n\n" * 41_000], ids=range(4)
)
def test_what_is_not_read_as_markdown_is_drawn_whole_in_pieces_a_browser_can_lay_out(text: str) -> None:
    pieces = re.findall("<span>([^<]*)</span>", prose(text))
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= 4000
    assert len(pieces) <= len(text) / 3900 + 1


def test_ids_are_those_of_the_sections() -> None:
    text = "# A b\n\n## A b\n\n## C: d & e!\n\n> # Q\n\n## A b 1\n"
    ids = [f"at-{heading.id}" for heading in parse(text).headings]
    drawn = [name for name in read(prose(text)).ids if not name.startswith("at-L")]
    assert drawn == ids == ["at-a-b", "at-a-b-1", "at-c-d--e", "at-q", "at-a-b-1-1"]


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[x](https://example.org/a?b=c&d#e)", "https://example.org/a?b=c&amp;d#e"),
        ("[x](mailto:ada@example.org)", "mailto:ada@example.org"),
        ("[x](tel:+491234)", "tel:+491234"),
        ("[x](#how-to-restart)", "#at-how-to-restart"),
        ("[x](./DISASTER_RECOVERY.md#top)", "#/library?q=DISASTER%20RECOVERY"),
        ("[x](../ops/restart-the-proxy.md)", "#/library?q=restart%20the%20proxy"),
        ("https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_links_go_where_they_may(markdown: str, href: str) -> None:
    assert f'<a href="{href}"' in prose(markdown)


def test_images_become_links() -> None:
    assert "<img" not in prose("![Graph](https://example.org/g.png)")
    assert ">Image: Graph</a>" in prose("![Graph](https://example.org/g.png)")
    assert '<span class="image">Image: Graph</span>' in prose("![Graph](g.svg)")


def test_commands_are_copied_without_prompt_and_output() -> None:
    html = prose("```console\n$ ls -l\ntotal 0\n```")
    assert 'data-copy="ls -l" aria-label="Copy command"' in html
    assert '<code class="language-console">$ ls -l\ntotal 0\n</code>' in html
    assert 'aria-label="Copy text"' in prose("```json\n{}\n```")


def test_tables_align_by_class() -> None:
    html = prose("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th scope="col" class="align-center"' in html
    assert '<td class="align-right"' in html


def test_tasks_are_drawn_and_cannot_be_pressed() -> None:
    html = prose("- [ ] a\n- [x] b")
    assert html.count('class="task-box"') == 2
    assert "<input" not in html


def test_harmless_tags_stay_without_attributes() -> None:
    words = '<kbd class="x">Ctrl</kbd> H<sub>2</sub>O<br/>'
    html = prose(f"{words}\n\n<details open>\n<summary>More</summary>\n\ntext\n\n</details>")
    assert "<kbd>Ctrl</kbd> H<sub>2</sub>O<br>" in html
    assert "<details>" in html
    assert html.rstrip().endswith("</details>")


def test_other_tags_are_shown_as_text() -> None:
    assert "&lt;my-namespace&gt;" in inline("kubectl -n <my-namespace>")
    assert "&lt;div align=&#34;center&#34;&gt;" in prose('<div align="center">x</div>')


def test_a_detail_has_no_headings_and_no_ids() -> None:
    html = detail("## Check\n\ntext, see [there](#check)")
    assert "<a" not in html
    assert "<h" not in html
    assert " id=" not in html


@pytest.mark.parametrize("text", ["x" * 1_000_001, "- a\n" * 50_000, "> " * 300 + "x"])
def test_what_is_too_large_or_too_deep_is_shown_as_it_is(text: str) -> None:
    html = prose(text)
    assert html.startswith('<pre class="plain-text"')
    assert text[-50:].replace(">", "&gt;") in html


def test_a_table_in_html_is_a_table_without_its_attributes() -> None:
    html = prose(
        "<table border=1 onclick=x>\n<tr><th width=9>A</th></tr>\n<tr><td>1 & 2</td></tr>\n</table>\n"
    )
    read(html)
    assert re.search(r"<table>\s*<tr><th>.*A.*</th></tr>\s*<tr><td>.*1 &amp; 2.*</td></tr>\s*</table>", html)


@pytest.mark.parametrize(
    "text",
    [
        "<td>a</td>\n",
        "</table></td></tr>\n",
        "<table><table><tr><td>\n",
        "> <table>\n\n</table>\n",
        "<table>\n\n- <td>\n\n> <table>\n",
        "<table><tr><td>a<tr><td>b</table></table>\n",
        "a <table> b <td>\n",
        "<table>\n\n| a |\n|--|\n| <td></td></table> |\n",
    ],
)
def test_a_table_that_is_none_touches_nothing_around_it(text: str) -> None:
    html = f"<table><tbody><tr><td><div>{prose(text)}</div></td></tr></tbody></table>"
    read(html)
    assert len(re.findall(r"<table[ >]", prose(text))) == prose(text).count("</table>") <= 2
    assert not re.search(r"<table[ >](?:(?!</table>).)*<table[ >]", prose(text), re.DOTALL)
