"""Help where it is needed: the words of every rule for the pages it governs, and a first day's guide for each role."""

from typing import Any

from flask import Blueprint

from workflows.rules import RULES

blueprint = Blueprint("guides", __name__)


@blueprint.app_context_processor
def rules() -> dict[str, Any]:
    """Every rule by its code: pages show its words beside what it governs."""
    return {"rules": RULES}
