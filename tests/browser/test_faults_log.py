"""Faults of the log alone, as fast as a disk takes them: three writers, dead connections, and acts that cannot be kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from build.serve import Server
from tests.browser.lab import Lab, bundle
from tests.browser.profile import Profile
from tests.browser.tally import Tally

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.engines]

# So many transactions begin on a connection that the browser has dropped.
DEAD = """name => {
  const begin = IDBDatabase.prototype.transaction;
  let left = 2;
  IDBDatabase.prototype.transaction = function (...given) {
    if (left-- > 0) throw new DOMException("The connection is gone.", name);
    return begin.apply(this, given);
  };
}"""
# Acts that no disk can hold stand between good ones; who is refused says so, and holds up nobody.
POISONED = """async () => {
  const kept = [], refused = [];
  const event = (body) => ({ ...lab.event("x"), body });
  for (const act of [
    () => lab.act(),
    () => lab.act([event(() => 1)]),
    () => lab.act(),
    () => lab.log.receive({ v: 1, id: "a".repeat(16), name: "add-note", stream: "run/x", args: { text: Symbol() } }, "tab"),
    () => lab.act(),
    () => lab.act([event("\\ud800")]),
    () => lab.act(),
  ]) {
    try { kept.push(await act()); } catch (error) { refused.push(String(error.message)); }
  }
  return { kept, refused };
}"""
CLEAR_WHILE_WRITING = """async () => {
  const saved = [];
  let ends = false;
  const writing = (async () => { while (!ends) saved.push([performance.now(), await lab.act()]); })().catch(String);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await new Promise((resolve) => { indexedDB.deleteDatabase("sophie").onsuccess = resolve; });
  await new Promise((resolve) => setTimeout(resolve, 300));
  ends = true;
  return { saved: saved.map(([, id]) => id), failed: await writing ?? "", lost: await lab.log.lost().catch(({ code }) => code) };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("lab"))


@pytest.fixture
def site(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        yield server


@pytest.mark.fault("F5", "three tabs writing as fast as they can")
def test_three_writers_make_one_chain(profile: Profile, tally: Tally) -> None:
    labs = [Lab(profile) for _ in range(3)]
    for lab in labs:
        lab.start("lab.burst(60)")
    for lab in labs:
        lab.wait_until_told("saved", 60)
    found = labs[0].run("lab.look()")
    tally.count([cmd for lab in labs for cmd in lab.told("saved")], found["commands"])
    tally.tell("nothing to tell: one chain, no gap, no fork")
    assert found["report"]["isWhole"]
    assert len(found["report"]["chains"]) == 1
    assert len(found["commands"]) == 180


@pytest.mark.fault("F12", "connection dropped by the browser, twice at each act")
def test_an_act_on_a_dead_connection_is_tried_again_on_a_fresh_one(profile: Profile, tally: Tally) -> None:
    lab = Lab(profile)
    kept = [lab.run("lab.act()")]
    for name in ("InvalidStateError", "UnknownError", "AbortError"):
        lab.page.evaluate(DEAD, name)
        kept.append(lab.run("lab.act()"))
    found = lab.run("lab.look()")
    tally.count(kept, found["commands"])
    tally.tell("nothing to tell: opened again, the same ids written")
    assert set(found["commands"].values()) == {2}
    assert found["report"]["isWhole"]


@pytest.mark.fault("F18", "acts that cannot be stored between good ones")
def test_an_act_that_cannot_be_kept_holds_up_no_other(profile: Profile, tally: Tally) -> None:
    lab = Lab(profile)
    done = lab.run(POISONED)
    found = lab.run("lab.look()")
    tally.count(done["kept"], found["commands"])
    tally.tell("each refused one by an error of its own")
    assert len(done["kept"]) == 4
    assert len(done["refused"]) == 3
    assert set(found["commands"]) == set(done["kept"])
    assert found["report"]["isWhole"]


@pytest.mark.fault("F28", "database deleted while acts are written")
def test_a_log_deleted_while_it_is_written_is_said_and_nothing_is_acknowledged_after(
    profile: Profile, tally: Tally
) -> None:
    lab = Lab(profile)
    done = lab.run(CLEAR_WHILE_WRITING)
    lab.wait_until_told("closed")
    assert lab.told("closed")[0].startswith("Another tab changed or removed this workspace's database.")
    assert done["failed"]
    tally.count_taken(len(done["saved"]))
    tally.tell(
        "“Another tab changed or removed this workspace's database.”; no act is called saved after that"
    )
    # Nothing of it was written into a new database behind the person's back.
    assert Lab(profile).run("lab.look()")["commands"] == {}
