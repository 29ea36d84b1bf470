"""A hint names what the round has fixed, as long as the round has it."""

from datetime import date

import pytest

from forms.base import controls
from forms.patent import FORMS as PATENT
from forms.project import FORMS as PROJECT
from grants.web.by_round import told_by_round

WINDOW = {"window_from": date(2025, 1, 1), "window_until": date(2025, 12, 31)}
GRADES = {"grades": [{"grade": "first", "amount": 10000000}, {"grade": "third", "amount": 3000000}]}


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("forms", "name", "terms", "hint"),
    [
        (PATENT, "grant_date", WINDOW, "本批次奖励 2025-01-01 至 2025-12-31 授权公告的专利"),
        (PATENT, "grant_date", {"window_from": date(2025, 1, 1)}, ""),
        (PROJECT, "grade", GRADES, "本批次最高：一档 100,000.00 元、三档 30,000.00 元"),
        (PROJECT, "grade", {}, "标准见本批次规定"),
    ],
)
def test_a_hint_names_what_the_round_has_fixed(app, forms, name, terms, hint):
    parts = told_by_round(controls(forms["submit"]), terms)
    assert [str(one.hint) for part in parts for one in part.controls if one.name == name] == [hint]
