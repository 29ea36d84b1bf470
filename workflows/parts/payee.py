"""Where the money of a case goes: what the unit said of it, and whether that is the last account known to be good."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from workflows.case import Deed
from workflows.parts.intake import RETURNS

SECTIONS = frozenset({"payee", "worker"})  # of an application: where it names an account
# An account told before these is settled, another in its place a change.
SETTLING = ("decide", "change_payee")
NOTHING: Mapping[int, int] = MappingProxyType({})


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


def changed_payee(deeds: Sequence[Deed], accounts: Mapping[int, int] = NOTHING) -> tuple[Deed, Deed] | None:
    """Where the last account known to be good was told and where the one in its place was, if they are not one account.

    `accounts` says which account each of these deeds told: the same number, the same account. One it does not name is
    taken for another, so that finance verifies rather once too often.
    """
    told = accounts_told(deeds)
    good = known_good(deeds, told)
    if good is None or good.number == told[-1].number:
        return None
    same = accounts.get(good.number) is not None and accounts.get(good.number) == accounts.get(
        told[-1].number
    )
    return None if same else (good, told[-1])


def known_good(deeds: Sequence[Deed], told: Sequence[Deed]) -> Deed | None:
    """The account that was last paid to, or, while nothing was paid, the one first decided on.

    What is mended before anybody has decided is no change: it was screened and decided as it stands. What took its
    place later counts once money went there, for finance verified it then; a payment sent back takes that back.
    """
    settling = next((deed for deed in deeds if deed.action in SETTLING), None)
    paid = [deed for deed in deeds if deed.action == "confirm_payment"]
    anchor = paid[-1] if paid else settling
    if anchor is None or not told:
        return None
    before = [deed for deed in told if deed.number < anchor.number]
    return before[-1] if before else told[0]
