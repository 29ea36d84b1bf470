"""What a certificate costs, side by side in one run: `python -m benchmarks.papers [--memory 1000] [--signed 1000]`.

Processor time, which a busy machine falsifies less than the clock; the ratios are what counts. See README.md here.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.contenders import CONTENDERS, FONTS, KIND, PROGRAMME, data, serve
from grants.proof import keys
from grants.proof.orders import Order
from grants.rendering import workshop

TARGET = 0.35  # of the plain call, which ours must not exceed
SIGNED = 60 * 2 / 1000  # seconds of CPU a paper: a thousand made and signed within a minute on two cores
Cost = tuple[float, float, float, float]  # seconds of CPU and of the clock a paper, MiB held, MiB at most


def say(*cells: object) -> None:
    sys.stdout.write(
        " ".join(f"{cell:>12}" if place else f"{cell:<22}" for place, cell in enumerate(cells)) + "\n"
    )
    sys.stdout.flush()


def started(name: str) -> tuple[Connection, int | str]:
    """A contender's process, ready; the size of its paper, or why it does not take part."""
    here, there = get_context("spawn").Pipe()
    get_context("spawn").Process(target=serve, args=(name, there), daemon=True).start()
    there.close()  # so that a contender that dies is not waited for
    return here, here.recv()


def compare(rounds: int, papers: int) -> float:
    """Every contender in turns; ours as a share of the plain call."""
    running: dict[str, tuple[Connection, int]] = {}
    costs: dict[str, list[Cost]] = {}
    for name in CONTENDERS:
        pipe, told = started(name)
        if isinstance(told, int):
            running[name], costs[name] = (pipe, told), []
        else:
            say(name, told)
    for _ in range(rounds):
        for name, (pipe, _size) in running.items():
            pipe.send(papers)
            costs[name].append(pipe.recv())
    middle = {name: statistics.median(cost[0] for cost in told) for name, told in costs.items()}
    say("one process", "CPU ms", "ratio", "papers/s", "MiB", "KiB a paper")
    for name, (pipe, size) in running.items():
        held = costs[name][-1][3]
        say(
            name, f"{middle[name] * 1000:.1f}", f"{middle[name] / middle['plain']:.3f}", f"{1 / middle[name]:.1f}",
            f"{held:.0f}", f"{size / 1024:.0f}",
        )  # fmt: skip
        pipe.send(0)
    return middle["ours"] / middle["plain"]


def together(count: int, sign: bool) -> float:
    """As papers are made in bulk: as many hands as processors, each with its child of the workshop. Seconds of
    CPU a paper, ours and the children's."""
    hands = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(hands) as pool:
        keys.make(Path(folder), "开发测试", development=True)

        def one(number: int) -> bytes:
            pdf = workshop.render(KIND, PROGRAMME, data(number), FONTS).pdf
            return workshop.sign(pdf, order(Path(folder))) if sign else pdf

        list(pool.map(one, range(hands * 2)))
        begun, cpu = time.monotonic(), busy()
        list(pool.map(one, range(count)))
        took, cost = time.monotonic() - begun, (busy() - cpu) / count
    what = "made and signed" if sign else "made"
    say(
        f"{hands} hands, {count} {what}", f"{took:.1f} s", f"{count / took:.1f}/s", f"{cost * 1000:.0f} ms CPU"
    )  # fmt: skip
    return cost


def busy() -> float:
    """Processor seconds of this process and the workshop's children so far, those that have ended among them."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == os.getpid():
            ticks += sum(int(field) for field in fields[11:15])
        elif int(fields[1]) == os.getpid():
            ticks += sum(int(field) for field in fields[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def order(folder: Path) -> Order:
    return Order(
        signer=str(folder / keys.SIGNER), keys=folder, at=datetime.now(UTC), issuer="示例单位",
        number="示例〔2026〕1号", address="https://zhutui.example.org/verify/7K3M9QXD2R",
    )  # fmt: skip


def memory(count: int) -> None:
    """What our process holds after a hundred papers and after many: it must not grow."""
    pipe, _size = started("ours")
    pipe.send(100)
    first = pipe.recv()[2]
    pipe.send(count - 100)
    last = pipe.recv()[2]
    pipe.send(0)
    say(f"memory, {count} papers", f"{first:.0f} MiB", f"{last:.0f} MiB", f"{last - first:+.1f} MiB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--papers", type=int, default=5, help="of each contender in a round")
    parser.add_argument("--memory", type=int, default=0, help="papers in one process, for its memory")
    parser.add_argument("--signed", type=int, default=0, help="papers made and signed on all processors")
    given = parser.parse_args()
    ratio = compare(given.rounds, given.papers)
    together(max(given.rounds * given.papers, 20), sign=False)
    bars = [("ours / plain", ratio, TARGET)]
    if given.signed:
        bars.append(("s CPU, made and signed", together(given.signed, sign=True), SIGNED))
    if given.memory:
        memory(given.memory)
    for what, found, most in bars:
        say(what, f"{found:.3f}", "good" if found <= most else f"over {most}")
    return any(found > most for _what, found, most in bars)


if __name__ == "__main__":
    sys.exit(main())
