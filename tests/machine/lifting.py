"""What a trainee does with a workout, by the card and by typing, while the model is told the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from handlers.notation import has_product
from handlers.views import taps
from models import clock
from models.programs import Exercise
from models.sessions import SessionPlan
from tests.machine import warming
from tests.machine.comparing import big_button, card_of, warm_up_button
from tests.machine.model import Session
from tests.machine.programs import TYPED_AS
from tests.machine.trainee import Trainee
from tests.machine.training import BODYWEIGHT, LONG_AGO, TIMED, WARMUP, WEIGHT, WORK, Asked, Done, Item
from tests.people import Seen

AWAY = 14  # days
Told = tuple[str, list[tuple[str, Asked]]]  # a text, and the sets it tells of


# -- beginning and ending ------------------------------------------------------------------------------


async def start(trainee: Trainee, session: Session) -> None:
    """By the schedule."""
    await trainee.open_session(session)
    now = clock.now()
    await trainee.press_newest(taps.START, session.id)
    await _started(trainee, session, now)


async def start_by_reminder(trainee: Trainee, data: str, message: Seen) -> None:
    """Any Start button that stands in the chat."""
    parts = taps.START.read(data)
    assert parts is not None
    session = trainee.of(parts[0])
    now = clock.now()
    await trainee.press(data, message)
    if session is not None:
        await _started(trainee, session, now)


async def start_by_command(trainee: Trainee, which: int) -> None:
    """/workout."""
    due = [] if trainee.athlete.open else trainee.athlete.due_today(clock.now())
    now = clock.now()
    await trainee.person.says("/workout")
    if len(due) == 1:
        await _started(trainee, due[0], now)
    elif due:
        session = due[which % len(due)]
        await trainee.press_newest(taps.START, session.id)
        await _started(trainee, session, now)


async def _started(trainee: Trainee, session: Session, now: datetime) -> None:
    if trainee.athlete.open is not None or session.status not in {"PLANNED", "MISSED"}:
        return
    ended = [each.completed for each in trainee.athlete.sessions if each.completed is not None]
    trainee.athlete.start(session, now)
    loaded = any(one.grams for item in session.training.items for one in item.asked)
    asks = bool(ended) and (now - max(ended)).days >= AWAY and loaded
    assert trainee.person.sees_button("10 % lighter") == asks, trainee.person.transcript()
    if asks:
        await trainee.person.taps("As planned", exact=True)


async def to_card(trainee: Trainee) -> Seen:
    """The card, called for where something else stands in its place."""
    card = card_of(trainee.person)
    if card is None:
        await trainee.person.says("/workout")
        card = card_of(trainee.person)
    assert card is not None, trainee.person.transcript()
    return card


async def finish(trainee: Trainee, answers: Sequence[int | str | None]) -> None:
    """Finish, and as many of effort, soreness and note as there are answers; None: skipped. Without a set it is
    cancelled.
    """
    session = trainee.athlete.open
    assert session is not None
    card = await to_card(trainee)
    now = clock.now()
    await trainee.person.taps("Finish", message=card)
    training = session.training
    if not training.sets:
        now = clock.now()
        await trainee.person.taps("Cancel workout", exact=True)
        trainee.athlete.give_up(session, now)
        return
    if training.current is not None:
        now = clock.now()
        await trainee.person.taps("Finish anyway", exact=True)
    await answer(trainee, answers, now)


async def answer(trainee: Trainee, answers: Sequence[int | str | None], ended: datetime | None = None) -> None:
    """Go on with the questions after a workout, from the one that is open."""
    session = trainee.athlete.open
    assert session is not None
    for said in answers:
        asked = trainee.buttons(taps.EFFORT, taps.SORENESS, taps.NO_NOTE)
        parts = asked[0][0].split(".")
        ended = ended or datetime.fromtimestamp(int(parts[2]), UTC)
        if parts[0] == taps.NO_NOTE.code:
            now = clock.now()
            session.notes = str(said) if said else None
            await (trainee.person.says(str(said)) if said else trainee.person.taps("Skip", exact=True))
            trainee.athlete.finish(session, max(ended, session.training.last_at), now)
            return
        rating = said if isinstance(said, int) else None
        await trainee.person.taps(str(rating) if rating else "Skip", exact=True)
        if parts[0] == taps.EFFORT.code:
            session.effort = rating
        else:
            session.soreness = rating


# -- sets ----------------------------------------------------------------------------------------------


async def log(trainee: Trainee, *, twice: bool = False) -> None:
    """The big button, once or twice at once; a weight is chosen first where none is known."""
    session = trainee.athlete.open
    assert session is not None
    training = session.training
    card, item, want = await to_card(trainee), training.current, training.next_set()
    if item is None or want is None:
        return
    label = big_button(item, want)
    if label is None:
        data = next(each for each in card.data.values() if taps.WEIGH.read(each))
        parts = taps.WEIGH.read(data)
        assert parts is not None
        await trainee.press(data, card)
        place = training.work(item)
        item.asked = [
            replace(one, grams=parts[2]) if at >= place and one.grams is None else one
            for at, one in enumerate(item.asked)
        ]
        return
    trainee.pressed.append((card.data[label], card))
    now = clock.now()
    if twice:
        await trainee.person.taps_twice(label, exact=True)
    else:
        await trainee.person.taps(label, exact=True, message=card)
    training.log(item, [(WORK, want)], now)


async def weigh(trainee: Trainee, grams: int) -> None:
    """Another weight for the sets to come, at once."""
    session = trainee.athlete.open
    assert session is not None
    training, item = session.training, session.training.current
    await to_card(trainee)
    if item is None or item.kind != WEIGHT:
        return
    await trainee.person.forges(taps.WEIGH(session.id, item.number, grams))
    place = training.work(item)
    before = item.asked[place].grams
    item.asked = [
        replace(one, grams=grams) if at >= place and one.grams == before else one for at, one in enumerate(item.asked)
    ]


async def warm_up(trainee: Trainee, *, twice: bool) -> None:
    """The warm-up on the card, where there is one."""
    session = trainee.athlete.open
    assert session is not None
    training = session.training
    card, item = await to_card(trainee), training.current
    following = None if item is None else warming.next_warm_up(training, item)
    if item is None or following is None:
        return
    label, now = warm_up_button(following), clock.now()
    trainee.pressed.append((card.data[label], card))
    if twice:
        await trainee.person.taps_twice(label, exact=True)
    else:
        await trainee.person.taps(label, exact=True, message=card)
    training.log(item, [(WARMUP, Asked(following[1], grams=following[0]))], now)


async def tell(trainee: Trainee, form: int, reps: int, grams: int, *, by_name: str | None = None) -> None:
    """A typed set or several; by name also of an exercise that is not in the workout, and without one."""
    session, now = trainee.athlete.open, clock.now()
    if by_name is not None:
        await trainee.closes_questions()
        text, sets = _weights(form, reps, grams)
        text = f"{TYPED_AS[by_name]} {text}"
        said = await trainee.person.says(text if form % 2 else f"/log {text}")
        session = session or trainee.athlete.start_free(now)
        item = session.training.find(by_name)
        if item is None:
            item = Item(by_name, WEIGHT, [])
            session.training.add(item)
        session.training.choose(item)
    else:
        target = None if session is None else session.training.current or session.training.latest
        if session is None or target is None:
            return
        item = target
        text, sets = telling(item, form, reps, grams, session.training.next_set())
        if not has_product(text):  # what cannot be anything else is a set whatever is asked
            await trainee.closes_questions()
        said = await trainee.person.says(text)
    session.training.log(item, _meant(session, item, sets), now, said.message_id)
    trainee.messages.append((said, session))


def _meant(
    session: Session, item: Item, sets: Sequence[tuple[str, Asked]], before: int | None = None
) -> list[tuple[str, Asked]]:
    """One set of the very weight of the warm-up that is next is that warm-up."""
    following = warming.next_warm_up(session.training, item, before)
    return [(warming.kind_of(kind, one.grams, len(sets), following), one) for kind, one in sets]


def telling(item: Item, form: int, reps: int, grams: int, want: Asked | None) -> Told:
    """A text that fits what the exercise counts, and what it says."""
    if item.kind == TIMED:
        return (f"{reps + 20}s", [(WORK, Asked(seconds=reps + 20))])
    if item.kind == BODYWEIGHT:
        told = (f"{reps}, {reps}", [(WORK, Asked(reps))] * 2) if form % 2 else (f"{reps}", [(WORK, Asked(reps))])
        return told if want is not None else (f"+20kg x {reps}", [(WORK, Asked(reps, grams=20_000))])
    if form % 5 == 4 and want is not None and want.grams is not None and want.reps is not None:
        return (f"{reps}", [(WORK, Asked(reps, grams=want.grams))])
    return _weights(form, reps, grams)


def _weights(form: int, reps: int, grams: int) -> Told:
    kilos = f"{grams / 1000:g}kg"
    one = Asked(reps, grams=grams)
    forms: tuple[Told, ...] = (
        (f"{kilos} x {reps}", [(WORK, one)]),
        (f"3x{reps} {kilos}", [(WORK, one)] * 3),
        (f"{kilos} {reps},{reps},1", [(WORK, one), (WORK, one), (WORK, replace(one, reps=1))]),
        (f"w{kilos} x {reps}", [(WARMUP, one)]),
    )
    return forms[form % len(forms)]


async def edit(trainee: Trainee, which: int, form: int, reps: int, grams: int) -> None:
    """Correct a message that logged sets, also of a workout that is over, also one whose sets were taken back."""
    said, session = trainee.messages[which % len(trainee.messages)]
    own = [each for each in session.training.sets if each.message == said.message_id]
    item = _item_of(session, own[0]) if own else None
    if item is None or item.kind == WEIGHT:
        text, sets = _weights(form, reps, grams)
    else:
        text, sets = telling(item, form, reps, grams, None if item.kind == BODYWEIGHT else Asked())
    await trainee.person.edits(said, text)
    if item is not None:
        session.training.correct(said.message_id, item, _meant(session, item, sets, said.message_id))
        if session.status == "IN_PROGRESS":
            await _weights_asked(session)


def _item_of(session: Session, done: Done) -> Item:
    return next(each for each in session.training.items if each.number == done.item)


async def undo(trainee: Trainee, *, by_command: bool) -> None:
    session = trainee.athlete.open
    assert session is not None
    card = await to_card(trainee)
    if by_command:
        await trainee.person.says("/undo")
    elif session.training.sets:
        trainee.pressed.append((card.data["Undo"], card))
        await trainee.person.taps("Undo", exact=True, message=card)
    if session.training.sets:
        session.training.undo()
        await _weights_asked(session)


async def press_again(trainee: Trainee, which: int) -> None:
    """A tap that comes once more, or late: it counts only where it says what is true now."""
    data, message = trainee.pressed[which % len(trainee.pressed)]
    session, now = trainee.athlete.open, clock.now()
    await trainee.person.forges(data, message)
    logged, undone, warmed = taps.LOG.read(data), taps.UNDO.read(data), taps.WARM_UP.read(data)
    if session is None or session.id != (logged or undone or warmed or [None])[0]:
        return
    training = session.training
    if undone is not None:
        if len(training.sets) == undone[1] and training.sets:
            training.undo()
            await _weights_asked(session)
    elif warmed is not None:
        item = next((each for each in training.items if each.number == warmed[1]), None)
        following = None if item is None or training.is_done(item) else warming.next_warm_up(training, item)
        if item is not None and following is not None and len(training.of(item)) == warmed[2]:
            training.log(item, [(WARMUP, Asked(following[1], grams=following[0]))], now)
    elif logged is not None:
        item = next((each for each in training.items if each.number == logged[1]), None)
        if item is None or len(training.of(item)) != logged[2] or training.work(item) >= len(item.asked):
            return
        training.log(item, [(WORK, item.asked[training.work(item)])], now)


# -- what the card changes ------------------------------------------------------------------------------


async def change(trainee: Trainee, label: str) -> None:
    """Skip, Later, + Set, + rep, − rep, + kg, − kg."""
    session = trainee.athlete.open
    assert session is not None
    card, training = await to_card(trainee), session.training
    item = training.current or training.latest
    labels = [each for row in card.buttons for each in row]
    if label not in labels or item is None:
        return
    await trainee.person.taps(label, exact=True, message=card)
    match label:
        case "Skip":
            training.skip(item)
        case "Later":
            training.later(item)
        case "+ Set":
            training.one_more(item)
        case "+ kg" | "− kg":
            training.heavier(item, 2_500 if label[0] == "+" else -2_500)
            if not item.barbell:
                await _weights_asked(session)
        case _:
            training.longer(item, 1 if label[0] == "+" else -1)


async def swap(trainee: Trainee, which: int) -> None:
    session = trainee.athlete.open
    assert session is not None
    card, training = await to_card(trainee), session.training
    item = training.current
    if item is None:
        return
    await trainee.person.taps("Swap", exact=True, message=card)
    offered = [data for data, _ in trainee.buttons(taps.SWAP_FOR)]
    data, message = trainee.buttons(taps.SWAP_FOR)[which % len(offered)]
    parts = taps.SWAP_FOR.read(data)
    assert parts is not None
    exercise = await Exercise.get(id=parts[1])
    await trainee.press(data, message)
    left = [_converted(each, exercise.kind.value) for each in item.asked[training.work(item) :]]
    new = Item(exercise.name, exercise.kind.value, left, barbell=exercise.equipment == "barbell")
    training.swap(item, new)
    await _weights_asked(session, new)


def _converted(asked: Asked, kind: str) -> Asked:
    if kind == TIMED:
        return Asked(seconds=asked.seconds or 30)
    return Asked(asked.reps or 8)


async def add(trainee: Trainee, exercise: str) -> None:
    """+ Exercise, and its name."""
    session = trainee.athlete.open
    assert session is not None
    card, training = await to_card(trainee), session.training
    await trainee.person.taps("+ Exercise", exact=True, message=card)
    await trainee.person.says(TYPED_AS[exercise])
    item = training.find(exercise)
    if item is None:
        training.add(Item(exercise, WEIGHT, _like_last(trainee, exercise)))
    else:
        training.choose(item)


def _like_last(trainee: Trainee, exercise: str) -> list[Asked]:
    """The working sets of the last workout that had any."""
    ended = [each for each in trainee.athlete.sessions if each.completed is not None]
    for session in sorted(ended, key=lambda each: each.completed or LONG_AGO, reverse=True):
        for item in session.training.items:
            work = [each for each in session.training.of(item) if each.kind == WORK]
            if item.exercise == exercise and work:
                return [Asked(each.reps, each.seconds if each.reps is None else None, each.grams) for each in work]
    return [Asked(8)] * 3


async def _weights_asked(session: Session, *items: Item) -> None:
    """Take over what weights are asked, where finer rules than the model's decide: after a swap, and where a weight
    that was learned is unlearned.
    """
    row = await SessionPlan.get(session_id=session.id)
    for item, asked in zip(session.training.items, row.plan["items"], strict=True):
        if not item.program or item in items:
            grams = [each.get("weight_g") for each in asked["sets"]]
            assert len(grams) == len(item.asked), (item.exercise, grams, item.asked)
            item.asked = [replace(each, grams=gram) for each, gram in zip(item.asked, grams, strict=True)]
