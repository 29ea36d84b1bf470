"""Tables to take home: sent as spreadsheets of this name."""

from io import BytesIO
from pathlib import Path

from flask import Response, send_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes | Path, name: str) -> Response:
    """The bytes of a spreadsheet, or the file that holds them."""
    file = BytesIO(content) if isinstance(content, bytes) else content
    return send_file(file, XLSX, as_attachment=True, download_name=name)
