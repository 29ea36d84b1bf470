"""Pages. The commit is here, once per request."""

from flask import Flask

from grants.web import (
    account, actions, cases, drafts, glossary, headers, home, joining, lending, organisations, papers, passwords,
    people, rounds, session,
)  # fmt: skip
from grants.web.errors import init_errors
from grants.web.filters import init_filters

BLUEPRINTS: tuple = (
    headers.blueprint,
    session.blueprint,
    passwords.blueprint,
    joining.blueprint,
    account.blueprint,
    lending.blueprint,
    people.blueprint,
    organisations.blueprint,
    home.blueprint,
    cases.blueprint,
    actions.blueprint,
    drafts.blueprint,
    glossary.blueprint,
    papers.blueprint,
    rounds.blueprint,
)


def init_web(app: Flask) -> None:
    """Every page's blueprint."""
    init_filters(app)
    init_errors(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
