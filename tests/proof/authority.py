"""A time-stamping authority (RFC 3161) on this machine: OpenSSL's own, behind a server of one page."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from threading import Thread

NAME = "试验时间戳机构"
OPENSSL = which("openssl") or ""
MISSING = not OPENSSL
SETTINGS = """
[req]
distinguished_name = whom
x509_extensions = stamping
[whom]
[stamping]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def openssl(*arguments: str) -> None:
    subprocess.run([OPENSSL, *arguments], check=True, capture_output=True)


def keys(folder: Path) -> Path:
    """The authority's settings, with its key and certificate beside them."""
    settings = folder / "tsa.cnf"
    settings.write_text(SETTINGS.format(folder=folder), "utf-8")
    (folder / "serial").write_text("01\n")
    made = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", f"{folder}/tsa.key")
    whom = ("-utf8", "-subj", f"/CN={NAME}", "-days", "2", "-out", f"{folder}/tsa.pem")
    openssl("req", "-x509", "-noenc", "-config", str(settings), *made, *whom)
    return settings


@contextmanager
def serving(folder: Path, works: bool = True) -> Iterator[str]:
    """The address of an authority; one that does not work answers every request with a fault."""
    settings = keys(folder)

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "asked").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            if works:
                files = ("-queryfile", f"{folder}/asked", "-out", f"{folder}/answer")
                openssl("ts", "-reply", "-config", str(settings), *files)
            self.send_response(200 if works else 500)
            self.send_header("Content-Type", "application/timestamp-reply" if works else "text/plain")
            self.end_headers()
            self.wfile.write((folder / "answer").read_bytes() if works else b"")

        def log_message(self, *_given: object) -> None:
            """The tests are quiet."""

    server = HTTPServer(("127.0.0.1", 0), Stamps)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
