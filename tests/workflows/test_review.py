"""Independent review: interest before anything is opened, each expert once, nobody's sheet thrown away."""

import pytest

from tests.workflows.factories import WORKFLOWS, actor, case, deed, sentences

PROJECT = WORKFLOWS["project"]
ASSIGNED = deed("assign", 1, experts=["1", "2", "3"])


def clear(number, person):
    return deed("declare_interest", number, person=person, duty="expert", conflict="none")


def conflict(number, person):
    return deed("declare_interest", number, person=person, duty="expert", conflict="kin")


def sheet(number, person):
    return deed("review", number, person=person, duty="expert")


def asking(action, person, *deeds, **posted):
    role = "expert" if action in ("review", "declare_interest") else "officer"
    asked = case("project", "reviewing", actor=actor(role, person), deeds=deeds, posted=posted or None)
    return sentences(PROJECT, action, asked)


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((), ["您没有被指派评审本案。", "请先申报利益关系，再查看材料和评审。"]),
        ((ASSIGNED,), ["请先申报利益关系，再查看材料和评审。"]),
        ((ASSIGNED, clear(2, "1")), []),
        ((ASSIGNED, clear(2, "1"), sheet(3, "1")), ["您已提交评审表。"]),
        ((ASSIGNED, conflict(2, "1")), ["您没有被指派评审本案。", "请先申报利益关系，再查看材料和评审。"]),
        (
            (ASSIGNED, clear(2, "1"), deed("unassign", 3, experts=["1"])),
            ["您没有被指派评审本案。", "请先申报利益关系，再查看材料和评审。"],
        ),
    ],
)
def test_an_expert_reviews_what_was_assigned_after_declaring_no_interest_once(deeds, told):
    assert asking("review", "1", *deeds) == told


def test_interest_is_declared_once():
    assert asking("declare_interest", "1", ASSIGNED, clear(2, "1")) == ["您已申报利益关系。"]


def test_who_was_relieved_and_is_assigned_again_declares_anew():
    """The assignment is a new one, and opens nothing before its expert has declared: the old word is of the old one."""
    again = (ASSIGNED, clear(2, "1"), deed("unassign", 3, experts=["1"]), deed("assign", 4, experts=["1"]))
    assert asking("declare_interest", "1", *again) == []
    assert asking("review", "1", *again) == ["请先申报利益关系，再查看材料和评审。"]
    assert asking("review", "1", *again, clear(5, "1")) == []


def test_who_has_a_conflict_is_not_assigned_again():
    told = asking("assign", "王某", ASSIGNED, conflict(2, "1"), experts=["1", "4"])
    assert told == ["所选专家中有人已申报利益冲突，不能再次指派。"]


def test_who_holds_another_duty_is_not_assigned():
    endorsed = deed("endorse", person="9", duty="endorser")
    assert asking("assign", "王某", endorsed, experts=["9"]) == [
        "所选专家中有人在本案中履行过其他职责，不能评审。"
    ]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("2", []),
        ("1", ["只能撤换已指派且尚未提交评审表的专家。"]),
        ("8", ["只能撤换已指派且尚未提交评审表的专家。"]),
    ],
)
def test_only_an_expert_without_a_sheet_is_relieved(person, told):
    deeds = (ASSIGNED, clear(2, "1"), sheet(3, "1"))
    assert asking("unassign", "王某", *deeds, experts=[person]) == told


def test_nobody_assigned_nobody_relieved():
    assert asking("unassign", "王某") == ["本案尚未指派专家。"]


def due(*deeds):
    action = PROJECT.due(case("project", "reviewing", deeds=deeds))
    return action and action.name


DONE = tuple(d for n in (1, 2, 3) for d in (clear(2 * n, str(n)), sheet(2 * n + 1, str(n))))


@pytest.mark.parametrize(
    ("deeds", "concluded"),
    [
        ((ASSIGNED, *DONE), True),
        ((ASSIGNED, *DONE[:-1]), False),
        ((ASSIGNED, *DONE, deed("assign", 9, experts=["4"])), False),
        ((ASSIGNED, *DONE[:4], deed("unassign", 9, experts=["3"])), False),  # two sheets, three wanted
        (
            (
                ASSIGNED,
                *DONE[:4],
                conflict(6, "3"),
                deed("assign", 8, experts=["4"]),
                clear(9, "4"),
                sheet(10, "4"),
            ),
            True,
        ),
    ],
)
def test_review_concludes_itself_when_all_assigned_have_handed_in_as_many_as_the_round_asks(deeds, concluded):
    assert due(*deeds) == ("conclude_review" if concluded else None)


def test_a_remand_makes_every_sheet_void():
    heard = PROJECT.history((ASSIGNED, *DONE, deed("propose", 8), deed("remand", 9)))
    assert {d.action for d in heard if d.standing} == {"remand"}
