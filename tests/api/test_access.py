"""Who may ask what: every role at every address, tokens that are none, and 404 that tells nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Paper
from grants.services import blobs, tokens
from tests import factories
from tests.api.callers import Caller, token

ROLES = (
    "nobody", "applicant", "endorser", "stranger", "officer", "leader", "auditor", "maker", "checker",
    "expert", "admin",
)  # fmt: skip
OFFICE = ("officer", "leader", "auditor")
UNIT = ("applicant", "endorser")
MONEY = ("maker", "checker")
SIGNED_IN = ROLES[1:]


def case(app) -> SimpleNamespace:
    """One case under screening with a released paper, and one round not yet published."""
    unit, round_ = factories.organisation(), factories.round_()
    application = factories.application("screening", round_, unit, title="一种装置")
    hidden = factories.round_("project")
    hidden.published = False
    paper = Paper(
        application_id=application.id, round_id=round_.id, kind="refusal_letter", series="试", year=2026,
        serial=1, number="试〔2026〕1号", code="ABCDEFGHJK", status="released", digest=blobs.put(b"%PDF-1.7"),
        basis="", record={}, context={}, prepared_at=clock.now(), released_at=clock.now(),
    )  # fmt: skip
    factories.kept(paper)
    return SimpleNamespace(
        app=app, unit=unit, round=round_, number=application.number, hidden=hidden, paper=paper
    )


@pytest.fixture
def scene(app):
    return case(app)


def caller(scene, role: str) -> Caller:
    if role == "nobody":
        return Caller(scene.app)
    if role == "stranger":
        return Caller(scene.app, factories.person("applicant"))
    return Caller(scene.app, factories.person(role, scene.unit if role in UNIT else None))


# path, who is answered, what everybody else with a token is told, whether one without a token is let in too
READ = [
    ("/programmes", ROLES, 0),
    ("/rounds", ROLES, 0),
    ("/rounds/{round.id}", ROLES, 0),
    ("/rounds/{hidden.id}", (*OFFICE, *MONEY, "admin"), 404),
    ("/register", ROLES, 0),
    ("/notices", ROLES, 0),
    ("/notices/{number}", (), 404),
    ("/verify/ABCDEFGHJK", ROLES, 0),
    ("/verify/unknown", (), 404),
    ("/openapi.json", ROLES, 0),
    ("/docs", ROLES, 0),
    ("/me", SIGNED_IN, 0),
    ("/statistics", (*OFFICE, *MONEY, "admin"), 403),
    ("/applications", SIGNED_IN, 0),
    ("/applications/{number}", (*UNIT, *OFFICE), 404),
    ("/applications/{number}/actions", (*UNIT, *OFFICE), 404),
    ("/applications/{number}/submit/draft", (), 404),
    ("/applications/{number}/attachments/1", (), 404),
    ("/papers/{paper.id}", (*UNIT, *OFFICE), 404),
    ("/papers/{paper.id}/content", (*UNIT, *OFFICE), 404),
]
FOR_SIGNED_IN = ("/me", "/statistics", "/applications", "/papers")


@pytest.mark.one_database
def test_reading(scene):
    callers = {role: caller(scene, role) for role in ROLES}
    for path, allowed, otherwise in READ:
        found = {role: one.get(path.format(**vars(scene))).status_code for role, one in callers.items()}
        expected = {role: 200 if role in allowed else otherwise for role in ROLES}
        if "nobody" not in allowed:
            expected["nobody"] = 401 if path.startswith(FOR_SIGNED_IN) else otherwise
        assert (path, found) == (path, expected)


@pytest.mark.one_database
def test_doing_the_office_reminds_others_are_told_why_not_or_nothing_at_all(scene):
    found = {r: caller(scene, r).act(scene.number, "remind", {"text": "请"}).status_code for r in ROLES}
    hidden = dict.fromkeys(("stranger", *MONEY, "expert", "admin"), 404)
    seen = {"applicant": 409, "endorser": 409, "leader": 409, "auditor": 409, "officer": 200}
    assert found == {"nobody": 401} | hidden | seen


@pytest.mark.one_database
def test_creating_only_the_unit_s_own_applicant(scene):
    wanted = {"round_id": scene.round.id, "organisation_id": scene.unit.id}
    found = {role: caller(scene, role).send("/applications", wanted).status_code for role in ROLES}
    assert found == dict.fromkeys(ROLES, 403) | {"nobody": 401, "applicant": 201}


@pytest.mark.one_database
def test_drafts_and_files_are_for_who_fills_the_form_in(scene):
    draft = factories.application("draft", scene.round, scene.unit)
    body, path = {"answers": {"title": "新装置"}}, f"/applications/{draft.number}/submit/draft"
    begun = caller(scene, "applicant").get(path).json
    assert (begun["revision"], begun["saved_at"], begun["answers"]["org_name"]) == (0, None, scene.unit.name)
    found = {role: caller(scene, role).send(path, body, method="PUT").status_code for role in ROLES}
    assert found == dict.fromkeys(ROLES, 404) | {"nobody": 401, "applicant": 200}
    read = {role: caller(scene, role).get(path).status_code for role in ROLES}
    assert read == dict.fromkeys(ROLES, 404) | {"nobody": 401, "applicant": 200}


@pytest.mark.one_database
@pytest.mark.parametrize(
    "path", ["/applications/{}", "/applications/{}/actions", "/applications/{}/submit/draft"]
)
def test_a_case_one_may_not_see_and_a_case_that_is_not_there_are_told_alike(scene, path):
    stranger = caller(scene, "stranger")
    unseen, absent = stranger.get(path.format(scene.number)), stranger.get(path.format("T-9999"))
    assert (unseen.status_code, unseen.data) == (absent.status_code, absent.data)
    unseen, absent = (stranger.act(number, "remind", {"text": "请"}) for number in (scene.number, "T-9999"))
    assert (unseen.status_code, unseen.data) == (absent.status_code, absent.data)


def refused(app, authorization: str) -> bool:
    told = Caller(app).client.get("/api/v1/programmes", headers={"Authorization": authorization})
    return (
        told.status_code == 401
        and told.headers["WWW-Authenticate"] == "Bearer"
        and bool(told.json["sentences"])
    )


@pytest.mark.one_database
@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Bearer zhutui_x", "Basic YTpi", "Bearer 令牌", "Bearer a b"]
)
def test_a_token_that_is_none_is_refused_even_where_none_is_needed(app, given):
    assert refused(app, given.encode().decode("latin-1"))


def test_a_token_ends_by_its_date_by_being_revoked_and_with_the_account(app):
    officer = factories.person("officer")
    bearer = f"Bearer {token(officer)}"
    assert not refused(app, bearer)
    with clock.at(clock.now() + timedelta(days=366)):
        assert refused(app, bearer)
    viewer = factories.viewer(officer)
    with writing():
        tokens.revoke(viewer, tokens.listed(viewer)[0].id)
    assert refused(app, bearer)
    fresh = f"Bearer {token(officer)}"
    officer.active = False
    db.session.commit()
    assert refused(app, fresh)


@pytest.mark.one_database
def test_a_browser_s_session_opens_nothing_here(app, client):
    factories.sign_in(client, factories.person("officer"))
    assert client.get("/api/v1/me").status_code == 401


@pytest.mark.one_database
def test_a_role_that_needs_a_second_factor_needs_it_here_too(app):
    maker = factories.person("maker")
    given = Caller(app, maker)
    maker.totp_secret = None
    db.session.commit()
    told = given.get("/me")
    assert (told.status_code, "两步验证" in told.json["sentences"][0]) == (403, True)
