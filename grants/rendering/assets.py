"""The only things a paper may fetch: the registered drawings and the QR of its own verification page."""

import io
from urllib.parse import urlsplit

import segno
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from grants.rendering.templates import FOLDER

SCHEME = "asset:"
QR = "qr"
QR_MASK = 2  # a fixed mask: choosing one costs five times as much, and every reader takes any
DRAWINGS = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.svg"))}


class Assets(URLFetcher):
    """Serves `asset:<name>` from memory; any other address ends the rendering."""

    def __init__(self, held: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=["asset"], allow_redirects=False, fail_on_errors=True)
        self.held = held

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self.held:
            raise FatalURLFetchingError(url)
        kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
        return URLFetcherResponse(url, self.held[name], {"Content-Type": kind})


def qr(address: str) -> bytes:
    """A QR of this address as PNG, error correction M.

    Our own address goes in capitals, which take two thirds of the room; the site takes them as well.
    """
    if urlsplit(address).path.startswith("/verify/"):
        address = address.upper()
    out = io.BytesIO()
    segno.make_qr(address, error="m", mask=QR_MASK, boost_error=False).save(
        out, kind="png", scale=8, border=2
    )
    return out.getvalue()
