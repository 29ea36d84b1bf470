"""The public register of titles, projects and patents: search, filters, pages by key."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from grants.models.types import whole_number
from grants.programmes import PROGRAMMES
from grants.services import register
from grants.services.register import Search
from grants.services.summary import level_label, levels

blueprint = Blueprint("register", __name__, url_prefix="/titles")


@blueprint.get("")
def index() -> str:
    """One page of the register."""
    search = asked()
    page = register.page(search)
    return render_template(
        "register/index.html",
        search=search,
        titled=PROGRAMMES[search.programme].titled,
        page=page,
        total=register.total(search),
        years=register.years(search.programme),
        levels=levels(search.programme),
        level_label=level_label,
        programmes=list(PROGRAMMES),
        following=following(page.after),
    )


def asked() -> Search:
    """The search in this address; what cannot be understood is left out."""
    given = request.args
    programme = given.get("programme", "")
    return Search(
        programme if programme in PROGRAMMES else next(iter(PROGRAMMES)),
        words=given.get("q", "").strip()[:60],
        level=given.get("level", "")[:24],
        year=given.get("year", type=whole_number),
        standing=given.get("standing", "")[:12],
        after=given.get("after", ""),
    )


def following(after: str) -> str:
    """The address of the next page of the same search."""
    if not after:
        return ""
    same: dict[str, Any] = {name: value for name, value in request.args.items() if name != "after"}
    return url_for(".index", **same, after=after)
