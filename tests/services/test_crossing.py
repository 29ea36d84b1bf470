"""The second of two comes while the first is done but for its commit: it finds what the first did, and is told so."""

import pytest

from forms.base import defaults
from grants.access import Viewer
from grants.clock import now
from grants.database import writing
from grants.errors import Invalid, NotAllowed
from grants.extensions import db
from grants.models import Attachment, Claimed, Paper
from grants.programmes import PROGRAMMES
from grants.services import applications, attachments, number_register, numbering, round_changes
from grants.services.documents import Made, Prepared
from tests import factories
from tests.lives.office import SAMPLES, Office
from tests.lives.test_together import DIFFERENT
from tests.racing import before_commit, crossing

pytestmark = pytest.mark.on_postgresql  # SQLite lets one write at a time


def move(viewer: Viewer, number: str, action: str, answers: dict):
    """A move, for either side."""
    return lambda: applications.perform(viewer, number, action, answers)


def kept(act):
    """The act in a transaction of its own."""

    def done():
        with writing():
            return act()

    return done


def test_a_person_who_may_apply_twice_does_so_at_once_and_their_unit_learns_from_both(app):
    """Each takes a slot of their own, and neither overwrites what the other told of the unit."""
    office = Office("patent", max_per_person=2)
    numbers = [office.begin() for _ in range(2)]
    others = {"contact_name": "周晓梅"}, {"patent_number": DIFFERENT[1]["patent_number"]}
    viewer = office.viewer("applicant")
    first, second = (
        move(viewer, number, "submit", office.files(number, "submit", SAMPLES["patent"]() | other))
        for number, other in zip(numbers, others, strict=True)
    )
    told = crossing(app, before_commit(first), kept(second))
    assert [one for one in told if isinstance(one, Exception)] == []
    slots = db.session.query(Claimed.slot).filter_by(kind="person_of_year").order_by(Claimed.slot)
    assert [slot for (slot,) in slots] == [1, 2]


def test_the_last_title_that_may_be_excellent_is_given_once(app):
    office = Office("studio", excellent_share_percent=50)
    numbers = [factories.application("running", office.round, office.unit).number for _ in range(2)]
    for number in numbers:
        office.do(number, "report")
    answers = office.answers("assess") | {"grade": "excellent", "points": "95"}
    acts = [move(office.viewer("officer"), number, "assess", answers) for number in numbers]
    told = crossing(app, before_commit(acts[0]), kept(acts[1]))
    assert isinstance(told[1], NotAllowed)
    assert "优秀名额已满" in str(told[1])


def test_of_two_rounds_opened_under_one_name_the_second_is_told_beside_it(app):
    viewer, form = factories.viewer(factories.person("officer")), PROGRAMMES["patent"].round_form
    said = {"year": "2026", "name": "年度批次"}, defaults(form, 2026) | {"appropriation": "1000000.00"}
    told = crossing(
        app,
        before_commit(lambda: round_changes.open_round(viewer, "patent", *said)),
        kept(lambda: round_changes.open_round(viewer, "patent", *said)),
    )
    assert isinstance(told[1], Invalid)
    assert told[1].faults.keys() == {"name"}


def test_one_file_is_given_to_two_cases_at_once(app):
    made, unit = factories.round_(), factories.organisation()
    cases = [factories.application("draft", made, unit) for _ in range(2)]
    viewer = factories.viewer(factories.person("applicant", unit))
    received = [
        attachments.Received(
            case.number, "submit", "files", "证明.pdf", "0" * 64, 9, "application/pdf", "clean"
        )
        for case in cases
    ]
    first, second = (lambda one=one: attachments.bind(viewer, one) for one in received)
    told = crossing(app, before_commit(first), kept(second))
    assert [one for one in told if isinstance(one, Exception)] == []
    assert factories.count(Attachment) == 2


def test_a_number_that_was_just_voided_is_not_used_by_the_paper_made_under_it(app):
    case, viewer = factories.application("releasing"), factories.viewer(factories.person("officer"))
    with writing():
        (paper,) = numbering.reserve(case, ("funding_letter",), now().date())
    number, version = case.number, case.version
    made = Prepared((Made(paper.id, {}, "0" * 64, {}),), version)
    told = crossing(
        app,
        before_commit(lambda: number_register.void(viewer, made.papers[0].paper_id, "不再需要")),
        kept(lambda: applications.perform(viewer, number, "prepare_papers", {}, version, made)),
    )
    assert isinstance(told[1], NotAllowed)
    assert db.session.query(Paper.status).all() == [("void",)]
