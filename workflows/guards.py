"""Rules that several programmes share. A guard answers None, or the reason against the move."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from workflows.engine import Case, Claim, Guard, Reason
from workflows.rules import N_


def cites(rule: str) -> Callable[[Guard], Guard]:
    """Notes on a guard the rule it holds, so that a self-check can name the rules that are met, too."""

    def mark(guard: Guard) -> Guard:
        vars(guard)["rule"] = rule
        return guard

    return mark


def rule_of(guard: Guard) -> str:
    """The code of the rule a guard holds; '' when it holds none of the rulebook."""
    return vars(guard).get("rule", "")


def yuan(fen: int) -> str:
    """A sum in fen as people write it: 1,234.50."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def instant(value: Any) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value)


def local_day(case: Case) -> date:
    """Today where the office is."""
    return day_of(case, case.now)


def day_of(case: Case, at: datetime) -> date:
    """The day of an instant where the office is: in the zone the round's window is written in."""
    closes = case.terms.get("closes_at")
    return (at.astimezone(closes.tzinfo) if closes else at).date()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - date(year, month, 1)).days))


@cites("A1")
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


def deadline(case: Case, ordered: str) -> date | None:
    """The last day given with this order, as extended since; None when none was given."""
    order = case.last(ordered)
    if order is None:
        return None
    extended = [d for d in case.standing("extend") if d.number > order.number]
    return (extended[-1] if extended else order).values.get("due_on")


@cites("A3")
def mended_in_time(case: Case) -> Reason | None:
    """A returned case comes back by the date it was given."""
    due = deadline(case, "return_for_correction") if case.state == "correcting" else None
    if due and local_day(case) > due:
        return Reason(N_("补正期限为%(due)s，已经超过，请联系项目办。"), {"due": due}, "A3")
    return None


@cites("A3")
def due_ahead(case: Case) -> Reason | None:
    """A period given ends today or later."""
    if case["due_on"] is None or case["due_on"] >= local_day(case):
        return None
    return Reason(N_("期限%(due)s早于今天，请填写今天或以后的日期。"), {"due": case["due_on"]}, "A3")


def not_ahead(name: str, rule: str) -> Guard:
    """Money is told of once it has moved: the day of it is today or before."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        if case[name] is None or case[name] <= local_day(case):
            return None
        return Reason(N_("%(day)s还没有到，请在款项到账后按实际到账日期填写。"), {"day": case[name]}, rule)

    return guard


def unclaimed(claim: Claim) -> Guard:
    """Nobody else holds this claim on the case's subject (the same patent, the same person this year). The claim itself
    has sentence and rule: whoever is overtaken only when it is written down is told the same."""

    @cites(claim.rule)
    def guard(case: Case) -> Reason | None:
        return Reason(claim.sentence, {}, claim.rule) if claim.kind in case.facts.claimed else None

    return guard


def stands(action: str, sentence: str, rule: str = "") -> Guard:
    """An earlier act has been done and no return has cleared it."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        return None if case.last(action) else Reason(sentence, {}, rule)

    return guard


def not_yet(action: str, sentence: str, rule: str = "") -> Guard:
    """An act is done once until a return clears it."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        return Reason(sentence, {}, rule) if case.last(action) else None

    return guard


def must_be(name: str, expected: Any, sentence: str, rule: str = "") -> Guard:
    """A posted value is what the rule requires; left out means not met."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        return None if case[name] == expected else Reason(sentence, {}, rule)

    return guard


@cites("M2")
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


@cites("M1")
def within_terms_amount(case: Case) -> Reason | None:
    """An award of a fixed sum is exactly the round's sum."""
    fixed = case.terms.get("amount")
    if case["outcome"] == "refuse" or fixed is None or case["amount"] == fixed:
        return None
    return Reason(N_("本批次奖励标准为%(fixed)s元，建议金额应与之一致。"), {"fixed": yuan(fixed)}, "M1")


def at_most(term: str, sentence: str, rule: str) -> Guard:
    """A sum proposed is not over the round's standard, where the round has one."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        limit, amount = case.terms.get(term), case["amount"] or 0
        if case["outcome"] == "refuse" or limit is None or amount <= limit:
            return None
        return Reason(sentence, {"amount": yuan(amount), "limit": yuan(limit)}, rule)

    return guard


def passes_mark(sentence: str, rule: str) -> Guard:
    """Points given, when any are, reach the round's pass mark."""

    @cites(rule)
    def guard(case: Case) -> Reason | None:
        mark, points = case.terms.get("pass_mark") or 60, case["points"]
        if points is None or points >= mark:
            return None
        return Reason(sentence, {"mark": mark, "points": points}, rule)

    return guard
