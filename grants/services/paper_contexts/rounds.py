"""Papers of a whole round: the notice of many cases, and the decision that names them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from grants.models import Application, Round
from grants.services import proofs
from grants.services.paper_contexts.common import issued, of_round
from grants.services.paper_contexts.notices import award, level_of, noticed
from grants.services.paper_words import GRADES, LEVELS

ORDER = [*LEVELS.values(), *GRADES.values()]


@dataclass(frozen=True)
class RoundSubject:
    """What a paper of a round is made from: its cases with what was submitted, for a notice its first day and how
    many working days it runs, for a corrected decision the number of the one it replaces."""

    kind: str
    round: Round
    cases: Sequence[tuple[Application, Mapping[str, Any]]]
    number: str
    code: str
    dated: date
    starts_on: date | None = None
    days: int = 5
    replaces: str = ""


def round_context(subject: RoundSubject) -> dict[str, Any]:
    said = issued(subject) | of_round(subject.round) | CONTEXTS[subject.kind](subject)
    return said | {"verify_url": proofs.address(subject.kind, said)}


def public_notice(subject: RoundSubject) -> dict[str, Any]:
    awards = [award(case, answers) for case, answers in subject.cases]
    return noticed(subject.round.name, subject.starts_on or subject.dated, subject.days, awards)


def naming_decision(subject: RoundSubject) -> dict[str, Any]:
    """The list by level, the highest level last as the office counts them; one list where there are none."""
    settings = current_app.config
    by_level: dict[str | None, list[dict[str, Any]]] = {}
    for case, answers in subject.cases:
        line = award(case, answers)
        by_level.setdefault(line["grade"] and level_of(case), []).append(line | {"grade": None})
    levels = sorted(by_level, key=lambda level: ORDER.index(level) if level else -1)
    return {
        "addressee": "各有关单位",
        "basis": [f"《{subject.round.name}》"],
        "groups": [{"heading": level, "awards": by_level[level]} for level in levels],
        "copies_to": [f"{settings['OFFICE_NAME']}财务部"],
        "printed_by": f"{settings['OFFICE_NAME']}办公室",
        "replaces": subject.replaces or None,
    }


CONTEXTS: dict[str, Callable[[RoundSubject], dict[str, Any]]] = {
    "public_notice": public_notice,
    "naming_decision": naming_decision,
}
