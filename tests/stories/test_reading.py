"""A story whose file is wrong is refused in a sentence that names the file and the place."""

from datetime import UTC, datetime

import pytest

from grants import clock
from grants.stories.reading import StoryError, instant, stories

HEAD = 'title = "专利"\nround = "patent_2024"\norganisation = "boe"\nends = "draft"\n'
STEP = '[[step]]\nat = "2024-03-11 10:00"\nby = "boe_applicant"\ndo = "submit"\n'
WRONG = [
    ("title = ", "不是有效的 TOML"),
    ('title = "专利"\n', "缺少：round、organisation、ends、step"),
    (HEAD + STEP + 'like = "never"\n', "第1步：base.toml 里没有 submit.never"),
    (HEAD + STEP + "colour = 1\n", "第1步：不认识 colour"),
    (HEAD + STEP.replace('do = "submit"\n', ""), "第1步：do 和 by 要么都写，要么都不写"),
    (HEAD + STEP.replace("2024-03-11 10:00", "三月"), "第1步：时间应写成 2026-03-10 09:30"),
    (HEAD + STEP.replace("2024-03-11 10:00", "-3 25:00"), "第1步：时间应写成 2026-03-10 09:30"),
    (HEAD + STEP.replace('at = "2024-03-11 10:00"\n', ""), "第1步：时间应写成"),
    (HEAD + STEP + STEP.replace("03-11", "03-10"), "第2步早于前一步"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_wrong_file_is_told_with_its_place(text, told, tmp_path):
    (tmp_path / "patent").mkdir()
    (tmp_path / "patent" / "wrong.toml").write_text(text, "utf-8")
    with pytest.raises(StoryError, match=told) as refused:
        stories(tmp_path)
    assert "wrong.toml" in str(refused.value)


def test_a_folder_without_stories_is_told(tmp_path):
    with pytest.raises(StoryError, match="没有故事文件"):
        stories(tmp_path)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-10 09:30", "2026-03-10T01:30"),
        ("2026-03-10 09:30:01", "2026-03-10T01:30:01"),
        ("-12 09:30", "2026-03-20T01:30"),
        ("+30 18:00", "2026-05-01T10:00"),
    ],
)
def test_times_are_of_beijing_or_count_from_today(written, meant):
    with clock.at(datetime(2026, 4, 1, 2, tzinfo=UTC)):
        assert instant(written, "here") == datetime.fromisoformat(meant).replace(tzinfo=UTC)


def test_a_step_takes_what_its_folder_has_in_common_and_says_the_rest_itself(tmp_path):
    (tmp_path / "patent").mkdir()
    (tmp_path / "patent" / "base.toml").write_text(
        '[submit]\nanswers = { title = "甲", kind = "1" }\nfiles = { certificate = ["证书.pdf"] }\n', "utf-8"
    )
    (tmp_path / "patent" / "one.toml").write_text(HEAD + STEP + 'answers = { title = "乙" }\n', "utf-8")
    (story,) = stories(tmp_path)
    assert story.steps[0].answers == {"title": "乙", "kind": "1"}
    assert story.steps[0].files == {"certificate": ["证书.pdf"]}
    assert story.slug == "patent-one"
