"""Debian's Chromium, headless, and quiet: it asks nobody for anything."""

from __future__ import annotations

import shutil

import pytest
from playwright.async_api import Browser, Playwright, ViewportSize

CHROMIUM = shutil.which("chromium")
PHONE = ViewportSize(width=390, height=844)
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

needed = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")


async def launch(playwright: Playwright) -> Browser:
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
