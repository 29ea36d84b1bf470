"""The unit of work: what the database refuses is a sentence."""

import sqlite3
from contextlib import closing

import pytest

from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db


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
