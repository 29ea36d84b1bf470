"""A browser whose requests run as in life: each in an application context and a session of its own."""

from contextvars import copy_context

from flask.globals import _cv_app
from flask.testing import FlaskClient

from grants.extensions import db


class Client(FlaskClient):
    """A test's own context stays out of its requests: who is signed in would leak from one to the next.

    What the test has written is committed before, and what it has read is read anew after.
    """

    def open(self, *args, **kwargs):
        db.session.commit()
        return copy_context().run(self._alone, *args, **kwargs)

    def _alone(self, *args, **kwargs):
        _cv_app.set(None)
        return super().open(*args, **kwargs)
