"""Personal values: taken out of answers before they are stored, put back for who may see them."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema

from forms.fields import Rows

HIDDEN = "****"


def split_personal(form: Schema, data: Any) -> tuple[Any, dict[str, Any]]:
    """Answers with personal values masked, and those values by path ("members-0-phone").

    Works on drafts too: what does not have the shape of an answer is hidden whole.
    """
    masked = copy.deepcopy(data)
    secrets: dict[str, Any] = {}
    for path, holder, name, field in _personal(form, masked, ""):
        value = holder[name]
        secrets[path] = value
        holder[name] = field.personal(value.strip()) if isinstance(value, str) else HIDDEN
    return masked, secrets


def _personal(form: Schema, data: Any, prefix: str) -> Iterator[tuple[str, Any, str, Any]]:
    if not isinstance(data, dict):
        return
    for name, field in form.fields.items():
        if isinstance(field, Rows):
            rows = data.get(name)
            for index, row in enumerate(rows if isinstance(rows, list) else []):
                yield from _personal(field.form, row, f"{prefix}{name}-{index}-")
        elif getattr(field, "personal", None) and data.get(name) not in (None, ""):
            yield prefix + name, data, name, field


def join_personal(masked: Any, secrets: Mapping[str, Any]) -> Any:
    """The answers with their personal values put back; a path that is no longer there is left out."""
    data = copy.deepcopy(masked)
    for path, value in secrets.items():
        *steps, name = path.split("-")
        holder = data
        for step in steps:
            holder = _into(holder, step)
        if isinstance(holder, dict) and name in holder:
            holder[name] = value
    return data


def _into(holder: Any, step: str) -> Any:
    if isinstance(holder, list):
        return holder[int(step)] if step.isdigit() and int(step) < len(holder) else None
    return holder.get(step) if isinstance(holder, dict) else None
