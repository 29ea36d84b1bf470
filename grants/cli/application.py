"""The application around a command."""

from collections.abc import Callable
from functools import wraps

from grants.app import create_app


def with_application(command: Callable) -> Callable:
    """The command runs inside the application, configured from the environment."""

    @wraps(command)
    def inside(*args, **kwargs):
        with create_app().app_context():
            return command(*args, **kwargs)

    return inside
