"""Pages answer, in words, whoever comes."""

import pytest

from tests.factories import application, hold, organisation, person, round_, sign_in


@pytest.mark.parametrize("path", ["/", "/rules", "/glossary", "/check/patent", "/check/project", "/check/studio"])
def test_everybody_reads_what_is_given_and_by_which_rules(client, path):
    round_("patent")
    answer = client.get(path)
    assert answer.status_code == 200
    assert "助推" in answer.text
