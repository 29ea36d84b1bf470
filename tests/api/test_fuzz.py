"""Whatever is sent, the answer is never a server error, and a refusal is always a problem in words."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.programmes import PROGRAMMES
from tests import factories
from tests.api.callers import Caller
from tests.forms import samples

pytestmark = pytest.mark.on_postgresql  # which refuses what SQLite takes
TEXTS = st.text(max_size=30) | st.sampled_from(["\0", "\ud800", "=1+1", "'; --", "%s", "{{7*7}}", "９" * 20])
NUMBERS = st.integers() | st.floats() | st.sampled_from([2**31, 2**63, 10**30, -1])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
ACTIONS = sorted({a.name for p in PROGRAMMES.values() for a in p.workflow.actions})
FUZZED = settings(
    max_examples=14,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def caller(app):
    """An applicant of a unit with one draft, who is also an officer: nearly everything can be tried."""
    app.config["API_LIMIT"] = "100000/minute"
    unit = factories.organisation()
    person = factories.person("applicant", unit)
    factories.hold(person, "officer")
    made = Caller(app, person)
    made.drafts = {slug: factories.application("draft", factories.round_(slug), unit) for slug in PROGRAMMES}
    made.numbers = [application.number for application in made.drafts.values()]
    made.unit_id = unit.id
    return made


def fine(told) -> None:
    assert told.status_code < 500
    if told.status_code >= 400:
        assert told.mimetype == "application/problem+json"
        assert told.json["sentences"]
        assert all(told.json["sentences"])


@FUZZED
@given(body=JSON, action=st.sampled_from(ACTIONS), rehearse=st.booleans())
def test_any_body_of_any_action(caller, body, action, rehearse):
    query = {"dry_run": "true"} if rehearse else {}
    fine(caller.send(f"/applications/{caller.numbers[0]}/{action}", body, query_string=query))


@FUZZED
@given(answers=JSON, version=NUMBERS | TEXTS, action=st.sampled_from(ACTIONS))
def test_any_answers_of_any_draft(caller, answers, version, action):
    path = f"/applications/{caller.numbers[1]}/{action}/draft"
    fine(caller.send(path, {"answers": answers, "revision": version}, method="PUT"))
    fine(caller.get(path))


@FUZZED
@given(data=st.data(), slug=st.sampled_from(sorted(PROGRAMMES)))
def test_an_application_with_one_answer_gone_wrong(caller, data, slug):
    answers = getattr(samples, slug)()
    wrong = data.draw(st.sampled_from(sorted(answers)))
    sent = {"answers": answers | {wrong: data.draw(JSON)}}
    fine(caller.send(f"/applications/{caller.drafts[slug].number}/submit/draft", sent, method="PUT"))
    fine(caller.send(f"/applications/{caller.drafts[slug].number}/submit", sent))


@FUZZED
@given(round_id=JSON, organisation_id=JSON)
def test_any_new_case(caller, round_id, organisation_id):
    fine(caller.send("/applications", {"round_id": round_id, "organisation_id": organisation_id}))


@FUZZED
@given(
    path=st.sampled_from(["/applications", "/register", "/statistics", "/rounds", "/notices", "/verify/x"]),
    query=st.dictionaries(
        st.sampled_from(
            ["programme", "state", "round", "text", "after", "limit", "year", "level", "first", "last"]
        ),
        TEXTS.filter(lambda text: "\ud800" not in text) | st.integers().map(str),
        max_size=4,
    ),
)
def test_any_query(caller, path, query):
    fine(caller.get(path, **query))


@FUZZED
@given(name=TEXTS, field=TEXTS, action=st.sampled_from(ACTIONS), content=st.binary(max_size=60))
def test_any_file(caller, name, field, action, content):
    name, field = (text.encode("utf-8", "replace").decode() for text in (name, field))
    for asked in (field, "certificate"):
        sent = {"action": action, "field": asked, "file": (BytesIO(content), name)}
        path = f"/api/v1/applications/{caller.numbers[2]}/attachments"
        fine(caller.client.post(path, data=sent, headers=caller.headers))
