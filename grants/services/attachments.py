"""Files given to a case: their original bytes, checked by content, bound to the draft at once.

`receive` looks at a file and keeps its bytes, `bind` binds them to the case inside `writing`: nothing slow is
done while others wait. Both ask who may: whoever may fill in that action now. Reading follows the one access rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from flask_babel import gettext
from sqlalchemy import select

from forms.base import Form
from forms.fields import Rows, Upload
from grants import clock
from grants.access import Viewer
from grants.database import insert_into
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Attachment, Blob
from grants.services import blobs, cases, drafts, scanning
from grants.services.answers import files_of
from grants.services.cases import Opened
from grants.services.content import LARGEST, clean_name, faults_of, kind_of, sample, too_large


@dataclass(frozen=True)
class Received:
    """A file whose bytes are kept and which is not yet bound to anything."""

    number: str
    action: str
    field: str
    filename: str
    digest: str
    size: int
    media_type: str
    scan: str


def receive(
    viewer: Viewer, number: str, action: str, field: str, filename: str, stream: IO[bytes]
) -> Received:
    """Look at a file and keep its bytes; `field` is the flat name of the question, `stream` can be rewound.

    Raises NotFound (who may not fill this in), Invalid (empty, too large, not what its name says, not accepted
    here), Infected or Unscanned.
    """
    opened = fillable(viewer, number, action)
    accepted = kinds_for(opened, action, field)
    filename, head = clean_name(filename), sample(stream)
    faults = faults_of(filename, head, accepted)
    if faults:
        raise Invalid({field: faults})
    scan = scanning.scan(stream, filename)
    stream.seek(0)
    try:
        digest, size = blobs.put_stream(stream, LARGEST)
    except blobs.TooLarge as large:
        raise Invalid({field: [too_large(filename)]}) from large
    kind = kind_of(head)
    return Received(
        number, action, plain(field), filename, digest, size, kind.media_type if kind else "", scan
    )


def attach(
    viewer: Viewer, number: str, action: str, field: str, filename: str, stream: IO[bytes]
) -> Attachment:
    """Receive and bind in one, inside `writing`: where nobody waits meanwhile, as in an import."""
    return bind(viewer, receive(viewer, number, action, field, filename, stream))


def bind(viewer: Viewer, received: Received) -> Attachment:
    """Bind a received file to the case; inside `writing`. The same file to the same question is bound once."""
    application = fillable(viewer, received.number, received.action, lock=True).application
    same = select(Attachment).where(
        Attachment.application_id == application.id,
        Attachment.action == received.action,
        Attachment.field == received.field,
        Attachment.digest == received.digest,
        Attachment.uploaded_by == viewer.person,
        Attachment.removed_at.is_(None),
    )
    known = db.session.scalars(same).first()
    return known or bound(viewer, application, received)


def bound(viewer: Viewer, application: Application, received: Received) -> Attachment:
    now = clock.now()
    about = {"size": received.size, "media_type": received.media_type, "created_at": now}
    there = insert_into(Blob).values(digest=received.digest, **about)
    db.session.execute(there.on_conflict_do_nothing(index_elements=["digest"]))
    row = Attachment(
        application_id=application.id,
        action=received.action,
        field=received.field,
        digest=received.digest,
        filename=received.filename,
        uploaded_by=viewer.person,
        uploaded_at=now,
        scan=received.scan,
    )
    db.session.add(row)
    db.session.flush()
    return row


def find(viewer: Viewer, number: str, attachment_id: int) -> Attachment:
    """A file of this case that this viewer may read; NotFound says nothing more."""
    return of_case(cases.opened(viewer, cases.find(viewer, number)), attachment_id)


def of_case(opened: Opened, attachment_id: int) -> Attachment:
    row = db.session.get(Attachment, attachment_id)
    if row is None or row.application_id != opened.application.id or not open_to(opened, row):
        raise NotFound
    return row


def content(row: Attachment) -> bytes:
    """The original bytes. Raises blobs.Damaged where the store no longer holds exactly these."""
    return blobs.get(row.digest)


def open_to(opened: Opened, row: Attachment) -> bool:
    """Whether a file may be read: a draft's by those who fill it in, one that was given by the rule of its deed."""
    if row.removed_at is not None or row.scan == "infected" or not opened.readable:
        return False
    own = opened.viewer.person is not None and opened.viewer.person == row.uploaded_by
    if own or shared(opened, row):
        return True
    return given(opened, row) and opened.tells(row.action, row.uploaded_by)


def shared(opened: Opened, row: Attachment) -> bool:
    """Whether it is in the draft that the viewer fills in together with colleagues."""
    common = drafts.owner(row.action, opened.viewer) == drafts.SHARED
    return common and drafts.may_edit(opened, row.action)


def given(opened: Opened, row: Attachment) -> bool:
    """Whether the file is among the answers of its action: until then it is part of a draft, and a file that was
    left out when the draft was sent stays one."""
    form = opened.programme.forms[row.action]
    told = (files_of(form, deed.values) for deed in opened.case.deeds if deed.action == row.action)
    return any(row.id == int(one) for files in told for _path, ids in files for one in ids)


def remove(viewer: Viewer, number: str, attachment_id: int) -> None:
    """Take a file out of a draft; inside `writing`. What was already given stays: it is part of the record."""
    opened = cases.opened(viewer, cases.find(viewer, number, lock=True))
    row = of_case(opened, attachment_id)
    if not drafts.may_edit(opened, row.action):
        raise NotFound
    if given(opened, row):
        raise Conflict(
            gettext("文件“%(name)s”已随材料提交，不能删除；补正时可以不再选用。", name=row.filename)
        )
    row.removed_at = clock.now()


def fillable(viewer: Viewer, number: str, action: str, lock: bool = False) -> Opened:
    """The case, if this viewer may fill in this action now; the public hands in no files."""
    opened = cases.opened(viewer, cases.find(viewer, number, lock))
    row = opened.programme.workflow.action.get(action)
    if row is None or action not in opened.programme.forms or opened.case.state not in row.sources:
        raise NotFound
    if not row.duty(frozenset(opened.roles) | {"public"}):
        raise NotFound
    if not opened.readable:
        raise NotFound
    return opened


def kinds_for(opened: Opened, action: str, field: str) -> tuple[str, ...]:
    """The kinds of file this question takes; NotFound where it takes none."""
    accepted = dict(uploads(opened.programme.forms[action])).get(plain(field))
    if accepted is None:
        raise NotFound
    return accepted


def uploads(form: Form, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, kinds accepted) of every question that takes files, those inside rows included."""
    for name, field in form.fields.items():
        if isinstance(field, Rows):
            yield from uploads(field.form, f"{prefix}{name}-")
        elif isinstance(field, Upload):
            yield prefix + name, tuple(field.look["accept"])


def plain(field: str) -> str:
    """A flat name without the numbers of rows: these change while a form is filled in."""
    return "-".join(part for part in field.split("-") if not part.isdecimal())
