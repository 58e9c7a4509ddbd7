"""Every handler × owner, somebody else in the middle of a workout, somebody unheard of, and both in a group; and every
button with every id of the owner's. Nobody but she changes anything of hers, or sees anything of it.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID

import pytest

from bot import logs
from bot.demo import acts
from bot.demo.chats import Chat
from handlers.conversation import Conversation, Step
from handlers.views import taps
from models import planning
from models.deliveries import Inbox, InboxState, Position
from models.people import User
from models.sessions import UserWorkoutSession
from tests.athletes import FIVE_BY_FIVE, FIVE_WEIGHTS, training
from tests.conftest import World
from tests.people import Person
from tests.security import odd
from tests.security.life import lives
from tests.security.others import forged, plain, quiet, send, variants
from tests.security.owner import MARK, Owner
from tests.security.recording import Recording, Sample, recording
from tests.security.registration import Handler, registered
from tests.security.traces import Traces, changed, everything, ids_of, own_rows, traces
from tests.training import user_of

T = TypeVar("T")
MOST_SAMPLES = 2  # of a handler
MOST_VARIANTS = 4  # of a sample
AT_ONCE = 10  # people who do what Ann did
NEWCOMERS_FROM = 500_001


class Matrix:
    """Ann and what is hers; others, who train too, and have her ids; a group they are all in."""

    def __init__(self, world: World, seen: Recording, ann: Owner) -> None:
        self.world, self.seen, self.ann = world, seen, ann
        self.sent: Counter[str] = Counter()
        self._newcomers = NEWCOMERS_FROM

    async def begin(self) -> None:
        self.user = await user_of(self.ann.person)
        self.others: list[tuple[Person, UUID]] = []
        for number in range(AT_ONCE):
            other = await training(self.world, FIVE_BY_FIVE, name=f"Mallory {number}", weights=FIVE_WEIGHTS)
            self.others.append((other, (await user_of(other)).id))
        self.mallory = self.others[0][0]
        members = [self.ann.person.id, *(each.id for each, _ in self.others)]
        self.group = acts.gather(self.world.server.world, "The gym", members, group_id=-1_009)
        await self.world.settle()
        self.ids = await ids_of(self.user.id)
        self.before = await self.traces()

    async def traces(self) -> Traces:
        return await traces(self.ann.person, self.user.id)

    def cells(self) -> list[Sample]:
        """A few different updates for every handler there is."""
        found: dict[Handler, dict[str, Sample]] = defaultdict(dict)
        for sample in self.seen.samples:
            found[sample.handler].setdefault(plain(sample), sample)
        return [each for samples in found.values() for each in list(samples.values())[-MOST_SAMPLES:]]

    async def try_all(self, samples: Sequence[Sample]) -> None:
        """Send these as everybody who is not their owner, or not where she is alone with the bot."""
        every = [each for sample in samples for each in islice(variants(sample, self.ids), MOST_VARIANTS)]
        while every:
            those, every = every[:AT_ONCE], every[AT_ONCE:]
            for (other, user_id), each in zip(self.others, those, strict=False):
                await Position.filter(user_id=user_id).update(step=each.place, data=quiet(each.about), buried=False)
                self._send("somebody else", each, other, other.chat)
            if not every:
                for sample in {each.handler: each for each in samples}.values():
                    newcomer = self.newcomer()
                    self._send("somebody new", sample, newcomer, newcomer.chat)
                    self._send("somebody else in a group", sample, self.mallory, self.group)
                    self._send("the owner in a group", sample, self.ann.person, self.group)
            await self.world.settle()
        await self.unchanged(" or ".join(dict.fromkeys(str(each.handler) for each in samples)))

    async def forge(self, codes: Sequence[str]) -> None:
        """Send these buttons with the ids of every table in every place for an id."""
        for code in codes:
            tap = taps.known()[code]
            own = [data for data in self.ann.said if data.partition(".")[0] == code][-MOST_SAMPLES:]
            those = dict.fromkeys([*own, *forged(tap, own[-1:], self.ids)])
            for number, data in enumerate(those):
                body = {"message": {"message_id": 1, "date": 1}, "chat_instance": "1", "data": data}
                other, _ = self.others[number % AT_ONCE]
                send(self.world, "callback_query", body, other, other.chat)
                self.sent["a forged button"] += 1
        await self.world.settle()
        await self.unchanged(" or ".join(codes))

    def _send(self, role: str, sample: Sample, who: Person, where: Chat) -> None:
        send(self.world, sample.kind, sample.body, who, where)
        self.sent[role] += 1

    def newcomer(self) -> Person:
        """Somebody who has never written to the bot."""
        self._newcomers += 1
        return self.world.person(f"Nobody {self._newcomers}", number=self._newcomers)

    async def home(self) -> None:
        """Nobody but Ann is asked anything."""
        others = [user_id for _, user_id in self.others]
        await Position.filter(user_id__in=others).update(step=Step.HOME.value, data={}, buried=False)

    async def unchanged(self, by: str) -> None:
        assert changed(self.before, await self.traces()) == [], by


async def test_nobody_else_has_an_effect(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Each handler is called for the owner, and whatever called it is sent by everybody else: no row of hers changes,
    she sees nothing of it, and nobody sees a word of hers. A handler that nothing came to is forgotten here: a line in
    life.py is missing. Nothing of it all is in the log, at DEBUG.
    """
    for name in logs.OURS:
        caplog.set_level(logging.DEBUG, name)
    with recording() as seen:
        ann = await lives(world, seen)
        assert seen.missing(ann.person.id) == [], "tests/security/life.py does nothing for these"
        conversation = world.bot.application.handlers[0][0]
        assert isinstance(conversation, Conversation)
        assert registered(conversation) == len(seen.registration.handlers)
    matrix = Matrix(world, seen, ann)
    await matrix.begin()
    for samples in batched(matrix.cells(), AT_ONCE):
        await matrix.try_all(samples)
    await matrix.home()
    for codes in batched(list(taps.known()), AT_ONCE):
        await matrix.forge(codes)
    await _be_odd(matrix)
    assert not await Inbox.filter(state=InboxState.ASIDE).count(), "what cannot be read tries nothing"
    await _nothing_is_known(matrix)
    await _a_hole_is_found(matrix)
    await _she_can_leave(matrix)
    secret = world.server.token.partition(":")[2]
    assert [each for each in caplog.messages if MARK.lower() in each.lower() or secret in each] == []
    print(f"{len(seen.registration.handlers)} handlers, {matrix.sent} updates of others")


