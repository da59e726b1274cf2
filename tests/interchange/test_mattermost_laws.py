"""Any playbook goes into a document and comes out again as it was, for what both hold."""

import json
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.parse import parse
from app.interchange.mattermost.composing import compose
from app.interchange.mattermost.extracting import extract
from app.interchange.mattermost.playbook import TEMPLATES
from app.interchange.mattermost.reading import read_playbook
from app.interchange.mattermost.writing import write_playbook

CHARACTERS = st.sampled_from(
    string.ascii_letters + string.digits + " #*_`[]()<>|\\-+.:!~'\"&éß漢🚒/@$%"
) | st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=60)
TITLES = WORDS | st.tuples(WORDS, st.sampled_from(["\\#", "\\\\##", " #", "#"])).map("".join) | st.just("\\#")
LINES = st.lists(
    WORDS
    | st.sampled_from(
        [
            "Due: 2 days after the run starts",
            "Due\\: 1 hour after the run starts",
            "Slash command: `/x`",
            "",
            "```",
            "# Title",
            "- [ ] task",
            "1. one",
            "<!-- x",
            "> quote",
            "---",
            "    code",
            "## Two",
        ]
    ),
    max_size=6,
).map("\n".join)
ITEMS = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "description": LINES,
        "command": st.text(CHARACTERS, max_size=30).map("/{}".format),
        "due_date": st.integers(1, 10**9),
    },
)
METRICS = st.fixed_dictionaries(
    {"title": WORDS, "type": st.sampled_from(["metric_duration", "metric_currency", "metric_integer"])},
    optional={"description": WORDS, "target": st.integers(0, 10**9)},
)
PLAYBOOKS = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "title": TITLES,
        "checklists": st.lists(
            st.fixed_dictionaries({"title": TITLES, "items": st.lists(ITEMS, max_size=4)}), max_size=4
        ),
        "metrics": st.lists(METRICS, max_size=4),
    },
    optional={
        "description": LINES,
        **dict.fromkeys(TEMPLATES, LINES),
        "status_update_enabled": st.booleans(),
        "reminder_timer_default_seconds": st.integers(0, 10**6),
        "signal_any_keywords": st.lists(WORDS, max_size=3),
        "channel_name_template": WORDS,
        "properties": st.lists(st.dictionaries(WORDS, LINES | st.integers() | st.lists(WORDS)), max_size=3),
        "conditions": st.lists(st.fixed_dictionaries({"name": LINES, "n": st.integers()}), max_size=2),
    },
)


@given(PLAYBOOKS)
@settings(max_examples=60)
def test_a_playbook_comes_out_of_its_document_as_it_went_in(told: dict[str, Any]) -> None:
    playbook = read_playbook(json.dumps(told)).playbook
    text = compose(playbook)
    out = extract(parse(text, "playbook.md"), text).playbook
    assert out == playbook
    assert read_playbook(write_playbook(out)).playbook == playbook
