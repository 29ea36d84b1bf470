"""Figures taken from what is done to a case: reports, payments, recoveries, awards registered from before.

Nothing here is typed in. A studio's yearly report counts for its year, a final report once it is accepted,
money on the day it was paid, a registered award on the day it was made.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete

from grants.clock import local
from grants.extensions import db
from grants.models import Application, Event, Figure

Values = Mapping[str, Any]
Taken = tuple[str, date, dict[str, int]]  # source, day, amount by kind

# The questions of reports and registered awards that give a figure, and its kind.
REPORTED = {
    "enterprise_investment": "enterprise_investment",
    "benefit": "enterprise_benefit",
    "municipal_money": "municipal_money",
    "municipal_awards": "municipal_award",
}


def record(application: Application, event: Event, values: Values, again: bool = False) -> None:
    """Take the figures of one act; `again` where its source spoke before, whose figures these then replace.

    `values` are the act's answers as Python values (of an acceptance those of the report), and under `posted` the
    fen it moved. An act that says nothing in numbers leaves no figure.
    """
    taking = TAKEN.get(event.action)
    if taking is None:
        return
    source, day, amounts = taking(application, event, values)
    if again:
        mine = Figure.application_id == application.id
        db.session.execute(delete(Figure).where(mine, Figure.source == source))
    for kind, amount in amounts.items():
        if amount:
            db.session.add(
                Figure(
                    application_id=application.id,
                    programme=application.programme,
                    kind=kind,
                    source=source,
                    on_date=day,
                    amount=amount,
                )
            )


def reported(values: Values) -> dict[str, int]:
    """The figures in a report's answers."""
    found = {kind: values.get(name) or 0 for name, kind in REPORTED.items()}
    if values.get("municipal_award"):
        found["municipal_award"] += 1
    return found


def registered(application: Application, event: Event, values: Values) -> Taken:
    """A past award: the union's money is the sum of the award unless told otherwise."""
    money = values.get("union_money")
    given = values.get("amount") or 0 if money is None else money
    return "register", values["awarded_on"], reported(values) | {"union_money": given}


def paid(application: Application, event: Event, values: Values) -> Taken:
    """What this act paid out, on the day the bank did it, by the source of the round's funds."""
    return f"paid:{event.number}", values["paid_on"], {fund(application): values["posted"]}


def recovered(application: Application, event: Event, values: Values) -> Taken:
    """Money that came back counts against what was given."""
    day = local(event.at).date()
    return f"recovered:{event.number}", day, {fund(application): -values["posted"]}


def report(application: Application, event: Event, values: Values) -> Taken:
    """A yearly report stands by itself; a final one waits for its acceptance."""
    year = values.get("year")
    if not year:
        return "report", local(event.at).date(), {}
    return f"report:{year}", date(year, 12, 31), reported(values)


def accepted(application: Application, event: Event, values: Values) -> Taken:
    """A final report counts from the day it was accepted."""
    return "report", local(event.at).date(), reported(values)


TAKEN = {
    "register": registered,
    "confirm_payment": paid,
    "confirm_recovery": recovered,
    "report": report,
    "accept_report": accepted,
}


def fund(application: Application) -> str:
    """Whose money the round's is."""
    fiscal = application.terms.values.get("source_of_funds") == "fiscal"
    return "fiscal_money" if fiscal else "union_money"
