"""The period an address names: `from` and `to`, both included, either may be left out."""

from datetime import date

from flask import request
from flask_babel import gettext

from grants.errors import Invalid
from grants.services.periods import Period

YEARS = range(1900, 2201)  # of the days asked for: far from where a calendar ends


def period_asked() -> tuple[date | None, date | None]:
    """From and to; raises Invalid with all that cannot be read, or where it runs backwards."""
    faults: dict[str, list[str]] = {}
    first, last = day("from", faults), day("to", faults)
    if first and last and last < first:
        faults["to"] = [gettext("结束日期不能早于开始日期。")]
    if faults:
        raise Invalid(faults)
    return first, last


def period_or_faults() -> tuple[Period, list[str]]:
    """The period, and what is wrong with it; then none is taken."""
    try:
        return Period(*period_asked()), []
    except Invalid as invalid:
        return Period(), list(invalid.sentences)


def day(name: str, faults: dict[str, list[str]]) -> date | None:
    text = request.args.get(name, "").strip()[:20]
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        faults[name] = [gettext("“%(text)s”不是日期，请写成 2026-01-05。", text=text)]
        return None
    if found and found.year not in YEARS:
        faults[name] = [gettext("“%(text)s”的年份须在 1900 至 2200 之间。", text=text)]
    return found
