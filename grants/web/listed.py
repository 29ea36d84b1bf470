"""How the address of a page names the cases of a list: the filters, the order, the columns, and those ticked."""

from typing import Any

from flask import g, request
from flask_login import current_user

from grants.models import Application
from grants.models.types import whole_number
from grants.services.bulk import Chosen
from grants.services.columns import Column, shown, telling
from grants.services.lists import Filters

LONGEST = 200  # characters of a query
TICKED = 200  # cases an address can name
NAMES = ("programme", "state", "round", "text", "sort")


def filters() -> Filters:
    """The filters the address names."""
    return Filters(
        programme=request.args.get("programme", ""),
        state=request.args.get("state", ""),
        round_id=request.args.get("round", type=whole_number),
        text=request.args.get("text", "")[:LONGEST],
        sort=request.args.get("sort", ""),
    )


def columns() -> tuple[Column, ...]:
    """The columns the address asks for, else those this reader chose, else those of their role."""
    return shown(g.viewer, wanted())


def wanted() -> list[str] | None:
    asked = request.args.get("columns", "")
    return asked.split(",") if asked else current_user.list_columns


def of_page(rows: list[Application]) -> tuple[Column, ...]:
    """The columns a page of these cases has: all that somebody chose; of those of a role none that is empty on it."""
    return columns() if wanted() else telling(g.viewer, columns(), rows)


def chosen() -> Chosen:
    """The cases the address means, those ticked where some are."""
    return Chosen(filters(), tuple(request.args.getlist("case")[:TICKED]))


def kept(*names: str) -> dict[str, Any]:
    """What the address narrows the list by, to be carried on; and these names with it."""
    wanted = (*NAMES, *names)
    return {name: value for name, value in request.args.items() if name in wanted and value}
