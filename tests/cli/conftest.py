"""Commands run in this process, over the test's database."""

import pytest

from grants import cli


@pytest.fixture
def inside(app, monkeypatch, capsys):
    """Runs a command in this process over the test's database; (exit status, what it said)."""
    monkeypatch.setattr("grants.cli.application.create_app", lambda: app)

    def call(*arguments: str) -> tuple[int, str]:
        status = cli.main(list(arguments))
        said = capsys.readouterr()
        return status, said.out + said.err

    return call
