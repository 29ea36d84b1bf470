"""Passwords: argon2id, and what makes one too weak.

Cost: time, memory in KiB, lanes - the second choice of OWASP's Password Storage Cheat Sheet, because a web
process should stay small. PASSWORD_COST in the settings changes it; stored hashes follow at the next sign-in.
"""

import base64
import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import gettext

COST = (2, 19456, 1)
SHORTEST, LONGEST = 12, 128
COMMON = frozenset(
    """
    password passwd passphrase passwordpassword secret letmein welcome admin administrator root
    superuser login master monkey dragon football baseball sunshine princess iloveyou trustno qwerty
    qwertyuiop qwertyuiopasdf qwertyqwerty asdfghjkl asdfghjklzxc zxcvbnm zxcvbnmasdf qazwsx
    qazwsxedc qazwsxedcrfv changeme changeit default test testtest tester guest hello helloworld abc
    abcabc abcd abcdef abcdefg computer internet woaini woainima woaiwojia beijing beijinghuanying
    zhongguo china yizhuang zhutui gonghui zonggonghui aini mima wodemima nihao nihaoma
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
SEQUENCES = (
    "01234567890123456789",
    "09876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)
LEET = str.maketrans("@013457$!", "aoleastsi")


def hasher() -> PasswordHasher:
    time, memory, lanes = current_app.config.get("PASSWORD_COST", COST)
    return PasswordHasher(time_cost=time, memory_cost=memory, parallelism=lanes)


def plain(password: str) -> str:
    """One form for one password, whatever keyboard typed it (NIST SP 800-63B 5.1.1.2: NFKC)."""
    return unicodedata.normalize("NFKC", password[: 4 * LONGEST])


def hashed(password: str) -> str:
    return hasher().hash(plain(password))


def matches(stored: str, password: str) -> bool:
    """Whether this is the password; with nothing stored the answer is no, after the same work."""
    try:
        hasher().verify(stored or decoy(), plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def decoy() -> str:
    """A hash of today's cost that no password has, for addresses without an account."""
    time, memory, lanes = current_app.config.get("PASSWORD_COST", COST)
    salt, digest = (base64.b64encode(bytes(n)).decode().rstrip("=") for n in (16, 32))
    return f"$argon2id$v=19$m={memory},t={time},p={lanes}${salt}${digest}"


def outdated(stored: str) -> bool:
    """Whether the hash was made at another cost than today's."""
    return hasher().check_needs_rehash(stored)


def weaknesses(password: str, name: str, email: str) -> list[str]:
    """Why this password is refused, every reason at once; nothing when it will do."""
    text = plain(password)
    found = []
    if len(text) < SHORTEST:
        found.append(
            gettext(
                "密码至少 %(least)d 个字符，现有 %(count)s 个。可以用几个不相干的词连成一句。",
                least=SHORTEST,
                count=len(text),
            )
        )
    if len(text) > LONGEST:
        found.append(gettext("密码最多 %(most)d 个字符。", most=LONGEST))
    if any(part in text.casefold() for part in own_words(name, email)):
        found.append(gettext("密码中不能含有您的姓名或邮箱。"))
    if is_common(text):
        found.append(gettext("这个密码太常见或太有规律，容易被猜中，请换一个。"))
    return found


def own_words(name: str, email: str) -> list[str]:
    local = email.partition("@")[0]
    words = [name, name.replace(" ", ""), local, *re.split(r"[._+\-]", local)]
    return [word.casefold() for word in words if len(word) >= (2 if not word.isascii() else 4)]


def is_common(text: str) -> bool:
    """A common word dressed up with digits and signs, a run along alphabet or keyboard, a piece repeated."""
    lower = text.casefold()
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", lower)  # without the year and the sign put at an end
    letters = {re.sub(r"[^a-z]", "", form) for form in (lower, core.translate(LEET))}
    if letters & COMMON or len(set(lower)) < 5:
        return True
    return any(lower in sequence * 2 for sequence in SEQUENCES) or repeats(lower)


def repeats(text: str) -> bool:
    """Whether the text is one short piece again and again."""
    return any(text == (text[:n] * len(text))[: len(text)] for n in range(1, 5))
