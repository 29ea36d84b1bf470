"""Playing a story: every step through the services, at the instant its file names."""

import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Problem
from grants.extensions import db
from grants.models import Application, Event
from grants.services import applications, attachments, preparing
from grants.services.deeds import recorded
from grants.stories.cast import Cast
from grants.stories.reading import Step, Story, StoryError

FILES = "files"
MOST_WAKING = 200


def play(story: Story, cast: Cast) -> Iterator[str]:
    """Play all steps; yields the case's number after each. Raises StoryError where a step goes otherwise."""
    number = begin(story, cast)
    for count, step in enumerate(story.steps, 1):
        where = f"{story.path} 第{count}步（{step.do or '等待'}）"
        with clock.at(step.at):
            wake()
            if step.do:
                take(story, step, cast, number, where)
        yield number
    state = case(number).state
    if state != story.ends:
        raise StoryError(f"{story.path}：应以 {story.ends} 结束，实际为 {state}。")


def begin(story: Story, cast: Cast) -> str:
    """A new draft by whoever takes the first step."""
    first = story.steps[0]
    with clock.at(first.at), writing():
        unit, round_id = cast.organisations[story.organisation], cast.rounds[story.round]
        return applications.create(cast.viewer(first.by), round_id, unit).number


def wake() -> None:
    """What time alone has made due, everywhere."""
    with writing():
        applications.advance_due(MOST_WAKING)


def take(story: Story, step: Step, cast: Cast, number: str, where: str) -> None:
    """One step; a refusal is right where the file expects it, and wrong elsewhere."""
    viewer = cast.viewer(step.by)
    files = {field: upload(story, step, viewer, number, field) for field in step.files}
    answers = filled(dict(step.answers) | files, cast, number)
    try:
        preparing.perform(viewer, number, step.do, answers)
    except Problem as problem:
        if step.refused and step.refused in str(problem):
            return
        raise StoryError(f"{where}：{problem}") from problem
    if step.refused:
        raise StoryError(f"{where}：应被拒绝（{step.refused}），却办成了。")


def upload(story: Story, step: Step, viewer: Viewer, number: str, field: str) -> list[int]:
    """Attach the files of a field; the same file twice is one attachment."""
    folder, ids = story.path.parents[1] / FILES, []
    for name in step.files[field]:
        path: Path = folder / name
        if mimetypes.guess_type(name)[0] is None or not path.is_file():
            raise StoryError(f"{story.path}：没有附件 {path}。")
        with writing(), path.open("rb") as stream:
            ids.append(attachments.attach(viewer, number, step.do, field, name, stream).id)
    return ids


def filled(answers: Mapping[str, Any], cast: Cast, number: str) -> dict[str, Any]:
    """Answers with what only the running house knows: `$digest`, `$objection`, and ids of `@people`."""
    return {name: known(value, cast, number) for name, value in answers.items()}


def known(value: Any, cast: Cast, number: str) -> Any:
    if isinstance(value, list):
        return [known(item, cast, number) for item in value]
    if isinstance(value, Mapping):
        return filled(value, cast, number)
    if value == "$digest":
        return recorded(last(number, "prepare_papers").recorded)["digest"]
    if value == "$objection":
        return last(number, "object").number
    if isinstance(value, str) and value.startswith("@"):
        return cast.people[value[1:]]
    return value.isoformat() if hasattr(value, "isoformat") else value


def last(number: str, action: str) -> Event:
    """The newest event of this action in the case."""
    query = select(Event).where(Event.subject == number, Event.action == action)
    found = db.session.scalars(query.order_by(Event.number.desc()).limit(1)).first()
    if found is None:
        raise StoryError(f"案件 {number} 还没有 {action}。")
    return found


def case(number: str) -> Application:
    return db.session.execute(select(Application).where(Application.number == number)).scalar_one()
