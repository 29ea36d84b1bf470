"""What anybody may read: programmes, rounds, the register, notices, and whether a paper is genuine."""

from typing import Any

from flask import g

from grants.api import public_shapes as shapes
from grants.api import queries
from grants.api.operations import operation
from grants.errors import NotFound
from grants.extensions import limiter
from grants.programmes import PROGRAMMES
from grants.services import notices, papers, register, rounds
from grants.services.register import Search
from grants.services.rounds import Line
from grants.texts import N_

TAG = N_("公开信息")
ROUND = "/rounds/<int:round_id>"


@operation("GET", "/programmes", N_("项目类别及其办理流程"), tag=TAG, public=True, answer=shapes.PROGRAMMES)
def programmes() -> dict[str, Any]:
    """Every programme with its states and actions."""
    return {
        "items": [
            {
                "slug": p.slug,
                "label": p.label,
                "short": p.short,
                "states": p.workflow.states,
                "actions": p.workflow.actions,
            }
            for p in PROGRAMMES.values()
        ]
    }


@operation("GET", "/rounds", N_("批次一览"), tag=TAG, public=True, query=queries.ROUNDS, answer=shapes.ROUNDS)
def round_list(query: dict[str, Any]) -> dict[str, Any]:
    """Every round this reader may know of; terms are told by each round's own address."""
    return {"items": [round_line(line) for line in rounds.listing(g.viewer, query["programme"])]}


@operation("GET", ROUND, N_("一个批次及其参数"), tag=TAG, public=True, answer=shapes.ROUND)
def one_round(round_id: int) -> dict[str, Any]:
    """A round with its parameters as they stand now; budget and cases only for those who read it whole."""
    found = rounds.find(g.viewer, round_id)
    whole = rounds.reads(g.viewer, found.programme)
    line = Line(
        found,
        rounds.phase(found),
        rounds.totals(g.viewer, found.programme, rounds.budget(found)) if whole else None,
        rounds.cases_of(g.viewer, [round_id]).get(round_id, {}) if whole else {},
    )
    return round_line(line) | {"terms": rounds.newest(found).values}


def round_line(line: Line) -> dict[str, Any]:
    """What is told of a round; those who read it whole are told its budget and the cases they may see."""
    names = ("id", "programme", "year", "name", "opens_at", "closes_at")
    told: dict[str, Any] = {name: getattr(line.round, name) for name in names} | {"phase": line.phase}
    return told if line.budget is None else told | {"budget": line.budget, "cases": line.cases}


@operation(
    "GET",
    "/register",
    N_("称号与奖励名录"),
    tag=TAG,
    public=True,
    query=queries.REGISTER,
    answer=shapes.TITLE,
    many=True,
)
def register_page(query: dict[str, Any]) -> tuple[Any, str]:
    """A page of the register, newest first."""
    search = Search(
        programme=query["programme"],
        words=query["text"] or "",
        level=query["level"] or "",
        year=query["year"],
        standing=query["standing"] or "",
        after=query["after"] or "",
    )
    page = register.page(search)
    return page.entries, page.after


@operation("GET", "/notices", N_("正在公示的案件"), tag=TAG, public=True, answer=shapes.NOTICES)
def notice_list() -> dict[str, Any]:
    """Every notice that runs today."""
    return {"items": notices.running()}


@operation("GET", "/notices/<number>", N_("一项公示"), tag=TAG, public=True, answer=shapes.NOTICE)
def one_notice(number: str) -> Any:
    """One running notice."""
    return notices.find(number)


@operation("GET", "/verify/<code>", N_("核验文书"), tag=TAG, public=True, answer=shapes.VERDICT)
@limiter.limit("30 per minute")
def verify(code: str) -> Any:
    """What the register says of a paper with this short code."""
    found = papers.verify(code[:40])
    if found is None:
        raise NotFound
    return found
