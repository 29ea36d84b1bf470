"""Whoever is not signed in is sent to sign in, and comes back to the page that was asked for."""

from flask import current_app, g
from flask.typing import ResponseReturnValue


def signed_in() -> ResponseReturnValue | None:
    """For `before_request` of a blueprint nobody outside has business with; letters and codes lead here too."""
    if g.viewer.person is None:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return None
