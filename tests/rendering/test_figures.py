"""Figures in the face of tables and titles: those below one another agree to the digit."""

import pytest
from fontTools.ttLib import TTFont

from tests.rendering.reading import fonts

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("name", ["Song-Regular", "Song-Bold"])
def test_figures_are_as_wide_as_one_another(name):
    with TTFont(fonts().folder / f"reduced/Zhutui{name}.ttf", lazy=True) as font:
        taken, widths = font.getBestCmap(), font["hmtx"]
        assert len({widths[taken[ord(figure)]][0] for figure in "0123456789"}) == 1
