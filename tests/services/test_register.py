"""The register of titles: public data, found by words, level, year and standing, page by page."""

from datetime import date, timedelta

import pytest

from grants.clock import now
from grants.extensions import db
from grants.models import Answer, Application, Event, Paper
from grants.services import facts, log, register
from grants.services.register import Search
from tests.counting import statements
from tests.factories import application, organisation, round_


@pytest.fixture
def studios(app):
    """Three studios: a district one that runs, a municipal one suspended, a model one whose term is over."""
    made = round_("studio")
    first, second = organisation("北京甲机器人有限公司"), organisation("北京乙生物有限公司")
    named(made, first, "王建国创新工作室", "district", "running", 2024)
    named(made, first, "李秀英焊接创新工作室", "municipal", "suspended", 2023)
    named(made, second, "100%_创新工作室", "model", "closed", 2020)
    return made


def named(made, unit, title, level, state, year, **given):
    day = date(year, 6, 1)
    given = {"awarded_on": day, "term_starts": day, "term_ends": day + timedelta(1094)} | given
    return application(state, made, unit, title=title, level=level, **given)


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        (Search(), ["王建国创新工作室", "李秀英焊接创新工作室", "100%_创新工作室"]),
        (Search(words="焊接"), ["李秀英焊接创新工作室"]),
        (Search(words="乙生物"), ["100%_创新工作室"]),
        (Search(words="%"), ["100%_创新工作室"]),
        (Search(level="municipal"), ["李秀英焊接创新工作室"]),
        (Search(year=2024), ["王建国创新工作室"]),
        (Search(standing="ended"), ["100%_创新工作室"]),
        (Search(standing="suspended"), ["李秀英焊接创新工作室"]),
        (Search(standing="running", level="model"), []),
        (Search("patent"), []),
    ],
)
def test_the_register_is_searched(studios, search, titles):
    assert [entry.title for entry in register.page(search).entries] == titles


def test_years_are_those_with_awards(studios):
    assert register.years("studio") == [2024, 2023, 2020]


def test_a_title_stays_while_the_papers_of_its_next_step_are_made(studios):
    """A studio being confirmed again, and a project between its accepted report and its second payment."""
    paid = {"term_starts": None, "proposed": 2, "awarded": 2, "instructed": 1, "paid": 1}
    projects = round_("project")
    named(studios, None, "正在复评工作室", "district", "releasing", 2022)
    named(projects, None, "等待第二笔拨款项目", "general", "releasing", 2025, **paid)
    named(projects, None, "尚未发文项目", "general", "releasing", 2025, term_starts=None)
    assert "正在复评工作室" in [entry.title for entry in register.page(Search()).entries]
    assert [entry.title for entry in register.page(Search("project")).entries] == ["等待第二笔拨款项目"]


@pytest.mark.parametrize(
    "state", ["draft", "screening", "deciding", "noticing", "refused", "recovering", "revoked"]
)
def test_what_is_not_awarded_is_not_there(studios, state):
    """Nor what was taken back, though its money may still have to come back."""
    named(studios, None, "未命名工作室", "district", state, 2024, term_starts=None)
    assert "未命名工作室" not in [entry.title for entry in register.page(Search()).entries]


TITLES = [
    ("releasing", {"term_starts": None}, False),  # never named yet
    ("paying", {}, True),
    ("running", {}, True),
    ("running", {"term_ends": date(2026, 4, 1)}, True),  # its last day is today
    ("running", {"term_ends": date(2026, 3, 31)}, False),
    ("running", {"term_ends": None}, True),
    ("releasing", {}, True),  # confirmed again, or its papers corrected
    ("mending", {}, True),
    ("suspended", {}, False),
    ("recovering", {}, False),
    ("closed", {}, False),
]


def test_a_unit_holds_a_title_while_it_runs_wherever_its_case_is(app):
    """Rule J1: only a unit whose studio holds a title applies for a project."""
    made = round_("studio")
    for state, given, held in TITLES:
        unit = organisation()
        named(made, unit, state, "district", state, 2025, **given)
        assert facts.titled(Application(organisation_id=unit.id)) is held, (state, given)


def test_pages_by_key_show_every_entry_once_in_three_statements(app):
    made, unit = round_("studio"), organisation()
    for number in range(register.PAGE + 3):
        named(made, unit, f"第{number}工作室", "district", "running", 2024)
    with statements() as seen:
        first = register.page(Search())
    assert len(seen) == 3
    second = register.page(Search(after=first.after))
    titles = [entry.title for entry in (*first.entries, *second.entries)]
    assert len(titles) == len(set(titles)) == register.PAGE + 3
    assert second.after == ""


def test_the_number_is_that_of_the_released_certificate(studios):
    case = named(studios, None, "有证书的工作室", "district", "running", 2025)
    paper(case, "funding_letter", "京开工函〔2025〕9号")
    paper(case, "naming_certificate", "京开工命〔2025〕3号")
    paper(case, "naming_certificate", "京开工命〔2025〕4号", status="void")
    assert register.page(Search(year=2025)).entries[0].number == "京开工命〔2025〕3号"


@pytest.mark.parametrize("words", ["京开工命〔2025〕3号", "[2025] 3", "〔2025〕3"])
def test_an_award_is_found_by_the_number_of_its_certificate(studios, words):
    case = named(studios, None, "有证书的工作室", "district", "running", 2025)
    paper(case, "naming_certificate", "京开工命〔2025〕3号")
    assert [entry.title for entry in register.page(Search(words=words)).entries] == ["有证书的工作室"]
    assert register.total(Search(words=words, after="2020-01-01~1")) == 1


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("funding_letter", "released", "3号"),  # its number is not shown beside that of a certificate
        ("naming_certificate", "void", "3号"),
        ("naming_certificate", "prepared", "3号"),
        ("naming_certificate", "released", "京开工"),  # which all numbers bear
    ],
)
def test_no_other_number_finds_an_award(studios, kind, status, words):
    paper(named(studios, None, "工作室", "district", "running", 2025), kind, "京开工〔2025〕3号", status)
    assert register.total(Search(words=words)) == 0


def test_an_imported_award_shows_the_number_it_came_with(studios):
    case = named(studios, None, "往届工作室", "district", "running", 2019)
    event = log.append(Event(at=now(), application_id=case.id, subject=case.number, action="register"))
    db.session.flush()
    told = {"document_number": "京开工〔2019〕5号", "leader_name": "王建国"}
    db.session.add(Answer(event_number=event.number, application_id=case.id, action="register", masked=told))
    db.session.commit()
    assert register.page(Search(words="（2019）5号")).entries[0].number == "京开工〔2019〕5号"


def paper(case, kind, number, status="released"):
    serial = db.session.query(Paper).count() + 1
    row = Paper(
        application_id=case.id, round_id=case.round_id, kind=kind, series=kind, year=2025, serial=serial,
        number=number, code=f"C{serial}", status=status, digest="0" * 64, basis="", record={}, context={},
        prepared_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
