"""Valid raw answers for tests: `patent()`, `project()`, `studio()`, and `answers(programme, action)`."""

from importlib import import_module
from typing import Any

from forms.base import defaults
from tests.forms.applications import patent, project, studio
from tests.forms.deeds import answers

__all__ = ["answers", "patent", "project", "round_terms", "studio"]


def round_terms(programme: str, year: int = 2026) -> dict[str, Any]:
    """The defaults of a round of that year, with the budget that has no default."""
    module = import_module(f"forms.{programme}")
    found = defaults(module.ROUND, year)
    return {**found, "appropriation": "500000.00"}
