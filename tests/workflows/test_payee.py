"""Whose account is paid, in every order of what can happen to it, and whether finance is told of a change."""

import pytest

from tests.workflows.factories import deed
from workflows.parts.payee import accounts_told, changed_payee

WORDS = {
    "A": ("submit", {}),  # handed in
    "c": ("change_payee", {}),
    "R": ("return_for_correction", {"faults": [{"section": "unit"}, {"section": "payee"}]}),
    "r": ("return_for_correction", {"faults": [{"section": "unit"}]}),
    "w": ("withhold", {"faults": [{"section": "attachments"}]}),
    "d": ("decide", {}),
    "u": ("uphold_objection", {}),
    "m": ("remand", {}),
    "p": ("confirm_payment", {}),
}

# what happened; where the account is told that counts; where the one it took the place of
CASES = [
    ("A", 1, None),
    ("Ad", 1, None),
    ("ArAd", 1, None),
    ("RA", 2, None),  # the first submission tells it, whatever came before
    ("ARAd", 3, None),  # mended before anybody decided: screened and decided as it stands
    ("AmRAd", 4, None),
    ("Adc", 3, 1),
    ("Adcc", 4, 3),
    ("AdcumrAd", 3, 1),  # the account was not asked for again: the change still counts
    ("AdcumRAd", 7, 3),  # it was: what is handed in last counts
    ("AdumRAd", 6, 1),
    ("AdumRAwAd", 6, 1),  # withheld for something else, the account as it was mended
    ("AdcumRAwAd", 7, 3),
    ("AdcumRARAd", 9, 3),  # mended twice: the change is against the settled account
    ("AdcumRAdc", 9, 7),
    ("AdcumRAdcumrAd", 9, 7),
    ("Adcp", 3, None),  # already paid to: no longer new
    ("AdcumRAdp", 7, None),
    ("Adpc", 4, 1),
    ("c", 1, None),  # the first account ever told is no change
    ("d", None, None),
]


@pytest.mark.parametrize(("life", "counts", "before"), CASES)
def test_the_latest_word_of_the_unit_about_its_account_counts(life, counts, before):
    deeds = [
        deed(action, number, **values) for number, (action, values) in enumerate(map(WORDS.get, life), 1)
    ]
    told, changed = accounts_told(deeds), changed_payee(deeds)
    assert (told[-1].number if told else None) == counts
    assert (changed and (changed[0].number, changed[1].number)) == (before and (before, counts))
