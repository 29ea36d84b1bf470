"""What differs between two versions of the answers of one form, for pages that show both side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.base import Form, controls
from forms.control import Control
from grants.errors import Problem


@dataclass(frozen=True)
class Change:
    """One question answered differently: the label of its section, and both answers."""

    section: str
    before: Control
    after: Control


class Overtaken(Problem):
    """A colleague saved other answers meanwhile; `theirs` are those, each before what is typed here."""

    def __init__(self, *sentences: str, theirs: Sequence[Change]):
        super().__init__(*sentences)
        self.theirs = theirs


def changes(form: Form, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every question whose answer is another one now, in the order of the form."""
    pairs = zip(controls(form, None, before), controls(form, None, after), strict=True)
    return [
        Change(old.label, one, other)
        for old, new in pairs
        for one, other in zip(old.controls, new.controls, strict=True)
        if said(one) != said(other)
    ]


def said(control: Control) -> Any:
    """The answer alone, of a table all its cells; rows with nothing in them say nothing."""
    if control.kind != "rows":
        return control.value or ""
    rows = [tuple(said(cell) for cell in row) for row in control.rows]
    return [row for row in rows if any(row)]
