"""What is one's own: a draft that others do not write in, and whose names a reader is told. No database."""

from types import SimpleNamespace

import pytest

from grants.access import Viewer
from grants.services import drafts
from grants.services.dossiers import names_of

ACTED = (("applicant", 1), ("officer", 2), ("expert", 3), ("expert", 4), ("", None))


@pytest.mark.parametrize(
    ("action", "one", "other", "shared"),
    [("submit", 7, 8, True), ("review", 7, 8, False), ("visit", 7, 8, False), ("review", 7, 7, True)],
)
def test_colleagues_share_an_application_and_any_other_form_is_its_writers_own(action, one, other, shared):
    owners = [drafts.owner(action, Viewer(person)) for person in (one, other)]
    assert (owners[0] == owners[1]) == shared


@pytest.mark.parametrize(
    ("role", "reader", "told"),
    [
        ("applicant", 1, {1}),
        ("expert", 3, {1, 3}),
        ("officer", 2, {1, 2, 3, 4}),
        ("maker", 9, {1, 2, 3, 4}),
        ("public", None, {1}),
    ],
)
def test_the_house_sees_all_names_a_unit_its_own_and_everybody_themselves(role, reader, told):
    records = [
        SimpleNamespace(event=SimpleNamespace(person_id=person, duty=duty), name=f"{duty}{person}")
        for duty, person in ACTED
    ]
    opened = SimpleNamespace(roles={role: None}, records=records, viewer=Viewer(reader))
    assert set(names_of(opened)) == told
