"""Pages. The commit is here, once per request."""

from flask import Flask

BLUEPRINTS: tuple = ()


def init_web(app: Flask) -> None:
    """Every page's blueprint."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
