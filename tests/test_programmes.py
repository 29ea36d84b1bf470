"""What must hold for every programme, asked over the list; and a fourth of two modules and one entry."""

import pytest

from forms.base import controls, sections
from grants.access import CONFIDENTIAL
from grants.programmes import PROGRAMMES, Words, programme
from grants.rendering.kinds import KINDS
from grants.rendering.samples import SAMPLES
from grants.rendering.templates import FOLDER
from grants.services import paper_words
from grants.services.asking import KNOWN
from grants.services.bulk import FROM_CASE
from grants.services.effects import EFFECTS, RECORDS
from grants.services.figures import TAKEN
from grants.services.message_words import DAYS, NEXT, SUBJECTS, TO_TURN, TO_UNIT
from grants.services.paper_contexts import CONTEXTS
from grants.services.paper_words import SERIES
from grants.web.action_page import DESKS
from tests.clients import Client
from tests.factories import sign_in
from tests.forms import samples
from tests.forms.deeds import COMMON
from tests.lives import office
from tests.lives.legs import notice_and_papers, pay
from tests.toy import asked, rules
from workflows.checks import verify
from workflows.parts.payee import SECTIONS
from workflows.rules import RULES

WORDS = Words(given="称号和奖金", whom="一线职工", purpose="用于奖励标兵本人", taken_back="撤销称号")
TOY = programme("honour", ("岗位技能标兵评选", "标兵"), WORDS, rules, asked)
ALL = pytest.mark.parametrize("made", [*PROGRAMMES.values(), TOY], ids=lambda made: made.slug)


@ALL
def test_its_table_is_proved(made):
    assert verify(made.workflow) == ()


@ALL
def test_every_action_somebody_does_has_a_form_and_every_form_its_action(made):
    human = {action.name for action in made.workflow.actions if not action.automatic}
    assert set(made.forms) == human


@ALL
def test_every_form_can_be_drawn_and_a_return_can_name_every_section(made):
    assert all(controls(form) is not None for form in made.forms.values())
    faults = made.forms["return_for_correction"].fields["faults"]
    named = {value for value, _label in faults.form.fields["section"].choices}
    assert named == {key for key, _label in sections(made.forms["submit"])}


@ALL
def test_an_account_is_asked_for_where_a_correction_is_known_to_ask_for_it(made):
    asked = made.forms["submit"].fields
    accounts = {asked[name].section for name in ("payee_account", "card_number") if name in asked}
    assert accounts
    assert accounts <= SECTIONS


@ALL
def test_its_papers_have_a_context_a_schema_a_template_and_a_series(made):
    kinds = {kind for action in made.workflow.actions for kind in action.issues}
    assert kinds
    assert kinds <= set(KINDS) & set(SERIES) & set(CONTEXTS)
    assert all((FOLDER / f"{kind}.html").is_file() for kind in kinds)


def test_each_kind_of_numbered_paper_has_a_series_of_its_own():
    """Numbers of several kinds are drawn in one statement, which cannot draw from one series twice."""
    assert len(set(SERIES.values())) == len(SERIES)


@ALL
def test_its_round_has_a_window_and_a_budget(made):
    assert {"opens_at", "closes_at", "appropriation", "notice_days"} <= set(made.round_form.fields)


@ALL
def test_every_claim_cites_a_rule(made):
    assert all(claim.rule in RULES for claim in made.workflow.claims)


BY_ACTION = (EFFECTS, RECORDS, CONFIDENTIAL, KNOWN, TAKEN, FROM_CASE, DESKS, SUBJECTS, TO_UNIT, TO_TURN, NEXT)


def test_what_services_know_by_an_actions_name_is_an_action():
    """A misspelt name in a table keyed by actions would silently do nothing."""
    names = {action.name for made in PROGRAMMES.values() for action in made.workflow.actions}
    assert {name for table in BY_ACTION for name in table} - {*DAYS} <= names


def test_a_kind_of_paper_is_called_the_same_everywhere():
    assert set(KINDS) == set(paper_words.KINDS) == set(SAMPLES)
    assert set(SERIES) | set(CONTEXTS) <= set(KINDS)


@pytest.mark.one_database
def test_a_fourth_programme_lives_its_whole_life(app, monkeypatch):
    """Two modules and one entry of the list: the services, the papers and the money are there by themselves."""
    monkeypatch.setitem(PROGRAMMES, "honour", TOY)
    monkeypatch.setitem(office.SAMPLES, "honour", honour)
    monkeypatch.setitem(office.UNITS, "honour", samples.patent()["org_name"])
    monkeypatch.setitem(office.CODES, "honour", samples.patent()["uscc"])
    monkeypatch.setattr(samples, "answers", answers)
    house = office.Office("honour")
    number = house.led("submit", "endorse", "accept")
    house.do(number, "propose", answers("honour", "propose") | {"amount": "8000.00"})
    house.do(number, "decide")
    notice_and_papers(house, number)
    with office.on("2026-05-08 10:00"):
        pay(house, number, "8000.00")
        house.do(number, "report", {"summary": "带徒三名"})
        house.do(number, "accept_report")
    case = house.case(number)
    assert (case.state, case.paid) == ("closed", 800_000)
    read_by_all(app, house, number)


def read_by_all(app, house: office.Office, number: str) -> None:
    """The pages that say something of every programme: none of them stumbles over a new one."""
    office_s = (
        "/",
        f"/rounds/{house.round.id}",
        f"/applications/{number}",
        f"/finance/ledger/{house.round.id}",
    )
    for someone, places in ((None, ("/", "/check/honour", "/titles?programme=honour")), ("leader", office_s)):
        client = Client(app)
        if someone:
            sign_in(client, house.people[someone])
        assert [client.get(place).status_code for place in places] == [200] * len(places)


def honour() -> dict:
    unit = {name: value for name, value in samples.project().items() if name in asked.FORMS["submit"].fields}
    return unit | {"title": "郑标兵", "employed": True}


def answers(slug: str, action: str, **changes) -> dict:
    """The sample answers of the shared forms; the screening's checklist is the toy's own."""
    if action == "accept":
        return {"checklist": [{"item": "complete", "met": "met"}]}
    return COMMON[action] | changes
