"""What letters say of a case: of its notice, of what is refused, and of what is taken back."""

import pytest

from grants.errors import Problem
from grants.services.documents import kinds_for
from grants.services.paper_contexts import adverse
from grants.services.paper_contexts.common import lines_of
from grants.services.paper_contexts.letters import objections
from tests.workflows.factories import WORKFLOWS, case, deed
from workflows.engine import Facts

NOTICE = (deed("decide", 10), deed("post_notice", 11))
OBJECTED = (deed("object", 12), deed("dismiss_objection", 13, objection=12))


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        (NOTICE, 0),
        ((*NOTICE, *OBJECTED), 1),
        ((deed("object", 9), *NOTICE), 0),  # raised against an earlier notice
        ((*NOTICE, *OBJECTED, deed("reconfirm", 20)), None),  # no notice was posted for what goes on
        ((), None),
    ],
)
def test_a_letter_says_of_the_notice_what_it_brought(deeds, told):
    assert objections(case("studio", "releasing", deeds=deeds)) == told


@pytest.mark.parametrize(
    ("programme", "action", "state", "posted", "kinds"),
    [
        ("studio", "revoke", "running", {"recover": 0}, ("revocation_notice",)),
        ("studio", "revoke", "running", {"recover": 100}, ("revocation_notice", "recovery_notice")),
        ("project", "accept_report", "accepting", {}, ("acceptance_opinion",)),
        ("patent", "accept_report", "accepting", {}, ()),
        ("patent", "decline", "screening", {}, ("refusal_letter",)),
        ("patent", "submit", "draft", {}, ()),
    ],
)
def test_an_action_makes_the_papers_its_row_issues(programme, action, state, posted, kinds):
    told = case(programme, state, posted=posted, facts=Facts(awarded=100, paid=100))
    assert kinds_for(action, WORKFLOWS[programme], told) == kinds


def test_a_project_has_its_certificate_once_and_again_when_it_is_corrected():
    def kinds(*deeds):
        return kinds_for("prepare_papers", WORKFLOWS["project"], case("project", "releasing", deeds=deeds))

    assert kinds() == ("project_certificate",)
    assert kinds(deed("release", 5)) == ()
    assert kinds(deed("release", 5), deed("replace_papers", 6)) == ("project_certificate",)


def test_a_long_answer_is_the_paragraphs_of_a_paper():
    assert lines_of("一、未实施。\n\n  二、挪用。 \n") == ["一、未实施。", "二、挪用。"]


@pytest.mark.one_database
def test_without_the_offices_account_no_money_is_asked_back(app):
    assert adverse.office_account()["account_name"] == app.config["OFFICE_NAME"]
    app.config["OFFICE_ACCOUNT"] = ""
    with pytest.raises(Problem, match="ZHUTUI_OFFICE_ACCOUNT"):
        adverse.office_account()
