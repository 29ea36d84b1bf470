"""Numbers in addresses: what no row can have is not found, before a database is asked."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from grants.models.types import LARGEST


class RowNumber(IntegerConverter):
    """`<int:paper_id>`, the id of a row."""

    regex = r"[0-9]{1,10}"  # of endless digits no number is even made

    def __init__(self, rules: Map, *given, **named):
        super().__init__(rules, *given, **{"max": LARGEST, **named})


def init_addresses(app: Flask) -> None:
    """Before any rule is added."""
    app.url_map.converters["int"] = RowNumber
