"""What a WSGI server serves."""

from grants import create_app

app = create_app()
