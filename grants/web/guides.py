"""Help where it is needed: the words of every rule for the pages it governs, and a first day's guide for each role."""

from flask import Blueprint, render_template
from flask.blueprints import BlueprintSetupState

from grants.errors import NotFound
from grants.web.guides_text import GUIDES
from workflows.rules import RULES

blueprint = Blueprint("guides", __name__)


@blueprint.record_once
def rules(state: BlueprintSetupState) -> None:
    """Every rule by its code: pages show its words beside what it governs.

    Known to every template, so that macros imported without their page's context have it too.
    """
    state.app.jinja_env.globals["rules"] = RULES


@blueprint.get("/help")
def index() -> str:
    """All guides, one's own first."""
    return render_template("help/guides.html", guides=GUIDES)


@blueprint.get("/help/<role>")
def guide(role: str) -> str:
    """The first day of somebody in this role."""
    if role not in GUIDES:
        raise NotFound
    purpose, steps = GUIDES[role]
    return render_template("help/guide.html", role=role, purpose=purpose, steps=steps)
