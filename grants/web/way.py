"""The way of a case on its page: the main line, how far it has come, where it left it, and whose turn it is now."""

from dataclasses import dataclass

from grants.models.people import OF_ORGANISATION
from grants.services import endorsers
from grants.services.dossiers import Dossier, Entry
from grants.services.message_words import NEXT
from grants.web.filters import day
from workflows.parts.papers import OUTDATED
from workflows.states import STATES


@dataclass(frozen=True)
class Stage:
    """A step of the main line: done, now, or still to come; `on` is when it was done, or since when it is now, as
    far as the history this reader sees tells it. `turn` is whose it is."""

    label: str
    status: str
    turn: str
    on: str


ASIDE = {"correcting": "draft", "mending": "running", "suspended": "running", "recovering": "running"}


def stages(dossier: Dossier) -> list[Stage]:
    """The main line of this programme and how far the case has come; nothing once it ended elsewhere. An award that
    was registered afterwards came past the rest of the line: no step of it was done here."""
    here = ASIDE.get(dossier.state.name, dossier.state.name)
    line = [
        state
        for state in sorted(dossier.programme.workflow.states, key=lambda state: state.order)
        if state.name not in ASIDE and (not state.final or state.name == "closed")
    ]
    left, entered = moved(dossier)
    if dossier.application.origin == "imported":
        line = [state for state in line if state.name in left or state.order >= STATES[here].order]
    names = [state.name for state in line]
    if here not in names:
        return []
    place = names.index(here) + dossier.state.final
    marks = ["done"] * place + ["now"] + [""] * len(line)
    dates = done_on(names[:place], left) | {dossier.state.name: entered.get(dossier.state.name, "")}
    return [
        Stage(shown.label, mark, shown.turn, dates.get(shown.name, "") if mark else "")
        for state, mark in zip(line, marks, strict=False)
        if (shown := dossier.state if mark == "now" else state)  # an aside stands where it leads back to
    ]


def leaving(dossier: Dossier) -> bool:
    """Whether the case has left the main line for good: nothing of it follows."""
    return dossier.state.name == "recovering"


def settled(dossier: Dossier) -> bool:
    """Whether the meeting is over: from then on the application is a record, and its papers and money come first."""
    return dossier.state.order > STATES["deciding"].order


def ending(dossier: Dossier) -> Entry | None:
    """The deed that took the case off its way, with its reasons and what can be done against it; nothing while the
    case is on its way or when it has come to its end."""
    action = ENDINGS.get(dossier.state.name)
    return dossier.last(action) if action else None


# Where a case leaves its way, and the deed that tells why
ENDINGS = {
    "withdrawn": "withdraw",
    "declined": "decline",
    "refused": "refuse",
    "recovering": "revoke",
    "revoked": "revoke",
}


def done_on(names: list[str], left: dict[str, list[str]]) -> dict[str, str]:
    """The day each of these was left for the next one: a case may come to a stage again later, as for its second
    payment, and the dates of the line still follow one another."""
    until, told = "9999", {}
    for name in reversed(names):
        days = [on for on in left.get(name, ()) if on <= until]
        until = days[-1] if days else until
        told[name] = until if days else ""
    return told


def moved(dossier: Dossier) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The days the case left each state, and the day it last came to it."""
    left: dict[str, list[str]] = {}
    entered = {"draft": day(dossier.application.created_at)}
    for entry in dossier.entries:
        if entry.event.before != entry.event.after:
            left.setdefault(entry.event.before, []).append(day(entry.event.at))
            entered[entry.event.after] = day(entry.event.at)
    return left, entered


# Acts within a state after which it is somebody else's turn: those that are told, and those that give it back.
TURNS = NEXT | {
    "approve_payment": "maker", "confirm_recovery": "maker", "assess": "applicant", "accept_interim": "applicant",
}  # fmt: skip
NEITHER = frozenset({"extend", "remind_receipt", "declare_interest"})  # told, but the turn stays where it was


def turn(dossier: Dossier) -> str:
    """Whose turn it is, as far as the history this reader sees tells it: a role; nothing once the case ended. An
    expert who has something to do is told so, though the office waits for the others as well; papers that can no more
    go out are the office's to make again."""
    if dossier.roles == {"expert"} and any(choice.open for choice in dossier.choices):
        return "expert"
    if any(OUTDATED in choice.reasons for choice in dossier.choices):
        return "officer"
    for entry in reversed(dossier.entries):
        event = entry.event
        if event.before != event.after:
            break
        if entry.standing and event.action in TURNS and event.action not in NEITHER and dossier.state.turn:
            return TURNS[event.action]
    return dossier.state.turn


def endorsing(dossier: Dossier) -> list[str] | None:
    """By name, whom of its own people the unit waits for; nobody else is told."""
    if not dossier.roles & set(OF_ORGANISATION):
        return None
    return [one.name for one in endorsers.able(dossier.application.organisation_id, dossier.deeds)]
