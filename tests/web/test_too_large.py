"""What is larger than can be taken in is told with its sizes; what was typed beside the files is kept."""

import io

import pytest

pytestmark = pytest.mark.one_database
FILES = "multipart/form-data"
MANY = b"0" * 5000


@pytest.fixture
def small(app):
    app.config.update(MAX_CONTENT_LENGTH=4096)


def sent(content: bytes = MANY, **more) -> dict:
    return {"file:certificate": (io.BytesIO(content), "证书.pdf"), "title": "写了很久", "step": "save"} | more


def test_what_was_typed_is_kept_and_the_files_are_named(applicant, small):
    answer = applicant.client.post(applicant.path("submit"), data=sent())
    assert answer.status_code == 413
    for told in ("“证书.pdf”0.1 MB", "每个文件不超过 20 MB", 'value="写了很久"', 'value="again"', "我的账户"):
        assert told in answer.text
    again = applicant.client.post(applicant.path("submit"), data={"title": "写了很久", "step": "again"})
    assert 'value="写了很久"' in again.text


@pytest.mark.parametrize(
    ("path", "data", "headers", "told"),
    [
        ("submit", sent(b"0" * 40_000), {}, "请返回上一页，换成较小的文件"),
        ("submit", sent(), {"Origin": "https://elsewhere.example"}, "请返回上一页，换成较小的文件"),
        ("/verify", sent(), {}, "其中最大的文件：“证书.pdf”0.1 MB。"),
    ],
)
def test_elsewhere_it_says_what_to_do(applicant, small, path, data, headers, told):
    path = path if path.startswith("/") else applicant.path(path)
    answer = applicant.client.post(path, data=data, headers=headers)
    assert answer.status_code == 413
    assert told in answer.text
    assert 'value="again"' not in answer.text


def test_a_script_is_told_the_same(applicant, small):
    path = f"/applications/{applicant.number}/attachments"
    answer = applicant.client.post(path, data=sent(), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")
    assert "一次最多 0.1 MB" in answer.get_json()["message"]


def test_a_text_too_long_is_not_called_a_file(applicant):
    applicant.client.application.config["MAX_FORM_MEMORY_SIZE"] = 1024
    answer = applicant.client.post(applicant.path("submit"), data={"title": "长" * 1000}, content_type=FILES)
    assert answer.status_code == 413
    assert "填写的文字或行数太多，一次最多 0.1 MB" in answer.text
