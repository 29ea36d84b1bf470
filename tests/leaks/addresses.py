"""Every address of the application, from its route map: what a route leaves open is looked up by the name of its
part. A route with a part nobody here knows fails by its name, so that none is forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from grants.extensions import db
from grants.models import Application, Attachment, Membership, Paper, Round
from grants.services.case_papers import KINDS
from tests.leaks.house import House

Choice = tuple[str, Any]  # what a value is called in the table of who is answered, and the value
ABSENT = "patent-2026-XXXXXX"  # of no case: told from a hidden one by nobody


class Unknown(AssertionError):
    """A route has a part that nobody has said how to fill."""


@dataclass(frozen=True)
class Asked:
    """One address: of which route, what is special about it (which case, which act), and where."""

    endpoint: str
    method: str
    about: str
    path: str


def rows(model: Any, *at: int) -> list[Choice]:
    """The ids of the rows of this kind at these places, named by their place."""
    ids = list(db.session.scalars(select(model.id).order_by(model.id)))
    return [(f"{place}", ids[place]) for place in at]


def cases(house: House) -> list[Choice]:
    return [*house.cases.items(), ("absent", ABSENT)]


def some(house: House, *names: str) -> list[Choice]:
    return [(name, house.cases[name]) for name in names]


def papers(house: House) -> list[Choice]:
    """The newest paper of the cases that have one."""
    newest = select(func.max(Paper.id)).join(Application).group_by(Application.number)
    found = dict(db.session.execute(newest.add_columns(Application.number)).all())
    names = {number: name for name, number in house.cases.items()}
    return sorted((names[number], paper) for paper, number in found.items())


def one(value: Any) -> Callable[[House], list[Choice]]:
    return lambda house: [("", value)]


# How a part is filled: by the endpoint and its name, else by its name alone.
PARTS: dict[str, Callable[[House], list[Choice]]] = {
    "number": cases,
    "notices.number": lambda house: some(house, "objected", "proposed"),
    "api.one_notice.number": lambda house: some(house, "objected", "proposed"),
    "unmasking.number": lambda house: some(house, "judged", "objected", "paid"),
    "organisation_id": lambda house: [("", house.offices["patent"].unit.id)],
    "request_id": one(1),
    "person_id": lambda house: [("", house.cast["expert1"].id)],
    "membership_id": lambda house: rows(Membership, 0),
    "delegation_id": one(1),
    "token_id": one(1),
    "imports.action": lambda house: [("register", "register"), ("submit", "submit")],
    "round_id": lambda house: rows(Round, 0, 1),
    "paper_id": lambda house: [*papers(house), ("absent", 99)],
    "attachment_id": lambda house: rows(Attachment, 0, -1),
    "batch_id": one(1),
    "view_id": one(1),
    "export_id": one(1),
    "event_number": one(3),
    "bulk.action": lambda house: [("remind", "remind"), ("decide", "decide")],
    "which": one("print"),
    "stage": one("due"),
    "kind": one("reward_notice"),
    "case_papers.number": lambda house: some(house, "judged", "paid"),
    "case_papers.read.kind": lambda house: [(kind, kind) for kind in KINDS],
    "case_papers.code": one("ABCD-ABCD-ABCD"),
    "round_papers.paper_id": one(1),
    "api.case_actions.number": lambda house: [*some(house, "judged", "unreleased"), ("absent", ABSENT)],
    "guides.guide.role": one("expert"),
    "message_id": one(1),
    "occasion": one("submit"),
    "audience": one("unit"),
    "slug": one("patent"),
    "programme": one("patent"),
    "code": one("ABCDEFGHJK"),
    "home.language.code": one("en"),
    "token": one("no-such-token"),
    "change": one("deactivate"),
    "day": one("2026-05-01"),
    "filename": one("证明.pdf"),
    "static.filename": one("css/base.css"),
    "rest": one("nowhere"),
}

# What is asked besides the path: search, filters, order, pages.
QUERIES: dict[str, tuple[str, ...]] = {
    "cases.listing": (
        "text=新", "programme=patent&state=deciding&round=1", "after=2027-01-01T00:00:00%2B00:00~9", "sort=sum",
        "sort=due&columns=awarded,paid,level",
    ),
    "cases.export": ("sort=sum&columns=awarded,paid,level,turn,due",),
    "exports.ask": ("text=金额>1", "state=deciding&columns=awarded"),
    "bulk.choose": ("programme=patent", "case=absent"),
    "api.case_list": ("text=新", "state=reviewing&limit=1", "after=2027-01-01T00:00:00%2B00:00~9"),
    "register.index": ("programme=patent&q=焊&year=2026", "after=2027-01-01~9"),
    "api.register_page": ("programme=patent&text=焊",),
    "people.index": ("q=新", "role=expert", "after=1"),
    "statistics.index": ("from=2026-01-01&to=2026-12-31",),
    "statistics.years": ("from=2026-01-01",),
    "api.figures": ("first=2026-01-01",),
    "calendar.index": ("year=2027",),
    "log.index": ("kind=personal", "q=1", "from=2026-01-01"),
    "outbox.mine": ("before=3",),
    "outbox.everyones": ("fate=waiting&programme=patent", "person=3"),
    "verifying.page": ("code=ABCDEFGHJK",),
}  # fmt: skip

# What is the same for everybody who is signed in and knows no case: asked by nobody and by one of them.
FIXED = frozenset(
    {
        "static", "glossary.words", "glossary.rules", "styleguide.show", "calendar.index", "home.check_form",
        "home.language", "home.healthz", "sign_in.enter", "sign_in.code", "joining.register", "joining.accept",
        "passwords.forgot", "passwords.reset", "imports.template", "imports.start", "rounds.new", "api.start",
        "api.nowhere", "api.programmes", "api.openapi", "api.docs", "account.password", "account.factor",
        "account.remove_factor", "lending.token", "guides.guide",
    }
)  # fmt: skip
# One's own account, and a case of one's own: what anybody may write.
OWN = (
    "sign_in.", "account.", "message_settings.", "lending.", "joining.", "passwords.", "api.nowhere", "cases.create",
    "api.new_case",
)  # fmt: skip


def choices(house: House, rule: Rule, part: str) -> list[Choice]:
    endpoint = rule.endpoint
    names = (f"{endpoint}.{part}", f"{endpoint.split('.')[0]}.{part}", part)
    filler = next((PARTS[name] for name in names if name in PARTS), None)
    if filler is None:
        raise Unknown(f"{rule.rule} ({endpoint}): say in PARTS of {__name__} how <{part}> is filled")
    return filler(house)


def combined(house: House, rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of all parts together. An act belongs to its case, and so does a file."""
    parts = sorted(rule.arguments)
    if parts == ["action", "number"]:
        pairs = house.typed if "draft" in rule.rule else house.asked
        for name, action in pairs:
            yield f"{name} {action}", {"number": house.cases[name], "action": action}
    elif {"attachment_id", "number"} <= set(parts):
        for name, (_place, attachment) in zip(("judged", "paid"), rows(Attachment, 0, -1), strict=True):
            values = {"number": house.cases[name], "attachment_id": attachment, "filename": "证明.pdf"}
            yield name, {part: values[part] for part in parts}
    else:
        for chosen in product(*(choices(house, rule, part) for part in parts)):
            about = " ".join(name for name, _value in chosen if name)
            yield about, dict(zip(parts, (value for _name, value in chosen), strict=True))


def reached(house: House, rule: Rule) -> Iterator[tuple[str, str]]:
    """(what is special, path) of every address of this rule."""
    for about, values in combined(house, rule):
        _domain, path = rule.build(values)
        yield about, path


def addresses(app: Flask, house: House) -> Iterator[Asked]:
    """Everything that answers GET, with its queries."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        for about, path in reached(house, rule):
            yield Asked(rule.endpoint, "GET", about, path)
            for query in QUERIES.get(rule.endpoint, ()):
                yield Asked(rule.endpoint, "GET", f"{about} ?{query}".strip(), f"{path}?{query}")


def written(app: Flask, house: House) -> Iterator[Asked]:
    """Everything that is written to, but what anybody may write."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(OWN):
            continue
        for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}):
            for about, path in reached(house, rule):
                yield Asked(rule.endpoint, method, about, path)
