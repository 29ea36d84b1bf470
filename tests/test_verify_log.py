"""A log that was tampered with is found out: in the database, and by whoever has only the exported file and Python."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grants import verify_log
from grants.services import log_verification
from tests.forging import appended, forge

ALONE = [sys.executable, "-I", "-S", str(Path(verify_log.__file__))]


def lines(events: int = 5) -> list[str]:
    """An exported log, made without a database."""
    chain, rows = verify_log.Chain(), []
    for number in range(1, events + 1):
        event = {"number": number, "action": "submit", "previous": chain.digest, "recorded": "{}"}
        event["digest"] = verify_log.digest_of(event)
        chain.number, chain.digest = number, event["digest"]
        rows.append(event)
    start = {"log": verify_log.FORMAT, "genesis": verify_log.GENESIS}
    head = {"head": {"number": chain.number, "digest": chain.digest}}
    return [json.dumps(row, ensure_ascii=False) for row in (start, *rows, head)]


def closed_anew(rows: list[str]) -> list[str]:
    """The end line made to fit whatever stands before it: what a careful forger does."""
    last = json.loads(rows[-2])
    return [*rows[:-1], json.dumps({"head": {"number": last["number"], "digest": last["digest"]}})]


def findings(rows: list[str], noted: dict[int, str] | None = None) -> str:
    return "\n".join(verify_log.check([row.encode() for row in rows], noted or {})[1])


TAMPERED = [
    (
        "a byte flipped",
        lambda rows: [*rows[:3], rows[3].replace("submit", "sumbit"), *rows[4:]],
        "第 3 条的内容",
    ),
    ("a row missing", lambda rows: rows[:3] + rows[4:], "第 3 条应在此处，实际是第 4 条"),
    ("the first row missing", lambda rows: rows[:1] + rows[2:], "第 1 条应在此处"),
    ("two rows swapped", lambda rows: [*rows[:2], rows[3], rows[2], *rows[4:]], "调换了次序"),
    ("a row twice", lambda rows: [*rows[:3], rows[2], *rows[3:]], "重复"),
    ("the tail cut off", lambda rows: rows[:-3] + rows[-1:], "末尾被截去"),
    ("the end line cut off", lambda rows: rows[:-1], "没有结尾一行"),
    ("something after the end", lambda rows: [*rows, rows[3]], "结尾一行之后"),
    ("the start cut off", lambda rows: rows[1:], "不是助推系统导出的日志"),
    ("a line that is no JSON", lambda rows: [*rows[:3], "{", *rows[4:]], "第 None 条"),
    ("a line that is no object", lambda rows: [*rows[:3], "[]", *rows[4:]], "第 None 条"),
    ("nothing at all", lambda rows: [], "不是助推系统导出的日志"),
]


@pytest.mark.parametrize(("tamper", "told"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_tampering_with_an_export_is_found(tamper, told):
    assert told in findings(tamper(lines()))


def test_an_untouched_export_is_whole():
    assert findings(lines()) == ""


def test_a_tail_cut_off_and_closed_anew_is_found_by_a_head_published_earlier():
    digest = json.loads(lines()[-1])["head"]["digest"]
    cut = closed_anew(lines()[:-2] + lines()[-1:])
    assert findings(cut) == ""
    assert "曾经公布的第 5 条不在日志中" in findings(cut, {5: digest})


def test_a_log_written_anew_throughout_is_found_by_a_head_published_earlier():
    assert "与曾经公布的摘要不同" in findings(lines(), {3: "0" * 64})


@pytest.mark.parametrize(("spoil", "status"), [(False, 0), (True, 1)])
def test_the_verifier_stands_alone(tmp_path, spoil, status):
    """Python's own modules only: no site packages, nothing of ours beside the one file."""
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(lines()).replace("submit", "forged" if spoil else "submit", 1), "utf-8")
    run = subprocess.run([*ALONE, str(file)], check=False, capture_output=True, text=True, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (status, "")
    assert ("不完整" if spoil else "完整无误") in run.stdout


def test_a_file_that_is_not_there_is_said(tmp_path):
    run = subprocess.run([*ALONE, str(tmp_path / "none")], check=False, capture_output=True, text=True)
    assert run.returncode == 2
    assert "无法读取" in run.stderr


def exported() -> list[str]:
    out = io.StringIO()
    log_verification.export(out)
    return out.getvalue().splitlines()


def test_the_stored_log_is_whole_and_so_is_its_export(app):
    appended()
    assert log_verification.verify() == []
    assert findings(exported()) == ""
    assert len(exported()) == log_verification.head().number + 2


def test_an_empty_log_is_whole(app):
    assert log_verification.verify() == []
    assert findings(exported()) == ""


FORGED = [
    ("UPDATE events SET action = 'accept' WHERE number = 3", "第 3 条的内容与它的摘要不符"),
    ("DELETE FROM events WHERE number = 3", "第 3 条应在此处"),
    ("DELETE FROM answers", "第 5 条的填写内容不在了"),
    ("UPDATE answers SET masked = '{}'", "第 5 条的填写内容与日志中的摘要不符"),
    ("UPDATE log_heads SET number = 4", "末尾被截去或改动"),
    ("UPDATE events SET number = 9 WHERE number = 2", "第 2 条应在此处"),
]


@pytest.mark.parametrize(("statement", "told"), FORGED)
def test_what_was_forged_in_the_database_is_found(app, statement, told):
    appended()
    forge(statement)
    assert told in "\n".join(log_verification.verify())


def test_a_tail_deleted_together_with_its_head_is_found_by_a_head_published_earlier(app):
    appended()
    end = log_verification.head()
    noted, before = {end.number: end.digest}, end.number - 1
    forge(
        "DELETE FROM answers",
        f"DELETE FROM events WHERE number > {before}",
        f"UPDATE log_heads SET number = {before}, digest = (SELECT digest FROM events WHERE number = {before})",
    )
    assert log_verification.verify() == []
    assert "曾经公布的第 5 条不在日志中" in "\n".join(log_verification.verify(noted))
