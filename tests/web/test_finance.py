"""The pages of finance: due, batch, bank file and answer, for who holds the role and no one else."""

import io

import pytest

from forms.money import in_words
from grants.extensions import db
from grants.models import Application, Payment
from grants.services.bank_files import reference
from grants.services.sheets import csv_bytes
from grants.web import carried
from tests import factories
from tests.counting import statements
from tests.factories import sign_in
from tests.services.paying import AMOUNT, HEADING, PAID_ON, awarded, statuses, told_account

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
    assert "不能复核本付款单" in as_("maker").get(address).text
    shown = as_("checker").get(address).text
    assert in_words(2 * AMOUNT) in shown
    agreed = {"seen": 2 * AMOUNT, "agreed": "yes"}
    assert as_("checker").post(f"{address}/approve", data=agreed).status_code == 303
    sheet = as_("maker").post(f"{address}/bank-file")
    assert (sheet.mimetype[-5:], sheet.headers["Cache-Control"]) == ("sheet", "private, no-store")
    again = as_("maker").post(f"{address}/bank-file", data={"again": "yes"})
    assert (again.status_code, "以免重复付款" in again.text) == (422, True)
    names = [reference(payment.id) for payment in db.session.query(Payment)]
    content = csv_bytes(HEADING, [(name, "3000.00", "成功", PAID_ON, f"B{name}", "") for name in names])
    dry = as_("maker").post(f"{address}/answer", data={"file": (io.BytesIO(content), "回单.csv")})
    assert "将确认到账 2 笔" in dry.text
    assert statuses() == ["approved", "approved"]
    carried = dry.text.split('name="content" value="')[1].split('"')[0]
    as_("maker").post(f"{address}/answer", data={"content": carried, "step": "apply"})
    assert statuses() == ["paid", "paid"]


def test_what_is_in_doubt_is_confirmed_only_where_the_maker_vouches_for_it(as_):
    address = collected(as_)
    as_("checker").post(f"{address}/approve", data={"seen": 2 * AMOUNT, "agreed": "yes"})
    names, maker = [reference(payment.id) for payment in db.session.query(Payment)], as_("maker")
    content = csv_bytes(HEADING, [(name, "3000.00", "成功", PAID_ON, "B1", "") for name in names])
    dry = maker.post(f"{address}/answer", data={"file": (io.BytesIO(content), "回单.csv")}).text
    assert ("存疑" in dry, dry.count('name="vouched"')) == (True, 2)
    apply = {"content": dry.split('name="content" value="')[1].split('"')[0], "step": "apply"}
    maker.post(f"{address}/answer", data=apply)
    assert ("没有确认任何一笔" in maker.get(address).text, statuses()) == (True, ["approved", "approved"])
    maker.post(f"{address}/answer", data=apply | {"vouched": 1})
    assert statuses() == ["paid", "approved"]
    number = db.session.get(Payment, 2).application_id
    place = f"/applications/{db.session.get(Application, number).number}/confirm_payment"
    assert 'type="checkbox"' not in maker.get(place).text.split("<main")[1]
    told = maker.post(place, data={"paid_on": PAID_ON, "bank_reference": "b1"})
    assert (told.status_code, 'type="checkbox"' in told.text.split("<main")[1]) == (409, True)
    maker.post(place, data={"paid_on": PAID_ON, "bank_reference": "b1", "bank_checked": "true"})
    assert statuses() == ["paid", "paid"]


def test_a_checker_who_did_not_say_so_approves_nothing(as_):
    address = collected(as_)
    told = as_("checker").post(f"{address}/approve", data={"seen": 2 * AMOUNT})
    assert (told.status_code, "逐笔核对" in told.text) == (422, True)
    assert statuses() == ["prepared", "prepared"]


PLACES = (
    "/finance/recoveries",
    "/finance/receipts",
    "/finance/ledger",
    "/finance/ledger/1",
    "/finance/ledger/1.xlsx",
)


@pytest.mark.parametrize(("role", "status"), [("maker", {200}), ("leader", {200}), ("officer", {403, 404})])
def test_the_other_pages_are_finances_the_leaders_and_the_audits(as_, role, status):
    awarded()
    browser = as_(role)
    assert {browser.get(place).status_code for place in PLACES} == status


def test_the_ledger_says_that_it_agrees_and_of_a_wrong_period_what_is_wrong(as_):
    awarded()
    page = as_("leader").get("/finance/ledger").text
    assert ("合计核对相符" in page, "6,000.00" in page) == (True, True)
    wrong = as_("leader").get("/finance/ledger?from=2026-05-01&to=2026-04-01")
    assert (wrong.status_code, "结束日期不能早于开始日期" in wrong.text) == (422, True)


def test_a_changed_account_is_shown_beside_the_old_one_and_approved_only_when_verified(as_):
    numbers = awarded(1)
    unit = db.session.query(Application).one().organisation
    told_account(numbers[0], factories.person("applicant", unit), "02000000000000009999")
    assert "变更前" in as_("maker").get("/finance").text
    address = as_("maker").post("/finance/patent/batches", data={"cases": numbers}).headers["Location"]
    agreed = {"seen": AMOUNT, "agreed": "yes"}
    told = as_("checker").post(f"{address}/approve", data=agreed)
    assert (told.status_code, "请核实后勾选" in told.text, statuses()) == (422, True, ["prepared"])
    asked = as_("checker").get(f"/applications/{numbers[0]}/approve_payment").text
    assert ("变更前" in asked, "已核实变更后的收款账户" in asked) == (True, True)
    number = db.session.query(Payment).one().id
    as_("checker").post(f"{address}/approve", data=agreed | {"verified": number})
    assert statuses() == ["approved"]


REFUSED = [("officer", 403, 404), ("applicant", 403, 404), ("admin", 403, 404), ("auditor", 200, 200)]


@pytest.mark.parametrize(("role", "index", "batch"), REFUSED)
def test_the_pages_are_finances_and_the_audits(as_, role, index, batch):
    address = collected(as_)
    browser = as_(role)
    assert (browser.get("/finance").status_code, browser.get(address).status_code) == (index, batch)
    assert browser.post(f"{address}/bank-file").status_code in (403, 404)


def test_who_is_not_signed_in_goes_there_first(client):
    assert "/sign-in" in client.get("/finance").headers["Location"]


def test_a_file_that_is_no_answer_is_told_on_the_page(as_, monkeypatch):
    monkeypatch.setattr(carried, "LARGEST", 10)
    address, maker = collected(as_), as_("maker")
    for content, said in (
        (b"\x00\x01", "无法识别文件"),
        (b"", "请选择银行回单"),
        (b"x" * 11, "超过 1 MB"),
    ):
        told = maker.post(f"{address}/answer", data={"file": (io.BytesIO(content), "x.csv")})
        assert (told.status_code, said in told.text) == (422, True)
        assert "zhutui import" not in told.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_however_long(as_, count):
    awarded(count)
    browser = as_("maker")
    with statements() as due:
        browser.get("/finance")
    address = browser.post("/finance/patent/batches", data={"cases": [f"T-000{n + 1}" for n in range(count)]})
    with statements() as batch:
        browser.get(address.headers["Location"])
    assert (len(due) <= 9, len(batch) <= 6) == (True, True), (len(due), len(batch))
    for place in PLACES:
        with statements() as seen:
            browser.get(place)
        assert len(seen) <= 8, (place, len(seen))
