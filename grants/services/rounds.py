"""Rounds: the yearly calls of a programme, the versions of their parameters, their window and their budget.

Parameters are never changed in place: a change is a new version with its reason, and every case keeps the version
it was made under. Only the window belongs to the round itself, so that a longer deadline serves every draft alike.
"""

from collections.abc import Mapping
from typing import Any

from forms.base import read
from grants.clock import local
from grants.models import Round
from grants.programmes import PROGRAMMES


def terms_of(programme_slug: str, values: Mapping[str, Any], round_: Round) -> dict[str, Any]:
    """A version's parameters as Python values: sums in fen, days, and the round's own year and window.

    `values` is what `RoundTerms.values` holds. `opens_at` and `closes_at` are aware, in the office's zone.
    """
    terms = read(PROGRAMMES[programme_slug].round_form, values)
    window = {"opens_at": local(round_.opens_at), "closes_at": local(round_.closes_at)}
    return terms | {"year": round_.year} | window
