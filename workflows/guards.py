"""Rules that several programmes share. A guard answers None, or the reason against the move."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from workflows.engine import Case, Guard, Reason
from workflows.rules import N_


def yuan(fen: int) -> str:
    """A sum in fen as people write it: 1,234.50."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def instant(value: Any) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value)


def within_window(case: Case) -> Reason | None:
    """Submitted between opening and closing, to the second; a returned case may be mended after closing."""
    opens, closes = case.terms.get("opens_at"), case.terms.get("closes_at")
    if case.state != "draft" or case.facts.origin == "imported":
        return None
    if opens and case.now < opens:
        return Reason(N_("本批次尚未开放：%(opens)s起受理申报。"), {"opens": instant(opens)}, "A1")
    if closes and case.now > closes:
        return Reason(
            N_("本批次已于%(closes)s截止，现在是%(now)s，不能再提交。"),
            {"closes": instant(closes), "now": instant(case.now.astimezone(closes.tzinfo))},
            "A1",
        )
    return None


def mended_in_time(case: Case) -> Reason | None:
    """A returned case comes back by the date it was given."""
    returned = case.last("return_for_correction")
    due = returned.values.get("due_on") if returned and case.state == "correcting" else None
    if due and local_day(case) > due:
        return Reason(N_("补正期限为%(due)s，已经超过，请联系项目办。"), {"due": due}, "A3")
    return None


def local_day(case: Case) -> date:
    """Today where the office is: `now` in the zone the round's window is written in."""
    closes = case.terms.get("closes_at")
    return (case.now.astimezone(closes.tzinfo) if closes else case.now).date()


def unclaimed(kind: str, sentence: str, rule: str) -> Guard:
    """Nobody else holds this claim on the case's subject (the same patent, the same person this year)."""

    def guard(case: Case) -> Reason | None:
        return Reason(sentence, {}, rule) if kind in case.facts.claimed else None

    return guard


def stands(action: str, sentence: str, rule: str = "") -> Guard:
    """An earlier act has been done and no return has cleared it."""

    def guard(case: Case) -> Reason | None:
        return None if case.last(action) else Reason(sentence, {}, rule)

    return guard


def not_yet(action: str, sentence: str, rule: str = "") -> Guard:
    """An act is done once until a return clears it."""

    def guard(case: Case) -> Reason | None:
        return Reason(sentence, {}, rule) if case.last(action) else None

    return guard


def must_be(name: str, expected: Any, sentence: str, rule: str = "") -> Guard:
    """A posted value is what the rule requires; left out means not met."""

    def guard(case: Case) -> Reason | None:
        return None if case[name] == expected else Reason(sentence, {}, rule)

    return guard


def within_budget(case: Case) -> Reason | None:
    """What is proposed fits into the rest of the round's budget."""
    amount = case["amount"] or 0
    if case["outcome"] == "refuse" or amount <= case.facts.budget_left:
        return None
    return Reason(
        N_("金额%(amount)s元超过本批次预算余额%(left)s元。"),
        {"amount": yuan(amount), "left": yuan(case.facts.budget_left)},
        "M2",
    )


def names_objection(case: Case) -> Reason | None:
    """The objection named is one of this case and not settled yet."""
    if case["objection"] in open_objections(case):
        return None
    return Reason(N_("没有编号为%(number)s的待处理异议。"), {"number": case["objection"]}, "N1")


def open_objections(case: Case) -> frozenset[int]:
    """Numbers of the objections of this notice that nobody has settled."""
    notice = case.last("post_notice")
    raised = {d.number for d in case.standing("object") if notice and d.number > notice.number}
    settled = {d.values.get("objection") for d in case.standing("dismiss_objection")}
    settled |= {d.values.get("objection") for d in case.deeds if d.action == "uphold_objection"}
    return frozenset(raised - settled)


def objections_settled(case: Case) -> Reason | None:
    count = len(open_objections(case))
    return Reason(N_("还有%(count)d件异议未处理。"), {"count": count}, "N1") if count else None


def notice_over(case: Case) -> Reason | None:
    """The last day of the notice has passed."""
    posted = case.last("post_notice")
    if posted is None:
        return Reason(N_("尚未发布公示。"), {}, "N1")
    ends = posted.values.get("ends_on")
    if ends and local_day(case) <= ends:
        return Reason(N_("公示期至%(ends)s（含当日），尚未届满。"), {"ends": ends}, "N1")
    return None


def notice_running(case: Case) -> Reason | None:
    """Objections are taken from the first day of the notice through its last."""
    posted = case.last("post_notice")
    if posted is None:
        return Reason(N_("尚未发布公示，不能提出异议。"), {}, "N1")
    starts, ends = posted.values.get("starts_on"), posted.values.get("ends_on")
    today = local_day(case)
    if (starts and today < starts) or (ends and today > ends):
        return Reason(
            N_("异议应在公示期内提出：%(starts)s至%(ends)s。"), {"starts": starts, "ends": ends}, "N1"
        )
    return None


def amounts(values: Mapping[str, Any], *names: str) -> int:
    """The sum of these answers in fen, nothing counting as zero."""
    return sum(values.get(name) or 0 for name in names)


def within_terms_amount(case: Case) -> Reason | None:
    """An award of a fixed sum is exactly the round's sum."""
    fixed = case.terms.get("amount")
    if case["outcome"] == "refuse" or fixed is None or case["amount"] == fixed:
        return None
    return Reason(N_("本批次奖励标准为%(fixed)s元，建议金额应与之一致。"), {"fixed": yuan(fixed)}, "M1")
