"""/log: sets outside a program. And exercises nobody knows yet."""

from __future__ import annotations

from handlers import exercises, typed
from handlers.conversation import OnCommand, OnTap
from handlers.notation import NotationError, Reason, parse_log
from handlers.typed import Place, Said
from handlers.unit import Unit
from handlers.views import taps
from handlers.views.texts import label, say
from handlers.views.view import Button, View, close
from models import programs
from models.rules.sets import ExerciseKind

KINDS = (ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT, ExerciseKind.TIMED, ExerciseKind.DISTANCE)


async def log(unit: Unit, rest: str) -> None:
    """/log bench 3x5 100: sets outside a program; within a workout it adds the exercise."""
    if not rest:
        unit.aside(View(say("log-how")))
        return
    try:
        given = parse_log(rest)
    except NotationError as error:
        if error.reason is Reason.NO_NAME:
            await typed.at_home(unit, rest)
            return
        typed.refuse(unit, error)
        return
    said = Said.now(unit, given.sets)
    exercise, near = await programs.find_exercise(unit.user, given.name)
    if exercise is not None:
        await typed.log_for(unit, exercise, said)
        return
    unit.go(Place.WHERE, **said.about(), name=given.name)
    unit.ask(exercises.near_view(given.name, near, creatable=True))


async def create(unit: Unit, kind: str) -> None:
    """An exercise of the person's own: first what it counts, then it is there, with the sets that were kept."""
    name = str(unit.about.get("name", ""))
    if not exercises.may_be_called(name):
        unit.toast(label("old-button"))
        return
    if kind not in KINDS:
        rows = [(Button(label(f"kind-{each.value.lower()}"), taps.CREATE(each.value)),) for each in KINDS]
        unit.ask(View(say("exercise-create-kind", name=name), (*rows, (close(),))))
        return
    exercise, _ = await programs.find_exercise(unit.user, name)
    if exercise is None:
        exercise = await programs.create_exercise(unit.user, name, ExerciseKind(kind))
    await typed.log_for(unit, exercise, Said.kept(unit.about))


ENTRY_POINTS = (OnCommand("log", log), OnTap(taps.CREATE, create))
COMMANDS = ("log",)
