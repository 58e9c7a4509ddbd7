"""Any text while anything is asked: it is answered, and nothing breaks. Each question of the bot has its way here."""

from __future__ import annotations

import random

import pytest

import handlers
from handlers.views import taps
from models import deliveries
from tests.athletes import enrolled
from tests.conftest import World
from tests.fuzz.readers import LONGEST, PIECES
from tests.fuzz.test_bot import errors
from tests.people import Person

__all__ = ["errors"]

MEASURED = ("/measure 82.4",)
PROGRAM = ("/programs", "[Linear 5×5 Barbell]")
TRAINING = ("/workout",)
FINISHING = ("/workout", "5", "[Finish]", "[Finish anyway]")
WRITTEN = "60x5"
AWAY = (*TRAINING, "60x5", "[Finish]", "[Finish anyway]", "7", "7", "[Skip]", "+15 days", "/workout")
ASKED = ("[Enroll]", "[Mon]", "[18:00]", "/workout", "[My program]", "5", "[🏁 Finish]")
OWN = ("/programs", "[Own program]")
DONE = (*TRAINING, "60x5", "[Finish]", "[Finish anyway]", "7", "7", "[Skip]", "/history", "[ · ]")
ENROLLING = ("/delete_me", "yes", "/start", "Accra", "kg", "strength", "3", "[Take it]", "mon wed fri", "18:00", "each")
WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "measure.metric": ("/measure",),
    "measure.value": ("/measure waist",),
    "measure.likely": (*MEASURED, "/measure 120.4"),
    "measured.correct": (*MEASURED, "/measure body weight", "[Entries]", "[ · ]", "[Correct]"),
    "measured.date": (*MEASURED, "[Date]"),
    "measured.note": (*MEASURED, "[Note]"),
    "metric.name": ("/measure", "[+ My own]"),
    "metric.unit": ("/measure", "[+ My own]", "Grip"),
    "schedule.day": ("/schedule", "[18:00 · ]", "[Move]"),
    "schedule.hour": ("/schedule", "[18:00 · ]", "[Move]", "[Tomorrow]"),
    "programs.note": (*PROGRAM, "[Note]"),
    "programs.leave": (*PROGRAM, "[Leave]"),
    "own.text": OWN,
    "own.page": (*OWN, "## A\nSquat / 3x5 60kg\n"),
    "own.exercise": (*OWN, "## A\nZercher Thing / 3x5 60kg\n", "[Which exercise is it?]"),
    "training.days": (*PROGRAM, "[Change days]"),
    "training.hour": (*PROGRAM, "[Change hour]"),
    "settings.unit": (f"={taps.SET_UNIT()}",),
    "settings.bar": (f"={taps.SET_BAR()}",),
    "settings.plates": (f"={taps.SET_PLATES()}",),
    "settings.step": (f"={taps.SET_STEP()}",),
    "settings.lead": (f"={taps.SET_LEAD()}",),
    "settings.digest_day": (f"={taps.SET_DIGEST()}",),
    "settings.digest_hour": (f"={taps.SET_DIGEST_DAY(1)}",),
    "timezone.ask": (f"={taps.SET_ZONE()}",),
    "plates.weight": ("/plates",),
    "account.sure": ("/delete_me",),
    "typed.where": ("3x5 100",),
    "typed.meant": ("/log bench 1,000x5",),
    "typed.weight": ("/log hammer curl 3x10", "[3 sets]"),
    "corrections.meant": (*TRAINING, "60x5", "~1.000x5"),
    "exercise.add": (*TRAINING, "[+ Exercise]"),
    "exercise.swap": (*TRAINING, "[Swap]"),
    "exercise.note": (*TRAINING, "[Note]"),
    "finish.sure": (*TRAINING, "[Finish]"),
    "finish.asked": (*OWN, "## A\nSquat / 1x5 60kg / progress: custom(rating+: 3) {~ ~}\n", *ASKED),
    "finish.effort": FINISHING,
    "finish.soreness": (*FINISHING, "7"),
    "finish.note": (*FINISHING, "7", "7"),
    "workout.away": AWAY,
    "history.effort": (*DONE, "[Effort, soreness]"),
    "history.soreness": (*DONE, "[Effort, soreness]", "7"),
    "history.note": (*DONE, "[Note]"),
    "history.when": (*DONE, "[Day, length]"),
    "history.exercise-note": (*DONE, "[Squat]", "[Note]"),
    "history.set": (*DONE, "[Squat]", "[60 kg × 5]"),
    "history.add": (*DONE, "[Squat]", "[+ Set]"),
    **{
        f"enrolling.{place}": ENROLLING[: 4 + number]
        for number, place in enumerate(("unit", "goal", "often", "program", "days", "hour", "weights", "weight"))
    },
}


def test_each_question_has_its_way() -> None:
    assert {step.value for step in handlers.states()} == WAYS.keys()


@pytest.mark.parametrize("place", WAYS)
async def test_any_text_is_answered_at(world: World, errors: list[str], place: str) -> None:
    chance = random.Random(place)
    ann = await enrolled(world)
    texts = ["".join(chance.choices(PIECES, k=chance.randrange(1, 12))) for _ in range(3)]
    await _goes(world, ann, place)
    assert await _place(ann) == place, ann.transcript()
    for text in ((chance.choice(PIECES) * LONGEST)[:LONGEST], *texts):
        said = text.replace("\x00", "").lstrip("/") or "?"
        await ann.says(said)
        assert not errors, (said, errors)
        if await _place(ann) != place:
            break  # it was an answer


async def _goes(world: World, person: Person, place: str) -> None:
    for act in ("/cancel", *WAYS[place]):
        if act.startswith("["):
            await person.taps(act.strip("[]"))
        elif act.startswith("="):
            await person.forges(act[1:])
        elif act.startswith("~"):
            await person.edits(WRITTEN, act[1:])
        elif act.startswith("+"):
            await world.jump(days=int(act.split()[0]))
        else:
            await person.says(act)


async def _place(person: Person) -> str:
    position = await deliveries.position_of(person.id)
    return position.step if position is not None else ""
