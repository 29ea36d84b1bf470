"""How soon pages show on a phone with a slow line: `python -m benchmarks.pages http://127.0.0.1:8000`.

The server is one with the demonstration data (`zhutui demo`). Every page is visited as for the first time, over a line
with 150 ms to every answer and 1.6 Mbit/s, by a machine made four times slower; the best of three, since what else
runs on the machine can only add. Ends with 1 when a page takes longer than it may.
"""

import sys
from operator import attrgetter

from playwright.sync_api import Page, sync_playwright

from tests.browser.line import FIRST_PAINT, PHONE, Line, Visit

BROWSER, ARGUMENTS = "/usr/bin/chromium", ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "zhutui-demo-only"  # noqa: S105 - of the demonstration data
PAGES = {
    "": ("/", "/titles", "/statistics"),
    "applicant@example.org": ("/", "{draft}/submit", "{draft}/submit?section=all"),
    "officer@example.org": ("/applications", "{case}", "{case}/remind"),
}
FOUND = {"{draft}": "/applications?state=draft", "{case}": "/applications?state=running"}
TRIES = 3


def main(address: str) -> int:
    late = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        say(f"{'page':60} {'KiB':>6} {'alone':>6} {'shows':>8} {'moved':>6}")
        for email, paths in PAGES.items():
            page = browser.new_context(base_url=address, viewport=PHONE).new_page()
            if email:
                sign_in(page, email)
            found = [resolved(page, path) for path in paths]
            line = Line(page, slow=True)
            for path in found:
                seen = min((line.visit(path) for _ in range(TRIES)), key=attrgetter("painted"))
                say(told(path, seen))
                late += seen.painted > FIRST_PAINT
        browser.close()
    return 1 if late else 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")


def resolved(page: Page, path: str) -> str:
    """With the first case of a list in place of its name."""
    for place, listing in FOUND.items():
        if place in path:
            page.goto(listing)
            path = path.replace(place, page.locator("main tbody th a").first.get_attribute("href") or "")
    return path


def told(path: str, seen: Visit) -> str:
    weights = f"{seen.weight / 1024:6.1f} {seen.alone / 1024:6.1f}"
    return f"{path:60} {weights} {seen.painted:5.0f} ms {seen.moved:6.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
