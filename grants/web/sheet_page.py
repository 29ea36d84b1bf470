"""The page of an expert's review sheet: criteria with their bands, the total so far, what was handed in beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import g, url_for

from forms.base import controls, read
from forms.control import Control, Section
from forms.reviewing import sheet_total
from forms.rubrics import Criterion, Rubric
from grants.models import Application
from grants.services import case_files, dossiers, turns
from grants.services.asking import Asked, Raw
from grants.services.case_files import CaseFile
from grants.services.dossiers import Entry
from grants.web.uploads import Files

SHEET = "review"


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
        "filed": (filed := case_files.of_case(found.opened)),
        "framed": framed(found.application.number, filed, files),
        "waiting": waiting(found),
    }


def handed_in(found: Asked) -> Entry | None:
    """The sheet this expert handed in themselves, while it stands."""
    mine = [
        entry for entry in dossiers.visible_entries(found.opened) if entry.event.person_id == g.viewer.person
    ]
    return next((entry for entry in reversed(mine) if entry.action.name == SHEET and entry.standing), None)


def reviewed(found: Asked, entry: Entry) -> dict[str, Any]:
    """What the page of a sheet that was handed in shows: it is read, and asks nothing."""
    given = entry.answers or {}
    return {
        "found": found,
        "lent": ("", ""),  # nobody acts here
        "entry": entry,
        "parts": controls(found.form, None, given),
        "total": total(found.programme.rubric, read(found.form, given)),
        "waiting": waiting(found),
    }


def framed(number: str, filed: Iterable[CaseFile], files: Files) -> Files:
    """These files as they are opened from the dossier: in the frame beside the sheet, which stays as it is."""
    return {
        key: files[key]
        | {"url": url_for("case_files.show", number=number, attachment_id=key), "frame": "viewer"}
        for file in filed
        if (key := str(file.attachment.id)) in files
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
