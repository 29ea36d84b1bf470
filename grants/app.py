"""Putting the application together. It is not in `grants/__init__.py`, so that a command loads only what it needs."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

import grants.database
import grants.models  # noqa: F401 - fills the metadata
from grants import config, languages
from grants.api import init_api
from grants.extensions import csrf, db, limiter, login_manager
from grants.legible import LegibleJSON
from grants.programmes import PROGRAMMES
from grants.web import init_web
from grants.web.assets import init_assets
from grants.web.compression import init_compression
from grants.web.proxies import init_proxies
from workflows.checks import prove


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application, configured from the environment and then from `settings`.

    Raises grants.config.ConfigurationError where a value is missing, and workflows.checks.Unproved where the
    table of a programme has a fault.
    """
    for programme in PROGRAMMES.values():
        prove(programme.workflow)
    app = Flask("grants", static_folder=None)
    app.json = LegibleJSON(app)
    app.config.update(config.load())
    app.config.update(settings or {})
    app.config["DATA"].mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    languages.init(app)
    login_manager.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    init_proxies(app)
    init_assets(app)
    init_compression(app)
    init_web(app)
    init_api(app)
    return app
