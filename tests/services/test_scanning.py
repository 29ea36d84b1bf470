"""Where a scanner is configured, nothing is taken in that it has not found clean."""

import io
import socket
import tempfile
import threading
from pathlib import Path

import pytest

from grants.services import scanning

pytestmark = pytest.mark.one_database


@pytest.fixture
def scanner(app):
    """A scanner on a socket of its own that speaks clamd's protocol and knows one signature."""
    seen = []
    with tempfile.TemporaryDirectory(prefix="zhutui-") as folder, socket.socket(socket.AF_UNIX) as server:
        path = str(Path(folder) / "clamd")
        server.bind(path)
        server.listen()
        thread = threading.Thread(target=serve, args=(server, seen))
        thread.start()
        app.config["CLAMAV_SOCKET"] = path
        yield seen
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


def serve(server: socket.socket, seen: list[bytes]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as given:
            seen.append(streamed(given))
            connection.sendall(verdict(seen[-1]))


def streamed(given) -> bytes:
    """The bytes between INSTREAM and the empty chunk."""
    assert given.read(10) == b"zINSTREAM\0"
    parts = []
    while size := int.from_bytes(given.read(4), "big"):
        parts.append(given.read(size))
    return b"".join(parts)


def verdict(data: bytes) -> bytes:
    if b"broken" in data:
        return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Test.Signature FOUND\0" if b"virus" in data else b"stream: OK\0"


def test_a_clean_file_is_clean_and_was_seen_whole(scanner):
    data = b"%PDF" + bytes(200_000)
    assert scanning.scan(io.BytesIO(data), "证明.pdf") == "clean"
    assert scanner == [data]


def test_an_infected_file_is_refused_without_naming_what_was_found(scanner):
    with pytest.raises(scanning.Infected, match="未通过安全检查") as refusal:
        scanning.scan(io.BytesIO(b"virus"), "证明.pdf")
    assert "Test.Signature" not in str(refusal.value)


def test_a_scanner_that_cannot_judge_lets_nothing_in(scanner):
    with pytest.raises(scanning.Unscanned, match="稍后再上传"):
        scanning.scan(io.BytesIO(b"broken"), "证明.pdf")


@pytest.mark.parametrize("address", ["/nowhere/clamd.socket", "127.0.0.1:1"])
def test_a_scanner_that_does_not_answer_lets_nothing_in(app, address):
    app.config["CLAMAV_SOCKET"] = address
    with pytest.raises(scanning.Unscanned):
        scanning.scan(io.BytesIO(b"%PDF"), "证明.pdf")


def test_without_a_scanner_files_are_marked_as_unscanned(app):
    assert scanning.scan(io.BytesIO(b"%PDF"), "证明.pdf") == "unscanned"
