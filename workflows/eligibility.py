"""The self-check before applying: the rules asked of an application, as far as they can be judged by now.

It asks the very guards that will stand at submission, so both speak the same sentences.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from workflows.engine import Actor, Case, Facts, Guard, Reason, Workflow
from workflows.guards import rule_of
from workflows.rules import RULES

MET, FAILED, OPEN = "met", "failed", "open"
UNSAID = (None, "")
NO_MATTER_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # eligibility does not depend on the hour; the window does


@dataclass(frozen=True)
class Finding:
    """One rule: `status` met, failed, or open while an answer it needs is missing.

    `reason` is the sentence submission would be refused with, None unless failed. `fields` names the answers
    the rule looked at, `missing` those of them not given yet. `of_register` where not the answers but what other
    cases hold decides, as whether a patent was rewarded before.
    """

    rule: str
    title: str
    status: str
    reason: Reason | None
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    of_register: bool = False


class Heard(Mapping[str, Any]):
    """Answers that remember which of them were asked for."""

    def __init__(self, answers: Mapping[str, Any]):
        self.answers = answers
        self.asked: dict[str, None] = {}

    def __getitem__(self, name: str) -> Any:
        self.asked[name] = None
        return self.answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.asked if self.answers.get(name) in UNSAID)


def self_check(
    workflow: Workflow, terms: Mapping[str, Any], facts: Facts, posted: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """Every rule of eligibility with whether it is met, in the order of the table.

    `facts.slots` must be looked up for what `posted` claims, as for a submission.
    """
    return tuple(_find(workflow, guard, terms, facts, posted) for guard in workflow.action["submit"].checks)


def _find(
    workflow: Workflow, guard: Guard, terms: Mapping[str, Any], facts: Facts, posted: Mapping[str, Any]
) -> Finding:
    heard, rule = Heard(posted), rule_of(guard)
    reason = guard(_case(workflow, terms, facts, heard))
    unsaid = reason is not None and bool(heard.missing)
    of_register = not heard.asked
    if of_register:  # is the subject named at all?
        subjects = [claim.key(heard, terms) for claim in workflow.claims if claim.rule == rule]
        unsaid = any(key == "" for key in subjects)
    status = OPEN if unsaid else FAILED if reason else MET
    title = RULES[rule].title if rule in RULES else ""
    return Finding(
        rule,
        title,
        status,
        reason if status == FAILED else None,
        tuple(heard.asked),
        heard.missing,
        of_register,
    )


def _case(workflow: Workflow, terms: Mapping[str, Any], facts: Facts, heard: Heard) -> Case:
    actor, start = Actor("", frozenset({"applicant"})), workflow.states[0].name
    return Case(workflow.programme, start, NO_MATTER_WHEN, actor, terms=terms, facts=facts, posted=heard)
