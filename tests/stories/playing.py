"""All examples played once for a test process, and what they left behind."""

from dataclasses import dataclass
from pathlib import Path

from grants import schema
from grants.access import Viewer
from grants.cli.story import application, kept
from grants.extensions import db
from grants.stories import demo
from grants.stories.cast import Cast
from grants.stories.playing import Life, play
from grants.stories.reading import OFFICE, stories

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass
class Played:
    """The cast and the lives by slug, the folder of what was kept, and what went wrong."""

    cast: Cast
    lives: dict[str, Life]
    out: Path
    failures: list[str]

    def viewer(self, key: str) -> Viewer:
        db.session.rollback()
        return self.cast.viewer(key)


def put_office(folder: Path) -> Path:
    """The office of the examples without its earlier titles, in a folder for a test that does not need them."""
    text = (EXAMPLES / OFFICE).read_text("utf-8")
    (folder / OFFICE).write_text(text.partition("[[earlier]]")[0], "utf-8")
    return folder


def play_all(folder: Path):
    """Play every example over a database of its own in this folder; an application context stays open meanwhile."""
    with application(folder / "data").app_context():
        schema.upgrade()
        cast = demo.prepare(EXAMPLES)
        lives = {life.story.slug: life for life in play(stories(EXAMPLES), cast)}
        yield Played(cast, lives, folder, kept(list(lives.values()), folder))
        db.session.remove()
        db.engine.dispose()
