"""Which roles somebody holds today: their own, and what a colleague lent them, for as long as both are there."""

from collections.abc import Iterable
from datetime import date

from grants.access import Held
from grants.models import Delegation, Membership, Person
from grants.models.people import OF_ORGANISATION, ROLES

PERSONAL = ("expert",)  # a review is the expert's own: nobody else gives it
OF_HOUSE = tuple(role for role in ROLES if role not in (*OF_ORGANISATION, *PERSONAL))


def stand_ins(role: str) -> tuple[str, ...]:
    """The roles of which somebody must hold one themselves to act in this one for a colleague: for a unit's role one in
    the same unit, for one of the house any of the house; none for what is personal. Asked when a role is lent and each
    time it is used: what is lent ends with the borrower's leaving as with the lender's."""
    if role in PERSONAL:
        return ()
    return OF_ORGANISATION if role in OF_ORGANISATION else OF_HOUSE


def held_today(
    person: Person, delegations: Iterable[tuple[Delegation, Person]], today: date
) -> tuple[Held, ...]:
    """The roles in force today: a person's own, and those delegated by others who hold them themselves.

    `delegations` are what runs today, each with who lent it; a delegated role is not passed on.
    """
    own = [Held(m.role, m.organisation_id, m.programme) for m in in_force(person, today)]
    lent = [
        Held(m.role, m.organisation_id, m.programme, lender.id)
        for delegation, lender in delegations
        for m in lent_by(lender, delegation.role, person, today)
    ]
    return tuple(own + lent)


def lent_by(lender: Person, role: str, borrower: Person, today: date) -> list[Membership]:
    """The lender's memberships in this role in which the borrower may act for them today."""
    places = {(m.role, m.organisation_id) for m in in_force(borrower, today)}
    return [
        m
        for m in in_force(lender, today)
        if m.role == role and any((own, m.organisation_id) in places for own in stand_ins(role))
    ]


def in_force(person: Person, today: date) -> list[Membership]:
    """Somebody's own memberships that hold on this day; none once the account is closed."""
    if not person.active:
        return []
    return [
        m for m in person.memberships if m.starts_on <= today and (m.ends_on is None or m.ends_on >= today)
    ]
