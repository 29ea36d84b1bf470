"""The self-check before applying: the questions the rules of eligibility look at, and what each rule says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from forms.base import Form, defaults, read
from forms.fields import Number, Question
from grants import clock
from grants.access import Viewer
from grants.models import Application, Round
from grants.programmes import PROGRAMMES, Programme
from grants.services import claims, rounds
from grants.services import facts as known
from workflows.eligibility import Finding, self_check
from workflows.engine import Facts


@cache
def form_of(slug: str) -> Form:
    """The fields of the application that rules of eligibility ask for, personal ones left out."""
    programme = PROGRAMMES[slug]
    form, blank = programme.forms["submit"], dict.fromkeys(programme.forms["submit"].fields)
    findings = self_check(programme.workflow, terms_of(programme, None), Facts(), blank)
    asked = {name for finding in findings for name in finding.fields}
    asked |= {
        name for finding in findings if not finding.fields for name in subjects(programme, finding.rule)
    }
    fields = {
        name: shortly(field)
        for name, field in type(form)._declared_fields.items()
        if name in asked and isinstance(field, Question) and field.checked and not field.personal
    }
    made: Form = type("SelfCheck", (Form,), {**fields, "SECTIONS": form.SECTIONS})()
    return made


def shortly(field: Any) -> Any:
    """The question, or how many rows there are of a table of which no more is needed."""
    label = getattr(field, "brief", "")
    if not label:
        return field
    return Number(label, section=field.section, rule=field.rule, required=True, maximum=field.most)


def counted(programme: Programme, values: Mapping[str, Any]) -> dict[str, Any]:
    """These answers, with tables of which only the number of rows was told."""
    told = {
        name: ({},) * values[name]
        for name, field in programme.forms["submit"].fields.items()
        if getattr(field, "brief", "") and isinstance(values.get(name), int)
    }
    return {**values, **told}


class Looked(dict[str, Any]):
    """Answers that remember which were looked at, so that a claim's own question is asked too."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return default

    def __missing__(self, name: str) -> Any:
        self.names.add(name)
        return None


def subjects(programme: Programme, rule: str) -> set[str]:
    """The questions that name what a claim of this rule is about."""
    looked = Looked()
    for claim in programme.workflow.claims:
        if claim.rule == rule:
            claim.key(looked, {})
    return looked.names


def terms_of(programme: Programme, round_: Round | None) -> Mapping[str, Any]:
    """The parameters of this round; the programme's usual ones where none is open."""
    if round_:
        return rounds.terms_of(programme.slug, rounds.newest(round_).values, round_)
    year = clock.today().year
    return {**read(programme.round_form, defaults(programme.round_form, year)), "year": year}


@dataclass(frozen=True)
class Answered:
    """A rule with what can be said of it: met, failed, open (an answer is missing), or later: told when somebody
    submits, since the register is asked, or a question that is too personal to be asked here."""

    finding: Finding
    status: str


def findings(
    viewer: Viewer, programme: Programme, round_: Round | None, values: Mapping[str, Any]
) -> list[Answered]:
    """Every rule with whether it is met. What other cases hold is told to applicants only, and only of
    subjects that are no secret: whether some person has applied is nobody's business here."""
    terms, units = terms_of(programme, round_), viewer.organisations("applicant")
    known_facts = facts_for(min(units), programme, terms, values) if units else Facts()
    found = self_check(programme.workflow, terms, known_facts, counted(programme, values))
    asked, whole = form_of(programme.slug).fields, programme.forms["submit"].fields
    return [
        Answered(one, "later" if later(one, bool(units), asked) else one.status)
        for one in found
        if not one.fields or any(whole[name].checked for name in one.fields)
    ]


def later(finding: Finding, known_unit: bool, asked: Iterable[str]) -> bool:
    """Whether nothing can be said yet: strangers are told nothing of the register, and nobody can answer here what is
    not asked here."""
    return (finding.of_register and not known_unit) or bool(set(finding.missing) - set(asked))


def facts_for(unit: int, programme: Programme, terms: Mapping[str, Any], values: Mapping[str, Any]) -> Facts:
    nobody = Application(id=0, organisation_id=unit)
    wanted = claims.keys(programme.workflow, dict(values), terms)
    return Facts(slots=claims.slots(nobody, wanted, terms), titled=known.titled(nobody))
