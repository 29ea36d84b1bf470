"""Help where it is needed: a guide for every role, whose links lead somewhere, and rules beside their fields."""

import pytest

from grants.web.filters import ROLES
from grants.web.guides_text import GUIDES

pytestmark = pytest.mark.one_database


def test_every_role_has_a_guide_whose_links_lead_somewhere(app):
    assert set(GUIDES) == set(ROLES) - {"public", "system"}
    endpoints = {
        endpoint for _purpose, steps in GUIDES.values() for _title, _text, endpoint in steps if endpoint
    }
    assert endpoints <= set(app.view_functions)


def test_a_guide_is_read_by_everybody_and_an_unknown_one_is_not_there(client):
    assert "先申报利益关系" in client.get("/help/expert").text
    assert client.get("/help/nobody").status_code == 404
