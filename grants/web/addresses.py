"""Numbers in addresses: what no row can have is not found, before a database is asked."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # of a row's number in PostgreSQL


class RowNumber(IntegerConverter):
    """`<int:number>` of a row."""

    def __init__(self, rules: Map, *given, **named):
        super().__init__(rules, *given, **{"max": LARGEST, **named})


def init_addresses(app: Flask) -> None:
    """Before any rule is added."""
    app.url_map.converters["int"] = RowNumber
