"""Whose account is paid, in every order of what can happen to it, and whether finance is told of a change."""

import pytest

from tests.workflows.factories import deed
from workflows.engine import Deed
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
    ("Adcc", 4, 1),  # nobody checked the one between: it is compared with the one that was decided on
    ("AdcumrAd", 3, 1),  # the account was not asked for again: the change still counts
    ("AdcumRAd", 7, 1),  # it was: what is handed in last counts
    ("AdumRAd", 6, 1),
    ("AdumRAwAd", 6, 1),  # withheld for something else, the account as it was mended
    ("AdcumRAwAd", 7, 1),
    ("AdcumRARAd", 9, 1),
    ("AdcumRAdc", 9, 1),
    ("AdcumRAdcumrAd", 9, 1),
    ("Adcp", 3, None),  # already paid to: no longer new
    ("AdcumRAdp", 7, None),
    ("Adpc", 4, 1),
    ("Adcpc", 5, 3),  # compared with the one last paid to
    ("c", 1, None),  # the first account ever told is no change
    ("dcc", 3, 2),
    ("d", None, None),
]


def life(words: str) -> list[Deed]:
    return [
        deed(action, number, **values) for number, (action, values) in enumerate(map(WORDS.get, words), 1)
    ]


@pytest.mark.parametrize(("words", "counts", "before"), CASES)
def test_the_latest_word_of_the_unit_about_its_account_counts(words, counts, before):
    told, changed = accounts_told(life(words)), changed_payee(life(words))
    assert (told[-1].number if told else None) == counts
    assert (changed and (changed[0].number, changed[1].number)) == (before and (before, counts))


# what happened; the accounts told, in their order; whether finance has to verify the last
SAME = [
    ("AdumRAd", "aa", False),  # the section was open and the account handed in as it was
    ("AdumRAd", "ab", True),
    ("AdcumRAd", "abb", True),  # handed in unchanged, but what it repeats was never verified
    ("AdcumRAd", "aba", False),  # back to the one that was decided on
    ("Adcc", "aba", False),
    ("Adcpc", "abb", False),  # told once more as it was last paid to
    ("Adcpc", "aba", True),  # left once, and no longer the one last paid to
    ("AdpumRAd", "aa", False),
]


@pytest.mark.parametrize(("words", "accounts", "verified"), SAME)
def test_finance_is_asked_where_the_account_is_another_than_the_last_one_known_good(
    words, accounts, verified
):
    deeds = life(words)
    which = {one.number: ord(name) for one, name in zip(accounts_told(deeds), accounts, strict=True)}
    assert (changed_payee(deeds, which) is not None) is verified
