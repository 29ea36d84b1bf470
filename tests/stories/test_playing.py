"""Playing: what goes otherwise than its file says is told. (What goes as it says: `test_examples`.)"""

from dataclasses import replace

import pytest

from grants.database import writing
from grants.stories.cast import assemble
from grants.stories.playing import Life, play
from grants.stories.reading import Story, stories
from tests.stories.playing import EXAMPLES, put_office


@pytest.fixture
def cast(app, tmp_path):
    with writing():
        return assemble(put_office(tmp_path))


def named(slug: str) -> Story:
    return next(story for story in stories(EXAMPLES) if story.slug == slug)


def played(cast, *told: Story) -> dict[str, Life]:
    return {life.story.slug: life for life in play(told, cast)}


def with_step(story: Story, count: int, **changes) -> Story:
    """The story with one of its steps changed."""
    steps = list(story.steps)
    steps[count - 1] = replace(steps[count - 1], **changes)
    return replace(story, steps=tuple(steps))


OTHERWISE = [
    (1, {"by": "nobody"}, "第1步（submit）：office.toml 里没有人员“nobody”"),
    (1, {"files": {"certificate": ["没有.pdf"]}}, "第1步（submit）：没有附件"),
    (2, {"refused": ""}, "第2步（submit）：本批次已于2024-04-30 18:00:00截止"),
    (2, {"refused": "别的理由"}, "第2步（submit）：本批次已于"),
    (3, {"refused": "不能撤回"}, "第3步（withdraw）：应被拒绝（不能撤回），却办成了"),
    (3, {"do": "", "by": ""}, "应以 withdrawn 结束，实际为 draft"),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("count", "changes", "told"), OTHERWISE)
def test_what_goes_otherwise_is_told_with_its_step(cast, count, changes, told):
    story = with_step(named("patent-late"), count, **changes)
    assert told in played(cast, story)["patent-late"].failure


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("changes", "told"),
    [({"round": "never"}, "没有批次“never”"), ({"organisation": "never"}, "没有单位“never”")],
)
def test_a_story_of_an_unknown_round_or_unit_is_told(cast, changes, told):
    assert told in played(cast, replace(named("patent-late"), **changes))["patent-late"].failure


@pytest.mark.one_database
def test_a_life_that_went_wrong_takes_no_further_step(cast):
    story = with_step(named("patent-late"), 2, refused="")
    last = list(play([story], cast))[-1]
    assert last.state == "draft"


@pytest.mark.one_database
def test_the_office_is_made_once(app):
    with writing():
        first = assemble(EXAMPLES)
    with writing():
        again = assemble(EXAMPLES)
    assert first == again
