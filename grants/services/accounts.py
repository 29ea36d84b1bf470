"""Signing in and what belongs to it: lock-out, second factor, change of password, end of all sessions.

A password is checked before the write transaction (`prove`: it takes a while and must not hold the lock);
what comes of it is settled inside (`settle`), so that failures are counted and a code works once also when
many try at the same time. An address without an account is answered, counted and locked like one with one.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import delete, select

from grants import clock
from grants.extensions import db
from grants.models import Person, SignInCount
from grants.secrets import keyed_digest
from grants.services import factors, log, passwords
from grants.services.notes import account, note

ALLOWED = 5  # failures in a row
FIRST_LOCK = timedelta(minutes=15)  # doubles with every further ALLOWED failures
LONGEST_LOCK = timedelta(hours=24)
FORGOTTEN = timedelta(hours=24)  # after which failures no longer count


@dataclass(frozen=True)
class Proof:
    """What checking a password found: whose account it is, and the stored hash it matched."""

    email: str
    known: int | None
    matched: str = ""
    fresh: str = ""  # the hash to keep from now on, where the cost has changed


@dataclass(frozen=True)
class Outcome:
    """What came of it: a person who is in, one whose code is still missing, or the sentence that refuses."""

    person: Person | None = None
    code_missing: bool = False
    refusal: str = ""


def normal(email: str) -> str:
    """An address as it is kept, wherever it comes from: see `forms.account.Email`."""
    return unicodedata.normalize("NFKC", email).strip().lower()[:254]


def prove(email: str, password: str) -> Proof:
    """Check a password, without writing. Takes as long whether the account exists or not."""
    email = normal(email)
    person = db.session.scalar(select(Person).where(Person.email == email))
    stored = person.password_hash if person and person.active else ""
    known = person.id if person else None
    if not passwords.matches(stored, password):
        return Proof(email, known)
    fresh = passwords.hashed(password) if passwords.outdated(stored) else ""
    return Proof(email, known, stored, fresh)


def settle(proof: Proof, source: str) -> Outcome:
    """Let the person in, ask for the code, or count the failure. `source` is the network address."""
    count = counted(proof.email)
    if is_locked(count):
        return locked(proof.known, count, source)
    person = proven(proof)
    if person is None:
        return failed(proof.email, proof.known, source)
    if proof.fresh:
        person.password_hash = proof.fresh
    if person.totp_secret:
        return Outcome(person, code_missing=True)
    return admitted(person, source)


def proven(proof: Proof) -> Person | None:
    """The person of a good proof - unless the password was changed or the account closed meanwhile."""
    person = db.session.get(Person, proof.known) if proof.matched and proof.known else None
    return person if person and person.active and person.password_hash == proof.matched else None


def settle_code(person_id: int, epoch: int, code: str, source: str) -> Outcome:
    """The second step: let the person in by a code, or count the failure."""
    outcome = by_code(person_id, epoch, code, source)
    return admitted(outcome.person, source) if outcome.person else outcome


def by_code(person_id: int, epoch: int, code: str, source: str) -> Outcome:
    """The person by a code of the phone or a recovery code, which is spent; failures count like wrong passwords."""
    log.lock()  # from here on nobody else can spend the code, or end what the password began
    person = db.session.get(Person, person_id, populate_existing=True)
    if person is None or not person.active or person.epoch != epoch:
        return Outcome(refusal=gettext("登录已过期，请重新输入邮箱和密码。"))
    count = counted(person.email)
    if is_locked(count):
        return locked(person.id, count, source)
    if not factors.spend(person, code):
        return failed(person.email, person.id, source, "code")
    return Outcome(person)


def admitted(person: Person, source: str) -> Outcome:
    db.session.execute(delete(SignInCount).where(SignInCount.digest == digest(person.email)))
    note(account(person.id), "sign_in", person.id, source=source)
    return Outcome(person)


def digest(email: str) -> str:
    return keyed_digest(email, "sign-in")


def counted(email: str) -> SignInCount | None:
    """The failures at this address. The log's end is locked first: two that fail at once count as two."""
    log.lock()
    return db.session.get(SignInCount, digest(email), populate_existing=True)


def is_locked(count: SignInCount | None) -> bool:
    return bool(count and count.locked_until and count.locked_until > clock.now())


def failed(email: str, known: int | None, source: str, what: str = "password") -> Outcome:
    """Count one more failure; every ALLOWED-th locks, each time for twice as long."""
    now = clock.now()
    db.session.execute(delete(SignInCount).where(SignInCount.failed_at < now - FORGOTTEN))
    count = db.session.get(SignInCount, digest(email)) or SignInCount(digest=digest(email), failures=0)
    count.failures, count.failed_at = count.failures + 1, now
    db.session.add(count)
    note(account(known), "sign_in_failed", source=source, what=what)
    if count.failures % ALLOWED:
        return Outcome(refusal=wrong(what))
    times = count.failures // ALLOWED - 1
    count.locked_until = now + min(FIRST_LOCK * 2 ** min(times, 10), LONGEST_LOCK)
    note(account(known), "sign_in_locked", source=source, until=log.written_at(count.locked_until))
    return Outcome(refusal=told_locked(count.locked_until))


def wrong(what: str) -> str:
    if what == "code":
        text = gettext("动态口令不正确或已用过，请等手机上出现新的再输入。")
    elif what == "current":
        text = gettext("现在的密码不正确。")
    else:
        text = gettext("邮箱或密码不正确。")
    return text + gettext("连续 %(count)d 次失败将暂停登录。", count=ALLOWED)


def locked(known: int | None, count: SignInCount | None, source: str) -> Outcome:
    note(account(known), "sign_in_failed", source=source, what="locked")
    return Outcome(refusal=told_locked(count.locked_until if count and count.locked_until else clock.now()))


def told_locked(until: datetime) -> str:
    """To the minute, rounded up, so that the time told is never too early."""
    when = clock.local(until + timedelta(seconds=59))
    return gettext(
        "连续多次失败，此邮箱已暂停登录。请在 %(time)s 之后再试，或用“忘记密码”重设。",
        time=f"{when:%Y-%m-%d %H:%M}",
    )


def sign_out(person_id: int, source: str) -> None:
    """End every session of this person: a copied cookie is worth nothing afterwards."""
    log.lock()
    person = db.session.get(Person, person_id)
    if person:
        person.epoch += 1
        note(account(person_id), "sign_out", person_id, source=source)


def enrol(person: Person, secret: str) -> list[str]:
    """Bind a second factor to the account; the recovery codes, which are shown once and kept as digests."""
    codes = factors.new_recovery_codes()
    person.totp_secret, person.last_totp = secret, 0
    person.recovery_codes = [factors.kept(code) for code in codes]
    note(account(person.id), "second_factor_set", person.id)
    return codes
