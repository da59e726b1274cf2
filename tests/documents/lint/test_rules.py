"""What each rule finds, and what it must leave alone."""

from datetime import date

import pytest

from app.documents import parse
from app.documents.lint import lint_dates

HEAD = "# Restart the proxy\n\n**Owner:** Ada\n**Last reviewed:** 2026-02-10\n\n"
STEPS = "1. Tell the on-call engineer.\n2. Restart the proxy.\n\n"


def found(text: str, code: str, head: str = HEAD + STEPS) -> list[int]:
    """The lines of the text, counted from 1, where this code stands."""
    before = head.count("\n")
    return [problem.line - before for problem in parse(head + text).problems if problem.code == code]


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse(text).problems]


def test_a_sound_document_has_no_problem() -> None:
    document = parse(HEAD + STEPS)
    assert document.problems == ()
    assert (document.readiness.score, document.readiness.state) == (100, "Untested")


def test_problems_come_by_line_with_a_hint() -> None:
    problems = parse("TBD\n\n# A\n\n[Name]\n\n## B\n").problems
    assert [one.line for one in problems] == sorted(one.line for one in problems)
    assert all(one.hint and one.severity in ("error", "warning", "info") for one in problems)


@pytest.mark.parametrize("owner", ["", "TBD", "[Name]", "<name>", "_Pending_", "n/a", "?", "YYYY"])
def test_a_promise_is_no_owner(owner: str) -> None:
    assert "no-owner" in codes(f"# Restart\n\n**Owner:** {owner}\n\n{STEPS}")


@pytest.mark.parametrize(
    "line", ["**Maintained by:** SRE", "- Author: Ada", "> **Team:** Platform", "**Owner**: @ada"]
)
def test_an_owner_has_many_names(line: str) -> None:
    assert "no-owner" not in codes(f"# Restart\n\n{line}\n\n{STEPS}")


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("Draft", True),
        ("✅ Approved", True),
        ("In Review", True),
        ("[Draft | Active]", True),
        ("Current", True),
        ("Superseded by the new one", True),
        ("🟠 Not Started", False),
    ],
)
def test_a_status_is_known_or_told(value: str, known: bool) -> None:
    assert (
        "unknown-status" not in codes(f"{HEAD}**Status:** {value}\n\n{STEPS}".replace("10\n\n**S", "10\n**S"))
    ) is known


@pytest.mark.parametrize(
    ("line", "day", "code"),
    [
        ("**Next review:** 2026-03-01", date(2026, 3, 1), ""),
        ("**Next review:** 2026-03-01", date(2026, 3, 2), "review-overdue"),
        ("**Review by:** March 1, 2026", date(2026, 3, 2), "review-overdue"),
        ("**Last updated:** 1 March 2025", date(2026, 3, 1), ""),
        ("**Last updated:** 1 March 2025", date(2026, 3, 2), "stale-date"),
        ("**Last updated:** 03/04/2025", date(2030, 1, 1), ""),
        ("**Last updated:** 2025-13-45", date(2030, 1, 1), ""),
        ("**Next review:** 2031-01-01\n**Last updated:** 2020-01-01", date(2030, 1, 1), ""),
    ],
)
def test_dates_are_judged_on_the_day_that_is_given(line: str, day: date, code: str) -> None:
    problems = lint_dates(parse(f"# Restart\n\n{line}\n"), day)
    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize("date_", ["31 April 2026", "03/04/2026", "2026-02-30"])
def test_a_date_that_states_no_day_is_told_as_such(date_: str) -> None:
    problems = parse(f"# Restart\n\n**Owner:** Ada\n**Last reviewed:** {date_}\n\n{STEPS}").problems
    assert [one.message for one in problems] == [f"The date “{date_}” could not be read: it states no day."]


@pytest.mark.parametrize(
    "step", ["Proxy logs", "Weekly summary report", "**Security audit**", "Step 3: The database"]
)
def test_a_step_without_a_verb_is_vague(step: str) -> None:
    assert found(f"3. {step}\n", "vague-step") == [1]


@pytest.mark.parametrize(
    "step",
    [
        "Check the logs",
        "Step 3: Check the logs",
        "All tests passing",
        "Code reviewed and approved",
        "If it fails, call Ada",
        "The health endpoint returns 200",
        "CPU usage < 70%",
        "Carefully restart it",
        "[Step 3]",
        "`top -c`",
        "確認する",
        "Database:\n   ```bash\n   psql\n   ```",
        "The database\n   - Restart it",
    ],
)
def test_a_step_that_says_what_to_do_is_not_vague(step: str) -> None:
    assert found(f"3. {step}\n", "vague-step") == []


