"""Worlds to be read, each built once: one worker tests all of this folder."""

from functools import cache
from itertools import count
from pathlib import Path

import pytest

from grants.extensions import limiter
from tests.leaks.reading import World, build
from tests.leaks.rights import changed

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("leaks"))


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """The world in which the secrets of these names are changed; without names, the usual one."""
    folder, number = tmp_path_factory.mktemp("worlds"), count()

    @cache
    def made(names: frozenset[str] = frozenset()) -> World:
        with pytest.MonkeyPatch.context() as patch:
            return build(folder / f"{next(number)}", changed(names), patch)

    yield made
    limiter.enabled = True
