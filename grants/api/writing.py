"""Cases, moved: new drafts, what is typed, and every action of every programme. One transaction each."""

from typing import Any

from flask import Response, g, jsonify

from grants.access import OF_THE_LOG
from grants.api import bodies, queries, shapes
from grants.api.cases import CASE, TAG
from grants.api.idempotency import Keep, once
from grants.api.operations import operation
from grants.database import writing
from grants.services import beginning, cases, drafts, preparing, seen
from grants.services.applications import Outcome
from grants.texts import N_

Told = dict[str, Any]


@operation(
    "POST", "/applications", N_("新建申报"), tag=TAG, keyed=True, body="new", answer=shapes.CASE, status=201
)
def new_case() -> Response:
    """A new draft in a round, for one of the caller's organisations."""
    wanted = bodies.asked(bodies.NEW)

    def write(keep: Keep) -> Told:
        with writing():
            made = beginning.create(g.viewer, wanted["round_id"], wanted["organisation_id"])
            return keep(shapes.CASE.dump(made))

    return once(wanted, write, 201)


@operation(
    "PUT", f"{CASE}/<action>/draft", N_("保存草稿"), tag=TAG, keyed=True, body="draft", answer=shapes.SAVED
)
def save_draft(number: str, action: str) -> Response:
    """Keep what is typed, faults and all."""
    answers, rest = bodies.with_answers(bodies.DRAFT)

    def write(keep: Keep) -> Told:
        with writing():
            return keep(shapes.SAVED.dump(drafts.save(g.viewer, number, action, answers, rest["revision"])))

    return once([answers, rest], write)


@operation(
    "POST",
    f"{CASE}/<action>",
    N_("办理一项操作"),
    tag=TAG,
    query=queries.DRY_RUN,
    keyed=True,
    body="act",
    answer=shapes.OUTCOME,
)
def act(number: str, action: str, query: dict[str, Any]) -> Response:
    """Do an action, with everything it brings about; or say what would happen."""
    answers, rest = bodies.with_answers(bodies.ACT)
    if query["dry_run"]:
        states = preparing.rehearse(g.viewer, number, action, answers, resting_on(number, rest["version"]))
        return jsonify(told(number, action, states) | {"dry_run": True})

    def write(keep: Keep) -> Told:
        done: Told = {}

        def within(outcome: Outcome) -> None:
            now, event = cases.opened(g.viewer, outcome.application), outcome.event.number
            known = event if now.roles.keys() & set(OF_THE_LOG) else None
            recorded = {"version": seen.version(now), "place": seen.place(now, event), "event": known}
            done.update(keep(told(number, action, outcome.states) | recorded))

        preparing.perform(g.viewer, number, action, answers, resting_on(number, rest["version"]), within)
        return done

    return once([answers, rest], write)


def resting_on(number: str, version: int | None) -> int | None:
    """The row's version behind the one this caller was told; Stale when they could have read of something since."""
    if version is None:
        return None
    return seen.behind(cases.opened(g.viewer, cases.find(g.viewer, number)), version)


def told(number: str, action: str, states: tuple[str, ...]) -> Told:
    """What became of the case, or would."""
    return {"number": number, "action": action, "states": list(states), "state": states[-1], "dry_run": False}
