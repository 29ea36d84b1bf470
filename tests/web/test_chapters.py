"""A long history is read by its stages, and a case that ended elsewhere says why before anything else."""

from datetime import UTC, datetime

import pytest

from grants.models import Event
from grants.programmes import PROGRAMMES
from grants.services.dossiers import Entry
from grants.web.chapters import chapters
from grants.web.way import ending, settled
from tests.lives.office import Office

LIFE = [  # what was done on which day of May, from and to where
    ("submit", 4, "draft", "endorsing"),
    ("endorse", 5, "endorsing", "screening"),
    ("return_for_correction", 6, "screening", "correcting"),
    ("submit", 8, "correcting", "endorsing"),
    ("endorse", 8, "endorsing", "screening"),
    ("remind", 11, "screening", "screening"),
    ("accept", 12, "screening", "deciding"),
]


def told():
    actions = PROGRAMMES["patent"].workflow.action
    for name, day, before, after in reversed(LIFE):
        event = Event(action=name, at=datetime(2026, 5, day, 2, tzinfo=UTC), before=before, after=after)
        yield Entry(event, actions.get(name), "", None, True), ()


def test_each_stay_in_a_stage_is_a_chapter_with_its_days_and_what_moved_the_case_on():
    told_of = [
        (c.state, c.days, [entry.event.action for entry, _parts in c.entries]) for c in chapters(told())
    ]
    assert told_of == [
        ("screening", ("2026-05-11", "2026-05-12"), ["accept", "remind"]),
        ("endorsing", ("2026-05-08",), ["endorse"]),
        ("correcting", ("2026-05-08",), ["submit"]),
        ("screening", ("2026-05-06",), ["return_for_correction"]),
        ("endorsing", ("2026-05-05",), ["endorse"]),
        ("draft", ("2026-05-04",), ["submit"]),
    ]


@pytest.mark.one_database
def test_a_case_that_left_its_way_says_by_which_deed(app):
    office = Office("patent")
    number = office.begin()
    office.do(number, "submit")
    on_its_way = office.dossier(number, "officer")
    assert (settled(on_its_way), ending(on_its_way)) == (False, None)
    office.do(number, "withdraw")
    ended = office.dossier(number, "officer")
    assert settled(ended)
    assert ending(ended).action.name == "withdraw"
