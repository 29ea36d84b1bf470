"""JSON at /api/v1, over the same services as the pages."""

from flask import Flask

from grants.api import (  # noqa: F401 - all bring operations
    cases,
    description,
    figures,
    files,
    missing,
    own,
    papers,
    public,
    writing,
)
from grants.api.callers import init_callers
from grants.api.operations import api
from grants.api.problems import init_problems

init_problems(api)
init_callers(api)


def init_api(app: Flask) -> None:
    """The API's routes."""
    app.register_blueprint(api)
