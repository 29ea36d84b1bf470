"""What a form takes at the start of a case, no paper refuses at its end for being too long."""

import pytest

from grants.programmes import PROGRAMMES
from grants.rendering import samples
from grants.rendering.kinds import KINDS
from grants.rendering.samples.shared import OTHER_UNIT, SUBJECTS, UNIT

# In the samples, by what a form asks: where it stands in the contexts of papers.
PERSONS = ("leader", "person", "handler", "checker", "approver")


def longest(programme: str, name: str) -> int:
    return PROGRAMMES[programme].forms["submit"].fields[name].max_length


def stretched(said, programme: str, key: str = ""):
    """The same context with names of units, persons and what is applied with as long as forms take them; whom to ask at
    the office no form says."""
    if isinstance(said, dict):
        return {
            name: value if name == "contact" else stretched(value, programme, name)
            for name, value in said.items()
        }
    if isinstance(said, list):
        return [stretched(value, programme, key) for value in said]
    if said in (UNIT, OTHER_UNIT):
        return "长" * longest(programme, "org_name")
    if said == SUBJECTS[programme]:
        return "长" * longest(programme, "title")
    if isinstance(said, str) and key in PERSONS:
        return "长" * longest(programme, "first_inventor_name" if programme == "patent" else "leader_name")
    return said


@pytest.mark.one_database
@pytest.mark.parametrize(("kind", "programme"), samples.KINDS)
def test_what_a_form_takes_its_papers_take(kind, programme):
    context = stretched(samples.context(kind, programme), programme)
    assert KINDS[kind].schema.validate(context) == {}
