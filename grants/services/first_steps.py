"""What an installation lacks before anybody can apply, told to whoever can do something about it until it is there."""

from flask import current_app
from sqlalchemy import exists, select

from grants import clock
from grants.access import Viewer
from grants.extensions import db
from grants.models import Membership, Organisation, Round
from grants.services.invitations import waiting
from grants.services.people import in_force
from grants.services.rounds import PAST, WRITERS
from grants.texts import N_

NEEDED = ("officer", "leader", "maker", "checker")  # without one of each no case can be led to its end
Step = tuple[str, str, str]  # what is lacking and what to do, the page to do it on, what its button says
MAIL: Step = (
    N_(
        "先配置邮件服务器：邀请、登记单位和找回密码的链接都靠邮件送达，没有它谁也加入不了。请在服务器上设置"
        " ZHUTUI_SMTP_URL 后重启，写法见运行手册。"
    ),
    "outbox.everyones",
    N_("查看等待发出的邮件"),
)
PEOPLE: Step = (
    N_(
        "先邀请办理人员：项目办工作人员、审批领导、财务经办和财务复核至少各一人；同一案件中一人只能履行一种职责。"
    ),
    "people.invite",
    N_("邀请人员"),
)
ROUND: Step = (
    N_("还没有发布过批次。设立一个批次，填好金额、时间和条件，发布之后单位才能申报。"),
    "rounds.index",
    N_("设立批次"),
)
PUBLISH: Step = (
    N_("批次已设立，还没有发布，申报单位看不到。核对金额、时间和条件之后发布。"),
    "rounds.index",
    N_("核对并发布"),
)
PARTNERS: dict[str, Step] = {  # what a unit lacks while nobody of it holds the role
    "applicant": (
        N_("申报由申报人填写，由单位工会确认人确认，不能是同一人。本单位还没有申报人，请先邀请。"),
        "organisations.index",
        N_("邀请同事"),
    ),
    "endorser": (
        N_("申报由申报人填写，由单位工会确认人确认，不能是同一人。本单位还没有单位工会确认人，请先邀请。"),
        "organisations.index",
        N_("邀请同事"),
    ),
}


def lacking(viewer: Viewer) -> list[Step]:
    """What is to be done first, in its order; nothing for those who can do none of it. One statement for the office,
    three for somebody of a unit."""
    roles = viewer.roles()
    return of_office(roles) if roles & WRITERS else of_unit(viewer)


def of_unit(viewer: Viewer) -> list[Step]:
    """Whom a unit has to invite before its applications can go on: who registers it is alone."""
    units = {held.organisation for held in viewer.held if held.role in PARTNERS}
    unit = db.session.get(Organisation, units.pop()) if len(units) == 1 else None
    if unit is None:
        return []
    held = select(Membership.role).where(in_force(clock.today()), Membership.organisation_id == unit.id)
    there = {*db.session.scalars(held), *(invitation.role for invitation in waiting(unit))}
    return [step for role, step in PARTNERS.items() if role not in there]


def of_office(roles: frozenset[str]) -> list[Step]:
    published, begun = exists().where(Round.published), exists().where(Round.name != PAST)
    held = (exists().where(in_force(clock.today()), Membership.role == role) for role in NEEDED)
    there, set_up, *people = db.session.execute(select(published, begun, *held)).one()
    steps = [PEOPLE] if "admin" in roles and not all(people) else []
    if steps and not current_app.config["SMTP_URL"]:
        steps.insert(0, MAIL)
    return steps if there else [*steps, PUBLISH if set_up else ROUND]
