"""The period an address names: `from` and `to`, both included, either may be left out."""

from datetime import date

from flask import request
from flask_babel import gettext

from grants.errors import Invalid


def period_asked() -> tuple[date | None, date | None]:
    """From and to; raises Invalid with all that cannot be read, or where it runs backwards."""
    faults: dict[str, list[str]] = {}
    first, last = day("from", faults), day("to", faults)
    if first and last and last < first:
        faults["to"] = [gettext("结束日期不能早于开始日期。")]
    if faults:
        raise Invalid(faults)
    return first, last


def day(name: str, faults: dict[str, list[str]]) -> date | None:
    text = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults[name] = [gettext("“%(text)s”不是日期，请写成 2026-01-05。", text=text[:20])]
        return None
