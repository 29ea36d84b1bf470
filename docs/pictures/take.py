"""The pictures of the README: pages as somebody sees them, and papers as they print."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

from grants.rendering.machine import BROWSERS

HERE = Path(__file__).parent
PASSWORD = "zhutui-demo-only"  # noqa: S105 - of the demonstration data
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STUDIO = "万物医疗装备创新工作室"
WIDE, TALL = {"width": 1180, "height": 760}, {"width": 390, "height": 760}


def main(address: str) -> None:
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        front = opened(browser, address)
        shoot(front, "front")
        figures = opened(browser, f"{address}/statistics")
        figures.evaluate("scrollTo(0, document.querySelector('.chart').getBoundingClientRect().top - 236)")
        shoot(figures, "figures")
        officer = opened(browser, address, "officer@example.org")
        titled(officer, address)
        shoot(officer, "case")
        paper(officer, address)
        expert = opened(browser, address, "expert1@example.org", TALL)
        scored(expert)
        shoot(expert, "phone")
        browser.close()


def opened(browser: Browser, address: str, email: str = "", size=WIDE) -> Page:
    """A page in a browser of its own, signed in where an address is given."""
    page = browser.new_context(viewport=size, locale="zh-CN", device_scale_factor=1.5).new_page()
    page.goto(address)
    if email:
        page.goto(f"{address}/sign-in")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
    return page


def titled(page: Page, address: str) -> None:
    """Go to the studio of the demonstration that was named and is assessed every year."""
    page.goto(f"{address}/applications?text={STUDIO}")
    page.locator("main table a").first.click()


def scored(page: Page) -> None:
    """Turn to the sheet of the case that waits, and give the first points of it."""
    page.locator("main table a").first.click()
    page.get_by_role("link", name="提交评审表").first.click()
    page.get_by_role("link", name="评审表", exact=True).click()
    page.locator("label.band").nth(1).click()
    page.locator("[data-points]").first.fill("24")
    page.evaluate("document.activeElement.blur()")
    page.get_by_text("已保存").wait_for()
    page.evaluate("scrollTo(0, document.querySelector('.desk-tabs').offsetTop - 8)")


def shoot(page: Page, name: str) -> None:
    page.screenshot(path=HERE / f"{name}.png")


def paper(page: Page, address: str) -> None:
    """The naming certificate of the case shown, as it prints."""
    line = page.locator("li, tr, p").filter(has_text="命名证书").filter(has=page.locator("a")).last
    link = line.locator("a").first.get_attribute("href")
    content = page.request.get(f"{address}{link}").body()
    picture = pypdfium2.PdfDocument(BytesIO(content))[0].render(scale=1.6).to_pil()
    picture.save(HERE / "certificate.png", optimize=True)


main(sys.argv[1])
