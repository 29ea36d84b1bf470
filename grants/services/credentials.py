"""Changing what one signs in with: the password, by the old one or a mailed link; the second factor."""

from datetime import timedelta

from flask_babel import gettext
from sqlalchemy import func, select

from grants import clock
from grants.errors import DeadLink, Problem
from grants.extensions import db
from grants.models import PasswordReset, Person, SignInCount
from grants.services import accounts, factors, links, log, outbox
from grants.services.accounts import Outcome, Proof
from grants.services.notes import account, note

RESET_FOR = timedelta(hours=1)
MOST_RESETS = 3  # links in that time; whoever asks more often has them already


def set_password(person: Person, fresh: str) -> None:
    """Every session under the old password ends."""
    person.password_hash = fresh
    person.epoch += 1


def change_password(proof: Proof, fresh: str, source: str) -> Outcome:
    """Set a new password for who knows the old one; a wrong old one counts as a failed sign-in."""
    count = accounts.counted(proof.email)
    if accounts.is_locked(count):
        return accounts.locked(proof.known, count, source)
    person = accounts.proven(proof)
    if person is None:
        return accounts.failed(proof.email, proof.known, source, "current")
    set_password(person, fresh)
    note(account(person.id), "password_changed", person.id, source=source)
    return Outcome(person)


def request_reset(email: str, source: str) -> None:
    """Mail a link that sets a new password, if the account exists; the caller says the same either way."""
    email, now = accounts.normal(email), clock.now()
    person = db.session.scalar(select(Person).where(Person.email == email, Person.active))
    note(account(person.id if person else None), "password_reset_requested", source=source)
    if person is None or asked_lately(person) >= MOST_RESETS:
        return
    token, digest = links.new_token()
    db.session.add(
        PasswordReset(person_id=person.id, token_digest=digest, created_at=now, expires_at=now + RESET_FOR)
    )
    body = gettext(
        "有人（多半是您）要求重设助推账户的密码。请在 1 小时内打开下面的链接，设置新密码。\n"
        "如果不是您本人，请不要理会，密码不会改变。"
    )
    link = links.to(f"/password/reset/{token}")
    outbox.tell([person.id], gettext("助推：重设密码"), body, f"reset:{digest}", link)


def asked_lately(person: Person) -> int:
    """How many links to set a new password this person was sent while such a link holds, used ones among them."""
    since = clock.now() - RESET_FOR
    mine = select(func.count()).select_from(PasswordReset)
    return (
        db.session.scalar(mine.where(PasswordReset.person_id == person.id, PasswordReset.created_at > since))
        or 0
    )


def find_reset(token: str) -> tuple[PasswordReset, Person]:
    """The request behind a link; raises DeadLink when it was used, is too old, or never was."""
    found = db.session.scalar(
        select(PasswordReset).where(PasswordReset.token_digest == links.token_digest(token)).with_for_update()
    )
    person = db.session.get(Person, found.person_id) if found else None
    if found is None or person is None or not person.active:
        raise DeadLink(gettext("这个链接无效。请核对是否完整，或重新申请重设密码。"))
    if found.used_at or found.expires_at <= clock.now():
        raise DeadLink(gettext("这个链接已经用过或已过期。请重新申请重设密码。"))
    return found, person


def reset_password(token: str, fresh: str, source: str) -> Person:
    """Set the password by a mailed link, which also lifts a lock; the second factor stays as it is."""
    log.lock()
    found, person = find_reset(token)
    found.used_at = clock.now()
    set_password(person, fresh)
    count = db.session.get(SignInCount, accounts.digest(person.email))
    if count:
        db.session.delete(count)
    note(account(person.id), "password_reset", person.id, source=source)
    return person


def confirm_factor(person_id: int, secret: str, code: str) -> list[str]:
    """Bind the factor once a code of it was typed; gives the recovery codes. Problem on a wrong code."""
    log.lock()
    person = db.session.get(Person, person_id)
    step = factors.step_of(secret, code, 0)
    if person is None or step is None:
        raise Problem(gettext("动态口令不正确。请确认手机时间准确，并输入此刻显示的 6 位数字。"))
    if person.totp_secret not in (None, secret):
        raise Problem(gettext("两步验证刚刚在另一个页面启用，此页的没有生效；请使用那个页面的密钥和恢复码。"))
    codes = accounts.enrol(person, secret)
    person.last_totp = step
    return codes


def drop_factor(person_id: int, code: str, source: str) -> Outcome:
    """Unbind the factor, with one of its codes; a wrong one counts as a failed sign-in."""
    log.lock()
    person = db.session.get_one(Person, person_id)
    if person.totp_secret is None:
        return Outcome(person)
    outcome = accounts.by_code(person.id, person.epoch, code, source)
    if outcome.person:
        person.totp_secret, person.recovery_codes, person.last_totp = None, None, 0
        note(account(person.id), "second_factor_removed", person.id, source=source)
    return outcome
