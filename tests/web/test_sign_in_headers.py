"""What every answer tells the browser: run, show and frame only what is ours; keep nothing of who signed in."""

import pytest

from tests import factories

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("path", ["/", "/sign-in", "/no-such-page", "/static/css/base.css", "/healthz"])
def test_every_answer_carries_the_headers(client, path):
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "img-src 'self' data:", "frame-ancestors 'self'", "object-src 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_over_https_the_browser_is_told_to_stay_there(client):
    headers = client.get("/sign-in", base_url="https://zhutui.example").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_pages_of_who_signed_in_are_kept_nowhere(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    factories.sign_in(client, factories.person("officer"))
    for path in ("/account", "/applications.xlsx"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"
    with client.get("/static/css/base.css") as sheet:
        assert "no-store" not in sheet.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    "path", ["/sign-in", "/register", "/password/forgot", "/account", "/account/second-factor", "/people"]
)
def test_no_page_holds_a_script_or_style_of_its_own(client, path):
    admin = factories.person("officer")
    factories.sign_in(client, admin)
    text = client.get(path, follow_redirects=True).text
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
