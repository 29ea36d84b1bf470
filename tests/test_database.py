"""The unit of work: what the database refuses is a sentence."""

import sqlite3
from contextlib import closing

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from grants.config import ConfigurationError
from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db
from grants.models import Person
from tests import factories
from tests.postgresql import standing


@pytest.mark.one_database
def test_who_waits_too_long_for_the_one_write_lock_is_told_to_try_again(app, monkeypatch):
    monkeypatch.setattr("grants.database.PRAGMAS", ("busy_timeout=1",))
    db.engine.dispose()
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Conflict, match="请重试"), writing():
            pass
        other.rollback()
    with writing():  # and the next time it comes through
        pass


@pytest.mark.on_postgresql
def test_a_database_that_was_restarted_is_found_there_again(app):
    """What a restart leaves in the pool are connections nobody answers."""
    number = db.session.scalar(text("SELECT pg_backend_pid()"))
    db.session.rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    assert standing(url).execute("SELECT pg_terminate_backend(%s, 5000)", [number]).fetchone() == (True,)
    assert db.session.scalar(text("SELECT 1")) == 1


@pytest.mark.one_database
def test_what_another_key_sealed_is_no_riddle(app):
    assert factories.person("maker").totp_secret
    db.session.commit()
    app.config["ENCRYPTION_KEY"] = Fernet.generate_key().decode()
    with pytest.raises(ConfigurationError, match="ZHUTUI_ENCRYPTION_KEY"):
        db.session.scalars(select(Person)).all()
