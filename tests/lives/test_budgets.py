"""Statements a life costs (the numbering of papers, a transaction of its own before the move, apart)."""

from grants.services import applications, preparing
from tests.counting import statements
from tests.lives.office import Office, on
from tests.lives.test_patent import award
from tests.lives.test_project import notice_and_papers, pay, reviewed, titled

ONE_MOVE, WHOLE_LIFE = 15, 250


def counted(monkeypatch) -> list[tuple[str, int]]:
    """(action, statements) of every move from now on."""
    costs: list[tuple[str, int]] = []
    perform = applications.perform

    def heard(viewer, number, action, *given):
        with statements() as seen:
            found = perform(viewer, number, action, *given)
        costs.append((action, len(seen)))
        return found

    monkeypatch.setattr(preparing.applications, "perform", heard)
    return costs


def test_no_move_of_a_patent_costs_more_than_its_budget(app, monkeypatch):
    costs = counted(monkeypatch)
    house = Office("patent")
    number = house.begin()
    award(house, number)
    with on("2026-05-08 00:00"):
        house.pass_time()
    with on("2026-05-08 09:00"):
        house.do(number, "prepare_papers")
        house.do_approve(number)
        house.do(number, "release")
        pay(house, number, "3000.00", "R1")
    with on("2027-07-01 09:00"):
        house.do(number, "report")
        house.do(number, "accept_report")
    assert [cost for cost in costs if cost[1] > ONE_MOVE] == []
    assert sum(cost for _action, cost in costs) <= WHOLE_LIFE


def test_no_move_of_a_project_costs_more_than_its_budget(app, monkeypatch):
    costs = counted(monkeypatch)
    house = Office("project")
    titled(house)
    number = house.begin()
    for action in ("submit", "endorse", "accept"):
        house.do(number, action)
    reviewed(house, number)
    house.do(number, "propose", house.answers("propose") | {"amount": "30000.00", "grade": "third"})
    house.do(number, "decide")
    notice_and_papers(house, number)
    with on("2026-05-08 10:00"):
        pay(house, number, "18000.00", "R1")
    assert [cost for cost in costs if cost[1] > ONE_MOVE] == []
