"""JSON at /api/v1, over the same services as the pages."""

from flask import Flask


def init_api(app: Flask) -> None:
    """The API's routes."""
