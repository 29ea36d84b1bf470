"""Who of a unit may confirm what it hands in. A unit that registered alone has nobody for it yet, and its cases would
wait for somebody who is not there."""

from collections.abc import Iterable

from grants.models import Person
from grants.services import people
from workflows.engine import Deed


def able(organisation_id: int, deeds: Iterable[Deed] = ()) -> list[Person]:
    """The people of the unit who may confirm it today, by name: whoever applied in the case does not confirm it."""
    applied = {who for deed in deeds if deed.duty == "applicant" for who in (deed.person, deed.principal)}
    return [one for one in people.holders(("endorser",), None, organisation_id) if str(one.id) not in applied]
