"""The page of an expert's review sheet: criteria with their bands, the total so far, what was handed in beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.base import read
from forms.control import Control, Section
from forms.reviewing import sheet_total
from forms.rubrics import Criterion, Rubric
from grants.models import Application
from grants.services import turns
from grants.services.asking import Asked, Raw
from grants.web.uploads import Files


@dataclass(frozen=True)
class Line:
    """One criterion with the questions about it, by their names."""

    criterion: Criterion
    cells: Mapping[str, Control]


@dataclass(frozen=True)
class Total:
    """What the sheet comes to so far: points, the maximum of what was answered, and how many lines were."""

    points: Decimal
    out_of: Decimal
    answered: int


def about(found: Asked, raw: Raw, parts: tuple[Section, ...], files: Files) -> dict[str, Any]:
    """What the page of a review sheet shows besides its questions."""
    controls = [control for part in parts for control in part.controls]
    scores = next(control for control in controls if control.name == "scores")
    return {
        "scores": scores,
        "others": [control for control in controls if control is not scores],
        "lines": lines(found.programme.rubric, scores),
        "total": total(found.programme.rubric, read(found.form, raw)),
        "shown": [file for file in files.values() if file["shown"]],
        "waiting": waiting(found),
    }


def lines(rubric: Rubric, scores: Control) -> list[Line]:
    """The rows of what the rubric judges. A row of anything else, kept from another rubric or made up, has no bands to
    be judged by: it is not drawn, and is gone once the sheet is sent."""
    known = {criterion.key: criterion for criterion in rubric}
    rows = [{cell.name: cell for cell in row} for row in scores.rows]
    judged = [(known.get(str(row["criterion"].value)), row) for row in rows]
    return [Line(criterion, row) for criterion, row in judged if criterion]


def total(rubric: Rubric, values: Mapping[str, Any]) -> Total:
    """The total of a sheet under way; lines not answered count for nothing, in the points and in their maximum."""
    found = sheet_total(rubric, values)
    rows = values.get("scores") or ()
    answered = sum(row.get("answer") == "answered" and row.get("points") is not None for row in rows)
    return Total(found.points if found else Decimal(0), found.out_of if found else Decimal(0), answered)


def waiting(found: Asked) -> list[Application]:
    """The expert's other cases that wait for them; nobody else's are counted."""
    return [row for row in turns.to_do(found.opened.viewer) if row.number != found.application.number]
