"""History against database and chats: what is lost, doubled, out of order, unexpected."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from uuid import UUID

from tortoise.queryset import QuerySet

from bot.demo.chats import Message
from handlers.views import taps
from models import deliveries
from models.deliveries import Inbox, InboxState, Outbox
from models.measurements import UserMeasurement
from models.performances import ExerciseSet, UserExercisePerformance
from models.sessions import SessionStatus, UserWorkoutSession
from tests.delivery.waiting import eventually_async
from tests.torture.athlete import SUMMARY, Athlete
from tests.torture.history import Book, Done, Workout

WEIGHT = re.compile(r"(?<![\d.,])(1\d\d) kg")  # not of a volume like 3,104 kg
SENT_WITHIN = 10.0  # s
WAIST = re.compile(r"Waist ([\d.]+) cm ·")


@dataclass
class Findings:
    """Each a list of sentences; all but `repeated` must be empty. A repeat is (chat, which kill)."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    half_written: list[str] = field(default_factory=list)
    unhandled: list[str] = field(default_factory=list)
    replies_lost: list[str] = field(default_factory=list)
    taps_unanswered: list[str] = field(default_factory=list)
    cards_untrue: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, list[str]]:
        """What must be nothing, and is not."""
        every = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: found for name, found in every.items() if found and name != "repeated"}

    @property
    def most_at_once(self) -> int:
        """Repeated by one kill, at most, in all chats."""
        return max(Counter(kill for _, kill in self.repeated).values(), default=0)

    @property
    def most_in_a_chat(self) -> int:
        """The same in one chat."""
        return max(Counter(self.repeated).values(), default=0)


async def _left(rows: Sequence[Outbox]) -> Sequence[Outbox]:
    """Those that are not sent in a while: a reminder may have fallen due since all was settled."""
    left = Outbox.filter(id__in=[row.id for row in rows])
    with contextlib.suppress(TimeoutError):
        await eventually_async(lambda: _none(left), SENT_WITHIN)
    return await left


async def _none(rows: QuerySet[Outbox]) -> bool:
    return not await rows.exists()


async def check(athletes: Sequence[Athlete], books: Sequence[Book], killed: Sequence[float]) -> Findings:
    """After everything has settled. `books`: what each athlete did, in all; `killed`: when, on the server's clock."""
    found = Findings()
    for row in await Inbox.filter(state__not=InboxState.DONE):
        found.unhandled.append(f"update {row.update_id} is {row.state.value}")
    found.unhandled += [f"reply {row.action} waits" for row in await _left(await Outbox.all())]
    for athlete, book in zip(athletes, books, strict=True):
        await _sets(athlete, book, found)
        await _measurements(athlete, book, found)
        await _chat(athlete, book, found, killed)
    ours = {athlete.kg for athlete in athletes}
    for athlete in athletes:
        for message in athlete.person.chat.messages.values():
            strange = {int(each) for each in WEIGHT.findall(message.text)} & ours - {athlete.kg}
            if strange and message.from_bot:
                found.crossed.append(f"{athlete.person.first_name} was told of {strange} kg")
    return found


