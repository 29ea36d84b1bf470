"""The summary of the experts' review, without their names: criteria by experts, the total, and the proposal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms.deciding import OUTCOMES
from forms.money import format_yuan, in_words
from forms.reviewing import RECOMMENDATIONS, panel_points, sheet_total
from grants import clock
from grants.canonical import digest_of
from grants.services.case_papers.common import Asked, clean, said, short
from grants.services.dossiers import Dossier
from grants.services.paper_words import GRADES, LEVELS
from workflows.engine import Case, Deed

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Layer = tuple[str, Decimal | None, Decimal | None]  # label, points, weight in percent
PRESENTATION = "现场答辩"  # held where the office wants it: not held, its weight falls to the others
LAYERS = (("visit", "weight_visit", "实地考察"), ("present", "weight_presentation", PRESENTATION))


def ready(dossier: Dossier) -> bool:
    return any(deed.action == "review" and deed.standing for deed in dossier.deeds)


def review_summary(asked: Asked) -> dict[str, Any]:
    case = asked.opened.case
    sheets = sorted(case.standing("review"), key=lambda deed: deed.number)
    code = short(digest_of({"sheets": [deed.number for deed in case.deeds]}))
    return said(asked, "评审汇总表", code, clock.today()) | {
        "experts": list(LETTERS[: len(sheets)]),
        "lines": list(lines(asked, sheets)),
        "rule": rule(case, len(sheets)),
        "remarks": [remark(letter, sheet) for letter, sheet in zip(LETTERS, sheets, strict=False)],
        "results": [{"label": label, "value": value} for label, value in results(asked, sheets)],
    }


def lines(asked: Asked, sheets: list[Deed]) -> Iterator[dict[str, Any]]:
    """Each criterion with the points of every expert, then what was taken and given, and the totals."""
    for criterion in asked.opened.programme.rubric:
        points = [judged(sheet, criterion.key) for sheet in sheets]
        yield {"label": str(criterion.label), "maximum": number(criterion.maximum), "points": points}
    for label, name, sign in (("扣分", "deductions", "-"), ("加分", "bonus", "+")):
        sums = [sum((row["points"] for row in sheet.values.get(name) or ()), Decimal(0)) for sheet in sheets]
        if any(sums):
            yield {"label": label, "maximum": "", "points": [f"{sign}{number(s)}" if s else "" for s in sums]}
    yield {"label": "合计", "maximum": "", "points": [number(total) for total in totals(asked, sheets)]}


def judged(sheet: Deed, key: str) -> str:
    """The points of a criterion; "not answered" is no zero."""
    rows = [row for row in sheet.values.get("scores") or () if row["criterion"] == key]
    return number(rows[0]["points"]) if rows and rows[0].get("points") is not None else ""


def totals(asked: Asked, sheets: list[Deed]) -> list[Decimal | None]:
    found = [sheet_total(asked.opened.programme.rubric, sheet.values) for sheet in sheets]
    return [total.points if total else None for total in found]


def rule(case: Case, experts: int) -> str:
    """In words, how the experts' totals became one number."""
    least = case.terms.get("drop_extremes_from") or 5
    if experts >= least:
        return (
            f"评分专家{experts}人，达到{least}人，去掉一个最高分和一个最低分后取平均。“—”为未评，不计为零分。"
        )
    return f"评分专家{experts}人，未达到{least}人，取全部总分的平均数。“—”为未评，不计为零分。"


def remark(letter: str, sheet: Deed) -> dict[str, str]:
    recommended = dict(RECOMMENDATIONS).get(sheet.values.get("recommendation") or "", "—")
    comment = clean(sheet.values.get("comment") or "")
    return {"expert": letter, "recommendation": str(recommended), "comment": comment}


def results(asked: Asked, sheets: list[Deed]) -> Iterator[tuple[str, str]]:
    """Points by layer and as a whole against the pass mark, then what the meeting proposes."""
    case = asked.opened.case
    layers = list(layers_of(case, [total for total in totals(asked, sheets) if total is not None]))
    for label, points, weight in layers:
        if points is not None:
            share = "" if weight is None else f"（权重{number(weight)}%）"
            yield f"{label}得分", f"{number(points)}{share}"
        elif weight and label == PRESENTATION:
            yield label, f"未安排，其权重{number(weight)}%按比例折算到其余各项"
    total = whole(layers)
    if total is None:
        missing = "、".join(label for label, points, _weight in counted(layers) if points is None)
        yield "总分", f"{missing}没有得分，未计总分"
    else:
        yield from judgement(case, total)
    yield from proposal(case)


def layers_of(case: Case, judged: list[Decimal]) -> Iterator[Layer]:
    """The review, and of a programme with more layers the visit and the presentation, each with its weight."""
    drop = case.terms.get("drop_extremes_from") or 5
    yield "专家评审", panel_points(judged, drop), weight_of(case, "weight_review")
    for action, weight, label in LAYERS:
        yield label, case.answers(action).get("points"), weight_of(case, weight)


def weight_of(case: Case, name: str) -> Decimal | None:
    weight = case.terms.get(name)
    return None if weight is None else Decimal(weight)


def whole(layers: list[Layer]) -> Decimal | None:
    """The weighted total; nothing while a layer that counts is missing; without weights, the review's points."""
    weighted = counted(layers)
    if not weighted:
        return layers[0][1]
    products = [points * (weight or 0) for _label, points, weight in weighted if points is not None]
    if len(products) < len(weighted):
        return None
    share = sum((weight or Decimal(0) for _label, _points, weight in weighted), Decimal(0))
    return (sum(products, Decimal(0)) / share).quantize(Decimal("0.01"))


def counted(layers: list[Layer]) -> list[Layer]:
    """The layers that make the total: those with a weight, a presentation only where it was held (a round's rule)."""
    return [
        (label, points, weight)
        for label, points, weight in layers
        if weight and (points is not None or label != PRESENTATION)
    ]


def judgement(case: Case, total: Decimal) -> Iterator[tuple[str, str]]:
    """The total with the grade line it reaches, and the pass mark."""
    reached = [
        line["name"]
        for line in sorted(case.terms.get("grade_lines") or (), key=lambda line: line["points"])
        if total >= line["points"]
    ]
    yield "总分", f"{number(total)}{f'，{reached[-1]}' if reached else ''}"
    mark = case.terms.get("pass_mark")
    if mark is not None:
        yield "及格线", f"{number(mark)}，{'达到' if total >= mark else '未达到'}"


def proposal(case: Case) -> Iterator[tuple[str, str]]:
    proposed = case.answers("propose")
    if not proposed:
        return
    yield "审定会议", f"{proposed['meeting_on']:%Y-%m-%d}，出席：{clean(proposed['attendance'])}"
    yield "审定建议", str(dict(OUTCOMES)[proposed["outcome"]])
    grade = GRADES.get(proposed.get("grade") or "") or LEVELS.get(proposed.get("level") or "")
    if grade:
        yield "等级", grade
    if proposed.get("amount"):
        amount = proposed["amount"]
        yield "建议金额", f"人民币{in_words(amount)}（￥{format_yuan(amount)}）"
    if proposed.get("reasons"):
        yield "理由", clean(proposed["reasons"])


def number(value: Decimal | None) -> str:
    """A number without needless zeros; nothing for none."""
    return "" if value is None else f"{value.normalize():f}"
