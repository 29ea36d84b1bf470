#!/usr/bin/env python3
"""Checks an exported log, on any machine, with nothing but Python: no database, no network, no other file.

    python verify_log.py FILE [--head NUMBER:DIGEST]

An export is one JSON object a line: first {"log", "genesis"}, then every event in order with its "digest", last
{"head"}. The digest of an event is the SHA-256 of its other fields as JSON (UTF-8, keys sorted, no spaces); each
names the digest of the one before as "previous", the first names the genesis. Whoever noted a head earlier gives
it with --head: a log that was cut off and closed anew no longer contains it. docs/log.md says all this in words.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

FORMAT = "zhutui-1"
GENESIS = hashlib.sha256("助推".encode()).hexdigest()


def N_(text: str) -> str:
    """Marks a sentence for whoever tells it in another language."""
    return text


class Finding(NamedTuple):
    """One fault of the log: a sentence with places, and what stands in them."""

    text: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return self.text % self.values


@dataclass
class Chain:
    """How far the log has been followed: the last number and digest."""

    number: int = 0
    digest: str = GENESIS


def digest_of(fields: dict) -> str:
    """The digest an event must have: over everything it says but the digest itself."""
    covered = {name: value for name, value in fields.items() if name != "digest"}
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def follow(chain: Chain, event: dict) -> Iterator[Finding]:
    """What is wrong with the next event of the chain; afterwards the chain stands at this event."""
    number, expected = event.get("number"), chain.number + 1
    if number != expected:
        text = N_("第 %(expected)s 条应在此处，实际是第 %(number)s 条：缺少、重复或调换了次序。")
        yield Finding(text, {"expected": expected, "number": number})
    if event.get("previous") != chain.digest:
        yield Finding(N_("第 %(number)s 条与它前面的一条不相连。"), {"number": number})
    if event.get("digest") != digest_of(event):
        yield Finding(N_("第 %(number)s 条的内容与它的摘要不符：内容被改动过。"), {"number": number})
    chain.number = number if isinstance(number, int) else expected
    chain.digest = str(event.get("digest"))


def follow_all(events: Iterable[dict], chain: Chain, noted: dict[int, str]) -> Iterator[Finding]:
    """What is wrong with these events; `noted` are digests published earlier, by number, checked on the way."""
    missing = dict(noted)
    for event in events:
        yield from follow(chain, event)
        published = missing.pop(chain.number, None)
        if published is not None and published != chain.digest:
            text = N_("第 %(number)s 条与曾经公布的摘要不同：其后或其前的日志被重写过。")
            yield Finding(text, {"number": chain.number})
    for number in missing:
        yield Finding(N_("曾经公布的第 %(number)s 条不在日志中：日志的末尾被截去。"), {"number": number})


def check_end(chain: Chain, head: dict) -> Iterator[Finding]:
    """Whether the log ends where it says it ends."""
    if (chain.number, chain.digest) != (head.get("number"), head.get("digest")):
        text = N_("日志止于第 %(number)s 条，而其末尾记载为第 %(head)s 条：末尾被截去或改动。")
        yield Finding(text, {"number": chain.number, "head": head.get("number")})


def objects(lines: Iterable[bytes]) -> Iterator[dict]:
    """Each line as an object; one that is none breaks the chain as an empty event."""
    for line in lines:
        try:
            read = json.loads(line)
        except ValueError:
            read = {}
        yield read if isinstance(read, dict) else {}


def check(lines: Iterable[bytes], noted: dict[int, str]) -> tuple[Chain, list[str]]:
    """Where an exported log ends, and everything wrong with it."""
    chain, head = Chain(), {}
    rows = objects(lines)
    start = next(rows, {})
    found = (
        []
        if start.get("log") == FORMAT and start.get("genesis") == GENESIS
        else ["这不是助推系统导出的日志。"]
    )

    def events() -> Iterator[dict]:
        for row in rows:
            if "head" in row:
                head.update(row["head"])
                return
            yield row

    found += map(str, follow_all(events(), chain, noted))
    found += map(str, check_end(chain, head)) if head else ["文件没有结尾一行：末尾被截去。"]
    if next(rows, None) is not None:
        found.append("结尾一行之后还有内容：文件被改动过。")
    return chain, found


def noted_head(text: str) -> tuple[int, str]:
    number, _, digest = text.partition(":")
    return int(number), digest


def main(arguments: list[str] | None = None) -> int:
    """0 when the log is whole, 1 when not, with every finding; 2 when it cannot be read."""
    parser = argparse.ArgumentParser(description="验证导出的日志")
    parser.add_argument("file")
    parser.add_argument("--head", type=noted_head, action="append", default=[], metavar="序号:摘要")
    asked = parser.parse_args(arguments)
    try:
        with open(asked.file, "rb") as lines:
            chain, found = check(lines, dict(asked.head))
    except OSError as unreadable:
        sys.stderr.write(f"无法读取 {asked.file}：{unreadable.strerror}\n")
        return 2
    for finding in found:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(
        f"共 {chain.number} 条，末条摘要 {chain.digest}，{'不完整' if found else '完整无误'}。\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
