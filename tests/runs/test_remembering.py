"""Which answers of earlier runs may be offered again."""

import pytest

from app.runs.remembering import is_offered


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Host", "mq-1"),
        ("Namespace", "checkout"),
        ("Dashboard", "https://grafana.example.org/d/abc123/latency-and-errors-overview"),
        ("Ticket", "OPS-4411"),
        ("Server", "db-2.eu-central-1.compute.example.org:5432"),
    ],
)
def test_an_ordinary_answer_is_offered(field: str, value: str) -> None:
    assert is_offered(field, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("DB password", "x"),
        ("API key", "x"),
        ("api_key", "x"),
        ("Access token", "x"),
        ("PIN", "1234"),
        ("One-time code", "123456"),
        ("Host", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
        ("Address", "postgres://app:hunter2@db/app"),
        ("Key", "-----BEGIN PRIVATE KEY-----"),
        ("Host", ""),
        ("Host", "   "),
        ("Host", "x" * 201),
        ("Host", "a\nb"),
    ],
)
def test_what_looks_secret_is_never_offered(field: str, value: str) -> None:
    assert not is_offered(field, value)
