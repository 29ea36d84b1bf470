"""The workflow of a programme as a picture, with the cases that stand in each state, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from grants.errors import NotFound
from grants.models.types import whole_number
from grants.programmes import PROGRAMMES, Programme
from grants.services import flow, lists
from grants.web.entrance import signed_in
from grants.web.filters import role_label, spoken
from workflows.boxes import Live
from workflows.draw import svg
from workflows.engine import State, Workflow
from workflows.paths import by_source, moves

blueprint = Blueprint("workflows", __name__, url_prefix="/workflows")
blueprint.before_request(signed_in)


@dataclass(frozen=True)
class Way:
    """What may be done in a state: by whom, and where it leads ('' where the case stays)."""

    label: str
    by: str
    to: str


@dataclass(frozen=True)
class Row:
    """A state in the table: what stands there (None where no cases are read) and where it leads."""

    state: State
    live: Live | None
    ways: tuple[Way, ...]


@blueprint.get("")
def index() -> str:
    """The first programme this reader is shown."""
    return page(next(iter(offered()), None))


@blueprint.get("/<programme>")
def show(programme: str) -> str:
    return page(next((found for found in offered() if found.slug == programme), None))


def offered() -> list[Programme]:
    return [found for found in PROGRAMMES.values() if flow.reads_workflow(g.viewer, found.slug)]


def page(found: Programme | None) -> str:
    """The picture and the table of this programme, of all its rounds or of one."""
    if found is None:
        raise NotFound
    chosen = request.args.get("round", type=whole_number)
    counts = flow.counted(g.viewer, found.slug, chosen)
    live = standing(found, counts, chosen) if counts is not None else {}
    return render_template(
        "workflows/show.html",
        programme=found,
        offered=offered(),
        rounds=[one for one in lists.rounds_with_cases(g.viewer) if one.programme == found.slug],
        chosen=chosen,
        total=sum(counts.values()) if counts is not None else None,
        picture=Markup(svg(found.workflow, gettext(found.label), live or None, spoken)),  # noqa: S704 - escaped there
        rows=rows(found.workflow, live),
    )


def standing(found: Programme, counts: Mapping[str, int], chosen: int | None) -> dict[str, Live]:
    """What stands in each state, and the list of just those cases."""
    told: dict[str, Live] = {}
    for state in found.workflow.states:
        count = counts.get(state.name, 0)
        kept: dict[str, Any] = {"programme": found.slug, "state": state.name} | (
            {"round": chosen} if chosen else {}
        )
        label = gettext("%(state)s：%(count)d 件", state=spoken(state.label), count=count)
        told[state.name] = Live(count, url_for("cases.listing", **kept), label)
    return told


def rows(workflow: Workflow, live: Mapping[str, Live]) -> list[Row]:
    """Every state with what may be done in it, in the order of the main line."""
    onward = by_source(moves(workflow))
    return [
        Row(
            state,
            live.get(state.name),
            tuple(
                Way(
                    move.action.label,
                    gettext("、").join(role_label(role) for role in move.action.by),
                    workflow.state[move.dest].label if move.action.dest else "",
                )
                for move in onward.get(state.name, ())
            ),
        )
        for state in workflow.states
    ]
