"""Help where it is needed: a guide for every role, whose links lead somewhere, and rules beside their fields."""

import pytest

from forms import account
from grants.models.people import ROLES
from grants.programmes import PROGRAMMES
from grants.services.columns import OF_ROLE
from grants.web.glossary_programmes import AT, GROUPS
from grants.web.guides_text import GUIDES
from tests import factories

pytestmark = pytest.mark.one_database


def test_every_role_has_a_guide_whose_links_lead_somewhere(app):
    assert set(GUIDES) == set(ROLES)
    endpoints = {
        endpoint for _purpose, steps in GUIDES.values() for _title, _text, endpoint in steps if endpoint
    }
    assert endpoints <= set(app.view_functions)


def test_every_role_can_be_given_and_has_its_columns():
    """The forms know nothing of the models and so name the roles once more."""
    assert dict(account.ROLES + account.UNIT_ROLES) == ROLES
    assert set(OF_ROLE) == set(ROLES) - {"admin"}


def test_a_guide_is_read_by_everybody_and_an_unknown_one_is_not_there(client):
    assert "先申报利益关系" in client.get("/help/expert").text
    assert client.get("/help/nobody").status_code == 404


def test_every_word_beside_a_question_is_beside_one_that_is_asked(app):
    labels = {str(label) for programme in PROGRAMMES.values() for label in labels_of(programme)}
    assert [label for label in AT if label not in labels] == []
    words = [word for _heading, group in GROUPS for word in group]
    assert len({word.key for word in words}) == len(words)
    assert sum(len(word.at) for word in words) == len(AT)


def labels_of(programme):
    """The labels of all questions that are not in rows, of a programme and of its rounds."""
    for form in (*programme.forms.values(), programme.round_form):
        yield from (asked.label for asked in form.fields.values())


def test_a_word_is_explained_where_it_is_asked_and_links_to_all_words(client):
    factories.round_("patent")
    text = client.get("/check/patent").text
    assert "什么是“专利号”" in text
    assert 'href="/glossary#patent_number"' in text
    assert 'id="patent_number"' in client.get("/glossary").text
