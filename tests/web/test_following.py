"""A next page is offered where there is one: never an empty page after one that is just full."""

import html
import re

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Batch, Round
from grants.services import (
    bank_answers,
    bulk_lines,
    bulk_plans,
    ledger,
    messages,
    number_register,
    numbering,
    people,
    receipts,
    recoveries,
    register,
)
from grants.services.bulk import Chosen
from grants.services.lists import Filters
from tests import factories
from tests.services.paying import PAID_ON, answer, approved, awarded, references
from tests.services.test_outbox import tell

pytestmark = pytest.mark.one_database

# Where the length of a page is said, the address of the first, and how each of its lines begins. The list of cases is
# walked in tests/web/test_views.py.
LISTS = (
    (bulk_lines, "/applications/bulk/{batch}", '<th scope="row"><a href="/applications/'),
    (ledger, "/finance/ledger/{round}", '<td data-label="账目">'),
    (receipts, "/finance/receipts", 'data-label="到账日期"'),
    (recoveries, "/finance/recoveries", 'data-label="退回期限"'),
    (register, "/titles?programme=patent", '<th scope="row">'),
    (messages, "/outbox", "<article>"),
    (messages, "/outbox/all", "<article>"),
    (people, "/people", '<th scope="row">'),
    (number_register, "/numbers", '<th scope="row"'),
)
NEXT = re.compile(r'<a [^>]*rel="next"[^>]*href="([^"]+)"')


@pytest.fixture
def reader(client):
    """Who reads every list, with two lines or more in each."""
    batch_id, maker = approved(awarded(2))
    rows = [(reference, "3000", "成功", PAID_ON, f"B{row}") for row, reference in enumerate(references())]
    bank_answers.confirm(maker, bank_answers.matched(maker, batch_id, answer(*rows)))
    round_ = db.session.query(Round).one()
    sums = {"awarded": 5, "instructed": 5, "paid": 5, "reclaimed": 5}
    for _ in range(2):
        factories.application("recovering", round_, **sums)
        factories.application("closed", round_, awarded_on=clock.today())
    someone = factories.person("auditor")
    for role in ("officer", "admin"):
        factories.hold(someone, role)
    tell(someone, key="move:1")
    tell(someone, key="move:2")
    with writing():
        for _ in range(2):
            numbering.numbered(round_.id, ("funding_letter",), clock.today())
    bulk_plans.plan(factories.viewer(someone), Chosen(Filters()), "patent", "remind", {"text": "请尽快"})
    factories.sign_in(client, someone)
    return client


def test_every_page_that_is_offered_holds_something(reader, monkeypatch):
    of = {"batch": db.session.query(Batch).one().id, "round": db.session.query(Round).one().id}
    for module, address, line in LISTS:
        monkeypatch.setattr(module, "PAGE", 1)
        pages = [reader.get(address.format(**of))]
        while offered := NEXT.search(pages[-1].text):
            pages.append(reader.get(html.unescape(offered[1])))
        assert len(pages) > 1, address
        assert [page.text.count(line) for page in pages] == [1] * len(pages), address
        assert len(pages) > 1, address
