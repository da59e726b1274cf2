"""Secrets are found by their form, examples are left alone, and no report shows a whole one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import parse
from app.documents.model import Problem

# Put together here, so that no scanner takes this file for a leak.
RANDOM = "q7Rz2Lk9Wx4Tb6Ny8Vd3Hm5Jc1Pf0GsE"
TOKENS = {
    "AWS access key": "AKIA" + "Q7RZ2LK9WX4TB6NY",
    "GitHub token": "ghp_" + RANDOM + "Ab3x",
    "GitLab token": "glpat-" + RANDOM[:20],
    "Slack token": "xoxb-" + RANDOM,
    "Stripe key": "sk_live_" + RANDOM[:24],
    "Google API key": "AIza" + RANDOM + "Ab3",
    "SendGrid key": "SG." + RANDOM[:20] + "." + RANDOM,
    "npm token": "npm_" + RANDOM + "Ab3x",
    "Vault token": "hvs." + RANDOM,
    "signed token": "eyJ" + RANDOM[:12] + ".eyJ" + RANDOM + "." + RANDOM,
}


def secrets(text: str) -> list[Problem]:
    return [one for one in parse(text).problems if one.code == "secret"]


@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize(
    "around", ["{}", "`{}`", "token: {}", "```bash\nexport T={}\n```", "| a | {} |", "https://x.test/?k={}"]
)
def test_known_tokens_are_found_wherever_they_stand(name: str, around: str) -> None:
    found = secrets(f"# A\n\n{around.format(TOKENS[name])}\n")
    assert [one.severity for one in found] == ["error"]
    assert TOKENS[name][8:] not in found[0].message


def test_a_private_key_is_found_and_nothing_of_it_is_shown() -> None:
    begin = "-----BEGIN RSA " + "PRIVATE KEY-----"
    found = secrets(f"```\n{begin}\nMIIEpAIBAAKCAQEA{RANDOM}\n```\n")
    assert [one.line for one in found] == [2]
    assert "MIIE" not in found[0].message


@pytest.mark.parametrize(
    "line",
    [
        "Password for RabbitMQ: `Kx7v!Q2pLm9`",
        "Log in as admin / Kx7v!Q2pLm9",
        "| User | Password |\n| --- | --- |\n| app | Kx7v!Q2pLm9 |",
        "password: Kx7vQ2pLm9",
        "**Password:** `Kx7vQ2pLm9!`",
        "export DB_PASSWORD=Kx7vQ2pLm9",
        'api_key = "Kx7vQ2pLm9aZ"',
        "postgres://app:Kx7vQ2pLm9@db.shop.test/app",
    ],
)
def test_passwords_are_found_by_what_stands_before_them(line: str) -> None:
    found = secrets(line)
    assert len(found) == 1
    assert "Kx7v" not in found[0].message


@pytest.mark.parametrize(
    "line",
    [
        "Password for RabbitMQ: vault:kv2/rabbit-9x",
        "Password for RabbitMQ: see section 4.2.1",
        "Log in as admin / <password1!>",
        "| User | Password |\n| --- | --- |\n| app | changeme123! |\n| db | vault:kv2/db-9x |",
        "password: your-password-1",
        "password: changeme123",
        "password: ********",
        "password: <password1>",
        "password: ${DB_PASSWORD1}",
        "password: $DB_PASSWORD1",
        "password: {{ vault.password1 }}",
        "PASSWORD=$(vault read -field=pw secret/db1)",
        "token: process.env.TOKEN1",
        "Reset the password: see section 4.2.1",
        "secret: db-credentials-v2",
        "The token: expires2026",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "x" * 36,
        "postgres://user:password@localhost/db",
        "postgres://postgres:postgres@localhost/db",
        "https://user:${TOKEN1}@host",
        "secret: https://vault.shop.test/v1/db9",
        "kubectl get secret my-secret2 -o yaml",
        "password policy: 12 characters",
        "access_key: 1234567890abc",
        "token: /run/secrets/token1",
    ],
)
def test_examples_variables_and_words_are_no_secrets(line: str) -> None:
    assert secrets(line) == []


@given(st.text(alphabet="abcdefghjkmnpqrtuvwxyzABCDEFGHJKLMNPQRTUVWXYZ2456789", min_size=10, max_size=60))
def test_no_message_ever_holds_a_whole_secret(word: str) -> None:
    for line in (f"password: {word}", f"ghp_{word}{word}{word}{word}", f"postgres://app:{word}@db/app"):
        assert all(word not in one.message for one in secrets(line))


@pytest.mark.parametrize(
    "line",
    [
        "Authorization: Bearer q7Rz2Lk9Wx4Tb6",
        "curl -u admin:Kx7vQ2pLm9 https://shop.test/health",
        "mysql -uroot -pKx7vQ2pLm9 shop",
        "redis-cli -h cache -a Kx7vQ2pLm9",
        "password: Sommer26",
        "redis://:Kx7vQ2pLm9@cache:6379",
        "tool --password Kx7vQ2pLm9",
        "curl -uroot:Kx7vQ2pLm9 https://shop.test/health",
        "mysqldump --single-transaction -uroot -p'Kx7vQ2pLm9' shop",
        "mongosh -u root -p Kx7vQ2pLm9",
        "ldapsearch -D cn=admin -w Kx7vQ2pLm9",
        "Passwort: Kx7vQ2pLm9",
        "contraseña: Kx7vQ2pLm9",
        "пароль: Kx7vQ2pLm9",
        "密码：Kx7vQ2pLm9",
        "パスワード: Kx7vQ2pLm9",
    ],
)
def test_passwords_are_found_in_headers_and_options(line: str) -> None:
    found = secrets(f"# A\n\n```bash\n{line}\n```\n")
    assert [one.line for one in found] == [4]
    assert "7v" not in found[0].message
    assert "Sommer" not in found[0].message


@pytest.mark.parametrize(
    "line",
    [
        "curl -u admin:winter https://shop.test",
        "mysql -uroot -pWinter shop",
        'curl -H "Authorization: Bearer qkRzLkWxTbNyVdHmJcPfGsEAbx"',
    ],
)
def test_a_password_of_letters_alone_is_found_where_only_a_password_can_stand(line: str) -> None:
    found = secrets(f"```bash\n{line}\n```\n")
    assert [one.line for one in found] == [2]
    assert "inter" not in found[0].message


def test_a_user_is_named_without_the_option_before_it() -> None:
    (found,) = secrets("```bash\ncurl -uroot:Kx7vQ2pLm9 https://shop.test\n```\n")
    assert "“root”" in found.message


def test_the_end_of_a_private_key_is_found_alone() -> None:
    end = "-----END " + "PRIVATE KEY-----"
    assert secrets(f"```\nMIIEpAIBAAKCAQEA{RANDOM}{RANDOM[:20]}\n{end}\n```\n")


@pytest.mark.parametrize(
    "line",
    [
        "curl -u admin:$PASS https://x",
        "curl -u user:pass https://x",
        "curl -u USER:PASSWORD https://x",
        "curl -u root:root https://x",
        "mysql -u root -p shop",
        "mysql -uroot -pPASS shop",
        "tool --token string",
        "Authorization: Bearer $TOKEN1",
        "Authorization: Bearer your-access-token-from-the-vault",
        "mongosh --port 27017 -u root -p",
        "docker run -p 8080:80 nginx",
    ],
)
def test_variables_and_prompts_in_commands_are_no_secrets(line: str) -> None:
    assert secrets(f"```bash\n{line}\n```\n") == []
