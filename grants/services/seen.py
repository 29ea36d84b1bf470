"""The version of a case as one reader knows it.

The row counts every move, those kept from a unit or an expert among them: who could read that number would learn from
it when an expert was assigned or handed in a sheet. So each reader is told a number of their own, which only what they
may notice moves, and only that can make a page of theirs stale.
"""

from grants.errors import Stale
from grants.services.cases import Opened


def version(opened: Opened) -> int:
    """One more than the deeds this reader may notice: those open to them, and those that changed the state."""
    return 1 + sum(
        event.before != event.after or opened.tells(event.action, event.person_id)
        for event in (record.event for record in opened.records)
    )


def behind(opened: Opened, told: int | None) -> int | None:
    """The row's version a reader acts on who was told this one (None: on whatever there is); Stale when something
    they may notice happened since."""
    if told is None:
        return None
    if told != version(opened):
        raise Stale
    return opened.application.version


def place(opened: Opened, number: int) -> int:
    """Which of the entries this reader may read the event of this number is, from 1."""
    return sum(
        event.number <= number and opened.tells(event.action, event.person_id)
        for event in (record.event for record in opened.records)
    )
