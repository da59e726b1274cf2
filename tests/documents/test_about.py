"""What a document's header and foot say, as values."""

import time

import pytest

from app.documents import parse
from app.documents.about import About, about, state_of
from app.documents.keys import names
from tests.shared_input import shared_file


def of(text: str) -> About:
    return about(parse(text))


def test_every_field_of_a_header_is_typed() -> None:
    text = (
        "---\ntags: [db, on-call]\nstatus: in review\n---\n# Failover\n\n"
        "- **Owner:** Storage team\n- **Author:** Ada\n- **Version:** 2.1\n- **Priority:** P2\n\n"
        "**Estimated time:** 20-30 min\n\nWords.\n\n---\n\n"
        "**Last Updated:** 3 Feb 2026  \n**Next review:** 2026-08-03\n"
    )
    assert of(text) == About(
        status="in review",
        state="review",
        version="2.1",
        author="Ada",
        owner="Storage team",
        priority="P2",
        updated="2026-02-03",
        review="2026-08-03",
        run_minutes=30,
        tags=("db", "on-call"),
    )


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Draft", "draft"),
        ("**In Review**", "review"),
        ("Approved", "approved"),
        ("Published", "active"),
        ("ACTIVE", "active"),
        ("Pending review", "review"),
        ("✅ Active", "active"),
        ("Freigegeben", "approved"),
        ("Entwurf", "draft"),
        ("承認済み", "approved"),
        ("Draft (v2)", "draft"),
        ("Approved by Kim Lee", "approved"),
        ("Approved (pending legal)", ""),
        ("Approved by nobody yet", ""),
        ("Not Started", ""),
        ("Active until June", ""),
        ("[Draft | Review | Approved | Active]", ""),
    ],
)
def test_a_status_is_one_of_ours_or_keeps_its_words(status: str, state: str) -> None:
    assert state_of(status) == state


def test_an_unknown_status_keeps_its_words() -> None:
    found = of("# T\n\n**Status:** Waiting for legal\n")
    assert (found.status, found.state) == ("Waiting for legal", "")


@pytest.mark.parametrize(
    "open_", ["TBD", "_Pending_", "_To be determined_", "[Name]", "Not yet named", "n/a", "—"]
)
def test_what_is_left_open_is_nobody(open_: str) -> None:
    assert of(f"# T\n\n**Owner:** {open_}\n**Assigned To:** {open_}\n") == About()


def test_a_date_with_an_open_day_is_a_gap_and_no_date() -> None:
    document = parse("# T\n\nWords.\n\n---\n\n**Last Updated:** 2026-01-XX  \n**Maintained By:** Platform\n")
    assert (about(document).updated, about(document).owner) == ("", "Platform")
    assert [gap.text for gap in document.gaps] == ["2026-01-XX"]


PLAN = "# T\n\n### Estimated Time to Complete\n\n⏱ **2-3 hours**\n"


def test_an_estimate_may_be_a_heading() -> None:
    assert of(PLAN).run_minutes == 180


def test_in_a_document_that_is_not_written_yet_it_is_the_time_to_write_it() -> None:
    found = of(PLAN + "\n### Required content\n\n1. **Backups**\n   - How\n")
    assert (found.run_minutes, found.write_minutes) == (None, 180)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Last_Updated", "last updated"),
        ("最后更新时间", "last updated"),
        ("آخر تحديث / Last Updated", "last updated"),
        ("Última actualización", "last updated"),
        ("Versión del documento", "version"),
        ("责任 (Owner)", "owner"),
        ("Состояние", "status"),
    ],
)
def test_a_key_is_known_by_its_english_name(key: str, name: str) -> None:
    assert name in names(key)


def test_a_header_in_another_language_is_typed() -> None:
    found = of(
        "# T\n\n**Estado:** Draft\n**Responsable:** Ada\n**Versión:** 2\n**Última revisión:** 2026-02-03\n"
    )
    assert found == About("Draft", "draft", "2", owner="Ada", updated="2026-02-03")


def test_the_seeds_say_what_they_say() -> None:
    text = shared_file("seeds", "004_").read_text(encoding="utf-8")
    found = of(text)
    assert (found.priority, found.owner, found.assignee, found.due, found.updated) == ("HIGH", "", "", "", "")
    assert (found.run_minutes, found.write_minutes) == (None, 360)
    assert found.status.endswith("Not Started")
    foot = of(shared_file("seeds", "003_").read_text(encoding="utf-8"))
    assert (foot.owner != "", foot.updated) == (True, "")