def test_what_must_be_there_is_nothing_to_do() -> None:
    text = "## Prerequisites\n\n- [ ] VPN access\n- [ ] Admin rights\n\n## Steps\n\n1. VPN access\n"
    assert found(text, "vague-step", HEAD) == [8]


def test_another_language_is_not_judged_by_english_verbs() -> None:
    text = "# Dienst neu starten\n\n1. Dienst anhalten\n2. Protokoll lesen und Dienst starten\n"
    assert not {"vague-step", "many-actions", "no-escalation"} & set(codes(text))


@pytest.mark.parametrize(
    "step",
    [
        "Drain the node and restart the proxy",
        "Stop the proxy; start the proxy",
        "Stop it now, then start it again",
    ],
)
def test_several_actions_in_one_step(step: str) -> None:
    assert found(f"3. {step}\n", "many-actions") == [1]


@pytest.mark.parametrize(
    "step",
    [
        "Restart the proxy and check the log",
        "Drain the node, then verify that it is empty",
        "Review and approve the change",
        "Check CPU, memory and disk",
        "Read the log and the dashboard",
    ],
)
def test_one_action_on_several_things_is_one(step: str) -> None:
    assert found(f"3. {step}\n", "many-actions") == []


def run(*lines: str) -> str:
    return "   ```bash\n" + "".join(f"   {line}\n" for line in lines) + "   ```\n"


RESTART = run("systemctl restart proxy")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"3. Restart it\n{RESTART}", [2]),
        (f"3. Restart it\n{RESTART}   **Expect:** running\n", []),
        (f"3. Restart it\n{RESTART}   - [ ] It runs\n", []),
        ("3. Restart it\n   ```\n   $ systemctl restart proxy\n   done\n   ```\n", []),
        ("3. Go there\n   ```bash\n   cd /srv\n   ```\n", []),
        # What only reads is judged by who reads it.
        (f"3. Show it\n{run('systemctl status proxy')}", []),
        (f"3. Show it\n{run('kubectl -n shop get pods', 'kubectl logs x')}", []),
        (f"3. Edit it\n{run('kubectl edit deployment x')}", []),
        (f"3. Ask it\n{run('curl -fsS https://a.example/health')}", []),
        (f"3. Tell it\n{run('curl -X POST https://a.example/reload')}", [2]),
        # The same fence looks, or a later step does.
        (f"3. Restart it\n{run('systemctl restart proxy', 'systemctl status proxy')}", []),
        (f"3. Restart it\n{run('systemctl restart proxy && systemctl status proxy')}", []),
        (f"3. Restart it\n{RESTART}4. Check the dashboard\n", []),
        (f"3. Restart it\n{RESTART}4. Show it\n{run('systemctl status proxy')}", []),
        (f"3. Check the dashboard\n4. Restart it\n{RESTART}", [3]),
        # What stands in a fence says nothing of it, however many marks the fence has.
        (f"3. Restart it\n{RESTART}   ````text\n   ```\n   it should run\n   ````\n", [2]),
        (f"3. Restart it\n{RESTART}   ~~~text\n   it should run\n   ~~~\n", [2]),
        # A line that goes on is one command.
        ("3. Show it\n" + run("kubectl get pods \\", "  --all-namespaces"), []),
        ("3. Set it\n   ```sql\n   SELECT a\n   FROM b;\n   UPDATE b SET a = 1;\n   ```\n", [2]),
        ("3. Show it\n   ```sql\n   SELECT a\n   FROM b;\n   ```\n", []),
    ],
)
def test_after_a_command_that_changes_something_somebody_looks(text: str, lines: list[int]) -> None:
    assert found(text, "no-expectation") == lines


def test_another_procedure_does_not_look_for_this_one() -> None:
    text = f"# Guide\n\n## Common tasks\n\n### Restart it\n1. Restart\n{RESTART}\n### Check it\n1. Check the log\n"
    assert found(text, "no-expectation", head="") == [7]


@pytest.mark.parametrize(
    "step",
    [
        "Reiniciar el servidor",
        "Den Dienst neu starten",
        "Redémarrer le service",
        "Het systeem herstarten",
        "Перезапустить сервис",
    ],
)
def test_a_step_in_another_language_is_not_judged_by_english_verbs(step: str) -> None:
    """Neither in a text of its own language nor between English ones."""
    assert found(f"3. {step}\n", "vague-step") == []
    alone = f"# T\n\n1. {step}\n2. {step} y luego otra cosa\n"
    assert not {"vague-step", "many-actions"} & set(codes(alone))


