"""Papers made with a template that was changed since are the office's to make again, and its list says so."""

import pytest

from grants import clock
from grants.models import Application, OwnTemplate, Paper
from grants.services import turns
from grants.web.todo import AGAIN, TASKS, THEN, task
from tests import factories

KIND = "reward_notice"


def prepared(made_with: str, status: str) -> Application:
    """A case whose paper was made with the own template of this digest, '' the shipped one."""
    case = factories.application("releasing")
    numbered = {"series": "R", "year": 2026, "serial": 1, "number": "奖〔2026〕1号", "code": "C1"}
    made = {"digest": "d", "basis": "b", "record": {"own_template": made_with}, "context": {}}
    here = {"application_id": case.id, "round_id": case.round_id, "kind": KIND, "status": status}
    factories.kept(Paper(**here, **numbered, **made, prepared_at=clock.now()))
    return case


def changed_to(*digests: str) -> None:
    """The versions an office has kept of the template, '' back to the shipped one."""
    maker = factories.person("admin")
    for version, digest in enumerate(digests, 1):
        said = {"source": digest and "…", "digest": digest or "e3b0", "reason": "按新规定"}
        kept = {"programme": "patent", "kind": KIND, "version": version, "made_by": maker.id}
        factories.kept(OwnTemplate(**kept, **said, made_at=clock.now()))


def waiting(role: str) -> list[str]:
    viewer = factories.viewer(factories.person(role))
    return [task(viewer, row) for row in turns.to_do(viewer)]


SIGN, MAKE = TASKS["leader", "releasing"], TASKS["officer", "releasing"]
RELEASE = THEN["officer", "releasing"][1]
CASES = [
    ("prepared", "", (), ([], [SIGN])),
    ("prepared", "", ("a",), ([AGAIN], [])),
    ("prepared", "a", ("a",), ([], [SIGN])),
    ("prepared", "a", ("a", "b"), ([AGAIN], [])),
    ("prepared", "", ("a", ""), ([], [SIGN])),
    ("prepared", "a", ("a", ""), ([AGAIN], [])),
    ("approved", "", (), ([RELEASE], [])),
    ("approved", "", ("a",), ([AGAIN], [])),
    ("released", "", ("a",), ([MAKE], [])),
]


@pytest.mark.parametrize(("status", "made_with", "versions", "told"), CASES)
def test_whose_turn_it_is_once_a_template_has_changed(app, status, made_with, versions, told):
    prepared(made_with, status)
    changed_to(*versions)
    assert (waiting("officer"), waiting("leader")) == told
