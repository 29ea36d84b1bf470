"""Rows to begin a test with, as plain functions. Each commits, and returns what it made.

Extend with small functions; what a service can make is made by the service.
"""

from functools import cache

from argon2 import PasswordHasher
from sqlalchemy import func, select

from forms.base import check, defaults, to_json
from grants.access import Held, Viewer
from grants.clock import now, today
from grants.extensions import db
from grants.holding import held_today
from grants.models import Application, Budget, Event, Membership, Organisation, Person, Round, RoundTerms
from grants.models.people import OF_ORGANISATION, TOTP_REQUIRED
from grants.programmes import PROGRAMMES
from grants.services import log, money

PASSWORD = "correct horse battery staple"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody whose role asks for a second factor
CODES = ("91110108551385082Q", "91110302562134916R", "91350100M000100Y43", "911522010783762860")
NAMES = ("王建国", "李秀英", "张伟民", "刘淑芬", "陈志强", "杨桂兰", "赵永福", "黄海燕")


@cache
def password_hash() -> str:
    """Of PASSWORD, as cheap as the hash allows; checking it is as cheap."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def kept(row):
    db.session.add(row)
    db.session.commit()
    return row


def organisation(name: str = "", code: str = "", **given) -> Organisation:
    number = count(Organisation)
    code = code or (CODES[number] if number < len(CODES) else f"91110302MA{number:08d}")
    name = name or f"北京试验制造{number + 1}有限公司"
    return kept(Organisation(code=code, name=name, created_at=now(), **given))


def person(role: str = "", organisation: Organisation | None = None, programme: str | None = None, **given):
    """Somebody with an account and, if named, a role from today on; of a unit, in a new one unless given."""
    number = count(Person)
    usual = {"name": NAMES[number % len(NAMES)], "email": f"person{number + 1}@example.org"}
    someone = Person(created_at=now(), password_hash=password_hash(), **usual | given)
    if role:
        someone.memberships.append(membership(someone, role, organisation, programme))
    return kept(someone)


def hold(someone: Person, role: str, organisation: Organisation | None = None, programme: str | None = None):
    """Give a person one more role from today on."""
    return kept(membership(someone, role, organisation, programme, person_id=someone.id))


def membership(
    someone: Person, role: str, unit: Organisation | None, programme: str | None, **given
) -> Membership:
    """A role from today on; of a unit, in a new one unless given."""
    if role in OF_ORGANISATION and unit is None:
        unit = organisation()
    if role in TOTP_REQUIRED:
        someone.totp_secret = TOTP_SECRET
    here = unit.id if unit else None
    return Membership(role=role, organisation_id=here, programme=programme, starts_on=today(), **given)


def round_(programme: str = "patent", year: int = 2026, name: str = "年度批次", **terms) -> Round:
    """A published round with a million to give, its parameters the programme's defaults but for `terms`."""
    form = PROGRAMMES[programme].round_form
    values, faults = check(form, defaults(form, year) | {"appropriation": "1000000.00"} | terms)
    assert not faults, faults
    window = {key: values[key] for key in ("opens_at", "closes_at")}
    made = kept(Round(programme=programme, year=year, name=name, published=True, created_at=now(), **window))
    db.session.add(RoundTerms(round_id=made.id, version=1, values=to_json(form, values), made_at=now()))
    db.session.add(Budget(round_id=made.id))
    event = log.append(Event(at=now(), subject=f"round:{made.id}", action="open_round"))
    db.session.flush()
    money.post(event, made.id, None, appropriated=values["appropriation"])
    db.session.commit()
    return made


def application(
    state: str = "draft", round_row: Round | None = None, unit: Organisation | None = None, **given
):
    """A bare case in this state, without the deeds that lead there: for what rests on state alone."""
    round_row = round_row or round_()
    usual = {"number": f"T-{count(Application) + 1:04d}", "programme": round_row.programme}
    return kept(
        Application(
            round_id=round_row.id,
            terms_id=round_row.terms[-1].id,
            organisation_id=(unit or organisation()).id,
            state=state,
            created_at=now(),
            updated_at=now(),
            **usual | given,
        )
    )


def viewer(someone: Person | None, *more: Held) -> Viewer:
    """How the access rule sees this person; with None, somebody not signed in."""
    if someone is None:
        return Viewer()
    db.session.refresh(someone, ["memberships"])
    return Viewer(someone.id, (*held_today(someone, (), today()), *more))


def sign_in(client, someone: Person) -> None:
    """This browser is signed in as this person, without the page of the password."""
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = someone.get_id(), True
        session["began"] = session["seen"] = int(now().timestamp())