def batched(every: Sequence[T], size: int) -> list[Sequence[T]]:
    return [every[start : start + size] for start in range(0, len(every), size)]


async def _be_odd(matrix: Matrix) -> None:
    """What Telegram hardly sends, or never: other kinds of updates, chats and senders that do not belong together."""
    for what in odd.updates(matrix.world, matrix.ann.person, matrix.mallory, matrix.group):
        await matrix.world.settle()
        matrix.sent["something odd"] += 1
        await matrix.unchanged(what)


async def _nothing_is_known(matrix: Matrix) -> None:
    """No row of anybody else's knows an id of hers or a word, and nobody has been told one."""
    await matrix.home()
    own = await own_rows(matrix.user)
    hers = [str(row["id"]) for rows in matrix.ids.values() for row in rows]
    secrets = re.compile("|".join([MARK, *hers, *(taps._write(UUID(each)) for each in hers)]))
    for model, rows in (await everything()).items():
        others = [str(row) for row in rows if row[model._meta.pk_attr] not in own.get(model, ())]
        assert [each for each in others if secrets.search(each)] == [], model
    for chat in matrix.world.server.world.chats.values():
        if chat.id != matrix.ann.person.id and MARK not in str(chat.info):
            said = [json.dumps(each.body) for each in chat.messages.values() if each.from_bot] + chat.toasts
            assert [each for each in said if secrets.search(each)] == []
            assert all(press.answer is not None for press in chat.presses), "a tap is always answered"


async def _a_hole_is_found(matrix: Matrix) -> None:
    """A control: where one look-up forgets to ask whose row it is, this test fails."""

    async def of_anybody(user: User, session_id: UUID) -> UserWorkoutSession | None:
        del user
        found = UserWorkoutSession.filter(id=session_id, is_active=True)
        return await found.select_related("workout", "enrollment__program").first()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "owned", of_anybody)
        with pytest.raises(AssertionError, match=r"user_workout_session"):
            await matrix.forge([taps.SKIP.code])


async def _she_can_leave(matrix: Matrix) -> None:
    """Nobody holds on to a row of hers: she can delete everything, and nothing is left."""
    await matrix.ann.say("/delete_me")
    await matrix.ann.person.taps("Delete everything")
    await matrix.world.settle()
    assert await own_rows(matrix.user) == {}