def test_an_english_step_without_a_verb_is_told() -> None:
    assert found("3. The database\n", "vague-step") == [1]


@pytest.mark.parametrize("warning", ["谨慎操作", "ВНИМАНИЕ", "Achtung, Daten weg", "Cuidado"])
def test_a_warning_may_stand_in_another_language(warning: str) -> None:
    assert found(f"3. {warning}\n" + run("prisma migrate reset --force"), "unguarded-command") == []
    assert found("3. Weg\n" + run("prisma migrate reset --force"), "unguarded-command") == [3]


def typed(command: str, before: str = "Clean up, expected output: none") -> str:
    return f"3. {before}\n\n   ```bash\n   {command}\n   ```\n"


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf /var/lib/proxy",
        'psql -c "DROP TABLE users"',
        'psql -c "DELETE FROM users"',
        "kubectl delete namespace shop",
        "kubectl -n shop delete pvc data-0",
        "terraform destroy",
        "helm uninstall proxy",
        "aws ec2 terminate-instances --instance-ids i-1",
        "git push --force origin main",
        "redis-cli FLUSHALL",
        "dd if=/dev/zero of=/dev/sda",
        "docker system prune -a",
        "rabbitmqctl purge_queue orders",
        "kafka-consumer-groups --group g --reset-offsets --to-latest --topic t --execute",
    ],
)
def test_a_destructive_command_needs_a_warning(command: str) -> None:
    assert found(typed(command), "unguarded-command") == [4]
    assert found(typed(command, "**Warning:** data is lost. Clean up"), "unguarded-command") == []
    assert found(typed(f"# Careful: cannot be undone\n   {command}"), "unguarded-command") == []


@pytest.mark.parametrize(
    "order", ["Delete the database", "Delete all data", "Wipe the disk", "Destroy the cluster"]
)
def test_an_order_to_destroy_is_no_warning_about_itself(order: str) -> None:
    text = f"## {order}\n\n```bash\ndropdb main\n```\n"
    assert found(text, "unguarded-command") == [4]
    assert (
        found(f"{text}".replace("```bash", "This deletes every order.\n\n```bash"), "unguarded-command") == []
    )


def test_a_command_that_goes_on_below_is_one() -> None:
    text = "3. Clean up, expected output: none\n" + run(
        "echo a", "kafka-topics --bootstrap-server b \\", "  --delete --topic t"
    )
    assert found(text, "unguarded-command") == [4]


@pytest.mark.parametrize(
    ("step", "lines"),
    [
        ("Run `sudo rm -rf /var/lib/x`", [1]),
        ("Free it:\n   - Run `sudo rm -rf /var/lib/x`", [2]),
        ("Never run `sudo rm -rf /var/lib/x`", []),
        ("Call Ada instead of `sudo rm -rf /var/lib/x`", []),
        ("**Warning:** all is lost. Run `sudo rm -rf /var/lib/x`", []),
        ("Look at `df -h`", []),
        (f"Run `dropdb main`:\n{run('dropdb main')}", [3]),
    ],
)
def test_a_destructive_command_between_backticks_needs_a_warning_too(step: str, lines: list[int]) -> None:
    """A run offers it to copy as it offers those of a fence."""
    assert found(f"3. {step}\n", "unguarded-command") == lines


@pytest.mark.parametrize(
    "command",
    [
        "rm -rf /tmp/build",
        "rm old.log",
        "kubectl delete pod proxy-1",
        'psql -c "DELETE FROM users WHERE id = 1"',
        "terraform destroy --dry-run",
        "git push --force-with-lease",
        "helm list",
    ],
)
def test_what_can_be_had_back_needs_no_warning(command: str) -> None:
    assert found(typed(command), "unguarded-command") == []


@pytest.mark.parametrize(
    ("title", "more", "lacks"),
    [
        ("Deploy the API", "", True),
        ("Database migration", "", True),
        ("Release to production", "Deploy it to production.\n", True),
        ("Release a library", "", False),
        ("Deploy the API", "## Rollback\n\nRun it backwards.\n", False),
        ("Deploy the API", "3. If it fails, revert the change.\n", False),
        ("Deploy the API", "See [how to go back](rollback.md).\n", False),
        ("Failed deployment", "", False),
        ("Deploy the API", "- [ ] Rollback plan documented\n", True),
    ],
)
def test_a_deployment_needs_a_way_back(title: str, more: str, lacks: bool) -> None:
    head = HEAD.replace("Restart the proxy", title) + STEPS
    assert bool(found(more, "no-rollback", head)) is lacks


