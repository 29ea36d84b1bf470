"""Certificates and notices of honour: what hangs on a wall."""

import re
from typing import Any

from marshmallow import validates_schema

from forms.sentences import N_
from grants.rendering import fields as f
from grants.rendering.schemas.common import Letter, Paper, in_order

DESIGNS = re.compile("classic|modern")  # one ornament of each in pdf_templates


class Honour(Paper):
    """What papers of honour have in common: in which of the two designs they are laid out."""

    design = f.shaped(N_("证书样式"), DESIGNS, N_("“%(field)s”没有这一种，只有 classic 和 modern。"))


class NamingCertificate(Honour):
    """Names a studio; `title` is what it is named, such as 区级职工创新工作室."""

    number = f.text(N_("证书编号"), 40)
    title = f.text(N_("命名称号"), 40)
    studio = f.text(N_("工作室名称"), f.UNIT)
    unit = f.text(N_("所在单位"), f.UNIT)
    leader = f.text(N_("领军人"), f.PERSON)
    starts_on = f.day(N_("有效期起"))
    ends_on = f.day(N_("有效期止"))
    basis = f.text(N_("命名依据"), 60, optional=True)

    @validates_schema(skip_on_field_errors=True)
    def term_runs_forward(self, data: dict, **_options: Any) -> None:
        in_order(data["starts_on"], data["ends_on"], N_("有效期"))


class ProjectCertificate(Honour):
    """Says that a project is in the year's plan; `studio` runs it, `grade` is empty where rounds have none."""

    number = f.text(N_("证书编号"), 40)
    programme_name = f.text(N_("项目名称"), 20)
    year = f.whole(N_("年度"), 2000, 2999)
    project = f.text(N_("助推项目"), 60)
    studio = f.text(N_("承担工作室"), f.UNIT)
    unit = f.text(N_("所在单位"), f.UNIT)
    leader = f.text(N_("项目负责人"), f.PERSON)
    grade = f.text(N_("助推等级"), 20, optional=True)
    amount = f.fen(N_("助推金额"))
    basis = f.text(N_("助推依据"), 60, optional=True)


class RewardNotice(Honour, Letter):
    """Tells the first inventor of the reward; `account` is printed masked."""

    person = f.text(N_("获奖人"), f.PERSON)
    unit = f.text(N_("所在单位"), f.UNIT)
    patent_title = f.text(N_("专利名称"), f.TITLE)
    patent_number = f.text(N_("专利号"), 30)
    granted_on = f.day(N_("授权公告日"))
    inventors = f.rows(N_("发明人"), f.text(N_("发明人"), f.PERSON), 100)
    amount = f.fen(N_("奖励金额"))
    fund_source = f.text(N_("资金来源"), 30)
    account = f.text(N_("收款账号"), 40, optional=True)
