"""The statistics: the figures of a period."""

from typing import Any

from flask import g

from grants.api import public_shapes, queries
from grants.api.operations import operation
from grants.services import statistics
from grants.texts import N_

MONEY = ("union_money", "fiscal_money", "municipal_money", "enterprise_investment", "enterprise_benefit")


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
