"""The scanner for malicious files: ClamAV over its socket, where one is configured.

The protocol is clamd's INSTREAM: chunks, each after its length in four bytes, a length of nothing at the end.
Where a scanner is configured and does not answer, files are refused: unscanned is not the same as clean.
"""

import socket
from contextlib import closing
from typing import IO

from flask import current_app
from flask_babel import gettext

from grants.errors import Problem

SECONDS = 60
CHUNK = 64 * 1024


class Infected(Problem):
    """The scanner found something; the file is not kept."""

    status = 422
    code = "infected"


class Unscanned(Problem):
    """The scanner does not answer; nothing is taken in until it does."""

    status = 503
    code = "unscanned"


def scan(stream: IO[bytes], filename: str) -> str:
    """ "clean", or "unscanned" where no scanner is configured. Raises Infected or Unscanned."""
    address = current_app.config["CLAMAV_SOCKET"]
    if not address:
        return "unscanned"
    try:
        verdict = asked(address, stream)
    except OSError as silent:
        current_app.logger.error("The scanner at %s does not answer: %s", address, silent)
        verdict = ""
    if verdict.endswith(" FOUND"):
        current_app.logger.warning("The scanner refused a file: %s", verdict)
        raise Infected(
            gettext("文件“%(name)s”未通过安全检查，未被接收。请用杀毒软件检查后重新上传。", name=filename)
        )
    if not verdict.endswith(" OK"):
        raise Unscanned(
            gettext(
                "安全检查暂时不可用，文件“%(name)s”未被接收。请稍后再上传，已填内容不受影响。", name=filename
            )
        )
    return "clean"


def asked(address: str, stream: IO[bytes]) -> str:
    """What the scanner says of these bytes: "stream: OK", "stream: <name> FOUND", or an error of its own."""
    with closing(connected(address)) as server:
        server.sendall(b"zINSTREAM\0")
        while chunk := stream.read(CHUNK):
            server.sendall(len(chunk).to_bytes(4, "big") + chunk)
        server.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and (part := server.recv(4096)):
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def connected(address: str) -> socket.socket:
    """A path of a Unix socket, or host:port."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit() and "/" not in address:
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    server = socket.socket(socket.AF_UNIX)
    server.settimeout(SECONDS)
    try:
        server.connect(address)
    except OSError:
        server.close()
        raise
    return server
