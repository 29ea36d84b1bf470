"""The years of the titles that were entered before the stories begin: each is reported on and assessed every year."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from grants import clock
from grants.extensions import db
from grants.models import Event
from grants.stories.cast import TITLED, Cast, entered
from grants.stories.reading import BASE, OFFICE, Step, Story, common, load, step

LIKE = "yearly"  # the shared answers of these reports and assessments


def years(folder: Path, cast: Cast) -> list[Story]:
    """What was to be reported on until now, as stories of the titles of `office.toml` that never were."""
    base = common(folder / TITLED / BASE)
    rows = load(folder / OFFICE).get("earlier", ())
    return [story for row in rows if (story := of_title(row, base, folder, cast))]


def of_title(row: Mapping[str, Any], base: Mapping[str, Any], folder: Path, cast: Cast) -> Story | None:
    title = row["answers"]["title"]
    case = entered(cast.known("organisation", row["organisation"]), title)
    reported = select(Event.number).where(Event.action == "report")
    if case is None or db.session.scalar(reported.where(Event.application_id == case.id).limit(1)):
        return None
    told = yearly(row, clock.local(case.created_at).year, base)
    steps = tuple(one for one in told if one.at < clock.now())
    return (
        Story(folder / OFFICE, title, "", row["organisation"], case.state, steps, case.number)
        if steps
        else None
    )


def yearly(row: Mapping[str, Any], first: int, base: Mapping[str, Any]) -> Iterator[Step]:
    """A report in January and its assessment in February, from the `first` year to the last; what is said of them
    comes in turn. Who was `late` with the last report waits for its assessment."""
    last = clock.today().year - 1
    for count, year in enumerate(range(first, last + 1)):
        said = row["years"][count % len(row["years"])]
        late = row.get("late") if year == last else None
        report = {key: said[key] for key in ("projects", "benefit")} | {"year": year}
        at = late or f"{year + 1}-01-{11 + count} 10:00"
        yield one(at, row["reporter"], "report", report, base)
        if not late:
            judged = {"year": year, "points": said["points"]}
            yield one(f"{year + 1}-02-{18 + count % 9} 15:00", row["by"], "assess", judged, base)


def one(at: str, by: str, do: str, answers: Mapping[str, Any], base: Mapping[str, Any]) -> Step:
    row = {"at": at, "by": by, "do": do, "like": LIKE, "answers": answers}
    return step(row, base, OFFICE)
