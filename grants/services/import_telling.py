"""Drafts that the office brought in belong to their units: who applies for each is told, and the office which unit has
nobody yet whom it could tell."""

from collections.abc import Iterable

from flask_babel import gettext

from grants.languages import of_letters
from grants.models import Application, Organisation
from grants.services import links, outbox, people


def tell_units(drafts: Iterable[tuple[Organisation, Application]]) -> list[str]:
    """One message to each unit about all drafts made for it; the names of units in which nobody applies today. Inside
    `writing`."""
    by_unit: dict[Organisation, list[Application]] = {}
    for organisation, application in drafts:
        by_unit.setdefault(organisation, []).append(application)
    silent = []
    for organisation, made in by_unit.items():
        told = [one.id for one in people.holders(("applicant",), made[0].programme, organisation.id)]
        if told:
            tell(told, made)
        else:
            silent.append(organisation.name)
    return silent


def tell(person_ids: list[int], made: list[Application]) -> None:
    with of_letters():
        addresses = "\n".join(links.to(f"/applications/{one.number}") for one in made)
        body = gettext(
            "项目办为本单位建立了 %(count)d 件申报草稿。请核对、补齐附件后提交，提交前项目办看不到。\n%(links)s",
            count=len(made),
            links=addresses,
        )
        outbox.tell(person_ids, gettext("助推：项目办建立了申报草稿"), body, f"import:{made[0].number}")
