"""The chat page in a real browser, as wide as a phone: what is sent is shown, what is tapped arrives."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo.server import BotServer
from tests import chromium
from tests.demo.conftest import Api
from tests.demo.test_refusals import picture

pytestmark = chromium.needed


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, server: BotServer) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=chromium.PHONE)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    await page.goto(f"{server.url}/?as=Ann")
    await page.click("#start")
    await expect(page.locator(".out .words")).to_have_text("/start")
    yield page
    assert errors == []


def me(server: BotServer) -> int:
    (person,) = server.world.people
    return person


async def test_a_conversation(page: Page, server: BotServer, api: Api) -> None:
    row = [{"text": "− 2.5 kg", "callback_data": "minus"}, {"text": "Finish", "callback_data": "finish"}]
    text = "<b>Squat</b> <i>5 × 5</i> &lt;img src=x onerror=alert(1)&gt;"
    card = await api.result(
        "sendMessage",
        chat_id=me(server),
        text=text,
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [row]},
    )
    words = page.locator(".message:not(.out) .words")
    await expect(words).to_have_text("Squat 5 × 5 <img src=x onerror=alert(1)>")
    await expect(words.locator("b")).to_have_text("Squat")

    await page.get_by_role("button", name="Finish").click()
    await expect(page.locator(".waiting")).to_have_count(1)
    query = (await api.result("getUpdates", offset=-1))[0]["callback_query"]
    assert query["data"] == "finish"
    answer = {"callback_query_id": query["id"], "text": "Sure?", "show_alert": True}
    await api.result("answerCallbackQuery", **answer)
    await expect(page.locator("#alert-text")).to_have_text("Sure?")
    await expect(page.locator(".waiting")).to_have_count(0)
    await page.get_by_role("button", name="OK").click()

    place = {"chat_id": me(server), "message_id": card["message_id"]}
    await api.result("editMessageText", text="Done", **place)
    await expect(words).to_have_text("Done")
    await expect(page.locator(".buttons")).to_have_count(0)
    await api.result("deleteMessage", **place)
    await expect(words).to_have_count(0)


async def test_own_words_are_sent_edited_and_forwarded(page: Page, server: BotServer, api: Api) -> None:
    await page.fill("#text", "85x5")
    await page.keyboard.press("Enter")
    await page.locator(".message", has_text="85x5").click(button="right")
    await page.get_by_role("button", name="Edit").click()
    await page.fill("#text", "90x5")
    await page.keyboard.press("Enter")
    await expect(page.locator(".out .words").last).to_have_text("90x5")
    await page.locator(".message", has_text="90x5").click(button="right")
    await page.get_by_role("button", name="Forward").click()
    await expect(page.locator(".origin")).to_have_count(1)
    updates = await api.result("getUpdates")
    kinds = [next(kind for kind in update if kind != "update_id") for update in updates]
    assert kinds == ["message", "message", "edited_message", "message"]
    assert updates[-1]["message"]["forward_origin"]["type"] == "hidden_user"


async def test_commands_keyboards_pictures_and_files(page: Page, server: BotServer, api: Api) -> None:
    await api.result("setMyCommands", commands=[{"command": "week", "description": "Your week"}])
    await page.click("#menu")
    await page.get_by_role("button", name="/week").click()
    await expect(page.locator(".out .words").last).to_have_text("/week")
    await api.result("sendPhoto", chat_id=me(server), photo=picture(60, 40), caption="Week")
    await expect(page.locator("img[alt=Week]")).to_be_visible()
    await api.result("sendDocument", chat_id=me(server), document=b"a,b\n", caption="Yours")
    async with page.expect_download() as download:
        await page.click("a.file")
    assert (await download.value).suggested_filename == "document.bin"
    await api.result("sendMessage", chat_id=me(server), text="Sure?", reply_markup={"keyboard": [["Yes"]]})
    await page.get_by_role("button", name="Yes").click()
    await expect(page.locator(".out .words").last).to_have_text("Yes")
    await page.set_input_files("#file", {"name": "sets.csv", "mimeType": "text/csv", "buffer": b"1,2\n"})
    await expect(page.locator(".out .file b")).to_have_text("sets.csv")
    last = (await api.result("getUpdates", offset=-1))[0]["message"]
    assert last["document"]["file_name"] == "sets.csv"


async def test_the_clock_bar_moves_the_clock(page: Page, server: BotServer) -> None:
    await page.get_by_role("button", name="+1 day").click()
    await page.get_by_role("button", name="+1 min").click()
    await expect(page.locator("#now")).to_be_visible()
    shown = "document.getElementById('now').dateTime > new Date(Date.now() + 86_400_000).toISOString()"
    await page.wait_for_function(shown)
    assert server.clock.offset == 86_460


async def test_two_tabs_are_two_people(page: Page, server: BotServer) -> None:
    other = await page.context.new_page()
    await other.goto(server.url)
    await other.click("#start")
    await expect(other.locator(".out .words")).to_have_text("/start")
    assert len(server.world.people) == 2
    await other.reload()
    await expect(other.locator(".out .words")).to_have_text("/start")
    assert len(server.world.people) == 2
