"""The log on its pages: what was done in words, each event proved, all of it to take away."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import grants
from grants import verify_log
from grants.database import writing
from grants.extensions import db
from grants.models import Event
from grants.programmes import PROGRAMMES
from grants.services.notes import note
from grants.web.told import ACTS
from tests import factories
from tests.counting import statements
from tests.forging import appended, forge
from tests.lives.office import Office

SERVICES = Path(grants.__file__).parent / "services"
NOTED = {"note": slice(1, 2), "record": slice(1, 4)}  # where the act stands among what is given


@pytest.fixture
def auditor(client):
    factories.sign_in(client, factories.person("auditor", name="魏思齐"))
    return client


@pytest.fixture
def case(auditor) -> str:
    """A submitted case; afterwards somebody looked at what is personal in it, and closed an account."""
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    with writing():
        note(number, "unmask", office.people["officer"].id, reason="核对身份")
        note("account:1", "deactivated", 1, reason="离职")
    return number


def shown(client, query: str = "") -> list[str]:
    """The acts of the events on a page of the log, in its order."""
    page = client.get(f"/log?{query}").text
    acts = dict(db.session.query(Event.number, Event.action).all())
    return [acts[int(number)] for number in re.findall(r'href="/log/(\d+)"', page)]


def test_what_was_done_is_said_in_words_and_linked_to_its_case(auditor, case):
    page = auditor.get("/log").text
    assert "提交申报" in page
    assert "草稿 → 单位确认" in page
    assert f'href="/applications/{case}"' in page
    assert "账户：魏思齐" in page


NARROWED = [
    ("kind=case", ["submit"]),
    ("kind=account", ["deactivated"]),
    ("kind=personal", ["unmask"]),
    ("kind=nothing", ["deactivated", "unmask", "submit", "open_round"]),
    ("q={case}", ["unmask", "submit"]),
    ("q=PATENT-2026-{code}", ["unmask", "submit"]),
    ("q=魏思齐", ["deactivated"]),
    ("q=1", ["open_round"]),
    ("q=99999999999999999999", []),
    ("from=2026-04-02", []),
    ("to=2026-03-31", []),
    ("from=2026-04-01&to=2026-04-01", ["deactivated", "unmask", "submit", "open_round"]),
]


def test_the_log_is_narrowed_by_what_and_who_and_when(auditor, case):
    code = case.rpartition("-")[2].lower()
    found = [(query, shown(auditor, query.format(case=case, code=code))) for query, _acts in NARROWED]
    assert found == NARROWED


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("first", "told"), [("0001-01-01", "1900 至 2200"), ("9999-12-31", "1900"), ("五月", "不是日期")]
)
def test_days_that_are_none_are_told(auditor, first, told):
    for page in ("/log", "/finance/ledger"):
        answer = auditor.get(f"{page}?from={first}&to={first}")
        assert (answer.status_code, told in answer.text) == (422, True)


@pytest.mark.one_database
def test_a_page_takes_as_many_statements_for_many_events_as_for_one(auditor):
    counts = []
    for many in (1, 30):
        with writing():
            for _ in range(many):
                note("account:1", "role_granted", 1)
        with statements() as made:
            auditor.get("/log")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 9
    assert 'rel="next" href="/log?before=' in auditor.get("/log").text


FORGED = [
    ("SELECT 1", ("相符", "相符", "相符")),
    ("UPDATE events SET action = 'accept' WHERE number = 3", ("不符", "相符", "相符")),
    ("UPDATE events SET digest = 'x' WHERE number = 2", ("相符", "不符", "相符")),
    ("UPDATE events SET previous = 'x' WHERE number = 4", ("相符", "相符", "不符")),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("statement", "told"), FORGED)
def test_an_event_is_proved_anew_by_itself_and_its_neighbours(auditor, statement, told):
    appended()
    forge(statement)
    page = auditor.get("/log/3").text
    assert tuple(re.findall(r'<dd><span class="tag \w+">(\w+)</span>', page)) == told
    assert ("验证不符" in page) == ("不符" in told)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT 1", "保存的内容与当时填写的一致"),
        ("UPDATE answers SET masked = '{}'", "不符"),
        ("DELETE FROM answers", "不符"),
    ],
)
def test_the_answers_of_an_event_are_held_against_it(auditor, statement, told):
    appended()
    forge(statement)
    assert told in auditor.get("/log/5").text


@pytest.mark.one_database
def test_the_log_and_its_verifier_are_taken_away_and_agree(auditor, case, tmp_path):
    for name in ("log.jsonl", "verify_log.py"):
        with auditor.get(f"/log/{name}") as answer:
            (tmp_path / name).write_bytes(answer.data)
    run = [sys.executable, "-I", "-S", str(tmp_path / "verify_log.py"), str(tmp_path / "log.jsonl")]
    told = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    assert told.startswith(f"共 {db.session.query(Event).count()} 条")


@pytest.mark.one_database
def test_asking_for_a_verification_keeps_what_was_typed(auditor):
    answer = auditor.post("/log/checks", data={"noted": "第三条:5f0c"})
    assert (answer.status_code, "第三条:5f0c</textarea>" in answer.text) == (422, True)
    assert auditor.post("/log/checks").status_code == 303
    assert "已有一次核对正在进行" in auditor.post("/log/checks").text


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["/log", "/log/1", "/log/checks", "/log/log.jsonl", "/log/verify_log.py"])
@pytest.mark.parametrize("programme", [None, "patent"])
def test_nobody_but_auditors_of_all_programmes_reads_it(client, path, programme):
    appended()
    role = "auditor" if programme else "officer"
    factories.sign_in(client, factories.person(role, programme=programme))
    assert client.get(path).status_code == 403


def acts() -> Iterator[str]:
    """Every act the services write into the log beside the actions of cases."""
    for file in SERVICES.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = getattr(getattr(call, "func", None), "id", "")
            if name in NOTED:
                yield from (word for word in map(constant, call.args[NOTED[name]]) if word)


def constant(node: ast.expr) -> str:
    """The act that stands here as a word; nothing where a variable does."""
    return node.value if isinstance(node, ast.Constant) and re.fullmatch("[a-z_]+", str(node.value)) else ""


def test_every_act_of_the_log_has_words():
    found = set(acts())
    assert {"sign_in", "invited", "revise_round", "set_day", "release_round_paper"} <= found
    actions = {name for programme in PROGRAMMES.values() for name in programme.workflow.action}
    assert found - ACTS.keys() - actions - {"officer", "leader", "admin"} == set(), "duties stand beside acts"


def test_the_verifier_stays_short_enough_to_be_read():
    assert len(Path(verify_log.__file__).read_text("utf-8").splitlines()) < 150
