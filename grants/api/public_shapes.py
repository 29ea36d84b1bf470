"""What is told of programmes, rounds, the register and the figures: one schema per thing."""

from marshmallow.fields import Boolean, Date, Integer, Nested, String

from grants.api.fields import Label, Moment, Yuan, answers, listed, shape, table, texts

STATE = shape(
    "State", name=String(), label=Label(), turn=String(), told=Label(), final=Boolean(), aside=Boolean()
)
ACTION = shape(
    "Action",
    name=String(),
    label=Label(),
    by=texts(),
    sources=texts(),
    dest=String(allow_none=True),
    automatic=Boolean(),
    issues=texts(),
)
PROGRAMME = shape(
    "Programme",
    slug=String(),
    label=Label(),
    short=Label(),
    states=Nested(STATE, many=True),
    actions=Nested(ACTION, many=True),
)
BUDGET = shape(
    "Budget",
    proposed=Yuan(allow_none=True),
    **{name: Yuan() for name in ("appropriated", "awarded", "instructed", "paid", "recovered")},
)
ROUND = shape(
    "Round",
    id=Integer(),
    programme=String(),
    year=Integer(),
    name=String(),
    opens_at=Moment(),
    closes_at=Moment(),
    phase=String(),
    terms=answers(allow_none=True),
    budget=Nested(BUDGET, allow_none=True),
    cases=table(Integer()),
)
NOTICE = shape(
    "Notice",
    number=String(),
    title=String(),
    unit=String(),
    programme=String(),
    level=String(),
    amount=Yuan(),
    starts_on=Date(),
    ends_on=Date(),
)
TITLE = shape(
    "Title",
    title=String(),
    unit=String(),
    level=String(),
    named_on=Date(),
    ends_on=Date(allow_none=True),
    standing=String(),
    number=String(),
)
VERDICT = shape(
    "Verdict",
    number=String(),
    kind=String(),
    programme=String(),
    unit=String(),
    title=String(),
    released_at=Moment(allow_none=True),
    in_force=Boolean(),
    voided_at=Moment(allow_none=True),
    void_reason=String(),
    replaced_by=String(),
    replaced_on=Moment(allow_none=True),
    digest=String(),
)
YEAR = shape(
    "Year",
    year=Integer(),
    awards=table(Integer()),
    named=table(Integer()),
    money=table(Yuan()),
    municipal_awards=Integer(),
)
PROGRAMMES = listed("Programmes", PROGRAMME)
ROUNDS = listed("Rounds", ROUND)
NOTICES = listed("Notices", NOTICE)
STATISTICS = shape(
    "Statistics",
    first=Date(allow_none=True),
    last=Date(allow_none=True),
    studios=table(Integer()),
    in_force=table(Integer()),
    awards=table(Integer()),
    money=table(Yuan()),
    union_money=table(Yuan()),
    municipal_awards=Integer(),
    municipal_projects=Integer(),
    years=Nested(YEAR, many=True),
)
