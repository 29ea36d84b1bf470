"""The words and numbers templates print, and which template a programme gets."""

from datetime import date

import pytest

from grants.rendering import templates


@pytest.mark.parametrize(
    ("day", "shown"), [(date(2026, 1, 5), "2026年1月5日"), (date(2026, 11, 23), "2026年11月23日")]
)
def test_dates_have_no_leading_zeros(day, shown):
    assert templates.cn_date(day).striptags() == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_headings_are_numbered_in_chinese(number, shown):
    assert templates.cn_number(number) == shown


@pytest.mark.parametrize(
    ("account", "shown"),
    [("6222 0212 3456 7890 123", "**** **** 0123"), ("12345678", "****"), ("****0123", "****")],
)
def test_accounts_are_masked_to_their_end(account, shown):
    assert templates.mask(account) == shown


@pytest.mark.parametrize(
    ("account", "shown"), [("0200059009200012345", "0200 0590 0920 0012 345"), ("35-1102", "35-1102")]
)
def test_accounts_are_shown_in_groups_of_four(account, shown):
    assert templates.grouped(account) == shown


def test_a_programme_overrides_only_what_differs(tmp_path):
    (tmp_path / "honour").mkdir()
    (tmp_path / "letter.html").write_text(
        "{% block a %}common{% endblock %} {% block b %}common{% endblock %}"
    )
    (tmp_path / "honour" / "letter.html").write_text(
        "{% extends 'common/letter.html' %}{% block b %}own{% endblock %}"
    )
    assert templates.fill("letter.html", "patent", {}, tmp_path) == "common common"
    assert templates.fill("letter.html", "honour", {}, tmp_path) == "common own"
