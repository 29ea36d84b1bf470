"""Worlds to be read, each built once in a worker."""

from functools import cache
from itertools import count

import pytest

from grants.extensions import limiter
from tests.leaks.reading import World, build
from tests.leaks.rights import changed


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """The world in which the secrets of these names are changed; without names, the usual one."""
    folder, number = tmp_path_factory.mktemp("worlds"), count()

    @cache
    def made(names: frozenset[str] = frozenset()) -> World:
        with pytest.MonkeyPatch.context() as patch:
            return build(folder / f"{next(number)}", changed(names), patch)

    return made


@pytest.fixture(autouse=True)
def unlimited(app):
    """Whoever asks for every page asks often."""
    limiter.enabled = False
    yield
    limiter.enabled = True
