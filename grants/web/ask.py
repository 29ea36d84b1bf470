"""A page that asks one form of forms.account: drawn, read and judged alike everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext

from forms.base import Form, check, controls, from_html
from forms.control import Section
from grants.programmes import PROGRAMMES

Options = Mapping[str, Sequence[tuple[str, str]]]
Faults = dict[str, list[str]]
Page = tuple[str, int]


def answered(form: Form) -> tuple[dict[str, Any], Faults]:
    """The Python values of what was posted, and every fault; neither while nothing is posted."""
    if request.method != "POST":
        return {}, {}
    return check(form, from_html(form, request.form))


def ask(form: Form, heading: str, button: str, faults: Faults | None = None, **context: Any) -> Page:
    """The page of this form: as it was posted with its faults (422), or fresh from `raw`.

    Further names: `options` of its choices, `raw` to start from, `back` where one goes who changes nothing,
    `at` what that place is called, `template`, and what that template uses.
    """
    template = context.pop("template", "session/form.html")
    options: Options = context.pop("options", {})
    start = context.pop("raw", None)
    raw = from_html(form, request.form) if faults else start
    parts = controls(form, options, raw, faults)
    context |= {"heading": heading, "button": button, "parts": parts, "faults": flat(faults, parts)}
    return render_template(template, **context), 422 if faults else 200


def flat(faults: Mapping[str, Sequence[str]] | None, parts: Iterable[Section] = ()) -> list[tuple[str, str]]:
    """(path, sentence) of every fault, as the summary of a page lists them; in the order of its parts, where told."""
    names = [control.name for part in parts for control in part.controls]
    places = {name: place for place, name in enumerate(names)}
    found = sorted((faults or {}).items(), key=lambda fault: places.get(fault[0].partition("-")[0], -1))
    return [(path, text) for path, texts in found for text in texts]


def in_account() -> dict[str, str]:
    """Of a page below one's account: where it leads back to, and what that is called."""
    return {"back": url_for("account.index"), "at": gettext("我的账户")}


def programmes() -> list[tuple[str, str]]:
    """The choices of a field with options "programmes"."""
    return [(slug, found.label) for slug, found in PROGRAMMES.items()]


def source() -> str:
    """The network address of this request, for the log."""
    return request.remote_addr or ""
