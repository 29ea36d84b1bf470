"""What the bank did not pay is kept until the checker has sent it back."""

import pytest

from grants.database import writing
from grants.services import asking, bank_answers, bank_files, preparing, sheets, turns
from grants.services.unpaid import keep_unpaid
from tests.services.paying import answer, approved, awarded, references, staff

pytestmark = pytest.mark.one_database


def test_what_the_bank_did_not_pay_is_before_the_checker_until_it_is_sent_back(app):
    numbers = awarded()
    batch_id, maker = approved(numbers)
    (checker,) = staff("checker")
    rows = [(name, "3000", "失败", "", "", "户名不符") for name in references()[:1]]
    lines = bank_answers.matched(maker, batch_id, answer(*rows))
    for known in (1, 0):
        with writing():
            assert keep_unpaid(maker, batch_id, bank_answers.unpaid_of(lines)) == known
    assert [row.number for row in turns.to_do(maker)] == numbers[1:]
    with writing():
        content = bank_files.export(maker, batch_id)[1]
    assert [cells[1] for _row, cells in sheets.read(content).rows] == references()[1:]
    (row,) = turns.to_do(checker)
    assert asking.asked(checker, row.number, "return_payment").known["reasons"] == "银行未付：户名不符"
    told = {"reasons": "银行未付", "unpaid_checked": True}
    preparing.perform(checker, row.number, "return_payment", told)
    assert (turns.to_do(checker), len(turns.to_do(maker))) == ([], 2)
