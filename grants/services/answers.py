"""Answers on their way in: checked against their form, masked for storing, and put together again."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from forms.base import Form, check, join_personal, only_sections, split_personal, to_json
from forms.fields import Rows, Upload
from forms.sentences import say
from grants.canonical import canonical, digest_of
from grants.errors import Invalid
from grants.extensions import db
from grants.models import Answer, Application, Attachment, Event
from grants.secrets import keyed_digest
from grants.services import printable
from grants.services.cases import Opened
from grants.services.people import holders
from grants.texts import N_
from workflows.engine import Deed
from workflows.parts.intake import RETURNS


def taken(opened: Opened, action: str, raw: Any) -> dict[str, Any]:
    """Python values of what was posted; raises Invalid with every fault. A correction keeps closed sections."""
    form = opened.programme.forms[action]
    if opened.case.state == "correcting" and action == "submit":
        raw = only_sections(form, stored(opened, action), raw or {}, open_sections(opened.case.deeds))
    values, faults = check(form, raw or {})
    faults = dict(faults) | foreign_files(opened.application, form, values) | printable.faults(form, values)
    if action == "assign":
        faults |= no_experts(opened.application, form, values)
    if faults:
        raise Invalid(faults)
    return values


def last_return(deeds: tuple[Deed, ...]) -> Deed | None:
    """The return that is being answered: the last one by the union or the office."""
    return next((deed for deed in reversed(deeds) if deed.action in RETURNS), None)


def open_sections(deeds: tuple[Deed, ...]) -> frozenset[str]:
    """The sections the last return named; only these may be changed."""
    returned = last_return(deeds)
    return (
        frozenset(row["section"] for row in (returned.values.get("faults") or ()))
        if returned
        else frozenset()
    )


def reopened(opened: Opened) -> frozenset[str]:
    """The sections that may be changed now: none unless the case was returned."""
    correcting = opened.case.state == "correcting"
    return open_sections(opened.case.deeds) if correcting else frozenset()


def open_faults(opened: Opened) -> tuple[Mapping[str, Any], ...]:
    """What a returned case must mend."""
    returned = last_return(opened.case.deeds)
    if opened.case.state != "correcting" or returned is None:
        return ()
    return tuple(returned.values.get("faults") or ())


def stored(opened: Opened, action: str) -> dict[str, Any]:
    """The standing answers of an action, personal fields in clear: for who may see them, and for correction."""
    deed = opened.case.last(action)
    record = next((r for r in opened.records if deed and r.event.number == deed.number), None)
    if record is None or record.answer is None:
        return {}
    return join_personal(record.answer.masked, record.answer.sealed or {})


def foreign_files(application: Application, form: Form, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """A fault beside each upload that names a file which is not this case's."""
    named = dict(files_of(form, values))
    wanted = {int(i) for ids in named.values() for i in ids}
    if not wanted:
        return {}
    query = select(Attachment.id).where(
        Attachment.application_id == application.id,
        Attachment.id.in_(wanted),
        Attachment.removed_at.is_(None),
        Attachment.scan != "infected",
    )
    known = set(db.session.scalars(query))
    text = gettext("所选附件不存在或已删除，请重新上传。")
    return {path: [text] for path, ids in named.items() if not {int(i) for i in ids} <= known}


def no_experts(application: Application, form: Form, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """A fault where somebody is named who is not offered: whoever is assigned is an expert of the programme today."""
    offered = {person.id for person in holders(("expert",), application.programme)}
    if offered.issuperset(values.get("experts") or ()):
        return {}
    return {
        "experts": [
            say(N_("“%(label)s”中没有这个选项，请从列出的选项中选择。"), label=form.fields["experts"].label)
        ]
    }


def files_of(form: Form, values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, list[Any]]]:
    """(path, attachment ids) of every upload that was answered."""
    for name, field in form.fields.items():
        value = values.get(name)
        if isinstance(field, Upload) and value:
            yield prefix + name, value
        elif isinstance(field, Rows):
            for index, row in enumerate(value or ()):
                yield from files_of(field.form, row, f"{prefix}{name}-{index}-")


def kept(event: Event, application: Application, form: Form, values: Mapping[str, Any]) -> Answer | None:
    """The row that keeps these answers with their event; its digest goes into the log."""
    if not form.fields:
        return None
    masked, secrets = split_personal(form, to_json(form, values))
    event.answers_digest = answers_digest(masked, secrets)
    return Answer(application_id=application.id, action=event.action, masked=masked, sealed=secrets or None)


def answers_digest(masked: Mapping[str, Any], secrets: Mapping[str, Any]) -> str:
    """What the log keeps of answers: the masked text, and the personal fields under this installation's key."""
    sealed = keyed_digest(canonical(secrets), "answers") if secrets else ""
    return digest_of({"masked": masked, "sealed": sealed})
