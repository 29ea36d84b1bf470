"""An office at work, for tests that carry a case through its life by the services the pages call."""

import copy
import json
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

from forms.base import check
from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Attachment, Blob, Organisation, Person, Round
from grants.programmes import PROGRAMMES
from grants.services import applications, beginning, blobs, dossiers, preparing
from grants.services.answers import files_of
from tests import factories
from tests.forms import samples

OFFICE = ("officer", "leader", "maker", "checker")


def at(text: str) -> datetime:
    """An instant in Beijing: "2026-04-01 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE).astimezone(UTC)


class Office:
    """One person per role, one unit, one round; `do` acts as the person whose role the table names first."""

    def __init__(self, programme: str, **terms):
        self.programme = PROGRAMMES[programme]
        self.unit: Organisation = factories.organisation(name=UNITS[programme], code=CODES[programme])
        self.round: Round = factories.round_(programme, **terms)
        self.people: dict[str, Person] = {role: factories.person(role) for role in OFFICE}
        for role in ("applicant", "endorser"):
            self.people[role] = factories.person(role, self.unit)
        self.experts = [factories.person("expert") for _ in range(3)]
        self.slips = count(1)

    def pass_time(self) -> int:
        """What time alone has made due; how many cases moved."""
        with writing():
            return applications.advance_due()

    def viewer(self, someone: str | Person):
        person = self.people[someone] if isinstance(someone, str) else someone
        return factories.viewer(person)

    def begin(self, by: str | Person = "applicant") -> str:
        """A new draft of this applicant's unit; its number."""
        viewer = self.viewer(by)
        (unit,) = viewer.organisations("applicant")
        with writing():
            return beginning.create(viewer, self.round.id, unit).number

    def led(self, *actions: str) -> str:
        """A new case in which these were done with the sample answers; its number."""
        number = self.begin()
        for action in actions:
            self.do(number, action)
        return number

    def case(self, number: str) -> Application:
        db.session.rollback()
        return db.session.query(Application).filter_by(number=number).one()

    def do(self, number: str, action: str, raw: dict | None = None, by: str | Person = ""):
        """Do an action with the sample answers of its form, or with these."""
        who = by or next(
            r for r in self.programme.workflow.action[action].by if r in (*self.people, "expert")
        )
        answers = raw if raw is not None else self.answers(action)
        answers = self.files(number, action, answers)
        return preparing.perform(self.viewer(who), number, action, answers)

    def do_approve(self, number: str) -> str:
        """The leader approves the papers prepared last; their digest."""
        prepared = [e for e in self.dossier(number, "leader").entries if e.action.name == "prepare_papers"][
            -1
        ]
        digest = json.loads(prepared.event.recorded)["digest"]
        self.do(number, "approve_papers", {"digest": digest})
        return digest

    def dossier(self, number: str, by: str | Person):
        db.session.rollback()
        return dossiers.dossier(self.viewer(by), number)

    def answers(self, action: str) -> dict:
        if action == "submit":
            return SAMPLES[self.programme.slug]()
        return samples.answers(self.programme.slug, action) | self.slip(action)

    def slip(self, action: str) -> dict[str, str]:
        """What the bank says of money that went out or came back today, each time under a number of its own."""
        today, number = clock.today().isoformat(), f"HQP{next(self.slips):08d}"
        told = {
            "confirm_payment": {"paid_on": today, "bank_reference": number},
            "record_recovery": {"received_on": today, "reference": number},
        }
        return told.get(action, {})

    def files(self, number: str, action: str, raw: dict) -> dict:
        """These answers with attachments of this case in the place of those they name, as if just uploaded."""
        form, case, raw = self.programme.forms[action], self.case(number), copy.deepcopy(raw)
        values, _faults = check(form, raw)
        for path, ids in files_of(form, values):
            *steps, name = path.split("-")
            holder = raw
            for step in steps:
                holder = holder[int(step) if step.isdigit() else step]
            holder[name] = [keep(case, action, path, case.id * 1000 + one) for one in ids]
        db.session.commit()
        return raw


def keep(case: Application, action: str, path: str, attachment_id: int) -> int:
    """An attachment of this number, made once."""
    if db.session.get(Attachment, attachment_id) is not None:
        return attachment_id
    digest = blobs.put(f"附件{attachment_id}".encode())
    if db.session.get(Blob, digest) is None:
        db.session.add(Blob(digest=digest, size=1, media_type="application/pdf", created_at=clock.now()))
    db.session.add(
        Attachment(
            id=attachment_id, application_id=case.id, action=action, field=path, digest=digest,
            filename="证明.pdf", uploaded_at=clock.now(), scan="clean",
        )
    )  # fmt: skip
    return attachment_id


SAMPLES = {"patent": samples.patent, "project": samples.project, "studio": samples.studio}
UNITS = {slug: sample()["org_name"] for slug, sample in SAMPLES.items()}
CODES = {slug: sample()["uscc"] for slug, sample in SAMPLES.items()}


@contextmanager
def on(text: str):
    """Inside, it is this instant in Beijing."""
    with clock.at(at(text)):
        yield
