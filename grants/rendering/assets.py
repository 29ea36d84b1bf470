"""The only things a paper may fetch: the registered drawings."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from grants.rendering.templates import FOLDER

SCHEME = "asset:"
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
        return URLFetcherResponse(url, self.held[name], {"Content-Type": "image/svg+xml"})
