"""`python -m app lint`: what it prints in each format, how it exits, which settings hold."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main as app
from app.documents import Document, parse
from app.documents.lint import RULES
from app.documents.lint.cli import main

SOUND = """# Restart the proxy

**Owner:** Platform team
**Last reviewed:** 2026-02-10

1. Tell the on-call engineer that the proxy restarts.
2. Restart the proxy, see [the network](network.md#routes).
"""
NETWORK = (
    SOUND.replace("the proxy, see [the network](network.md#routes)", "it")
    + "\n## Routes\n\nThey are fixed.\n"
)
DAY = ["--today", "2026-03-01"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("docs/proxy.md", SOUND)
    write("docs/network.md", NETWORK)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_sound_documents_exit_with_0_and_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert app(["lint", "docs", *DAY]) == 0
    assert lines(capsys) == []


def test_a_warning_is_printed_and_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/proxy.md", SOUND + "\nThe rest is TBD.\n")
    assert main(["docs", *DAY]) == 0
    assert lines(capsys) == ["docs/proxy.md:9: gap This is still open: “TBD”."]


def test_an_error_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/proxy.md", SOUND.replace("network.md#routes", "gone.md"))
    assert main(["docs", *DAY]) == 1
    assert lines(capsys) == ["docs/proxy.md:7: broken-link “gone.md” is not there."]


def test_links_are_checked_among_the_files_and_on_the_disk(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/network.md").write_text(NETWORK.replace("## Routes", "## Ways"), encoding="utf-8")
    assert main(["docs", *DAY]) == 1
    assert lines(capsys) == [
        "docs/proxy.md:7: broken-anchor “network.md#routes” leads to no heading of that document."
    ]
    # The file is there, but what is in it was not asked for.
    assert main(["docs/proxy.md", *DAY]) == 0


@pytest.mark.parametrize(
    "target",
    [
        "../docs/network.md",
        "./network.md",
        "network.md?raw=1#routes",
        "net%77ork.md",
        "https://x.test/gone.md",
        "gone.png",
        "{{ page }}.md",
        "/root/gone.md",
    ],
)
def test_links_that_cannot_be_called_broken(target: str) -> None:
    write("docs/proxy.md", SOUND.replace("network.md#routes", target))
    assert main(["docs", *DAY]) == 0


def test_dates_are_judged_on_the_given_day_or_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--today", "2030-01-01"]) == 0
    assert [line.split()[1] for line in lines(capsys)] == ["stale-date", "stale-date"]
    write("docs/network.md", NETWORK.replace("2026-02-10", "2001-01-01"))
    assert main(["docs/network.md"]) == 0
    assert "stale-date" in capsys.readouterr().out


def test_folders_are_walked_and_files_are_taken_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b/x.markdown", "b/y.MD", "b/z.txt", "b/.hidden/n.md", "b/node_modules/n.md"):
        write(name, "")
    assert main(["b"]) == 1
    assert [line.split(":")[0] for line in lines(capsys)] == ["b/x.markdown", "b/y.MD"]
    assert main(["b/z.txt", "b/z.txt"]) == 1
    assert len(lines(capsys)) == 1


def test_a_file_that_is_no_text_is_one_error_and_the_others_are_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("docs/a.md").write_bytes(b"\x00\x01\x02")
    assert main(["docs", *DAY]) == 1
    found = lines(capsys)
    assert len(found) == 1
    assert found[0].startswith("docs/a.md:1: unreadable docs/a.md is not text")


def test_a_file_on_which_the_parser_fails_is_one_error_and_the_others_are_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(text: str, name: str) -> Document:
        if "Routes" in text:
            raise RuntimeError("too deep")
        return parse(text, name)

    monkeypatch.setattr(import_module("app.documents.lint.cli.examine"), "parse", failing)
    write("docs/proxy.md", SOUND.replace("network.md#routes", "gone.md"))
    assert main(["docs", *DAY]) == 1
    assert lines(capsys) == [
        "docs/network.md:1: unreadable docs/network.md cannot be checked: Sophie failed on it (RuntimeError: too deep).",
        "docs/proxy.md:7: broken-link “gone.md” is not there.",
    ]


def test_settings_that_leave_every_file_out_are_no_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    write("sophie.toml", '[lint]\nexclude = ["docs/*"]\n')
    assert main(["docs", *DAY]) == 0
    assert lines(capsys) == []


def broken(capsys: pytest.CaptureFixture[str], form: str) -> str:
    write("docs/proxy.md", SOUND.replace("network.md#routes", "gone,1.md") + "\n100% TBD: [Name]\n")
    assert main(["docs", "--format", form, *DAY]) == 1
    return capsys.readouterr().out


def test_json_holds_everything_a_program_needs(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(broken(capsys, "json"))
    assert found["problems"][0] == {
        "file": "docs/proxy.md",
        "line": 7,
        "severity": "error",
        "code": "broken-link",
        "message": "“gone,1.md” is not there.",
        "hint": RULES["broken-link"].hint,
    }
    assert found["files"] == [
        {"file": "docs/network.md", "score": 100, "state": "Untested"},
        {"file": "docs/proxy.md", "score": 89, "state": "Untested"},
    ]


def test_github_lines_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    found = broken(capsys, "github").splitlines()
    assert found[0].startswith(
        "::error file=docs/proxy.md,line=7,title=broken-link::“gone,1.md” is not there. "
    )
    assert {line.split(" ")[0] for line in found} == {"::error", "::warning"}
    write("docs/a,b.md", "")
    assert main(["docs/a,b.md", "--format", "github"]) == 1
    assert "file=docs/a%2Cb.md" in capsys.readouterr().out


def test_sarif_names_rules_and_places(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/with space.md", "")
    log: dict[str, Any] = json.loads(broken(capsys, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["id"] in rule["help"]["text"] for rule in rules)
    # An address of a rule must be absolute, and none is known here.
    assert not any("helpUri" in rule for rule in rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["region"]["startLine"] >= 1
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert uris == {"docs/proxy.md", "docs/with%20space.md"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "Name a file or a folder"),
        (["none.md"], "none.md is not there"),
        (["empty"], "There is no Markdown file in empty"),
        (["docs", "--format", "xml"], "There is no format 'xml'"),
        (["docs", "--today", "yesterday"], "'yesterday' is no day"),
        (["docs", "--fast"], "--fast"),
        (["docs", "--today"], "Argument --today"),
        (["docs", "--config", "none.toml"], "none.toml cannot be read"),
    ],
)
def test_bad_use_exits_with_2_and_says_why(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err


def test_help_is_no_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "python -m app lint PATH..." in capsys.readouterr().out


@pytest.mark.parametrize(("file", "table"), [("sophie.toml", "lint"), ("pyproject.toml", "tool.sophie.lint")])
def test_settings_switch_codes_off_and_change_severities(
    file: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("docs/proxy.md", SOUND.replace("network.md#routes", "gone.md") + "\nTBD\n")
    write(file, f'[{table}]\noff = ["broken-link"]\n\n[{table}.severity]\ngap = "error"\n')
    assert main(["docs", *DAY]) == 1
    assert [line.split()[1] for line in lines(capsys)] == ["gap"]


def test_excluded_paths_are_seen_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/old/a.md", "")
    write("sophie.toml", '[lint]\nexclude = ["docs/old/*"]\n')
    assert main(["docs", *DAY]) == 0
    monkeypatch.chdir("docs")
    assert main([".", *DAY]) == 0


def test_the_nearest_settings_count_and_a_project_without_them_is_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("sophie.toml", '[lint]\noff = ["unreadable"]\n')
    write("a/pyproject.toml", '[project]\nname = "a"\n')
    write("a/x.md", "")
    monkeypatch.chdir("a")
    assert main(["x.md"]) == 0
    write("sophie.toml", "[lint]\n")
    assert main(["x.md"]) == 1


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("[lint", "is not TOML"),
        ("lint = 3", "are no table"),
        ('[lint]\nof = ["gap"]', "there is no setting 'of'"),
        ('[lint]\noff = "gap"', "off is a list of texts"),
        ("[lint]\nexclude = [1]", "exclude is a list of texts"),
        ('[lint]\noff = ["gaps"]', "there is no code 'gaps'"),
        ('[lint.severity]\ngaps = "error"', "there is no code 'gaps'"),
        ('[lint.severity]\ngap = "fatal"', "gap cannot be 'fatal'"),
        ("[lint]\nseverity = 1", "severity is a table"),
    ],
)
def test_bad_settings_are_refused_in_a_sentence(
    settings: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("sophie.toml", settings)
    assert main(["docs", *DAY]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
    assert said.err.count("\n") == 1


def test_named_settings_count_before_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/proxy.md", SOUND + "\nTBD\n")
    write("strict.toml", '[lint.severity]\ngap = "error"\n')
    assert main(["docs", *DAY, "--config", "strict.toml"]) == 1
    write("empty.toml", "")
    assert main(["docs", *DAY, "--config", "empty.toml"]) == 2
    assert "empty.toml has no [lint]" in capsys.readouterr().err
