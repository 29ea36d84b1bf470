"""The pages of finance: due, batch, bank file and answer, for who holds the role and no one else."""

import io

import pytest

from forms.money import in_words
from grants.extensions import db
from grants.models import Payment
from grants.services.bank_files import reference
from grants.services.sheets import csv_bytes
from tests import factories
from tests.counting import statements
from tests.factories import sign_in
from tests.services.paying import AMOUNT, HEADING, PAID_ON, awarded, statuses

pytestmark = pytest.mark.one_database


@pytest.fixture
def as_(client):
    """The same browser, with somebody of this role before it."""
    known = {}

    def enter(role: str):
        known.setdefault(role, factories.person(role))
        sign_in(client, known[role])
        return client

    return enter


def collected(as_) -> str:
    """A batch of two, as the maker makes it; its address."""
    return as_("maker").post("/finance/patent/batches", data={"cases": awarded()}).headers["Location"]


def test_a_batch_goes_from_due_to_paid_on_the_pages(as_):
    address = collected(as_)
    assert "等待另一人" in as_("maker").get(address).text
    shown = as_("checker").get(address).text
    assert in_words(2 * AMOUNT) in shown
    agreed = {"seen": 2 * AMOUNT, "agreed": "yes"}
    assert as_("checker").post(f"{address}/approve", data=agreed).status_code == 303
    sheet = as_("maker").post(f"{address}/bank-file")
    assert (sheet.mimetype[-5:], sheet.headers["Cache-Control"]) == ("sheet", "no-store")
    names = [reference(payment.id) for payment in db.session.query(Payment)]
    content = csv_bytes(HEADING, [(name, "3000.00", "成功", PAID_ON, "B1", "") for name in names])
    dry = as_("maker").post(f"{address}/answer", data={"file": (io.BytesIO(content), "回单.csv")})
    assert "将确认到账 2 笔" in dry.text
    assert statuses() == ["approved", "approved"]
    carried = dry.text.split('name="content" value="')[1].split('"')[0]
    as_("maker").post(f"{address}/answer", data={"content": carried, "step": "apply"})
    assert statuses() == ["paid", "paid"]


def test_a_checker_who_did_not_say_so_approves_nothing(as_):
    address = collected(as_)
    told = as_("checker").post(f"{address}/approve", data={"seen": 2 * AMOUNT})
    assert (told.status_code, "逐笔核对" in told.text) == (422, True)
    assert statuses() == ["prepared", "prepared"]


REFUSED = [("officer", 403, 404), ("applicant", 403, 404), ("admin", 403, 404), ("auditor", 200, 200)]


@pytest.mark.parametrize(("role", "index", "batch"), REFUSED)
def test_the_pages_are_finances_and_the_audits(as_, role, index, batch):
    address = collected(as_)
    browser = as_(role)
    assert (browser.get("/finance").status_code, browser.get(address).status_code) == (index, batch)
    assert browser.post(f"{address}/bank-file").status_code in (403, 404)


def test_who_is_not_signed_in_goes_there_first(client):
    assert "/sign-in" in client.get("/finance").headers["Location"]


def test_a_file_that_is_no_answer_is_told_on_the_page(as_):
    address = collected(as_)
    told = as_("maker").post(f"{address}/answer", data={"file": (io.BytesIO(b"\x00\x01"), "x.csv")})
    assert (told.status_code, "无法识别文件" in told.text) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_however_long(as_, count):
    awarded(count)
    browser = as_("maker")
    with statements() as due:
        browser.get("/finance")
    address = browser.post("/finance/patent/batches", data={"cases": [f"T-000{n + 1}" for n in range(count)]})
    with statements() as batch:
        browser.get(address.headers["Location"])
    assert (len(due) <= 8, len(batch) <= 6) == (True, True), (len(due), len(batch))
