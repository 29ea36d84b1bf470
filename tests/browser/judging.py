"""axe at work in a browser that is served from what was fetched before."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

from grants.web.assets import FOLDER

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
HOST = "http://zhutui.test"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
JUDGE = """async ([only, rules]) => {
  const told = await axe.run(document, {runOnly: only, rules, resultTypes: ['violations']});
  return told.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}"""
SAYING = ("class", "type", "role", "scope", "disabled", "aria-invalid", "aria-current", "aria-disabled")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)

Part = tuple[str, str]


class Parts(HTMLParser):
    """Every element of a page by its kind and attire, within the one that holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = [""]
        self.found: set[Part] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        part = " ".join([tag, *(f"{name}={value}" for name, value in sorted(attrs) if name in SAYING)])
        self.found.add((self.within[-1], part))
        if tag not in VOID:
            self.within.append(part)

    def handle_endtag(self, tag: str) -> None:
        while len(self.within) > 1 and self.within.pop().split()[0] != tag:
            pass


def parts(text: str) -> set[Part]:
    parser = Parts()
    parser.feed(text)
    return parser.found


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """The house's own files by the end of their address."""
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    return {
        path.name: (kinds[path.suffix], path.read_bytes())
        for path in FOLDER.rglob("*.*")
        if path.suffix in kinds
    }


class Judge:
    """A window that shows pages as they were answered, and says what is wrong with them."""

    def __init__(self, page, sheet: bytes) -> None:
        self.page, self.answer, self.sheet = page, None, sheet
        page.route("**/*", self.serve)

    def serve(self, route) -> None:
        path = urlsplit(route.request.url).path
        kind, body = files().get(path.rpartition("/")[2], ("", b""))
        if route.request.is_navigation_request() and route.request.frame == self.page.main_frame:
            route.fulfill(body=self.answer.data, headers=dict(self.answer.headers))
        elif path.endswith("house.css"):
            route.fulfill(body=self.sheet, content_type="text/css")
        else:
            route.fulfill(status=200 if body else 404, body=body, content_type=kind or "text/plain")

    def faults(self, answer, address: str) -> list[str]:
        """What axe says of this page, and texts too faint to read in light or in dark."""
        self.answer = answer
        self.page.goto(HOST + address, wait_until="load")
        self.page.evaluate(AXE)
        found = self.asked({"type": "tag", "values": LEVELS}, {"color-contrast": {"enabled": False}})
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}, too faint: {told}" for told in self.page.evaluate(CONTRAST)]
        return [f"{address} {fault}" for fault in sorted(set(found))]

    def contrasts(self) -> list[str]:
        """What axe itself says of the contrasts of the page shown: exact, and too slow for every page."""
        found = []
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            found += self.asked({"type": "rule", "values": ["color-contrast"]}, {})
        return found

    def asked(self, only: dict, rules: dict) -> list[str]:
        return list(self.page.evaluate(JUDGE, [only, rules]))