@pytest.mark.parametrize(
    ("last", "lacks"),
    [
        ("Start it.", True),
        ("Call the network team.", False),
        ("Talk with the developers.", False),
        ("Escalate to Ada.", False),
    ],
)
def test_a_runbook_says_whom_to_call(last: str, lacks: bool) -> None:
    assert bool(found(f"1. Stop the proxy.\n2. {last}\n", "no-escalation", HEAD)) is lacks


def test_whom_to_call_may_stand_in_the_front_matter() -> None:
    text = "# Restart runbook\n\n1. Stop the proxy.\n2. Start the proxy.\n"
    assert "no-escalation" in codes(text)
    assert "no-escalation" not in codes(f"---\noncall:\n  primary: Ada\n---\n{text}")


@pytest.mark.parametrize(
    ("link", "lines"),
    [
        ("#rollback", [1]),
        ("#roll-back", []),
        ("#Roll_Back", []),
        ("#user-content-roll-back", []),
        ("#own", []),
        ("#L12", []),
        ("#", []),
        ("other.md#x", []),
    ],
)
def test_links_lead_to_headings(link: str, lines: list[int]) -> None:
    text = f'See [there]({link}).\n\n<a name="own"></a>\n\n## Roll back!\n\nText.\n'
    assert found(text, "broken-anchor") == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## A\n\n## B\n\nText\n", [1]),
        ("## A\n\n### B\n\nText\n", []),
        ("## A\n\n### B\n\n## C\n\nText\n", [3]),
        ("## A\n", [1]),
        ("A\n---\n\nText\n", []),
        ("## A\n\n<!-- how to write it -->\n\n## B\n\nText\n", [1]),
    ],
)
def test_a_heading_keeps_its_promise(text: str, lines: list[int]) -> None:
    assert found(text, "empty-section") == lines


CONTACTS = "## Contacts\n\n"
TABLE = CONTACTS + "| Role | Name | Contact |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{TABLE}| Lead | Ada | |\n| DBA | Ben | +41 44 000 00 00 |\n", [5]),
        (f"{TABLE}| Lead | Ada | N/A |\n", [5]),
        (f"{TABLE}| Lead | Ada | #ops |\n", []),
        (f"{CONTACTS}- Lead: Ada\n- DBA: ben@shop.test\n", [3]),
        (f"{CONTACTS}- Lead: Ada\n  - Phone 044 000 00 00\n", []),
        ("| Metric | Value | Contact |\n|---|---|---|\n| CPU | 3 | |\n", []),
        ("## Contacts\n\nWrite to ops@shop.test.\n\n1. Restart it\n2. Start the proxy\n", []),
    ],
)
def test_a_contact_can_be_reached(text: str, lines: list[int]) -> None:
    assert found(text, "no-channel") == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- Latency threshold: 500\n", [1]),
        ("- **Threshold:** > 80\n", [1]),
        ("- Latency threshold: 500 ms\n", []),
        ("- Threshold: > 80%\n", []),
        ("**Error count:**\n- Alert: > 5\n", []),
        ("- Connection limit: 100\n", []),
        ("| Metric | Threshold |\n|---|---|\n| Latency | > 500 |\n| Latency | 2 s |\n", [3]),
        ("| Metric | Threshold (ms) |\n|---|---|\n| Latency | > 500 |\n", []),
        ("| Metric | Threshold | Unit |\n|---|---|---|\n| Latency | 500 | ms |\n", []),
    ],
)
def test_a_threshold_has_a_unit(text: str, lines: list[int]) -> None:
    assert found(text, "no-unit") == lines


def test_blanks_of_messages_and_templates_are_what_they_are_for() -> None:
    assert found("Region: [Region]\n", "blank") == [1]
    assert found("```\nDear [Name],\n```\n", "blank") == []
    assert found("````text\n```\nDear [Name],\n```\n[Name]\n````\n\nRegion: [Region]\n", "blank") == [8]
    assert found("Ask for <region>.\n", "blank") == []
    assert "blank" not in codes("# Handover template\n\nRegion: [Region]\n")


def test_no_rule_drowns_the_others() -> None:
    assert codes(HEAD + STEPS + "This is TBD.\n" * 500).count("gap") == 100
