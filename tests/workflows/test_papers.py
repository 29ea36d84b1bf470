"""The papers: what is released is what was signed, and what was signed is what was shown."""

from dataclasses import replace

import pytest

from tests.workflows.factories import FACTS, WORKFLOWS, actor, case, deed, sentences
from workflows.parts.papers import OUTDATED

PATENT = WORKFLOWS["patent"]
PREPARED = deed("prepare_papers", 20, digest="d1", basis="b1")
APPROVED = deed("approve_papers", 21, digest="d1")


def releasing(action, *deeds, basis="b1", role="leader", **posted):
    facts = replace(FACTS["patent"], papers_digest=basis)
    standing = PATENT.history(deeds)
    asked = case("patent", "releasing", actor=actor(role), deeds=standing, facts=facts, posted=posted or None)
    return sentences(PATENT, action, asked)


CHANGED = OUTDATED.text
UNSIGNED = "文书尚未签发，或签发后又重新拟制。"


def test_the_leader_signs_the_bytes_that_were_shown():
    assert releasing("approve_papers", digest="d1") != []
    assert releasing("approve_papers", PREPARED, digest="d1") == []
    assert releasing("approve_papers", PREPARED, digest="d0") == [
        "您查看的文书与当前拟制的文书不一致，请重新查看后签发。"
    ]


@pytest.mark.parametrize(
    ("deeds", "basis", "told"),
    [
        ((), "b1", [UNSIGNED]),
        ((PREPARED,), "b1", [UNSIGNED]),
        ((PREPARED, APPROVED), "b1", []),
        ((PREPARED, APPROVED), "b2", [CHANGED]),
        ((PREPARED, APPROVED, deed("prepare_papers", 22, digest="d2", basis="b1")), "b1", [UNSIGNED]),
        ((PREPARED, APPROVED, deed("change_payee", 22)), "b1", [UNSIGNED]),
    ],
)
def test_only_what_was_signed_is_released(deeds, basis, told):
    assert releasing("release", *deeds, basis=basis, role="officer") == told
