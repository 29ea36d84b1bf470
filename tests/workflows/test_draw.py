"""The diagrams: generated from the table, complete, well-formed."""

from xml.etree import ElementTree

import pytest

from tests.workflows.factories import WORKFLOWS
from workflows.boxes import Live
from workflows.draw import mermaid, svg
from workflows.layout import layout
from workflows.room import headed, listed, said

SVG = "{http://www.w3.org/2000/svg}"


def words(drawn: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_picture_names_every_state_and_action(programme):
    workflow = WORKFLOWS[programme]
    text = "\n".join(words(svg(workflow, "办理流程")))
    missing = [item.label for item in (*workflow.states, *workflow.actions) if item.label not in text]
    assert missing == []


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_no_two_boxes_overlap(programme):
    boxes = list(layout(WORKFLOWS[programme]).boxes.values())
    for box in boxes:
        for other in boxes:
            apart = box.y + box.height <= other.y or other.y + other.height <= box.y
            assert box is other or box.column != other.column or apart


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_no_two_lines_run_over_each_other_in_a_lane(programme):
    routes = [route for route in layout(WORKFLOWS[programme]).routes if route.ports]
    for route in routes:
        for other in routes:
            if route is other or (route.side, route.lane) != (other.side, other.lane):
                continue
            mine, theirs = route.ports.values(), other.ports.values()
            assert max(mine) < min(theirs) or max(theirs) < min(mine)


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_picture_fits_a_sheet_of_paper(programme):
    placed = layout(WORKFLOWS[programme])
    assert 1 < placed.height / placed.width < 1.6


def test_counts_stand_in_their_boxes_which_lead_to_the_cases():
    live = {"screening": Live(37, "/applications?state=screening&programme=patent", "形式审查：37 件")}
    drawn = svg(WORKFLOWS["patent"], live=live)
    assert "37" in words(drawn)
    (link,) = ElementTree.fromstring(drawn).iter(f"{SVG}a")
    assert link.attrib == {"href": live["screening"].link, "aria-label": "形式审查：37 件"}


def test_labels_can_be_said_in_another_language():
    assert "SCREENING" in words(
        svg(WORKFLOWS["patent"], say=lambda text: {"形式审查": "SCREENING"}.get(text, text))
    )


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_words_of_a_language_that_takes_more_room_stay_in_their_boxes(programme):
    def say(text: str) -> str:
        return "Submit the report of the year"

    for box in layout(WORKFLOWS[programme], say).boxes.values():
        assert max(headed(said(box, say)), listed(said(box, say))) <= box.width / box.columns


def test_the_same_table_gives_the_same_picture():
    assert svg(WORKFLOWS["studio"]) == svg(WORKFLOWS["studio"])


def test_mermaid_has_a_line_for_every_move_and_a_note_for_every_act_in_place():
    lines = mermaid(WORKFLOWS["patent"]).splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> draft"]
    assert "    screening --> correcting: 退回补正" in lines
    assert "    noticing --> releasing: ⚙ 公示期满" in lines
    assert "    note right of deciding" in lines
    assert "    closed --> [*]" in lines