async def _sets(athlete: Athlete, book: Book, found: Findings) -> None:
    who = athlete.person.first_name
    sessions = await UserWorkoutSession.filter(user__telegram_id=athlete.person.id, started_at__isnull=False)
    began: dict[UUID, UserWorkoutSession] = {each.id: each for each in sessions}
    for session_id, workout in book.workouts.items():
        session = began.pop(session_id, None)
        if session is None:
            found.lost.append(f"{who}: a whole workout of {len(workout.sets)} sets")
            continue
        wanted = SessionStatus.IN_PROGRESS if workout.is_open else SessionStatus.COMPLETED
        if session.status is not wanted:
            found.unexpected.append(f"{who}: the workout is {session.status.value}, not {wanted.value}")
        rows = await ExerciseSet.filter(performance__session_id=session_id).order_by("position")
        compare(who, workout, [Done(row.message_id, row.reps or 0, (row.weight_g or 0) // 1000) for row in rows], found)
        performance = await UserExercisePerformance.filter(session_id=session_id).first()
        sums = (performance.sets_completed, performance.reps_completed) if performance else (0, 0)
        if (sums[0], sums[1] or 0) != (len(rows), sum(row.reps or 0 for row in rows)):
            found.half_written.append(f"{who}: {sums} stands over {len(rows)} sets")
    found.unexpected += [f"{who}: a workout nobody began" for _ in began]


def compare(who: str, workout: Workout, rows: Sequence[Done], found: Findings) -> None:
    """Sets done with sets stored."""
    wanted, there = Counter(workout.sets), Counter(rows)
    for each, count in (wanted - there).items():
        found.lost += [f"{who}: {each}"] * count
    for each, count in (there - wanted).items():
        (found.doubled if each in wanted else found.unexpected).extend([f"{who}: {each}"] * count)
    if wanted == there and list(workout.sets) != list(rows):
        found.disordered.append(f"{who}: {len(rows)} sets in another order")


async def _measurements(athlete: Athlete, book: Book, found: Findings) -> None:
    who = athlete.person.first_name
    rows = UserMeasurement.filter(user__telegram_id=athlete.person.id).select_related("metric")
    there = Counter(str(row.value.normalize()) for row in await rows)
    wanted = Counter(book.measured)
    found.lost += [f"{who}: {each} cm" for each in (wanted - there).elements()]
    found.doubled += [f"{who}: {each} cm" for each in (there - wanted).elements()]


async def _chat(athlete: Athlete, book: Book, found: Findings, killed: Sequence[float]) -> None:
    who, chat = athlete.person.first_name, athlete.person.chat
    found.taps_unanswered += [f"{who}: {press.data}" for press in chat.unanswered]
    shown = await deliveries.shown(chat.id)
    visible = [each for each in chat.visible if each.from_bot]
    found.unexpected += [f"{who}: {slot} stands nowhere" for slot, number in shown.items() if chat.find(number) is None]
    kept: dict[str, list[Message]] = {}
    again: list[Message] = []
    for message in visible:
        key = _kept(message)
        if key is not None:
            kept.setdefault(key, []).append(message)
        elif message.id not in shown.values():
            again.append(message)
    again += [message for copies in kept.values() for message in copies[:-1]]
    found.repeated += [(chat.id, bisect_left(killed, message.sent)) for message in again]
    for text in _owed(book):
        if text not in kept:
            found.replies_lost.append(f"{who}: {text}")
    pictures = sum("photo" in message.body for message in chat.messages.values() if message.from_bot)
    found.replies_lost += [f"{who}: a picture"] * (book.pictures - pictures)
    summaries = sum(key.startswith(SUMMARY) for key in kept)
    ended = sum(not workout.is_open for workout in book.workouts.values())
    if summaries < ended:
        found.replies_lost.append(f"{who}: {ended - summaries} summaries")
    if book.open is not None:
        session = next(session_id for session_id, workout in book.workouts.items() if workout.is_open)
        data = [button.get("callback_data") for row in chat.visible[-1].inline_rows for button in row]
        if taps.LOG(session, 1, len(book.open.sets)) not in data:
            found.cards_untrue.append(f"{who}: {chat.visible[-1].text!r} after {len(book.open.sets)} sets")


def _owed(book: Book) -> Iterable[str]:
    return [f"Waist {each} cm ·" for each in book.measured]


def _kept(message: Message) -> str | None:
    """What tells a message that stays in the chat from all others; None for one that the bot will take away."""
    text = message.text
    if waist := WAIST.search(text):
        return waist[0]
    if text.startswith(SUMMARY):
        return text.partition("·")[0]
    if message.edited and not message.inline_rows:
        return text.partition("\n")[0]  # the reminder of a workout, shrunk
    return None
