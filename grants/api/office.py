"""Who the caller is, the statistics, and papers."""

from io import BytesIO
from typing import Any

from flask import Response, g, send_file

from grants.api import public_shapes, queries, shapes
from grants.api.operations import operation
from grants.database import writing
from grants.services import openings, organisations, papers, statistics
from grants.texts import N_

MONEY = ("union_money", "fiscal_money", "municipal_money", "enterprise_investment", "enterprise_benefit")
PAPER = "/papers/<int:paper_id>"


@operation("GET", "/me", N_("令牌所属的人及其角色"), tag=N_("账户"), answer=shapes.ME)
def me() -> dict[str, Any]:
    """The caller, with the roles in force today."""
    names = organisations.named(g.viewer.organisations())
    roles = [vars(held) | {"organisation_name": names.get(held.organisation)} for held in g.viewer.held]
    person = g.caller
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "language": person.language or "zh",
        "roles": roles,
    }


@operation(
    "GET",
    "/statistics",
    N_("统计"),
    tag=N_("统计"),
    query=queries.STATISTICS,
    answer=public_shapes.STATISTICS,
)
def figures(query: dict[str, Any]) -> dict[str, Any]:
    """The figures of a period, both days included; of all time when none is given."""
    told = statistics.of_period(g.viewer, query["first"], query["last"])
    return vars(told) | split(told.sums) | {"years": [vars(year) | split(year.sums) for year in told.years]}


def split(sums: Any) -> dict[str, Any]:
    """Sums of money apart from the count of municipal awards."""
    return {
        "money": {kind: sums.get(kind, 0) for kind in MONEY},
        "municipal_awards": sums.get("municipal_award", 0),
    }


@operation("GET", PAPER, N_("一份文书"), tag=N_("文书"), answer=shapes.PAPER)
def one_paper(paper_id: int) -> Any:
    """What is known of a paper."""
    return papers.paper(g.viewer, paper_id)


@operation(
    "GET", f"{PAPER}/content", N_("文书的原始字节（PDF）"), tag=N_("文书"), media_type="application/pdf"
)
def paper_content(paper_id: int) -> Response:
    """The exact bytes that were prepared; released, with their signature. Opened by its unit it counts as read."""
    paper, content = papers.paper_bytes(g.viewer, paper_id)
    if note := openings.to_note(g.viewer, paper):
        with writing():
            note()
    return send_file(
        BytesIO(content), "application/pdf", download_name=f"{paper.number}.pdf", etag=paper.sent_digest
    )
