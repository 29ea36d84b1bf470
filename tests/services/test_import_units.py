"""Import: which unit a row is of, known or new."""

import pytest

from grants.models import Organisation
from tests.factories import count, organisation
from tests.services.test_imports import GOOD, OTHER, bring, changed, sheet, told

pytestmark = pytest.mark.one_database


def test_a_known_code_under_another_name_is_refused(app):
    organisation("北京示例甲集团有限公司", GOOD[4])
    (fault,) = bring(sheet(GOOD)).faults
    assert (fault.column, fault.value) == ("单位名称", GOOD[3])
    assert "北京示例甲集团有限公司" in fault.sentence


def test_a_known_unit_is_found_by_its_name_alone(app):
    organisation(GOOD[3], GOOD[4])
    assert told(bring(sheet(changed(GOOD, code="")))) == []
    assert count(Organisation) == 1


def test_a_bad_row_does_not_take_its_new_unit_from_the_good_ones(app):
    bring(sheet(GOOD))
    unit = {"unit": "北京示例丙有限公司", "code": "91350100M000100Y43"}
    found = told(bring(sheet(changed(GOOD, **unit), changed(OTHER, **unit))))
    assert [(row, column) for row, column, _sentence in found] == [(2, "专利号")]


def test_a_unit_is_registered_with_its_name_and_a_name_of_two_units_names_none(app):
    heading = ("发明名称", "统一社会信用代码", "单位名称")
    nameless = told(bring(sheet(("一种装置", "91350100M000100Y43", ""), heading=heading), action="submit"))
    assert nameless == [(2, "单位名称", "请填写“单位名称”。")]
    organisation("北京同名有限公司"), organisation("北京同名有限公司")
    shared = told(bring(sheet(("一种装置", "", "北京同名有限公司"), heading=heading), action="submit"))
    assert [(column, "有几家单位" in sentence) for _row, column, sentence in shared] == [
        ("统一社会信用代码", True)
    ]
