"""`zhutui paper-keys`: made once, shown, published; production takes none that were made for trial."""

import pytest

from grants import cli, config_faults
from grants.proof import keys

pytestmark = pytest.mark.one_database


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("ZHUTUI_KEYS_FOLDER", str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_keys_are_made_once_and_their_fingerprints_said(folder, capsys):
    assert cli.main(["paper-keys", "make", "--name", "试验总工会"]) == 0
    first = (folder / keys.CODES).read_bytes()
    assert "CN=试验总工会" in capsys.readouterr().out
    assert (folder / keys.SIGNER).stat().st_mode & 0o077 == 0
    assert cli.main(["paper-keys", "make", "--name", "别的"]) == 0
    assert "未作改动" in capsys.readouterr().out
    assert (folder / keys.CODES).read_bytes() == first


def test_a_further_certificate_is_published_beside_the_first(folder, tmp_path, capsys):
    assert cli.main(["paper-keys", "show"]) == 1
    keys.make(folder, "试验总工会")
    keys.make(tmp_path / "other", "签发机构")
    further = tmp_path / "other" / keys.SIGNER  # its private key stays where it is
    assert [cli.main(["paper-keys", "publish", str(further)]) for _ in range(2)] == [0, 0]
    told = capsys.readouterr().out
    assert "已公布。" in told
    assert "没有尚未公布的" in told
    published = keys.of_folder(folder)
    assert len(published.certificates) == 2
    assert b"PRIVATE" not in (folder / keys.PUBLISHED).read_bytes()


def test_production_refuses_keys_made_for_trial(folder):
    keys.make(folder, "开发测试", development=True)
    assert "生产环境拒绝使用" in "".join(config_faults.key_faults(folder))


def test_production_accepts_its_own(folder):
    keys.make(folder, "试验总工会")
    assert config_faults.key_faults(folder) == []
