"""axe at work in a browser that is served from what was fetched before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from threading import Thread

import axe_playwright_python
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from grants.web.assets import content
from tests.browser.seats import NARROW, WIDE
from tests.web.speech import Texts

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_bytes()
CONTRAST, LINKS = ((Path(__file__).parent / name).read_text() for name in ("contrast.js", "links.js"))
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
JUDGE = """async ([only, rules, preload]) => {
  const told = await axe.run(document, {runOnly: only, rules, resultTypes: ['violations'], preload, iframes: false});
  return told.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}"""
TOO_WIDE = """() => {
  const [there, here] = [document.scrollingElement.scrollWidth, innerWidth];
  return there > here ? [`too wide for a phone: ${there}`] : [];
}"""
COLOURS = ["color-contrast", "link-in-text-block"]  # too slow for every page: nine tenths of all it does
SHEET = ["css-orientation-lock"]  # of the style sheet, the same for every page
SAYING = ("class", "type", "role", "scope", "disabled", "aria-invalid", "aria-current", "aria-disabled")
Part = tuple[str, str]


@dataclass(frozen=True)
class Shown:
    """A page as it was answered, and how large the screen is before which axe looks at it."""

    address: str
    body: bytes
    headers: dict[str, str]
    narrow: bool = False


class Parts(Texts):
    """Every element of a page by its kind and attire, within the kind of what holds it; and its texts on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = [""]
        self.parts: set[Part] = set()

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        super().start(tag, given)
        attire = (f"{name}={value}" for name, value in sorted(given.items()) if name in SAYING)
        part = " ".join([tag, *attire])
        self.parts.add((self.within[-1], part))
        self.within.append(tag)

    def end(self, tag: str) -> None:
        super().end(tag)
        self.within.pop()


@dataclass
class Gallery:
    """A server on loopback that shows the page that hangs there now, dressed as in life; files are kept by browsers."""

    page: Shown | None = None
    sheet: str = ""  # what is to be added to the style sheet
    address: str = field(init=False)

    def __enter__(self) -> "Gallery":
        self.server = make_server("127.0.0.1", 0, Request.application(self.answer), threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request: Request) -> Response:
        _root, _, name = request.path.partition("/static/")
        if self.page and not name and request.headers.get("Sec-Fetch-Dest") == "document":
            return Response(self.page.body, headers=self.page.headers)
        if not name:
            return Response("", 404)
        name = name.partition("/")[2] if name.startswith("v-") else name
        body = AXE if name == "axe.js" else content(name)
        mimetype = guess_type(name)[0]
        if name == "house.css":
            return Response(body + self.sheet.encode(), mimetype=mimetype)
        return Response(body, mimetype=mimetype, headers={"Cache-Control": "max-age=3600"})


class Judge:
    """A window that shows pages as they were answered, and says what is wrong with them."""

    def __init__(self, page, gallery: Gallery) -> None:
        self.page, self.gallery = page, gallery

    def faults(self, shown: Shown) -> list[str]:
        """What axe says of this page, texts too faint to read in light or in dark, links told from the text around
        them by their colour alone, and a width no phone has."""
        self.gallery.page = shown
        self.page.set_viewport_size(NARROW if shown.narrow else WIDE)
        self.page.goto(self.gallery.address + shown.address, wait_until="domcontentloaded")
        self.page.add_script_tag(url="/static/axe.js")
        found = self.asked(
            {"type": "tag", "values": LEVELS}, {rule: {"enabled": False} for rule in [*COLOURS, *SHEET]}
        )
        found += self.page.evaluate(LINKS)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}, too faint: {told}" for told in self.page.evaluate(CONTRAST)]
        self.page.set_viewport_size(NARROW)
        found += self.page.evaluate(TOO_WIDE)
        return [f"{shown.address} {fault}" for fault in sorted(set(found))]

    def colours(self) -> list[str]:
        """What axe itself says of the colours of the page shown, too slow for every page; and of its sheet."""
        found = self.asked({"type": "rule", "values": SHEET}, {}, preload=True)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            found += self.asked({"type": "rule", "values": COLOURS}, {})
        return found

    def asked(self, only: dict, rules: dict, preload: bool = False) -> list[str]:
        return list(self.page.evaluate(JUDGE, [only, rules, preload]))
