"""Playing stories: every step through the services the pages call, at the instant its file names.

The steps of all stories are played in the order of time, so that cases meet each other as they would in an
office: in the budget of a round, in the series of numbers, in the claims on a patent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Problem
from grants.services import applications, asking, attachments, beginning, drafts, preparing
from grants.services.notes import note
from grants.stories.cast import Cast
from grants.stories.filling import Scene, case
from grants.stories.reading import Step, Story, StoryError

FILES = "files"
MOST_WAKING = 200

Act = tuple[datetime, Callable[[], object]]  # what the office does besides its cases, and when


@dataclass
class Life:
    """A story being played: its case's number, the state reached, and the sentence of what went wrong."""

    story: Story
    number: str = ""
    state: str = ""
    failure: str = ""


def play(told: Iterable[Story], cast: Cast, meanwhile: Iterable[Act] = ()) -> Iterator[Life]:
    """Play all steps of all stories, and what is done `meanwhile`; yields a step's life after each. One that went
    wrong takes no further step."""
    lives = [Life(story, story.case) for story in told]
    acts: list[tuple[datetime, Life | None, Callable[[], object]]] = [
        (at, None, act) for at, act in meanwhile
    ]
    for life in lives:
        steps = enumerate(life.story.steps, 1)
        acts += [(step.at, life, partial(advance, life, count, cast)) for count, step in steps]
    for at, one, act in sorted(acts, key=lambda row: row[0]):
        with clock.at(at):
            act()
        if one:
            yield one


def advance(life: Life, count: int, cast: Cast) -> None:
    """Take one step of a life, or note why it failed; nothing more once it has."""
    if life.failure:
        return
    story, step = life.story, life.story.steps[count - 1]
    try:
        if not life.number:
            life.number = begin(story, cast)
        wake()
        if step.do:
            take(story, step, cast, life.number)
        life.state = case(life.number).state
    except (Problem, StoryError) as failure:
        life.failure = f"{story.path} 第{count}步（{step.do or '等待'}）：{failure}"
        return
    if count == len(story.steps) and life.state != story.ends:
        life.failure = f"{story.path}：应以 {story.ends} 结束，实际为 {life.state}。"


def begin(story: Story, cast: Cast) -> str:
    """A new draft by whoever takes the first step; the log notes that this story has begun here."""
    with writing():
        unit = cast.known("organisation", story.organisation)
        round_id = cast.known("round", story.round)
        made = beginning.create(cast.viewer(story.steps[0].by), round_id, unit)
        note(f"story:{story.slug}", "story_begun", case=made.number)
        return made.number


def wake() -> None:
    """What time alone has made due, everywhere."""
    with writing():
        applications.advance_due(MOST_WAKING)


def take(story: Story, step: Step, cast: Cast, number: str) -> None:
    """One step; a refusal is right where the file expects it, and wrong elsewhere."""
    try:
        done(story, step, cast, number)
    except Problem as problem:
        if step.refused and step.refused in str(problem):
            return
        raise
    if step.refused:
        raise StoryError(f"应被拒绝（{step.refused}），却办成了。")


def done(story: Story, step: Step, cast: Cast, number: str) -> None:
    """What a person does at the page: it comes filled in with what is known, is completed, and posted."""
    viewer = cast.viewer(step.by)
    # the public objects on the page of the notice, which comes empty
    known = asking.asked(viewer, number, step.do).known if viewer.person else {}
    scene = Scene(cast, number)
    answers = {**known, **scene.filled(step.answers), **upload(story, step, viewer, number)}
    if step.draft:
        with writing():
            drafts.save(viewer, number, step.do, answers)
    else:
        preparing.perform(viewer, number, step.do, answers)


def upload(story: Story, step: Step, viewer: Viewer, number: str) -> dict[str, list[int]]:
    """Attach the files of a step, each to its field; the same file twice is one attachment."""
    if not step.files:
        return {}
    with writing():
        return {
            field: [attached(story, step, viewer, number, field, name) for name in names]
            for field, names in step.files.items()
        }


def attached(story: Story, step: Step, viewer: Viewer, number: str, field: str, name: str) -> int:
    path = story.path.parents[1] / FILES / name
    if not path.is_file():
        raise StoryError(f"没有附件 {path}。")
    with path.open("rb") as stream:
        return attachments.attach(viewer, number, step.do, field, name, stream).id
