"""Every page, to everybody, at each state of a case: in the reader's language alone, light to carry, fit for a phone,
and without a violation of WCAG 2.1 A and AA that axe finds, light and dark."""

from dataclasses import replace

import pytest

from tests.benches import bench
from tests.browser.chromium import chromium
from tests.browser.judging import Gallery, Judge, Part, Shown
from tests.browser.seats import WIDE
from tests.conftest import laid_out
from tests.web.walked import Walked, walk
from tests.web.walks import WALKS

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def seen() -> set[Part]:
    return set()


@pytest.fixture(scope="module", params=WALKS)
def walked(request, tmp_path_factory, seen) -> Walked:
    with laid_out(bench("sqlite"), tmp_path_factory.mktemp("walk") / "var") as app:
        return walk(app, request.param, seen)


@pytest.fixture(scope="module")
def judge():
    with chromium() as browser, Gallery() as gallery:
        yield Judge(browser.new_page(viewport=WIDE, reduced_motion="reduce"), gallery)


def test_it_speaks_one_language(walked):
    assert walked.foreign == []


def test_it_is_light_to_carry(walked):
    """Of the 150 KB of a first visit; the rest are the style sheet and the scripts (tests/web/test_assets.py)."""
    assert walked.heavy == []


def test_axe_finds_nothing_and_it_fits_a_phone(walked, judge):
    assert walked.shown
    assert [fault for page in walked.shown for fault in judge.faults(page)] == []


def styleguide(client, narrow: bool = False) -> Shown:
    answer = client.get("/styleguide")
    return Shown("/styleguide", answer.data, dict(answer.headers), narrow)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_the_elements_of_the_house(client, judge, narrow):
    assert judge.faults(styleguide(client, narrow)) == []
    if not narrow:  # colours are the same on any screen
        judge.page.set_viewport_size(WIDE)
        assert judge.colours() == []


def test_what_is_wrong_is_found(client, judge):
    """So that silence means something."""
    good = styleguide(client)
    wrong = (
        b'<img src="x.png"><p class="small" role="nothing">.</p><table></table><pre>' + b"w" * 400 + b"</pre>"
        b'<p>See <a class="plain" href="#top">there</a> for more.</p>'
    )
    judge.gallery.sheet = (
        ".small { color: #999; background: #fff } pre { overflow: visible; position: absolute }"
        ".plain { text-decoration: none }"
    )
    told = " ".join(judge.faults(replace(good, body=good.body.replace(b"</h1>", b"</h1>" + wrong, 1))))
    judge.gallery.sheet = ""
    faint = ("light, too faint: p.small", "dark, too faint: p.small")
    for fault in ("image-alt", "aria-roles", "too wide for a phone", "colour alone: “there”", *faint):
        assert fault in told
