"""Legs of the way that cases of several programmes go, each deed by its own person at a browser."""

from grants.extensions import db
from grants.models import Organisation
from tests import factories
from tests.browser.filling import fill
from tests.browser.staff import Staff

COLLEAGUE = (
    "孙同事"  # stands in every application, and in nothing that may be known before an interest is declared
)


def titled(staff: Staff) -> None:
    """The unit holds a studio whose title runs (rule J1)."""
    with staff.house.inside():
        unit = db.session.get_one(Organisation, staff.unit_id)
        factories.application("running", factories.round_("studio"), unit)


def begun(staff: Staff) -> None:
    """From the front page to a draft; who is not known there is asked in."""
    seat = staff.at("applicant", "/")
    seat.page.goto(seat.page.locator(f'#main a[href$="/new/{staff.round_id}"]').get_attribute("href") or "")
    seat.sign_in_if_asked()
    seat.press("建立草稿")
    staff.number = seat.page.url.split("/")[-2]


def applied(staff: Staff) -> None:
    """The whole application filled in, its files sent up, read once more and submitted."""
    seat, form = staff.ask("applicant", "submit"), staff.programme.forms["submit"]
    fill(seat.page, form, staff.office.answers("submit"))
    seat.press("检查并提交申报")
    seat.press("确认提交申报")
    assert "单位确认" in seat.text()


def reviewed(staff: Staff, on_pages: int = 3) -> None:
    """Three experts are assigned; each first declares what binds them, and only then reads and judges: so many of them
    on the pages, the others behind them."""
    staff.give("officer", "assign", {"experts": [str(one) for one in staff.experts.values()]})
    for expert in list(staff.experts)[on_pages:]:
        staff.behind_the_pages("declare_interest", "review", by=expert)
    for expert in list(staff.experts)[:on_pages]:
        seat = staff.case(expert)
        assert "请先申报利益关系" in seat.text(), seat.text()
        assert COLLEAGUE not in seat.page.content()
        staff.do(expert, "declare_interest")
        assert COLLEAGUE in seat.page.content()
        staff.do(expert, "review")


def on_notice(staff: Staff) -> None:
    """Five working days over the holidays of May, after which the worker moves the case on."""
    staff.wait_until("2026-04-28 09:00")
    staff.give("officer", "post_notice", {"starts_on": "2026-04-28"})
    assert "2026-05-07" in staff.case("officer").text()
    staff.wait_until("2026-05-08 09:00")


def papers_issued(staff: Staff) -> list[str]:
    """Prepared, read by the leader on the very page, approved, handed out. The addresses of the papers."""
    staff.do("officer", "prepare_papers")
    leader = staff.ask("leader", "approve_papers")
    shown = [frame.get_attribute("src") or "" for frame in leader.page.locator("iframe.preview").all()]
    assert shown
    assert all(leader.read(address).startswith(b"%PDF-") for address in shown)
    staff.give("leader", "approve_papers", {})
    staff.do("officer", "release")
    return shown


def paid(staff: Staff, amount: str) -> None:
    """The maker's form proposes the sum that is due; the checker agrees; the bank's receipt is entered."""
    maker = staff.ask("maker", "prepare_payment")
    assert maker.page.input_value("[name=amount]").replace(",", "") == amount
    staff.give("maker", "prepare_payment", {})
    staff.do("checker", "approve_payment")
    staff.do("maker", "confirm_payment")


def awarded(staff: Staff) -> None:
    """A patent on notice, all that leads there done behind the pages."""
    staff.behind_the_pages("submit", "endorse", "accept")
    staff.behind_the_pages("propose", amount="3000.00")
    staff.behind_the_pages("decide")
    staff.wait_until("2026-04-28 09:00")
    staff.behind_the_pages("post_notice", starts_on="2026-04-28")
