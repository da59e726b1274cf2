"""How long a tick takes in the engine: milliseconds for 50, 200 and 500 steps, over a log of 50,000 events.

Run it by hand: python -m tests.workbench.bench_tick
"""

import json
import sys
from statistics import median
from time import perf_counter
from typing import Any

from app import views
from tests.workbench.desk import Desk

OTHERS = 50_000
EVENTS_A_RUN = 25
TICKS = 40
STEP = """{n}. Do the thing number {n}

     ```bash
     systemctl status api-{n}
     ```

     Expected output: active
"""


def text(steps: int) -> str:
    return f"# A run of {steps}\n\n" + "".join(STEP.format(n=n) for n in range(1, steps + 1))


def id_of(number: int) -> str:
    return f"{number:0>16}".translate(str.maketrans("0123456789", "abcdefghij"))


def worked_in(desk: Desk, events: int) -> None:
    """Many other runs, worked and finished."""
    revision = desk.act(
        "import-document", "document/" + "o" * 16, {"name": "other.md", "text": text(EVENTS_A_RUN)}
    ).ids[0]
    args: dict[str, Any] = {"document": "o" * 16, "revision": revision, "procedure": None, "fields": {}}
    for number in range(events // EVENTS_A_RUN):
        run = f"run/{id_of(number + 1_000_000)}"
        command = desk.command("start-run", run, args, ())
        decided = desk.ask(call="decide", command=command)["events"]
        marks = [
            {"stream": run, "type": "StepDone", "over": [], "body": json.dumps({"v": 1, "step": f"s{n}"})}
            for n in range(1, 24)
        ]
        end = {"stream": run, "type": "RunFinished", "over": [], "body": '{"v":1}'}
        desk.wall += 60_000
        desk.apply([desk.write(command, event) for event in (*decided, *marks, end)], paint=False)


def ticks(desk: Desk, steps: int) -> tuple[float, float, float]:
    """Median milliseconds of decide, of apply with painting, and of the two together."""
    run = f"run/{id_of(steps)}"
    document = {"name": f"{steps}.md", "text": text(steps)}
    revision = desk.act("import-document", f"document/{id_of(steps)}", document).ids[0]
    args: dict[str, Any] = {"document": id_of(steps), "revision": revision, "procedure": None, "fields": {}}
    desk.act("start-run", run, args)
    desk.open(f"#/runs/{run.partition('/')[2]}")
    took = [_tick(desk, run, number) for number in range(1, TICKS + 1)]
    decide, apply = median(one[0] for one in took), median(one[1] for one in took)
    return decide, apply, median(sum(one) for one in took)


def _tick(desk: Desk, run: str, number: int) -> tuple[float, float]:
    desk.wall += 1000
    desk.acts += 1
    command = desk.command("check-step", run, {"step": f"s{number}", "done": True}, ())
    began = perf_counter()
    decided = desk.ask(call="decide", command=command)
    between = perf_counter()
    wires = [desk.write(command, event) for event in decided["events"]]
    resumed = perf_counter()
    reply = desk.apply(wires)
    ended = perf_counter()
    assert reply["painted"]["full"] is None
    return (between - began) * 1000, (ended - resumed) * 1000


def boots(desk: Desk) -> tuple[float, float, int]:
    """Milliseconds to start from a checkpoint and to start from nothing, and the checkpoint's bytes."""
    saved, data = desk.checkpoint()
    began = perf_counter()
    desk.boot(saved, data)
    between = perf_counter()
    desk.boot()
    return (between - began) * 1000, (perf_counter() - between) * 1000, len(data)


def main() -> None:
    out = sys.stdout.write
    for others in (0, OTHERS):
        desk = Desk(render=views)
        worked_in(desk, others)
        out(f"{len(desk.log):>6} events  decide   apply     tick  (ms, medians of {TICKS})\n")
        for steps in (50, 200, 500):
            out(f"  {steps:>3} steps  " + "  ".join(f"{ms:7.3f}" for ms in ticks(desk, steps)) + "\n")
        warm, cold, size = boots(desk)
        out(f"  boot from a checkpoint of {size:,} bytes {warm:.1f} ms, from nothing {cold:.0f} ms\n")


if __name__ == "__main__":
    main()
