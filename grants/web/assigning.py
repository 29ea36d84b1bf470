"""Assigning experts with load and conflicts in view: to one case, and how it stands for a whole round."""

from typing import Any

from flask import Blueprint, g, render_template

from forms.control import Section
from grants.services import assignment, workload
from grants.services.asking import Asked, Raw
from grants.web.entrance import signed_in
from grants.web.uploads import Files

blueprint = Blueprint("assigning", __name__)
blueprint.before_request(signed_in)


def about(found: Asked, raw: Raw, parts: tuple[Section, ...], _files: Files) -> dict[str, Any]:
    """What the page of an assignment shows: the experts, whom to prefer first, and how many are wanted."""
    wanted, named = assignment.still_wanted(found.opened)
    control = next(c for part in parts for c in part.controls if c.name == "experts")
    return {
        "control": control,
        "industry": assignment.industry_of(found.opened),
        "candidates": assignment.candidates(found.opened),
        "ticked": {str(one) for one in raw.get("experts") or ()},
        "wanted": wanted,
        "named": named,
    }


@blueprint.get("/rounds/<int:round_id>/experts")
def of_round(round_id: int) -> str:
    """The load of the experts over a round, and the cases that still lack some."""
    return render_template("rounds/experts.html", told=workload.of_round(g.viewer, round_id))
