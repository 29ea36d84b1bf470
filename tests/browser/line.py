"""What comes over the line for a page, and how it shows: its weight, its first paint, whether anything moves."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
SLOW = {  # as a phone has where the reception is poor
    "offline": False,
    "latency": 150,  # milliseconds, of every request
    "downloadThroughput": 1_600_000 / 8,  # bytes a second
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4  # times, than the machine that measures
FIRST_VISIT, NEXT_PAGE = 150 * 1024, 30 * 1024  # bytes on the line, pictures and fonts aside
FIRST_PAINT = 1000  # milliseconds, over the slow line to the slow phone
SHEETS = 1  # what a page waits for before it shows: its one style sheet
ASIDE = ("image", "font", "media")
SEEN = """() => new Promise((told) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((shift) => { moved += shift.value; }))
    .observe({ type: "layout-shift", buffered: true });
  const waited = performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking");
  new PerformanceObserver((list) => setTimeout(() => told([list.getEntries()[0].startTime, moved, waited.length]), 20))
    .observe({ type: "paint", buffered: true });
})"""


@dataclass(frozen=True)
class Visit:
    """What one visit took: bytes in all and of the page alone, milliseconds, layout shift, what it waited for."""

    weight: float
    alone: float
    painted: float
    moved: float
    waited: int


@dataclass
class Line:
    """The line to a page; `slow` makes it and the machine those of a phone."""

    page: Page
    slow: bool = False
    kinds: dict[str, str] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.on("Network.responseReceived", self.answered)
        self.session.on("Network.loadingFinished", self.loaded)
        self.session.send("Network.enable")
        if self.slow:
            self.session.send("Network.emulateNetworkConditions", SLOW)
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def answered(self, told: dict[str, Any]) -> None:
        self.kinds[told["requestId"]] = told["type"].lower()

    def loaded(self, told: dict[str, Any]) -> None:
        kind = self.kinds.get(told["requestId"], "")
        self.came[kind] = self.came.get(kind, 0) + told["encodedDataLength"]

    def visit(self, path: str) -> Visit:
        """The page as on a first visit."""
        self.session.send("Network.clearBrowserCache")
        self.came.clear()
        self.page.goto(path, wait_until="load")
        painted, moved, waited = self.page.evaluate(SEEN)
        weight = sum(size for kind, size in self.came.items() if kind not in ASIDE)
        return Visit(weight, self.came["document"], painted, moved, waited)
