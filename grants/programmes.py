"""THE LIST: one line per programme. Everything that must hold for every programme is asked over this list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import forms.patent
import forms.project
import forms.studio
import workflows.patent
import workflows.project
import workflows.studio
from forms.rubrics import Rubric
from grants.texts import N_
from workflows.engine import Workflow


@dataclass(frozen=True)
class Programme:
    """A programme: its slug, its names, its workflow and its forms."""

    slug: str
    label: str
    short: str
    workflow: Workflow
    forms: dict[str, Any]
    round_form: Any
    rubric: Rubric = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def programme(slug: str, label: str, short: str, rules: ModuleType, asked: ModuleType) -> Programme:
    rubric, evidence = getattr(asked, "RUBRIC", ()), getattr(asked, "EVIDENCE", {})
    return Programme(slug, label, short, rules.WORKFLOW, asked.FORMS, asked.ROUND, rubric, evidence)


PROGRAMMES: dict[str, Programme] = {
    p.slug: p
    for p in (
        programme("studio", N_("职工创新工作室评选"), N_("工作室"), workflows.studio, forms.studio),
        programme("project", N_("职工创新项目助推"), N_("项目"), workflows.project, forms.project),
        programme("patent", N_("职工专利助推"), N_("专利"), workflows.patent, forms.patent),
    )
}
