"""The files of a case in the order they are read in: that of the application, then of the union's confirmation."""

from collections.abc import Iterator
from dataclasses import dataclass

from grants.models import Attachment
from grants.services import dossiers
from grants.services.answers import files_of
from grants.services.cases import Opened

READ_FIRST = ("submit", "endorse")


@dataclass(frozen=True)
class CaseFile:
    """A file with the question it answers: its name in the form and its label, both empty where it is of no answer
    that stands."""

    attachment: Attachment
    name: str = ""
    label: str = ""


def of_case(opened: Opened) -> list[CaseFile]:
    """Every file of the case this reader may open, those of standing answers first and in the order of their form."""
    readable = {row.id: row for row in dossiers.attachments_of(opened)}
    found = [
        CaseFile(readable.pop(number), name, label)
        for number, name, label in answered(opened)
        if number in readable
    ]
    return found + [CaseFile(row) for row in readable.values()]


def answered(opened: Opened) -> Iterator[tuple[int, str, str]]:
    """(id, name, label) of each file the newest answers give."""
    for action in READ_FIRST:
        deed = opened.case.last(action)
        form = opened.programme.forms[action]
        for path, ids in files_of(form, deed.values) if deed else ():
            name = path.partition("-")[0]
            yield from ((int(one), name, form.fields[name].label) for one in ids)
