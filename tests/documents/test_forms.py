"""Forms a text comes in, and marks of other tools: each is read, shown and can be worked."""

import pytest

from app.documents import Document, parse
from app.views.prose import prose

PLAIN = """# Pump

Restart
-------

1. Stop it at [Place]
\t- [ ] It stands
2. Start it:

   ```sh
   $ pump start
   ```

| A | B |
|---|---|
| 1 | 2 |
"""


def shape(document: Document) -> object:
    """All that does not hang on the ends of lines."""
    return (
        document.headings,
        document.steps,
        document.tasks,
        document.commands,
        document.tables,
        document.fields,
    )


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "\ufeff" + PLAIN,
        PLAIN.rstrip("\n"),
        "\ufeff" + PLAIN.replace("\n", "\r\n").rstrip("\r\n"),
    ],
    ids=["CRLF", "lone CR", "BOM", "no final newline", "all"],
)
def test_line_ends_and_marks_change_nothing(text: str) -> None:
    assert shape(parse(text)) == shape(parse(PLAIN))


def test_the_plain_text_is_what_it_is() -> None:
    document = parse(PLAIN)
    assert [(step.text, step.phase) for step in document.steps] == [
        ("Stop it at [Place]", "Restart"),
        ("Start it:", "Restart"),
    ]
    assert [check.text for check in document.steps[0].checks] == ["It stands"]


ASIDES = {
    "MkDocs": "!!! warning\n    Mind the dog.\n",
    "MkDocs, apart": "!!! warning\n\n    Mind the dog.\n",
    "GitHub": "> [!NOTE]\n> Mind the dog.\n",
    "GitBook": '{% hint style="info" %}\nMind the dog.\n{% endhint %}\n',
    "MyST": "```{note}\nMind the dog.\n```\n",
    "MyST, colons": ":::{note}\nMind the dog.\n:::\n",
    "HTML": "<div>Mind the dog.</div>\n",
    "details": "<details><summary>More</summary>\n\nMind the dog.\n\n</details>\n",
    "footnote": "Mind[^1]\n\n[^1]: Mind the dog.\n",
    "HTML table": "<table><tr><td>Mind the dog.</td></tr></table>\n",
    "quote": "> Mind the dog.\n",
}


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_is_shown_and_takes_no_step_away(aside: str) -> None:
    text = f"# Garden\n\n## Steps\n\n1. Open the gate\n\n{ASIDES[aside]}\n2. Close the gate\n"
    assert [step.text for step in parse(text).steps] == ["Open the gate", "Close the gate"]
    assert parse(text).fields == ()
    assert "Mind the dog." in prose(text)


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_before_the_steps_takes_none_away(aside: str) -> None:
    text = f"# Garden\n\n{ASIDES[aside]}\n## Steps\n\n1. Open the gate\n2. Close the gate\n"
    assert [step.text for step in parse(text).steps] == ["Open the gate", "Close the gate"]


def test_a_comment_is_neither_shown_nor_asked_for() -> None:
    text = "# Garden\n\n<!-- [Secret place] -->\n\n1. Open the gate\n"
    assert parse(text).fields == ()
    assert "Secret place" not in prose(text)


def test_steps_inside_details_are_steps() -> None:
    text = "# Garden\n\n<details>\n<summary>Steps</summary>\n\n1. Open the gate\n2. Close it\n\n</details>\n"
    assert [step.text for step in parse(text).steps] == ["Open the gate", "Close it"]


def test_a_component_without_its_end_takes_no_step_away_and_is_no_word_of_one() -> None:
    text = "# Garden\n\n<Tabs>\n<TabItem value='a'>\n\n1. Open the gate\n2. <Callout>Close <Gate>\n\n</TabItem>\n"
    document = parse(text)
    assert [step.text for step in document.steps] == ["Open the gate", "Close <Gate>"]
    assert [field.text for field in document.fields] == ["<Gate>"]


