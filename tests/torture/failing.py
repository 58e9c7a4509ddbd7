"""A message whose handling always fails: after three tries it is set aside, the person is told once, the chat goes on,
and the owner's log has one line that says why and nothing of what was written.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.deliveries import Inbox, InboxState
from tests.torture.figures import Figure, known, none
from tests.torture.house import House
from tests.torture.orders import Orders
from tests.torture.room import KINDS, Room

NAME = "failing"
SECRET = "6174"
PEOPLE = 5


async def failing(house: House, weakened: Sequence[str] = ("plates_fail",), people: int = PEOPLE) -> list[str]:
    """Some people write what cannot be handled, and something else before and after it. What is wrong then."""
    await house.start(Orders(weakened=tuple(weakened)))
    wrong = []
    for number in range(people):
        ann = house.person(f"Ann {number}")
        await ann.starts()
        await ann.says(f"/plates {SECRET}")
        await ann.says("/help")
        await house.settled()
        apologies = [each for each in ann.bot_messages if "went wrong" in each or "could not" in each]
        if len(apologies) != 1:
            wrong.append(f"{ann.first_name} was told {len(apologies)} times")
        if not any("/workout" in each for each in ann.bot_messages):
            wrong.append(f"{ann.first_name} cannot go on")
    aside = await Inbox.filter(state=InboxState.ASIDE).count()
    if aside != people:
        wrong.append(f"{aside} of {people} set aside")
    lines = [line for line in house.log().splitlines() if " ERROR " in line]
    if len(lines) != people or not all("ZeroDivisionError at weakened.py" in line for line in lines):
        wrong.append(f"{len(lines)} lines in the log, {lines[:1]}")
    if SECRET in house.log():
        wrong.append("what was written is in the log")
    return wrong


async def torture(room: Room) -> list[Figure]:
    figures = []
    for kind in KINDS:
        async with room.house(kind) as house:
            wrong = await failing(house)
        figures += [known(f"messages that cannot be handled, on {kind}", PEOPLE), none("not as they should be", wrong)]
    return figures
