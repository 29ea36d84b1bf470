"""Valid raw answers for tests: `patent()`, `project()`, `studio()`, and `answers(programme, action)`."""

from tests.forms.applications import patent, project, studio
from tests.forms.deeds import answers, round_terms

__all__ = ["answers", "patent", "project", "round_terms", "studio"]
