"""The tests' own ground: a fresh database each time, requests that stand alone."""

import pytest
from flask import g

from grants.clock import now
from grants.extensions import db
from grants.models import Holiday
from tests.conftest import NOW


@pytest.mark.parametrize("again", [1, 2])
def test_every_test_begins_with_an_empty_database(app, again):
    assert db.session.query(Holiday).count() == 0
    db.session.add(Holiday(day=NOW.date(), working=True, name="补班"))
    db.session.commit()


def test_the_clock_stands(app):
    assert now() == NOW


def test_a_request_has_a_context_of_its_own(app, client):
    g.mine = True
    seen = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(hasattr(g, "mine")))
    try:
        client.get("/nowhere")
    finally:
        app.before_request_funcs[None].pop()
    assert seen == [False]
    assert g.mine
