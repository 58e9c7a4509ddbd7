"""The whole way in a real browser, on a phone's screen: the demo as `python -m bot demo` starts it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests import chromium

WAITS = 20_000  # ms

pytestmark = chromium.needed


class Phone:
    """An athlete's phone: they tap, type, and look. Pictures go where SPOTTER_SCREENSHOTS says."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.pictures = pictures

    async def says(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.click("#send")

    async def taps(self, label: str | re.Pattern[str], *, exact: bool = True) -> None:
        await self.button(label, exact=exact).last.click()

    def button(self, label: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        return self.page.locator("#messages").get_by_role("button", name=label, exact=exact)

    async def sees(self, text: str | re.Pattern[str]) -> None:
        await expect(self.page.locator(".message:not(.out)", has_text=text).last).to_be_visible()

    async def picture(self, name: str) -> None:
        await self.page.screenshot(path=self.pictures / f"{name}.png", animations="disabled")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address that the demo prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--database", f"sqlite://{tmp_path}/demo.db"),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "SPOTTER_SEND__PER_CHAT": "0", "SPOTTER_SEND__PER_SECOND": "0"},
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    yield line.split()[2]
    process.terminate()
    assert await process.wait() == 0


@pytest.fixture
async def phone(demo: str, tmp_path: Path) -> AsyncIterator[Phone]:
    """A phone with the chat open."""
    pictures = Path(os.environ.get("SPOTTER_SCREENSHOTS", tmp_path))
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        page = await browser.new_page(viewport=chromium.PHONE, device_scale_factor=2, reduced_motion="reduce")
        page.set_default_timeout(WAITS)
        expect.set_options(timeout=WAITS)
        await page.goto(f"{demo}?as=Ann")
        yield Phone(page, pictures)
        await browser.close()


async def test_from_start_to_the_week(phone: Phone) -> None:
    """Enrolled, reminded, trained set by set, measured, and shown the week: all by thumb."""
    await phone.page.click("#start")
    await phone.sees("What time is it for you now?")
    await phone.says("Accra")
    await phone.taps("kg")
    await phone.taps("Strength")
    await phone.taps("3")
    await phone.picture("program")
    await phone.taps("Take it")
    await phone.taps("Mon Wed Fri")
    await phone.taps("18:00")
    await phone.taps("Light weights")
    await phone.sees("You train")
    await phone.picture("enrolled")

    while not await phone.button("Start").count():
        await phone.page.click("#next-due")
        await phone.sees(re.compile("in 30 min|week", re.IGNORECASE))
    await phone.picture("reminder")
    await phone.taps("Start")
    for number in range(1, 6):
        await phone.sees(f"Set {number} · 20 kg × 5")
        await phone.taps(re.compile("^✓ "))
    await phone.sees("Bench Press")
    await phone.taps(re.compile("^✓ "))
    await phone.says("22.5x4")
    await phone.sees("22.5 kg × 4")
    await phone.picture("chat")
    for _ in range(3):
        await _next_set(phone)
    await phone.sees("Bent Over Row")
    for _ in range(5):
        await _next_set(phone)
    await phone.taps(re.compile("Finish"))
    await phone.sees("How hard was it")
    await phone.taps("7")
    await phone.sees("How sore are you")
    await phone.taps("3")
    await phone.sees("A note on this workout?")
    await phone.taps("Skip")
    await phone.sees(re.compile("Next"))
    await phone.picture("summary")

    await phone.says("/measure 82,4")
    await phone.sees("82.4 kg")
    await phone.says("/week")
    await phone.sees(re.compile(r"1 of \d|1/\d"))
    await phone.picture("week")


async def _next_set(phone: Phone) -> None:
    """Tap the big button and wait until the card has moved on."""
    card = phone.page.locator(".message:not(.out)").last
    before = await card.inner_text()
    await phone.taps(re.compile("^✓ "))
    await expect(card).not_to_have_text(before, use_inner_text=True)
