"""A long history is read by its stages, and a case that ended elsewhere says why before anything else."""

from datetime import UTC, datetime

import pytest

from grants.models import Event
from grants.programmes import PROGRAMMES
from grants.services.dossiers import Entry
from grants.web.chapters import BETWEEN, GIST, Told, story
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


def acts(life, programme="patent"):
    actions = PROGRAMMES[programme].workflow.action
    for name, on, before, after in reversed(life):
        event = Event(action=name, at=datetime(*on, 2, tzinfo=UTC), before=before, after=after)
        yield Told(Entry(event, actions[name], "", None, True))


def read(years):
    """(year, stage, its lines, what is folded behind them) of each chapter."""
    return [(year.number, c.state, names(c.shown), names(c.folded)) for year in years for c in year.chapters]


def names(told):
    return [act.entry.event.action for act in told]


def test_each_stay_in_a_stage_is_a_chapter_with_what_moved_the_case_on():
    life = [(name, (2026, 5, day), before, after) for name, day, before, after in LIFE]
    assert read(story(acts(life))) == [
        (2026, "screening", ["accept", "remind"], []),
        (2026, "endorsing", ["endorse"], []),
        (2026, "correcting", ["submit"], []),
        (2026, "screening", ["return_for_correction"], []),
        (2026, "endorsing", ["endorse"], []),
        (2026, "draft", ["submit"], []),
    ]


def test_steps_to_an_act_are_folded_behind_it_but_for_what_happened_last():
    reviewing = [(name, (2025, 12, 30), "reviewing", "reviewing") for name in ("assign", "review", "review")]
    concluded = ("conclude_review", (2026, 1, 4), "reviewing", "deciding")
    assert read(story(acts(reviewing, "project"))) == [
        (2025, "reviewing", ["review", "review", "assign"], [])
    ]
    ended = [*reviewing, ("conclude_review", (2025, 12, 31), "reviewing", "deciding"), concluded]
    assert read(story(acts(ended, "project"))) == [
        (2026, "reviewing", ["conclude_review"], []),
        (2025, "reviewing", ["conclude_review"], ["review", "review", "assign"]),
    ]
    folded = story(acts(ended, "project"))[1].chapters[0]
    assert [str(label) for label in folded.steps] == ["指派专家", "提交评审表"]


def test_every_act_that_is_folded_or_says_more_is_one_and_asks_what_its_line_names():
    forms = [programme.forms for programme in PROGRAMMES.values()]
    known = {name for programme in PROGRAMMES.values() for name in programme.workflow.action}
    assert known >= BETWEEN | GIST.keys()
    lost = [
        (action, name)
        for action, wanted in GIST.items()
        for name in wanted
        if not any(name in form[action].fields for form in forms if action in form)
    ]
    assert lost == []


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
