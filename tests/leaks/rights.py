"""What is secret here: the value it has, another it might have, and who has a right to it.

Whoever is not named must be answered as if the secret had any other value.
"""

from dataclasses import dataclass
from typing import Any

UNIT = frozenset({"applicant", "endorser"})
OFFICE = frozenset({"officer", "colleague", "leader", "auditor"})
FINANCE = frozenset({"maker", "checker"})
# Everybody who might look; a colleague is an officer beside the one who acts. Those compared stand for others of
# the same rights.
CAST = (
    "nobody", "stranger", "applicant", "endorser", "colleague", "elsewhere", "leader", "auditor", "maker",
    "checker", "admin", "expert1", "expert2", "expert3", "outsider",
)  # fmt: skip
COMPARED = (
    "nobody", "stranger", "elsewhere", "admin", "applicant", "colleague", "leader", "auditor", "maker",
    "expert1", "expert2",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A secret: its value, another, and who may know it."""

    value: Any
    other: Any
    known_to: frozenset[str]


FACTS: dict[str, Fact] = {
    # Who judges: the administrator knows who is an expert, but not of which case.
    "reviewer": Fact("expert1", "outsider", OFFICE | {"expert1", "outsider"}),
    "points": Fact("25", "21", OFFICE | {"expert1"}),
    "comment": Fact("有价值", "不值一提", OFFICE | {"expert1"}),
    "conflict": Fact("kin", "none", OFFICE | {"expert3"}),
    "outcome": Fact("award", "refuse", OFFICE),
    "reasons": Fact("符合条件", "不符合条件", OFFICE),
    "minutes": Fact("会议同意给予助推。", "经表决，未予通过。", OFFICE),
    "reasons of a remand": Fact("材料与实际不符", "请核实专利状态", OFFICE),
    "name": Fact("陈异议", "周不服", OFFICE),  # of an objector
    "contact": Fact("13900005678", "13911115678", OFFICE),
    "text": Fact("并非一线职工，请核实。", "专利并非本人完成。", OFFICE),
    "draft of an expert": Fact("待定", "拟不推荐", frozenset({"expert2"})),
    "draft of an officer": Fact("请尽快", "请于周五前报送", frozenset({"officer"})),
    "draft of a unit": Fact("工艺路线甲", "工艺路线乙，另附说明", UNIT),
    "note of a payment": Fact("首笔", "与上一批合并", FINANCE | {"leader", "auditor"}),
    # The unit that typed them, and the paper the bank needs, which who reads the case reads.
    "card_number": Fact("6222020200112233446", "6222020200999933446", UNIT | OFFICE | FINANCE),
    "card_number_reason": Fact("已与原件核对", "核对无误", UNIT | OFFICE | FINANCE),
    # The sheets the office prints bear a code of the answers, under a key only the installation has.
    "resident_id": Fact("110105199003072338", "110105197001022338", UNIT | OFFICE),
    "phone": Fact("13800001234", "13811111234", UNIT | OFFICE),
}


def usual() -> dict[str, Any]:
    return {name: fact.value for name, fact in FACTS.items()}


def hidden_from(role: str) -> frozenset[str]:
    """The secrets this one has no right to."""
    return frozenset(name for name, fact in FACTS.items() if role not in fact.known_to)


def changed(names: frozenset[str]) -> dict[str, Any]:
    """The other values of these secrets."""
    return {name: FACTS[name].other for name in sorted(names)}
