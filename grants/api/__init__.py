"""JSON at /api/v1, over the same services as the pages."""

from flask import Flask

from grants.api import cases, description, files, missing, office, own, public, writing  # noqa: F401 - all bring operations
from grants.api.callers import init_callers
from grants.api.operations import api
from grants.api.problems import init_problems

init_problems(api)
init_callers(api)


def init_api(app: Flask) -> None:
    """The API's routes."""
    app.register_blueprint(api)
