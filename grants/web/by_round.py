"""Hints that name what the round itself has fixed: how many, how much, by when."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext

from forms.control import Control, Section
from forms.parts import GRADES
from forms.sentences import say
from grants.web.filters import yuan

PLACE = re.compile(r"%\((\w+)\)")


def told_by_round(parts: tuple[Section, ...], terms: Mapping[str, Any]) -> tuple[Section, ...]:
    """The same questions, with the numbers of this round where a hint has a place for them."""
    return tuple(replace(part, controls=tuple(told(one, terms) for one in part.controls)) for part in parts)


def told(one: Control, terms: Mapping[str, Any]) -> Control:
    """A question whose hint names the round's parameters, as long as the round has them all."""
    wanted = PLACE.findall(one.by_round)
    if not wanted or any(terms.get(name) is None for name in wanted):
        return one
    return replace(one, hint=say(one.by_round, **{name: in_words(terms[name]) for name in wanted}))


def in_words(value: Any) -> str:
    """A parameter as a hint says it; the grades of a project with the most each is given."""
    if not isinstance(value, list):
        return str(value)
    names = dict(GRADES)
    sums = ((gettext(names[row["grade"]]), yuan(row["amount"])) for row in value)
    return gettext("、").join(
        gettext("%(grade)s %(amount)s 元", grade=name, amount=most) for name, most in sums
    )
