"""Where the money of a case goes: what the unit said of it, and whether that changed after it was settled."""

from collections.abc import Iterable, Sequence

from workflows.case import Deed
from workflows.parts.intake import RETURNS

SECTIONS = frozenset({"payee", "worker"})  # of an application: where it names an account
# An account told before these is settled, another in its place a change.
SETTLING = ("decide", "change_payee")


def accounts_told(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds in which the unit said where its money goes, in their order; the last one counts.

    A submission says it the first time, and again where the return it answers names the section of the account: of a
    closed section it repeats what was submitted before, which a change of account may have overtaken.
    """
    told: list[Deed] = []
    asked = True
    for deed in deeds:
        if deed.action in RETURNS:
            named = {row.get("section") for row in deed.values.get("faults") or ()}
            asked = not named.isdisjoint(SECTIONS)
        elif deed.action == "change_payee" or (deed.action == "submit" and (asked or not told)):
            told.append(deed)
    return told


def changed_payee(deeds: Sequence[Deed]) -> tuple[Deed, Deed] | None:
    """Where the settled account was told and where the one in its place was, if the money now due goes there for the
    first time. What is mended before anybody has decided is no change: it was screened and decided as it stands."""
    told = accounts_told(deeds)
    if not told:
        return None
    last = told[-1].number
    settling = [deed.number for deed in deeds if deed.action in SETTLING]
    settled = [deed for deed in told[:-1] if any(deed.number <= number <= last for number in settling)]
    paid = any(deed.action == "confirm_payment" and deed.number > last for deed in deeds)
    return (settled[-1], told[-1]) if settled and not paid else None