@pytest.mark.parametrize("name", ["proxy.md", "runbook.md"])
@pytest.mark.parametrize(
    ("items", "steps"),
    [
        (("Owner: Ana", "Close the gate", "Check it"), ["Close the gate", "Check it"]),
        (("Owner: Ana", "Team: call it"), ["Team: call it"]),
        (("Team: call it", "Owner: Ana", "Close it"), ["Team: call it", "Owner: Ana", "Close it"]),
        (("[ ] Owner: Ana", "[ ] Close it"), ["Owner: Ana", "Close it"]),
        (("**Owner:** Ana", "**Close:** the gate"), ["Close: the gate"]),
    ],
)
def test_what_a_list_begins_with_may_tell_of_the_document_and_the_orders_stay_steps(
    items: tuple[str, ...], steps: list[str], name: str
) -> None:
    document = parse("# Garden\n\n" + "".join(f"- {item}\n" for item in items), name)
    assert [step.text for step in document.steps] == steps


def test_what_a_list_says_is_done_each_day_or_week_is_worked_alone_in_its_own_words() -> None:
    document = parse(
        "# Garden\n\n## Recurring work\n\n- **Daily:** water `roses` *twice*\n  and the lawn\n  ```bash\n  water\n  ```\n"
        "- Weekly - Monday:\n  - Cut the grass\n  - Sweep\n\nAsk Ana.\n"
    )
    assert [(step.text, step.phase, step.line) for step in document.steps] == [
        ("water roses twice and the lawn", "Daily", 5),
        ("Cut the grass", "Weekly - Monday", 11),
        ("Sweep", "Weekly - Monday", 12),
    ]
    assert document.steps[0].commands == (0,)
    assert [(one.name, one.line, one.kind, one.steps) for one in document.procedures] == [
        ("Recurring work: Daily", 5, "checklist", (0,)),
        ("Recurring work: Weekly - Monday", 10, "checklist", (1, 2)),
    ]


def test_so_many_items_are_no_plan() -> None:
    lines = "".join(f"- Daily: check the pump {number}\n" for number in range(41))
    assert parse(f"# Garden schedule\n\n{lines}").procedures == ()
    assert (
        len(parse("# Garden schedule\n\n" + "".join(lines.splitlines(keepends=True)[:40])).procedures) == 40
    )


def test_a_list_of_days_above_other_steps_stays_before_them() -> None:
    document = parse("# Garden\n\n## Work\n\n- [ ] Daily: water it\n\n1. Cut it\n")
    assert [step.text for step in document.steps] == ["Daily: water it", "Cut it"]
    document = parse("# Garden\n\n## Maintenance\n\n- Daily: water it\n- Weekly: cut it\n\n1. Sweep it\n")
    assert [step.text for step in document.steps] == ["Sweep it"], "as before: it only tells"


def test_links_by_reference_are_links_and_no_blanks() -> None:
    document = parse(
        "# Garden\n\n1. Ask [the office][office], see [office]\n\n[office]: https://office.example.org\n"
    )
    assert document.fields == ()
    assert [link.target for link in document.links] == ["https://office.example.org"] * 2


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("# מדריך\n\n## שלבים\n\n1. פתח את השער\n", "פתח את השער"),
        ("# 花园\n\n## 步骤\n\n1. 打开[位置]的门\n", "打开[位置]的门"),
        ("# Сад\n\n- [ ] Открыть ворота\n", "Открыть ворота"),
    ],
)
def test_any_script(text: str, step: str) -> None:
    assert [one.text for one in parse(text).steps] == [step]


@pytest.mark.parametrize("title", ["Pasos", "Schritte", "Passos", "Ablauf", "Étapes"])
def test_a_title_of_another_language_makes_steps_with_accents_and_without(title: str) -> None:
    text = f"# Bomba\n\n## {title}\n\n- Abrir la compuerta\n- Cerrar la bomba\n"
    assert [one.text for one in parse(text).steps] == ["Abrir la compuerta", "Cerrar la bomba"]


@pytest.mark.parametrize("title", ["Voraussetzungen", "Referencias", "Kennzahlen"])
def test_a_title_that_informs_makes_none(title: str) -> None:
    text = f"# Bomba\n\n## {title}\n\n- Acceso\n- Llave\n\n## Pasos\n\n- Abrir la compuerta\n- Cerrar\n"
    assert [one.text for one in parse(text).steps] == ["Abrir la compuerta", "Cerrar"]


def test_a_word_inside_another_is_no_title() -> None:
    assert parse("# Pump\n\n## The pasosphere\n\n- Blue\n- Green\n").procedures == ()
