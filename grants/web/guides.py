"""Help where it is needed: the words of every rule for the pages it governs, and a first day's guide for each role."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from workflows.rules import RULES

blueprint = Blueprint("guides", __name__)


@blueprint.record_once
def rules(state: BlueprintSetupState) -> None:
    """Every rule by its code: pages show its words beside what it governs.

    Known to every template, so that macros imported without their page's context have it too.
    """
    state.app.jinja_env.globals["rules"] = RULES
