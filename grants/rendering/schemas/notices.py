"""What is said of a round's awards, before they are decided and after: for everybody to read."""

from typing import Any

from marshmallow import validates_schema

from forms.sentences import N_
from grants.rendering import fields as f
from grants.rendering.schemas.common import Letter, in_order, public, reference


class Award(f.Context):
    """A line of the list: `person` leads or invented first, `reference` is the patent number or the studio."""

    name = public(N_("名称"), f.TITLE, optional=False)
    unit = public(N_("申报单位"), f.UNIT, optional=False)
    person = public(N_("人员"), f.PERSON)
    reference = public(N_("编号"), f.UNIT)
    grade = public(N_("等级"), 30)
    amount = f.fen(N_("金额"), optional=True)


class PublicNotice(Letter):
    """What the public may object to, from the first day to the last."""

    number = reference(optional=True)
    basis = f.rows(N_("公示依据"), public(N_("公示依据"), 120, optional=False), 10)
    awards = f.rows(N_("公示名单"), Award, 2000)
    starts_on = f.day(N_("公示起始日"))
    ends_on = f.day(N_("公示截止日"))
    working_days = f.whole(N_("公示工作日数"), 1, 60)

    @validates_schema(skip_on_field_errors=True)
    def days_run_forward(self, data: dict, **_options: Any) -> None:
        in_order(data["starts_on"], data["ends_on"], N_("公示期"))


class Group(f.Context):
    """Awards of one level or grade; `heading` is None where the programme has none."""

    heading = public(N_("等级"), 30)
    awards = f.rows(N_("名单"), Award, 2000)


class NamingDecision(Letter):
    """The red-headed decision that names a round's awards, grouped by level in its annex.

    `replaces` is the number of the decision that it corrects.
    """

    addressee = f.text(N_("主送单位"))
    basis = f.rows(N_("依据"), public(N_("依据"), 120, optional=False), 10)
    groups = f.rows(N_("名单"), Group, 10)
    copies_to = f.rows(N_("抄送"), f.text(N_("抄送")), 10, least=0)
    printed_by = f.text(N_("印发机关"), 40)
    replaces = reference(optional=True)
