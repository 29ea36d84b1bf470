"""The second factor: one-time codes by the time (RFC 6238, six digits, 30 seconds; 动态口令 in GB/T 38556);
recovery codes for a lost phone.
"""

import hmac

import pyotp
import segno
from flask_babel import gettext

from grants import clock
from grants.models import Person
from grants.secrets import keyed_digest
from grants.services import codes

STEP = 30
DRIFT = 1  # steps a phone's clock may be off
RECOVERY_CODES = 10


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, email: str) -> str:
    """The otpauth:// address an authenticator app reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=gettext("助推"))


def picture(text: str) -> str:
    """The QR code of an address, as an SVG in a data: address for <img src>."""
    return segno.make(text, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def current_code(secret: str) -> str:
    """The code of this moment, as the phone shows it: for demonstrations and tests."""
    return pyotp.TOTP(secret).generate_otp(now_step())


def now_step() -> int:
    return int(clock.now().timestamp()) // STEP


def step_of(secret: str, code: str, last: int) -> int | None:
    """The time step this code belongs to, if it was not used before (`last` is the step last used)."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    near = range(now_step() - DRIFT, now_step() + DRIFT + 1)
    totp = pyotp.TOTP(secret)
    return next((s for s in near if s > last and hmac.compare_digest(totp.generate_otp(s), typed)), None)


def new_recovery_codes() -> list[str]:
    """Codes shown once, to be kept on paper; each lets in once."""
    return ["-".join(codes.code(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def kept(code: str) -> str:
    """The digest by which a recovery code is known."""
    return keyed_digest("".join(code.lower().replace("-", " ").split()), "recovery")


def spend(person: Person, code: str) -> bool:
    """Take the code of this moment or a recovery code; each works once. Writes to the person."""
    step = step_of(person.totp_secret or "", code, person.last_totp) if person.totp_secret else None
    if step is not None:
        person.last_totp = step
        return True
    codes = list(person.recovery_codes or [])
    if kept(code) not in codes:
        return False
    person.recovery_codes = [one for one in codes if one != kept(code)]
    return True
