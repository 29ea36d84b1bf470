"""Legs of the way that cases of several programmes go, each deed by its own person at a browser."""

from tests.browser.seats import Staff


def reviewed(staff: Staff) -> None:
    """Three experts are assigned; each first declares what binds them, and only then reads and judges."""
    people = [str(one) for one in staff.expert_ids]
    staff.give("officer", "assign", {"experts": people})
    for expert in ("expert0", "expert1", "expert2"):
        seat = staff.case(expert)
        assert "请先申报利益关系" in seat.text()
        assert "赵发明" not in seat.text()
        staff.do(expert, "declare_interest")
        assert "赵发明" in seat.text()
        staff.do(expert, "review")


def on_notice(staff: Staff) -> None:
    """Five working days over the holidays of May, after which the worker moves the case on."""
    staff.house.wait_until("2026-04-28 09:00")
    staff.give("officer", "post_notice", {"starts_on": "2026-04-28"})
    assert "2026-05-07" in staff.case("officer").text()
    staff.house.wait_until("2026-05-08 09:00")


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
