"""Every page in both languages: an English page says nothing Chinese of its own, a Chinese one nothing English.

What people put in stays in the language they wrote it in; so do names, and what was sent to people as a message.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from flask import url_for
from flask_babel import force_locale
from sqlalchemy import func
from werkzeug.routing import Rule

from grants.database import writing
from grants.extensions import db
from grants.models import Attachment, Membership, Message, Paper
from grants.programmes import PROGRAMMES
from grants.services import message_writing
from grants.services.import_columns import columns, placed, value_of
from tests.clients import Client
from tests.factories import sign_in
from tests.leaks.answered import words
from tests.lives.office import Office
from tests.web import speech
from tests.web.desks import Desk
from tests.web.walks import WALKS

pytestmark = pytest.mark.one_database

KNOWN = "API|CSV|English|JPEG|JPG|OFD|PCT|PDF|PNG|SHA|TOTP|UTF|http|xlsx"  # written so in Chinese too
FOREIGN = {
    "en": re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"),  # full-width punctuation too
    "zh": re.compile(rf"(?<![A-Za-z])(?!(?:{KNOWN})(?![A-Za-z]))[A-Za-z]{{3,}}"),
}
NAMES = ("OFFICE_NAME", "OFFICE_DEPARTMENT", "OFFICE_PHONE", "OFFICE_CODE")
NUMBERED = ("〔2026〕", "〔2027〕")  # the year in a number of a paper
APART = {
    "static": "files",
    "attachments.read": "files",
    "home.language": "a redirect",
    "styleguide.show": "samples of data",
    "account.factor": "shows a secret, in Latin letters",
    "actions.ask": "looked at where the case stands",
    "own_templates.show": "the words of papers, which are Chinese",
}
FILES = (".xlsx", ".pdf")
KIND = {"patent": "reward_notice", "project": "funding_letter", "studio": "naming_certificate"}
BOTH = ("applicant", "officer", "admin", "public")
TOLD_AS = {"public": "nobody", "officer": "colleague", "expert": "expert1"}  # in the table of who is answered
ANSWERED = {"yes", "later"}


def test_a_word_a_template_names_is_said_in_the_language_of_each_reader(app):
    template = app.jinja_env.from_string("{{ 'payment_list'|paper_label }}")
    with app.test_request_context(), force_locale("zh_CN"):
        chinese = template.render()
    with app.test_request_context(), force_locale("en"):
        assert (chinese, template.render()) == ("拨款清单", "List of payments")


def test_what_is_sent_to_others_is_chinese_whoever_acts(app, client):
    office = Office("patent")
    desk = Desk(client, office, office.begin(), "applicant")
    client.set_cookie("language", "en")
    assert desk.post("submit").status_code == 303
    with writing():
        message_writing.write_out()
    subjects = {message.subject for message in db.session.query(Message)}
    assert subjects == {f"专利：{desk.number}，单位确认"}


@pytest.mark.parametrize("programme", WALKS)
def test_tables_to_import_are_known_by_the_headings_and_words_of_either_language(app, programme):
    form = PROGRAMMES[programme].forms["register"]
    chinese = columns(form)
    with force_locale("en"):
        english = columns(form)
        for asked in (chinese, english):
            found = placed(english, [column.title for column in asked])
            assert [column.name for column, _title in found.values()] == [column.name for column in chinese]
        (industry,) = (column.field for column in english if column.name == "industry")
        for label in ("新一代信息技术", "Next-generation information technology"):
            assert value_of(industry, label) == value_of(industry, "新一代信息技术") != label


def languages(role: str) -> tuple[str, ...]:
    """English, which nobody writes first, is looked for everywhere; Chinese where the pages of roles differ most."""
    return ("en", "zh") if role in BOTH else ("en",)


def spoken_data(app) -> tuple[str, ...]:
    """What people and the installation put in, the longest first; messages are in words, as by the worker."""
    with writing():
        message_writing.write_out()
    names = [app.config[name] for name in NAMES]
    return tuple(sorted([*speech.stored(), *names, *NUMBERED, "中文"], key=len, reverse=True))


def browsers(app, office: Office) -> Iterator[tuple[str, object, Client]]:
    """Somebody in each role, and the public."""
    for role, someone in {**office.people, "public": None}.items():
        client = Client(app)
        if someone is not None:
            sign_in(client, someone)
        yield role, someone, client


def elsewhere(app, office: Office, number: str, role: str) -> list[str]:
    """Every page but those of actions that this role has to look at; the office for patents looks at those that know
    no programme too."""
    with app.test_request_context():
        return [
            url_for(rule.endpoint, **places(rule, office, number))
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and not rule.endpoint.startswith("api.")
            and rule.endpoint not in APART
            and not rule.rule.endswith(FILES)
            and role in lookers(rule.endpoint, (*office.people, "public"))
            and (
                office.programme.slug == "patent"
                or rule.arguments & {"programme", "slug", "round_id"}
                or of_case(rule)
            )
        ]


@cache
def lookers(endpoint: str, roles: tuple[str, ...]) -> frozenset[str]:
    """Whose eyes see what others do not: everybody who is answered, and the first who is turned away; of a page for
    all, those who read both languages."""
    known = words().get(endpoint, {})
    told = {role: known.get(TOLD_AS.get(role, role), set()) for role in roles}
    answered = [role for role in roles if told[role] & ANSWERED]
    refused = [role for role in roles if told[role] & {"no", "hidden"} and role not in answered]
    return frozenset([*answered, *refused[:1]] if refused else BOTH)


def of_case(rule: Rule) -> bool:
    return rule.rule.startswith(("/applications/<number>", "/notices/<number>"))


def places(rule: Rule, office: Office, number: str) -> dict:
    """Something for every place of an address; a new kind of place is added here."""
    paper = db.session.query(Paper).filter(Paper.code.is_not(None)).first()
    known = {
        "number": number,
        "organisation_id": office.unit.id,
        "person_id": office.people["applicant"].id,
        "membership_id": db.session.query(Membership).first().id,
        "round_id": office.round.id,
        "programme": office.programme.slug,
        "slug": office.programme.slug,
        "code": paper.code if paper else "2222222222",
        "token": "nonsense",
        "change": "deactivate",
        "action": "register",
        "role": "applicant",
        "kind": KIND[office.programme.slug],
        "stage": "due",
        "which": "print",
        "batch_id": 1,
        "view_id": 1,
        "export_id": 1,
        "event_number": 1,
        "occasion": "submit",
        "audience": "unit",
        "paper_id": 1,
        "attachment_id": db.session.query(func.max(Attachment.id)).scalar() or 0,
    }
    return {name: known[name] for name in rule.arguments}
