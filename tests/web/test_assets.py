"""What pages are dressed with: asked for once and kept for a year, never stale; and everything travels compressed."""

import gzip
import re

import pytest

from grants.web.assets import FOLDER, sheets
from tests.factories import person, sign_in

pytestmark = pytest.mark.one_database
PACKED = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def sheet(client) -> str:
    """The address of the style sheet, as a page gives it."""
    return re.search(r'href="([^"]+house\.css)"', client.get("/").text)[1]


def test_the_address_of_a_page_is_kept_for_a_year_in_production(app, client, sheet, monkeypatch):
    monkeypatch.setitem(app.config, "KEEP_ASSETS", True)
    assert re.fullmatch(r"/static/v-[0-9a-f]{16}/house\.css", sheet)
    assert client.get(sheet).headers["Cache-Control"] == "max-age=31536000, public, immutable"


def test_no_session_travels_with_what_caches_hand_to_others(client, sheet):
    sign_in(client, person("officer"))
    assert "Set-Cookie" in client.get("/account").headers
    headers = client.get(sheet).headers
    assert (headers.get("Set-Cookie"), headers.get("Vary")) == (None, "Accept-Encoding")


@pytest.mark.parametrize("path", ["/static/house.css", "/static/v-0123456789abcdef/house.css"])
def test_another_versions_address_answers_but_is_not_kept(app, client, sheet, path, monkeypatch):
    monkeypatch.setitem(app.config, "KEEP_ASSETS", True)
    answer = client.get(path)
    assert answer.data == client.get(sheet).data
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_while_somebody_works_on_it_a_changed_file_shows_at_once(client, sheet):
    assert client.get(sheet).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["none.css", "../app.py", "css", "css/%00", "x" * 300])
def test_nothing_else_is_handed_out(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_every_sheet_is_in_the_one_that_pages_load_and_print_speaks_last(client, sheet):
    assert sorted(sheets()) == sorted(path.stem for path in (FOLDER / "css").glob("*.css"))
    assert (sheets()[0], sheets()[-1]) == ("tokens", "print")
    assert client.get(sheet).mimetype == "text/css"


def test_paper_is_no_phone():
    """A4 is as narrow as one: what is said of narrow screens must not be said of it."""
    narrow = re.compile(r"@media (?!screen and)[^{]*(?:max-width|width <)")
    assert [path.name for path in (FOLDER / "css").glob("*.css") if narrow.search(path.read_text())] == []


@pytest.mark.parametrize("path", ["/", "/rules", "/static/house.css", "/api/v1/openapi.json"])
def test_texts_travel_compressed_to_who_can_unpack_them(client, path):
    plain, packed = client.get(path), client.get(path, headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_all_that_pages_are_dressed_with_is_light(client):
    """Of the 150 KB of a first visit a page itself takes 30 at most (tests/web/test_every_page.py)."""
    scripts = [f"js/{path.name}" for path in (FOLDER / "js").glob("*.js")]
    sizes = [
        len(client.get(f"/static/{name}", headers=PACKED).data)
        for name in ("house.css", "icon.svg", *scripts)
    ]
    assert sum(sizes) <= 60 * 1024


@pytest.mark.parametrize("path", ["/healthz", "/language/en"])
def test_what_is_short_stays_as_it_is(client, path):
    assert "Content-Encoding" not in client.get(path, headers=PACKED).headers
