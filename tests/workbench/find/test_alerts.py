"""Pasted alerts in: what is read from them, which sections answer and why, how labels fill fields, and what bad input does."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.model import Field
from app.workbench.find.alert import MOST_CHARS, MOST_DEPTH, read_alert
from app.workbench.find.answers import answers
from app.workbench.find.labels import brought, carried, fill, filled
from app.workbench.readmodel import ReadModel
from tests.workbench.find.alerts import documents, found, missed, pasted
from tests.workbench.find.shelf_of import desk_with, model_with

WEBHOOK = pasted()[0].text


@pytest.fixture(scope="module")
def model() -> ReadModel:
    return model_with(documents())


def test_nearly_every_alert_finds_its_section_among_the_first_three(model: ReadModel) -> None:
    alerts = pasted()
    assert len(alerts) >= 40
    assert len(missed(model, alerts)) <= len(alerts) // 20


def test_a_named_alert_comes_first_and_says_why(model: ReadModel) -> None:
    file, section, reasons = found(model, WEBHOOK)[0]
    assert (file, section) == ("pods.md", "KubePodCrashLooping")
    assert reasons[0] == "Alert name KubePodCrashLooping is this section’s heading"


def test_an_error_code_alone_is_found_in_its_table(model: ReadModel) -> None:
    file, section, reasons = found(model, "57P03")[0]
    assert (file, section, reasons[0]) == (
        "postgres.md",
        "Error codes",
        "Error code 57P03 stands in this section’s table",
    )


def test_an_alert_about_nothing_here_has_no_answer(model: ReadModel) -> None:
    assert answers(model, read_alert("The coffee machine leaks on floor two")) == ()
    assert answers(model, read_alert("")) == ()


def test_alertmanager_json_gives_name_and_labels() -> None:
    alert = read_alert(WEBHOOK)
    assert alert.names[0] == alert.title == "KubePodCrashLooping"
    labels = dict(alert.labels)
    assert (labels["namespace"], labels["pod"], labels["container"]) == ("shop", "cart-7d9f-x2x1", "cart")
    assert not {"version", "receiver", "externalURL", "groupKey"} & set(labels)


def test_what_all_alerts_of_a_group_share_comes_before_what_one_says() -> None:
    group = {
        "alerts": [{"labels": {"pod": "one"}}, {"labels": {"pod": "two"}}],
        "commonLabels": {"pod": "both"},
    }
    assert dict(read_alert(json.dumps(group)).labels)["pod"] == "both"


def test_labels_are_read_from_plain_text_and_mail() -> None:
    alert = read_alert(
        '[FIRING:1] DiskFull\ninstance="db-1:9100" namespace=shop\nMount point: /var\nhttp://x.example/a'
    )
    labels = dict(alert.labels)
    assert (labels["instance"], labels["namespace"], labels["Mount point"]) == ("db-1:9100", "shop", "/var")
    assert "http" not in labels
    assert "DiskFull" in alert.names


@pytest.mark.parametrize(
    ("blank", "value"),
    [
        ("<namespace>", "shop"),
        ("[Pod name]", "cart-1"),
        ("{{ pod }}", "cart-1"),
        ("<your-namespace>", "shop"),
        ("[Hostname]", "db-1"),
        ("[Affected service]", "cart"),
        ("[Namespace owner]", ""),
        ("[Feature]", ""),
        ("[]", ""),
    ],
)
def test_a_label_fills_the_blank_that_means_the_same(blank: str, value: str) -> None:
    labels = (("namespace", "shop"), ("pod", "cart-1"), ("instance", "db-1"), ("job", "cart"))
    assert fill(blank, labels) == value


def test_only_what_an_input_can_hold_is_filled_in() -> None:
    labels = (("severity", "high"), ("since", "yesterday"), ("port", "5432"), ("owner", "Ana"))
    choice = Field("[Severity]", 1, "choice", options=("Low", "High"))
    assert filled(choice, labels) == "High"
    assert filled(choice, (("severity", "urgent"),)) == ""
    assert filled(Field("[Started]", 1, "time"), labels) == ""
    assert filled(Field("[Port]", 1, "number"), labels) == "5432"
    assert filled(Field("[Owner]", 1, "person"), labels) == ""


def test_labels_travel_in_the_link_and_fill_the_start_of_the_run() -> None:
    desk = desk_with(documents())
    desk.open("#/library/alert")
    page = str(desk.ask(call="answer", text=WEBHOOK, shown=desk.token)["painted"]["regions"])
    query = page.split("fill='")[1].split("'", maxsplit=1)[0]
    assert "label.namespace=shop" in query
    start = desk.fresh(f"#/library/podsmdaaaaaaaaaa/start?procedure=KubePodCrashLooping&{query}")
    assert "value='shop'" in start
    assert "value='cart-7d9f-x2x1'" in start
    assert brought([("q", "x"), *carried((("namespace", "shop"), ("long", "x" * 999)))]) == (
        ("namespace", "shop"),
    )


def test_the_screen_drawn_again_still_answers() -> None:
    desk = desk_with(documents())
    desk.open("#/library/alert")
    desk.ask(call="answer", text="BIL-3007", shown=desk.token)
    assert "Error code BIL-3007" in desk.fresh("#/library/alert")
    assert len(desk.log) == len(documents()), "A pasted alert is not recorded."


DEEP = "[" * 100_000
ODD = st.recursive(
    st.none() | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=300) | ODD.map(json.dumps) | st.just(DEEP) | st.just('{"a":' * 5000 + "1" + "}" * 5000)
)
def test_any_text_at_all_is_read_and_answered(text: str) -> None:
    assert len(answers(_model(), read_alert(text))) <= 5


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        '"\\' * 100_000,
        "[" + '"\\"' * 60_000,
        "\n" * 200_000,
        " " * 200_000 + "x",
        "a=" * 100_000,
        "Aa" * 100_000 + "_",
        "a-" * 100_000,
    ],
    ids=range(8),
)
def test_no_text_takes_long_to_read(text: str) -> None:
    began = time.perf_counter()
    read_alert(text)
    assert time.perf_counter() - began < 2


def test_json_that_is_too_deep_is_read_as_plain_text() -> None:
    deep = "[" * (MOST_DEPTH + 1) + '"KubePodCrashLooping"' + "]" * (MOST_DEPTH + 1)
    assert "KubePodCrashLooping" in read_alert(deep).names


def test_what_was_not_read_is_said() -> None:
    assert "200,000" in read_alert("x " * MOST_CHARS).cut


_MODELS: list[ReadModel] = []


def _model() -> ReadModel:
    if not _MODELS:
        _MODELS.append(model_with(documents()))
    return _MODELS[0]
