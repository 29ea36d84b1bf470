"""What a form starts with, read out of the case alone."""

from datetime import date
from types import SimpleNamespace

import pytest

from grants.services import asking, organisations
from tests import factories
from tests.workflows.factories import case, deed

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("programme", "terms", "asked", "told"),
    [
        ("patent", {"amount": 300_000}, {}, {"amount": "3000.00"}),
        ("project", {}, {"amount": 4_500_000, "grade": "second"}, {"amount": "45000.00", "grade": "second"}),
        (
            "studio",
            {"one_off": 5_000_000},
            {"level": "district"},
            {"amount": "50000.00", "level": "district"},
        ),
        ("studio", {"one_off": 0}, {}, {}),
    ],
)
def test_a_proposal_starts_with_the_sum_that_is_fixed_asked_for_or_usual(programme, terms, asked, told):
    before = case(programme, "deciding", deeds=(deed("submit", 1, **asked),), terms=terms)
    assert asking.for_proposal(SimpleNamespace(case=before)) == told


@pytest.mark.parametrize(
    ("reported", "assessed", "year"),
    [((2025, 2026), (), "2025"), ((2025, 2026), (2025,), "2026"), ((2025,), (2025,), None), ((), (), None)],
)
def test_an_assessment_starts_with_the_year_whose_report_has_waited_longest(reported, assessed, year):
    deeds = [deed("report", 10 + n, year=n) for n in reported]
    deeds += [deed("assess", 20 + n, year=n) for n in assessed]
    before = case("studio", "running", deeds=tuple(deeds))
    assert asking.KNOWN["assess"](SimpleNamespace(case=before)).get("year") == year


@pytest.mark.parametrize(("titles", "told"), [(1, ["齐家创新工作室", "district", 2024]), (2, []), (0, [])])
def test_a_project_starts_with_the_one_studio_its_unit_has(app, titles, told):
    unit, made = factories.organisation(), factories.round_("studio")
    studio = {
        "title": "齐家创新工作室",
        "level": "district",
        "awarded_on": date(2024, 6, 3),
        "term_ends": None,
    }
    for _ in range(titles):
        factories.application("running", made, unit, **studio)
    asked = ("studio_name", "studio_level", "studio_named_year", "route")
    assert [*organisations.prefill(unit, asked).values()] == told