def test_a_foot_below_a_rule_is_read_also_where_the_last_words_above_it_are_a_label() -> None:
    body = "# Publish\n\n1. Build it\n\n## Support\n\nIf it fails:\n\n1. Ask\n\n---\n\n"
    text = f"{body}**Última actualización / Last Updated:** 2026-02-10  \n**Owner:** Ops\n"
    found = of(text)
    assert (found.owner, found.updated) == ("Ops", "2026-02-10")


STEPS = "\n1. Stop the worker\n2. Start it\n"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Owner: @x · Last reviewed: 2026-03-01\n", {"Owner": "@x", "Last reviewed": "2026-03-01"}),
        ("Owner: @x | Last reviewed: 2026-03-01\n", {"Owner": "@x", "Last reviewed": "2026-03-01"}),
        ("**Owner:** Kim | Status: Draft\n", {"Owner": "Kim", "Status": "Draft"}),
        ("**Status:** Draft | Active\n", {"Status": "Draft | Active"}),
        ("_Owner: Kim_\n", {"Owner": "Kim"}),
        ("*Owner:* Kim\n", {"Owner": "Kim"}),
        ("**Owner**\nPlatform team\n", {"Owner": "Platform team"}),
        ("**Owner**\n\nPlatform team\n", {"Owner": "Platform team"}),
        ("## Owner\n\nPlatform team\n\n## Steps\n", {"Owner": "Platform team"}),
        ("## Owners\n\n- @kim\n- @bo\n\n## Steps\n", {"Owners": "@kim, @bo"}),
        ("**Owner:**\n**Date:**\n", {}),
        ("RTO: ____ | RPO: ____\n", {}),
        ("- **Owner:** Kim\n- **Cluster:** prod\n", {"Owner": "Kim", "Cluster": "prod"}),
        (
            "| Field | Value |\n| - | - |\n| Owner | Kim |\n| Cluster | a |\n| Region | b |\n| RTO | 1 h |\n| Zone | c |\n",
            {"Owner": "Kim", "Cluster": "a", "Region": "b", "RTO": "1 h", "Zone": "c"},
        ),
        ("Zuständig: Kim\nStand: 2026-03-01\n", {"Zuständig": "Kim", "Stand": "2026-03-01"}),
        ("| Owner | Kim |\n| - | - |\n| Status | Draft |\n", {"Owner": "Kim", "Status": "Draft"}),
        ("| Owner | Status |\n| - | - |\n| Kim | Draft |\n", {"Owner": "Kim", "Status": "Draft"}),
        # Work is not what a document says of itself.
        ("1. Check depth:\n   - **Low**: nothing to do\n   - **High**: page the owner\n", {}),
        ("- **Restart**: the worker\n- **Stop**: the proxy\n", {}),
    ],
)
def test_pairs_are_read_as_authors_write_them(text: str, pairs: dict[str, str]) -> None:
    assert dict(parse(f"# T\n\n{text}{STEPS}").metadata) == pairs


def test_pairs_in_italics_stand_at_a_foot_too() -> None:
    found = of(f"# T\n{STEPS}\nWords.\n\n---\n\n_Owner: Kim_\n*Last updated: 2026-03-01*\n")
    assert (found.owner, found.updated) == ("Kim", "2026-03-01")


def test_a_long_value_costs_no_time() -> None:
    spaces = " " * 100_000
    began = time.perf_counter()
    found = dict(parse(f"---\nteam: a{spaces}b # c\nowner:\n  name: d{spaces}e\n---\n# T\n").metadata)
    assert (found["team"], found["owner"]) == (f"a{spaces}b", f"d{spaces}e")
    parse(f"# T\n\nOwner: a{' | a' * 50_000}\n")
    assert time.perf_counter() - began < 5


def test_what_stands_below_a_key_of_front_matter_is_its_value() -> None:
    text = (
        "---\nowner:\n  name: Edge\n  slack: '#edge'\nlast_update:\n  date: 2026-01-01\n  author: Kim\n"
        "oncall:\n  primary: '@a'\n  secondary: '@b'\nmetadata:\n  version: 3\ntags:\n  - db\n---\n# T\n"
    )
    assert dict(parse(text).metadata) == {
        "owner": "Edge",
        "last_update": "2026-01-01",
        "oncall": "primary: @a, secondary: @b",
        "version": "3",
        "tags": "db",
    }
