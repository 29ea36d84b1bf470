"""Identifiers: USCC, patent numbers, resident IDs, cards and phones, row by row."""

import pytest

from forms import identifiers as i
from forms import patent_numbers

USCC = [
    # a published code, what is found: error, warning or neither
    ("91350100M000100Y43", None),
    ("91110108551385082Q", None),
    ("91110302562134916R", None),
    ("911522010783762860", None),
    ("51100000500019541K", None),
    ("９１１１０３０２ 562134916r", None),
    ("91350100M000100Y4Z", "error"),
    ("91110000600037341N", "warning"),
    ("91350211M0000XUF46", "warning"),
    ("9111030256213491", "error"),
    ("91110302562134916RR", "error"),
    ("9111O302562134916R", "error"),
    ("", "error"),
]


@pytest.mark.parametrize(("code", "found"), USCC)
def test_a_wrong_letter_or_length_is_an_error_and_a_wrong_check_character_only_a_warning(code, found):
    checked = i.check_uscc(code)
    assert (checked.error is not None, checked.warning is not None) == (found == "error", found == "warning")


def test_the_warning_names_the_character_that_was_expected():
    assert "应为 L，填写的是 N" in i.check_uscc("91110000600037341N").warning


PATENT_NUMBERS = [
    # as written, stored, shown, kind
    ("ZL201511034171.7", "2015110341717", "ZL 2015 1 1034171.7", "1"),
    ("ZL201580045311.2", "2015800453112", "ZL 2015 8 0045311.2", "8"),
    ("ZL201810862228.X", "201810862228X", "ZL 2018 1 0862228.X", "1"),
    ("ZL201410076970.x", "201410076970X", "ZL 2014 1 0076970.X", "1"),
    ("ZL 2014102131407", "2014102131407", "ZL 2014 1 0213140.7", "1"),
    ("ZL95115608.X", "95115608X", "ZL 95 1 15608.X", "1"),
    ("ZL202220769416.X", "202220769416X", "ZL 2022 2 0769416.X", "2"),
    ("ZL201930071397.7", "2019300713977", "ZL 2019 3 0071397.7", "3"),
    ("CN201810862228.X", "201810862228X", "ZL 2018 1 0862228.X", "1"),
    ("201810862228x", "201810862228X", "ZL 2018 1 0862228.X", "1"),
    ("ＺＬ　２０１８ １０８６２２２８．ｘ", "201810862228X", "ZL 2018 1 0862228.X", "1"),
    ("zl 2018 1 0862228。X", "201810862228X", "ZL 2018 1 0862228.X", "1"),
]


@pytest.mark.parametrize(("written", "stored", "shown", "kind"), PATENT_NUMBERS)
def test_a_patent_number_is_understood_however_it_is_written(written, stored, shown, kind):
    assert i.check_patent_number(written) == (stored, None, None)
    assert patent_numbers.display_patent_number(stored) == shown
    assert patent_numbers.patent_kind(stored) == kind
    assert i.check_patent_number(shown).value == stored


NOT_PATENT_NUMBERS = [
    ("201810123456.7", "应为 5，填写的是 7"),
    ("ZL202110121825.X", "应为 9，填写的是 X"),
    ("ZL201810862228", "缺少小数点后的校验位（按前面的数字应为 X）"),
    ("CN108993444A", "申请公布号"),
    ("CN108993444B", "授权公告号"),
    ("108993444B", "授权公告号"),
    ("CN 1012345C", "授权公告号"),
    ("ZL201840862228.X", "种类的数字是 4"),
    ("ZL199910862228.1", "年份 1999"),
    ("ZL 2018", "不是专利号"),
    ("见证书", "不是专利号"),
    ("٢٠١٨١٠٨٦٢٢٢٨X", "不是专利号"),
    ("9" * 5000, "不是专利号"),
]


@pytest.mark.parametrize(("written", "sentence"), NOT_PATENT_NUMBERS)
def test_what_is_not_a_patent_number_is_refused_with_what_it_is(written, sentence):
    assert sentence in i.check_patent_number(written).error


@pytest.mark.parametrize("written", ["201810123456.7", "ZL202110121825.X", "ZL201810862228"])
def test_a_wrong_check_digit_is_never_corrected_but_to_be_compared_with_the_certificate(written):
    checked = i.check_patent_number(written)
    assert "对照专利证书" in checked.error
    assert checked.value in written.replace(".", "")


@pytest.mark.parametrize(
    ("written", "stored"), [("CN108993444B", "CN108993444B"), ("cn 108993444 b", "CN108993444B")]
)
def test_a_grant_announcement_number(written, stored):
    assert i.check_announcement_number(written) == (stored, None, None)


@pytest.mark.parametrize("written", ["CN108993444A", "ZL201810862228.X", ""])
def test_a_publication_or_patent_number_is_no_announcement_number(written):
    assert "CN108993444B" in i.check_announcement_number(written).error


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "11010519491231002x"])
def test_a_resident_id_of_the_standard(number):
    found = i.check_resident_id(number)
    assert (found.error is None) == (not number.startswith("440524"))


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("110105194912310021", "校验位不对"),
        ("110105194913310020", "出生日期"),
        ("110105194902300020", "出生日期"),
        ("440524188001010014", "出生日期"),
        ("110105491231002", "18 位"),
        ("", "18 位"),
    ],
)
def test_a_wrong_resident_id_is_refused_without_repeating_it(number, sentence):
    error = i.check_resident_id(number).error
    assert sentence in error
    assert not number or number not in error


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("6222 0202 0011 2233 446", None),
        ("6222020200112233445", "warning"),
        ("622202020011", "error"),
        ("62220202001122334x", "error"),
    ],
)
def test_a_card_that_fails_its_sum_is_only_a_warning(number, found):
    checked = i.check_card_number(number)
    assert (checked.error is not None, checked.warning is not None) == (found == "error", found == "warning")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("138 0000 1234", "13800001234"),
        ("+86-138-0000-1234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("010-67880000", "010-67880000"),
        ("(010)67880000", "01067880000"),
    ],
)
def test_a_phone_is_understood_however_it_is_written(written, stored):
    assert i.check_phone(written) == (stored, None, None)


@pytest.mark.parametrize("written", ["12800001234", "67880000", "", "abc"])
def test_what_is_not_a_phone_is_refused(written):
    assert i.check_phone(written).error
    assert i.check_mobile(written).error


def test_a_landline_is_no_mobile():
    assert i.check_mobile("010-67880000").error


@pytest.mark.parametrize(
    ("mask", "number", "shown"),
    [
        (i.mask_resident_id, "110105199001011234", "110105********1234"),
        (i.mask_phone, "13812341234", "138****1234"),
        (i.mask_account, "6222020200112233446", "****3446"),
        (i.mask_resident_id, "1101051234", "****"),
        (i.mask_phone, "12", "****"),
        (i.mask_account, "1234567", "****"),
    ],
)
def test_masks_show_no_more_than_agreed_and_nothing_of_what_is_too_short(mask, number, shown):
    assert mask(number) == shown
