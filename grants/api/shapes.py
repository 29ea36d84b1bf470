"""What is told of cases and of the caller: one schema per thing, which writes it and describes it."""

from marshmallow.fields import Boolean, Date, Integer, Nested, String

from grants.api.fields import Label, Moment, Yuan, answers, shape, texts
from grants.api.public_shapes import STATE

REASON = shape("Reason", text=String(), rule=String())
ROLE = shape(
    "Role",
    role=String(),
    organisation_id=Integer(attribute="organisation", allow_none=True),
    organisation=String(attribute="organisation_name"),
    programme=String(allow_none=True),
    delegated_by=Integer(attribute="principal", allow_none=True),
)
ME = shape(
    "Me", id=Integer(), name=String(), email=String(), language=String(), roles=Nested(ROLE, many=True)
)
ORGANISATION = shape("Organisation", id=Integer(), code=String(), name=String())
CASE = shape(
    "Application",
    number=String(),
    programme=String(),
    round_id=Integer(),
    organisation=Nested(ORGANISATION),
    title=String(),
    state=String(),
    created_at=Moment(),
    updated_at=Moment(),
)
CHOICE = shape(
    "Choice",
    action=String(),
    label=Label(),
    open=Boolean(),
    to=String(allow_none=True),
    reasons=Nested(REASON, many=True),
)
ENTRY = shape(
    "Entry",
    place=Integer(),
    number=Integer(),
    at=Moment(attribute="event.at"),
    action=String(attribute="event.action"),
    label=Label(attribute="action.label"),
    duty=String(attribute="event.duty"),
    by=String(),
    before=String(attribute="event.before"),
    after=String(attribute="event.after"),
    standing=Boolean(),
    answers=answers(allow_none=True),
    recorded=answers(),
    digest=String(),
)
PAPER = shape(
    "Paper",
    id=Integer(),
    kind=String(),
    number=String(),
    code=String(),
    status=String(),
    digest=String(),
    prepared_at=Moment(),
    released_at=Moment(allow_none=True),
    voided_at=Moment(allow_none=True),
    void_reason=String(),
)
LETTER = shape(
    "Letter",
    application=String(attribute="number"),
    title=String(),
    paper=Nested(PAPER),
    readings=Nested(shape("Reading", name=String(), at=Moment()), many=True),
)
MESSAGE = shape(
    "Message",
    id=Integer(),
    application=String(allow_none=True),
    occasion=String(),
    urgent=Boolean(),
    subject=String(),
    body=String(),
    created_at=Moment(),
    sent_at=Moment(allow_none=True),
)
ATTACHMENT = shape(
    "Attachment",
    id=Integer(),
    action=String(),
    field=String(),
    filename=String(),
    size=Integer(attribute="blob.size"),
    media_type=String(attribute="blob.media_type"),
    digest=String(),
    scan=String(),
    uploaded_at=Moment(),
)
PAYMENT = shape(
    "Payment",
    tranche=Integer(),
    amount=Yuan(),
    payee=String(),
    bank=String(),
    account=String(attribute="account_masked", metadata={"x-masked": True}),
    status=String(),
    paid_on=Date(allow_none=True),
    bank_reference=String(),
    received_on=Date(allow_none=True),
)
SUMS = shape(
    "Sums",
    **{
        name: Yuan()
        for name in ("proposed", "awarded", "instructed", "paid", "reclaimed", "recovered", "written_off")
    },
)
DOSSIER = shape(
    "Dossier",
    application=Nested(CASE),
    version=Integer(),
    state=Nested(STATE),
    roles=texts(),
    open=Boolean(),
    choices=Nested(CHOICE, many=True),
    sums=Nested(SUMS, allow_none=True),
    level=String(),
    awarded_on=Date(allow_none=True),
    term_starts=Date(allow_none=True),
    term_ends=Date(allow_none=True),
    entries=Nested(ENTRY, many=True),
    papers=Nested(PAPER, many=True),
    attachments=Nested(ATTACHMENT, many=True),
    payments=Nested(PAYMENT, many=True),
    open_sections=texts(),
    faults=Nested(shape("Fault", section=String(), fault=String()), many=True),
)
ACTIONS = shape(
    "Actions", number=String(), version=Integer(), state=String(), choices=Nested(CHOICE, many=True)
)
DRAFT = shape(
    "Draft", action=String(), revision=Integer(), saved_at=Moment(allow_none=True), answers=answers()
)
SAVED = shape("Saved", action=String(), revision=Integer(), saved_at=Moment())
OUTCOME = shape(
    "Outcome",
    number=String(),
    action=String(),
    states=texts(),
    state=String(),
    version=Integer(),
    place=Integer(allow_none=True),
    event=Integer(allow_none=True),
    dry_run=Boolean(),
)
