"""What tests of pages share."""

import pytest

from tests.lives.office import Office
from tests.web.desks import Desk


@pytest.fixture
def office(app) -> Office:
    return Office("patent")


@pytest.fixture
def applicant(client, office) -> Desk:
    return Desk(client, office, office.begin(), "applicant")
