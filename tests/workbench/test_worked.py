"""What the read model keeps of finished runs: a digest each, in order, bounded, and gone when the run goes on."""

import json
import sqlite3

from app.workbench import worked
from app.workbench.readmodel import Applied, ReadModel
from app.workbench.rows import Row
from tests.workbench.desk import ENOUGH, RUN, Desk, with_run

DIGEST = '[60,[["abc",60,""]]]'


def ended(number: int, at: int) -> Row:
    stream = f"run/{number:016}"
    return Row(stream, "run", stream[4:], parent="doc", state="finished", ended=at, worked=DIGEST)


def kept(model: ReadModel) -> int:
    return model.number("SELECT COUNT(*) FROM worked")


def test_the_latest_digests_of_a_document_come_first_and_only_so_many() -> None:
    sql = sqlite3.connect(":memory:")
    sql.executescript(worked.SCHEMA)
    for number in range(worked.MOST_RUNS + 50):
        worked.put(sql, f"run/{number}", "doc", number, str(number))
    worked.put(sql, "run/other", "another", 10_000, "other")
    found = worked.of(sql, "doc")
    assert len(found) == worked.MOST_RUNS
    assert found[:2] == (str(worked.MOST_RUNS + 49), str(worked.MOST_RUNS + 48))
    assert worked.of(sql, "another") == ("other",)
    sql.close()


def test_reading_them_walks_an_index_and_not_all_runs() -> None:
    """A document of few runs costs the same beside five thousand of another."""
    sql = sqlite3.connect(":memory:")
    sql.executescript(worked.SCHEMA)
    plan = sql.execute(
        "EXPLAIN QUERY PLAN SELECT digest FROM worked WHERE parent = 'a' ORDER BY ended DESC LIMIT 200"
    ).fetchall()
    assert [row[-1] for row in plan] == ["SEARCH worked USING INDEX worked_by_parent (parent=?)"]
    sql.close()


def test_a_run_that_goes_on_has_no_digest_and_one_that_ends_again_has_one() -> None:
    desk = with_run(Desk())
    desk.act("check-step", RUN, {"step": "s1", "done": True})
    desk.act("finish-run", RUN, ENOUGH)
    model = desk.workbench.engine.model
    assert kept(model) == 1
    desk.act("reopen-run", RUN)
    assert kept(model) == 0
    desk.act("finish-run", RUN, ENOUGH)
    (digest,) = worked.of(model.sql, "b" * 16)
    assert len(json.loads(digest)[1]) == 3


def test_a_tick_leaves_the_digests_of_other_runs_alone() -> None:
    model = ReadModel()
    model.put([ended(number, number) for number in range(3)], Applied(1, "x"))
    before = worked.of(model.sql, "doc")
    model.put([Row("run/open", "run", "open", parent="doc", state="open", done=1)], Applied(2, "y"))
    assert worked.of(model.sql, "doc") == before


def test_a_digest_is_a_few_bytes_a_step() -> None:
    steps = "".join(f"{number}. Step number {number} of a long list\n" for number in range(1, 501))
    desk = with_run(Desk(), f"# Long\n\n{steps}")
    desk.act("finish-run", RUN, ENOUGH)
    (digest,) = worked.of(desk.workbench.engine.model.sql, "b" * 16)
    assert len(digest) < 500 * 25
