"""THE LIST: one entry per programme. Everything that must hold for every programme is asked over this list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

import forms.patent
import forms.project
import forms.studio
import workflows.patent
import workflows.project
import workflows.studio
from forms.base import Form
from forms.rubrics import Rubric
from grants.texts import N_
from workflows.engine import Workflow


@dataclass(frozen=True)
class Words:
    """What pages and letters say of a programme. Letters are always Chinese: their own words are not translated."""

    given: str
    whom: str
    purpose: str  # what its money is for, on letters
    taken_back: str  # what taking its award back is called, on letters
    named_after_people: bool = False  # a person's name may stand in its titles, so that no message says them


@dataclass(frozen=True)
class Programme:
    """A programme: its slug, its names, what is said of it, its workflow and its forms."""

    slug: str
    label: str
    short: str
    words: Words
    workflow: Workflow
    forms: dict[str, Form]
    round_form: Form
    rubric: Rubric = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def titled(self) -> bool:
        """Whether it gives a title for a term, which is judged each year and expires."""
        return "expire" in self.workflow.action


def programme(
    slug: str, names: tuple[str, str], words: Words, rules: ModuleType, asked: ModuleType
) -> Programme:
    rubric, evidence = getattr(asked, "RUBRIC", ()), getattr(asked, "EVIDENCE", {})
    return Programme(slug, *names, words, rules.WORKFLOW, asked.FORMS, asked.ROUND, rubric, evidence)


STUDIO = Words(
    given=N_("称号、牌匾、证书和一次性资金"),
    whom=N_("本单位的创新工作室：有领军人、有团队、有场地、有制度、有成果"),
    purpose="用于工作室场地设施、攻关活动和人才培养",
    taken_back="撤销命名",
    named_after_people=True,
)
PROJECT = Words(
    given=N_("分两期拨付的项目资金"),
    whom=N_("已命名工作室承担、单位已立项的创新项目"),
    purpose="用于本项目的人员、材料、试验和设备等支出",
    taken_back="撤销助推",
)
PATENT = Words(
    given=N_("每件授权发明专利的奖励"),
    whom=N_("第一发明人，须为一线职工和工会会员"),
    purpose="用于奖励专利第一发明人本人",
    taken_back="撤销奖励",
)

PROGRAMMES: dict[str, Programme] = {
    p.slug: p
    for p in (
        programme("studio", (N_("职工创新工作室评选"), N_("工作室")), STUDIO, workflows.studio, forms.studio),
        programme("project", (N_("职工创新项目助推"), N_("项目")), PROJECT, workflows.project, forms.project),
        programme("patent", (N_("职工专利助推"), N_("专利")), PATENT, workflows.patent, forms.patent),
    )
}


def titled() -> tuple[str, ...]:
    """The programmes that give titles."""
    return tuple(slug for slug, found in PROGRAMMES.items() if found.titled)
