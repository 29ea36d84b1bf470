"""The first administrator, made on the machine itself; everybody else is invited by one."""

from flask_babel import gettext
from sqlalchemy import select

from grants import clock
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.models import Membership, Person
from grants.services import passwords
from grants.services.accounts import normal
from grants.services.notes import account, note


def checked(name: str, email: str, password: str) -> str:
    """The hash of this password, before any lock is taken. Raises Invalid with every fault."""
    faults = {}
    if not name.strip():
        faults["name"] = [gettext("请填写姓名。")]
    if "@" not in email.strip("@"):
        faults["email"] = [gettext("邮箱“%(email)s”无效。", email=email)]
    weak = passwords.weaknesses(password, name, email)
    if weak:
        faults["password"] = weak
    if faults:
        raise Invalid(faults)
    return passwords.hashed(password)


def create(name: str, email: str, password_hash: str) -> Person:
    """An account that holds the administrator's role from today; an address has one account."""
    address = normal(email)
    if db.session.scalar(select(Person.id).where(Person.email == address)):
        raise Conflict(gettext("邮箱 %(email)s 已有账户，请由系统管理员授予角色。", email=address))
    person = Person(name=name.strip(), email=address, password_hash=password_hash, created_at=clock.now())
    db.session.add(person)
    db.session.flush()
    db.session.add(Membership(person_id=person.id, role="admin", starts_on=clock.today()))
    note(account(person.id), "administrator_created", None)
    return person
