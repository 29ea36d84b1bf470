"""The description is true: every route and form is in it, and what the forms accept fits it."""

import jsonschema
import pytest
from openapi_spec_validator import validate
from werkzeug.exceptions import default_exceptions

from grants.api.problems import KINDS, SENTENCES
from grants.errors import Problem
from grants.programmes import PROGRAMMES
from tests.api.callers import Caller
from tests.benches import bench
from tests.conftest import laid_out
from tests.forms import samples

pytestmark = pytest.mark.one_database
ASKED = [(p, a.name) for p in PROGRAMMES.values() for a in p.workflow.actions if not a.automatic]
UNDESCRIBED = {"openapi", "docs", "start", "nowhere"}


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    with laid_out(bench("sqlite"), tmp_path_factory.mktemp("described") / "var") as app:
        return Caller(app).get("/openapi.json").json


def test_it_is_a_valid_openapi_document(spec):
    validate(spec)
    assert spec["openapi"].startswith("3.1")


def test_every_route_is_described(app, spec):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    names = {rule.endpoint.removeprefix("api.") for rule in rules} - UNDESCRIBED - {"act"}
    described = {told["operationId"] for path in spec["paths"].values() for told in path.values()}
    assert names <= described


def test_every_action_of_every_programme_has_its_own_schema(spec):
    assert {f"{p.slug}.{name}" for p, name in ASKED} <= set(spec["components"]["schemas"])


def test_every_action_has_its_own_operation_over_the_programmes_that_have_it(spec):
    body = spec["paths"]["/applications/{number}/submit"]["post"]["requestBody"]["content"]
    asks = body["application/json"]["schema"]["properties"]["answers"]["anyOf"]
    assert [choice["$ref"].rpartition("/")[2] for choice in asks] == [
        "studio.submit",
        "project.submit",
        "patent.submit",
    ]


@pytest.mark.parametrize(
    ("programme", "action"), [("studio", "submit"), ("project", "submit"), ("patent", "submit")]
)
def test_an_application_the_form_accepts_fits_its_schema(spec, programme, action):
    schema = spec["components"]["schemas"][f"{programme}.{action}"]
    jsonschema.validate(getattr(samples, programme)(), schema)


def test_answers_every_other_form_accepts_fit_its_schema(spec):
    for programme, action in ASKED:
        if action not in ("submit", "register"):
            schema = spec["components"]["schemas"][f"{programme.slug}.{action}"]
            jsonschema.validate(samples.answers(programme.slug, action), schema)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"grant_date": 20250101}, "a day is text"),
        ({"benefit": 3000.5}, "a sum is text, never a float"),
        ({"industry": "unheard of"}, "a choice is one of its values"),
        ({"surprise": "x"}, "a name the form does not know"),
    ],
)
def test_a_schema_refuses_what_the_form_refuses(spec, wrong, why):
    schema = spec["components"]["schemas"]["patent.submit"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(samples.patent() | wrong, schema)


def test_labels_are_titles_hints_are_descriptions_and_money_is_text(spec):
    asked = spec["components"]["schemas"]["patent.submit"]["properties"]
    number = asked["patent_number"]
    assert (number["title"], "ZL" in number["description"]) == ("专利号", True)
    assert asked["resident_id"]["x-personal"] is True
    proposal = spec["components"]["schemas"]["patent.propose"]["properties"]
    assert "string" in proposal["amount"]["type"]
    assert proposal["outcome"]["x-labels"].keys() == {"award", "refuse"}


def codes(kind: type[Problem] = Problem) -> set[str]:
    return {kind.code}.union(*(codes(one) for one in kind.__subclasses__()))


def test_every_code_of_a_refusal_is_explained_where_its_type_leads():
    http = {default_exceptions[status]().name.lower().replace(" ", "_") for status in SENTENCES}
    assert codes() - {"dead_link"} | http <= set(KINDS)  # links in mails lead to pages alone


def test_it_is_made_once_for_each_language(app):
    caller = Caller(app)
    caller.get("/openapi.json")
    made = app.extensions["api_specification"]
    first = dict(made)
    caller.get("/openapi.json")
    assert {name: id(spec) for name, spec in made.items()} == {name: id(spec) for name, spec in first.items()}


def test_the_page_lists_every_operation_and_takes_nothing_from_elsewhere(app, spec):
    page = Caller(app).get("/docs").text
    ids = [told["operationId"] for path in spec["paths"].values() for told in path.values()]
    assert [name for name in ids if f'id="{name}"' not in page] == []
    assert 'src="http' not in page
    assert 'href="http' not in page
