"""Which passwords are refused, each with its reason, and how they are kept."""

import pytest

from grants.services import passwords

pytestmark = pytest.mark.one_database

SHORT, OWN, COMMON, LONG = "至少 12 个字符", "姓名或邮箱", "太常见", "最多 128"

TABLE = [
    ("correct horse battery", []),
    ("三个毫不相干的词儿马与灯", []),
    ("  leading blanks stay  ", []),
    ("short", [SHORT]),
    ("zhangweimin-2026", [OWN]),
    ("我是张伟民的好朋友哈哈哈", [OWN]),
    ("the weimin of beijing", [OWN]),
    ("password1234", [COMMON]),
    ("P@ssw0rd2026!", [COMMON]),
    ("qwertyuiop123", [COMMON]),
    ("beijing20260401", [COMMON]),
    ("123456789012", [COMMON]),
    ("abcdefghijklm", [COMMON]),
    ("aaaaaaaaaaaaaaa", [COMMON]),
    ("xk7xk7xk7xk7xk7", [COMMON]),
    ("Weimin", [SHORT, OWN]),
    ("lang und breit " * 9, [LONG]),
]


@pytest.mark.parametrize(("password", "reasons"), TABLE, ids=[row[0][:20] for row in TABLE])
def test_every_weakness_is_named_at_once(app, password, reasons):
    found = passwords.weaknesses(password, "张伟民", "zhang.weimin@example.org")
    assert len(found) == len(reasons)
    assert all(mark in text for mark, text in zip(reasons, found, strict=True))


def test_a_hash_is_argon2id_salted_and_matches_its_password_alone(app):
    one, other = passwords.hashed("correct horse battery"), passwords.hashed("correct horse battery")
    assert one.startswith("$argon2id$")
    assert one != other
    assert passwords.matches(one, "correct horse battery")
    assert not passwords.matches(one, "correct horse batterz")


def test_full_width_typing_is_the_same_password(app):
    assert passwords.matches(passwords.hashed("correct horse battery"), "ｃｏｒｒｅｃｔ　horse battery")


@pytest.mark.parametrize("stored", ["", "not a hash"])
def test_nothing_matches_where_nothing_usable_is_stored(app, stored):
    assert not passwords.matches(stored, "")


def test_the_decoy_costs_what_a_real_hash_costs(app):
    app.config["PASSWORD_COST"] = (2, 64, 1)
    assert not passwords.outdated(passwords.decoy())
    assert not passwords.matches("", "anything at all")


def test_a_hash_of_another_cost_is_outdated(app):
    stored = passwords.hashed("correct horse battery")
    assert not passwords.outdated(stored)
    app.config["PASSWORD_COST"] = (2, 16, 1)
    assert passwords.outdated(stored)
