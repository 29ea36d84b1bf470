"""What the buttons inside a form ask for, where there is no script: one more row, one less, or the page again."""

from collections.abc import Mapping
from typing import Any


def still_typing(raw: dict[str, Any], posted: Mapping[str, str]) -> bool:
    """Whether the page is only to be shown again, its rows changed as asked; then nothing is done yet."""
    if posted.get("step") == "again":
        return True
    if posted.get("add_row"):
        rows = raw.get(posted["add_row"])
        if isinstance(rows, list):
            rows.append({})
        return True
    if posted.get("remove_row"):
        name, _dash, index = posted["remove_row"].rpartition("-")
        rows = raw.get(name)
        if isinstance(rows, list) and index.isdigit() and int(index) < len(rows):
            del rows[int(index)]
        return True
    return False
