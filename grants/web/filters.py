"""What templates may call: texts in the reader's language, sums, days, and how a state looks."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any

from flask import Flask, g, request
from flask_babel import gettext
from jinja2 import pass_context

from forms import money
from forms.parts import INDUSTRIES
from forms.sentences import translated
from grants.access import Viewer, sums_told
from grants.clock import local, now
from grants.languages import CATALOGUE, in_chinese
from grants.models.people import ROLES
from grants.programmes import PROGRAMMES
from grants.services.paper_words import KINDS
from grants.services.rounds import PAST, year_of
from grants.texts import kilobytes, measured, sentence
from grants.web.navigation import entries, link_over
from workflows.engine import Reason
from workflows.roles import ACTING
from workflows.states import STATES

ACTORS = {**ACTING, **ROLES}
TONES = {
    "draft": "",
    "correcting": "warn",
    "mending": "warn",
    "suspended": "warn",
    "recovering": "bad",
    "declined": "bad",
    "refused": "bad",
    "revoked": "bad",
    "withdrawn": "",
    "running": "good",
    "closed": "good",
}


def spoken(text) -> str:
    """A label, a sentence or a reason of the leaves, in the reader's language."""
    if isinstance(text, Reason):
        return sentence(text)
    return translated(text, CATALOGUE.gettext) if text else ""


def moment(instant: datetime | None) -> str:
    """An instant in the office's zone, to the minute."""
    return f"{local(instant):%Y-%m-%d %H:%M}" if instant else ""


def day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = local(value).date()
    return value.isoformat() if value else ""


def yuan(fen: int | None) -> str:
    """A sum in fen as people read it: 3,000.00."""
    return money.format_yuan(fen or 0)


def words(fen: int | None) -> str:
    """A sum in fen in words, which only Chinese readers need; nothing where the rule refuses (zero, negative)."""
    if not in_chinese():
        return ""
    try:
        return money.in_words(fen or 0)
    except ValueError:
        return ""


def typed_words(text, unit: str = "元") -> str:
    """The words of a sum as somebody types it, in 元 or 万元; nothing while it is no sum."""
    try:
        return words(money.to_fen(text if unit == "元" else f"{Decimal(text) * 10_000:f}"))
    except (ValueError, TypeError, InvalidOperation):
        return ""


def state_label(name: str) -> str:
    return gettext(STATES[name].label) if name in STATES else name


def tone(name: str) -> str:
    """The colour class of a state's tag; the tag says the state in words too."""
    return TONES.get(name, "go")


def role_label(name: str) -> str:
    return gettext(ACTORS[name]) if name in ACTORS else name


def programme_label(slug: str, short: bool = False) -> str:
    found = PROGRAMMES.get(slug)
    return gettext(found.short if short else found.label) if found else slug


def industry_label(key: str) -> str:
    found = dict(INDUSTRIES).get(key)
    return gettext(found) if found else key


def paper_label(kind: str) -> str:
    return gettext(KINDS[kind]) if kind in KINDS else kind


def round_label(found) -> str:
    """A round by its name, with its year where it has one and the name does not say it."""
    return found.name if found.name == PAST or str(found.year) in found.name else f"{found.year} {found.name}"


def viewer() -> Viewer:
    """Who is looking, also on a page shown before anybody was recognised."""
    return g.get("viewer") or Viewer()


def shared() -> dict:
    """What every template knows."""
    here = link_over(request.path) if request else ""
    return {
        "viewer": viewer(),
        "language": "zh" if in_chinese() else "en",
        "link_over": here,
        "navigation": entries(viewer(), here),
        "opened": now(),
    }


def for_reader(function: Callable[..., Any]) -> Callable[..., Any]:
    """This filter, asked anew for each reader: of a constant it would be asked once, when the template is compiled,
    and its answer kept in the language of whoever came first."""

    @pass_context
    @wraps(function)
    def asked(_context: Any, *given: Any, **named: Any) -> Any:
        return function(*given, **named)

    return asked


def init_filters(app: Flask) -> None:
    """Give the templates these filters and names."""
    for function in (
        spoken, measured, kilobytes, moment, day, yuan, money.grouped, words, typed_words, state_label, tone,
        role_label, programme_label, round_label, year_of, paper_label, industry_label,
    ):  # fmt: skip
        app.add_template_filter(for_reader(function), function.__name__)
    app.jinja_env.tests["told_sums_of"] = sums_told
    app.context_processor(shared)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
