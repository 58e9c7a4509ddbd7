"""The doorstep: what is decided before any conversation hears of it. Groups, people unheard of, forwarded texts, and
who has blocked the bot or let it in again. They come first.
"""

from __future__ import annotations

from telegram import ChatMember, Update
from telegram.constants import ChatType

from handlers.conversation import OnUpdate
from handlers.unit import Unit, current
from handlers.views.texts import label, say
from handlers.views.view import Button, View
from models import deliveries, people

IN_GROUP = "group"
FORWARDS_READ: set[str] = set()
"""Places where somebody else's words are welcome: they log nothing there either."""


async def outside(unit: Unit) -> None:
    """A group is told once where the bot works, and nothing done there has an effect. Nor has a tap of somebody who
    has no row: whoever deleted everything is not written down anew by a button.
    """
    chat = unit.update.effective_chat if unit.update else None
    if chat is None or chat.type == ChatType.PRIVATE:
        unit.toast(label("old-button"))
        return
    if _may_write(unit) and not await deliveries.has_spoken_in(chat.id):
        unit.keep(_private_only(unit), slot=IN_GROUP)


async def forwarded(unit: Unit) -> None:
    """Somebody else's words never log anything."""
    unit.aside(View(say("forwarded")))


async def membership(unit: Unit) -> None:
    """The person has blocked the bot, or let it in again."""
    changed = unit.update.my_chat_member if unit.update else None
    if changed is not None:
        reachable = changed.new_chat_member.status == ChatMember.MEMBER
        if reachable != unit.user.reachable:
            await people.change(unit.user, reachable=reachable)


def _may_write(unit: Unit) -> bool:
    """Whether this is a moment to speak in a group: somebody wrote, or the bot was let in."""
    update = unit.update
    if update is None or update.my_chat_member is None:
        return update is not None and update.message is not None
    return update.my_chat_member.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}


def _private_only(unit: Unit) -> View:
    assert unit.update is not None  # noqa: S101 - whoever calls has looked
    link = f"https://t.me/{unit.update.get_bot().username}"
    return View(say("in-group"), ((Button(label("in-group-open"), url=link),),))


def _is_outside(update: Update) -> bool:
    del update
    return not current.get().known


def _is_forwarded(update: Update) -> bool:
    message = update.message
    if message is None or message.forward_origin is None:
        return False
    return current.get().position.step not in FORWARDS_READ


FIRST = (
    OnUpdate(_is_outside, outside),
    OnUpdate(lambda update: update.my_chat_member is not None, membership),
    OnUpdate(_is_forwarded, forwarded),
)
