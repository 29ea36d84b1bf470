"""What a WSGI server serves."""

from grants.app import create_app

app = create_app()
