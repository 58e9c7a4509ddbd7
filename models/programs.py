"""Exercises, programs, their days and what each day prescribes.

A program is a text in Liftoscript; its days (workouts) and what they prescribe (instructions, in order) are written
from it once. Rows that history refers to are never changed in place: an edited program makes new rows. A free workout,
an added exercise and a swap get one-off workout and instruction rows of the person's own, without a program.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.query_utils import Prefetch

from models import catalogue, program_texts, statements
from models.catalogue.finding import NameIndex
from models.columns import between, one_of
from models.liftoscript.plan import Day
from models.liftoscript.program import Program as Text
from models.people import User
from models.program_work import movement
from models.rules.sets import ExerciseKind, PrescribedSet, Unit, implements_a_side

LONGEST_NAME, LONGEST_IDENTITY = 128, 512


class Exercise(Model):
    """One row per movement; `owner` is set for people's own."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    owner_id: UUID | None
    key = fields.CharField(max_length=64, null=True, unique=True)
    name = fields.CharField(max_length=128)
    aliases: list[str] = fields.JSONField(default=list)
    kind = fields.CharEnumField(ExerciseKind, max_length=16)
    equipment = fields.CharField(max_length=32)
    implements = fields.SmallIntField(default=1)
    muscles: list[str] = fields.JSONField(default=list)
    secondary: list[str] = fields.JSONField(default=list)
    swaps: list[str] = fields.JSONField(default=list)
    light_kg_g = fields.IntField(null=True)
    light_lb_g = fields.IntField(null=True)

    @property
    def a_side(self) -> int:
        """How many of its implements lift while one side works."""
        return implements_a_side(self.implements, self.muscles)

    class Meta:
        table = "exercise"
        constraints = (
            one_of("exercise", "kind", ExerciseKind),
            between("exercise", "implements", 1, 2),
        )


class Program(Model):
    """`text` is the program, in Liftoscript; `movements` says which exercise (its id) each name in it is, by the name
    without case. `offered`: to everybody, or to its owner; one that is not stays for the history that refers to
    it. `unit`: whose plates a built-in program is written for, where that matters; `minutes` of a workout.
    """

    id = fields.UUIDField(primary_key=True, default=uuid4)
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    owner_id: UUID | None
    key = fields.CharField(max_length=64, null=True)
    name = fields.CharField(max_length=128)
    credit = fields.CharField(max_length=256, default="")
    why = fields.CharField(max_length=512, default="")
    level = fields.CharField(max_length=32, default="")
    goals: list[str] = fields.JSONField(default=list)
    days_per_week = fields.SmallIntField()
    weeks = fields.SmallIntField(null=True)
    repeats = fields.BooleanField(default=True)
    presets: list[list[int]] = fields.JSONField(default=list)  # weekdays, Monday 0
    offered = fields.BooleanField(default=True)
    text = fields.TextField(default="", db_default="")
    movements: dict[str, str] | None = fields.JSONField(null=True)
    unit = fields.CharEnumField(Unit, max_length=2, null=True)
    minutes = fields.SmallIntField(null=True)

    class Meta:
        table = "program"
        constraints = (between("program", "days_per_week", 1, 7),)

    async def read(self) -> Text:
        """What the text says."""
        return await program_texts.read(self.text)

    def exercise_of(self, movement: str) -> UUID:
        """The exercise that a name in the text means. Raises KeyError for any other name."""
        return UUID((self.movements or {})[movement.lower()])


class Workout(Model):
    """A day of a program (1 … number of days over all its weeks), or a one-off of a person."""

    id = fields.UUIDField(primary_key=True, default=uuid4)
    program: fields.ForeignKeyNullableRelation[Program] = fields.ForeignKeyField(
        "models.Program", related_name="workouts", null=True, on_delete=fields.RESTRICT
    )
    program_id: UUID | None
    owner: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    owner_id: UUID | None
    day = fields.SmallIntField(null=True)
    name = fields.CharField(max_length=128)
    instructions: fields.ReverseRelation[ExerciseInstruction]

    class Meta:
        table = "workout"
        unique_together = (("program", "day"),)


class ExerciseInstruction(Model):
    """What a day prescribes of one exercise, set by set (`sets`: PrescribedSet as JSON), whoever trains it. `identity`:
    the exercise as its program's text knows it, under which its progress is kept; "" outside a program.
    """

    id = fields.UUIDField(primary_key=True, default=uuid4)
    workout: fields.ForeignKeyRelation[Workout] = fields.ForeignKeyField(
        "models.Workout", related_name="instructions", on_delete=fields.RESTRICT
    )
    workout_id: UUID
    exercise: fields.ForeignKeyRelation[Exercise] = fields.ForeignKeyField(
        "models.Exercise", related_name="instructions", on_delete=fields.RESTRICT
    )
    exercise_id: UUID
    position = fields.SmallIntField()
    sets: list[dict[str, Any]] = fields.JSONField(default=list)
    identity = fields.CharField(max_length=LONGEST_IDENTITY, default="", db_default="")

    class Meta:
        table = "exercise_instruction"
        indexes = (("workout_id", "position"),)

    def prescribed(self) -> list[PrescribedSet]:
        return [PrescribedSet.from_json(each) for each in self.sets]


async def offered(user: User) -> list[Program]:
    """The programs of the catalogue, made for the person's plates, the less demanding first."""
    rows = Program.filter(offered=True, owner_id=None).filter(Q(unit=None) | Q(unit=user.unit))
    return await rows.order_by("days_per_week", "name")


async def visible(user: User, program_id: UUID) -> Program | None:
    """The program, where it is offered to everybody, or to the person as their own."""
    return await Program.filter(id=program_id, offered=True).filter(Q(owner_id=None) | Q(owner_id=user.id)).first()


async def write_days(program: Program, text: Text) -> None:
    """The days of a program that has just been made, and what each of them prescribes."""
    meant = {name: program.exercise_of(name) for name in movements_of(text)}
    kinds = {row.id: row.kind async for row in Exercise.filter(id__in=list(set(meant.values())))}
    counted = tuple((name.lower(), kinds[exercise].value) for name, exercise in meant.items())
    prescribed = await program_texts.prescribed(text, counted)
    workouts, instructions = [], []
    for number, (day, sets) in enumerate(zip(days_of(text), prescribed, strict=True), start=1):
        workout_id = uuid5(program.id, f"day/{number}")
        workouts.append(Workout(id=workout_id, program_id=program.id, day=number, name=day_name(day, text)))
        for position, (each, asked) in enumerate(zip(day.trained, sets, strict=True), start=1):
            instructions.append(
                ExerciseInstruction(
                    id=uuid5(workout_id, f"{position}"),
                    workout_id=workout_id,
                    exercise_id=program.exercise_of(movement(each)),
                    position=position,
                    sets=asked,
                    identity=each.identity,
                )
            )
    await statements.write(workouts)
    await statements.write(instructions)


def days_of(text: Text) -> list[Day]:
    """The days that are trained, in order: the first is the program's day 1. One without exercises is a day off."""
    return [day for day in text.days if day.trained]


def day_name(day: Day, text: Text) -> str:
    """What a day is called: with its week, where there are several."""
    week = text.weeks[day.week - 1].name
    name = f"{week} · {day.name}" if len(text.weeks) > 1 and week else day.name
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def movements_of(text: Text) -> list[str]:
    """The names of exercises that are trained, as written, in order of appearance."""
    names = (name for day in text.days for each in day.trained for name in each.movements)
    return list({name.lower(): name for name in names}.values())


async def days(program: Program) -> list[Workout]:
    """Its days in order, each with its instructions in order and their exercises."""
    return (
        await Workout.filter(program_id=program.id)
        .order_by("day")
        .prefetch_related(
            Prefetch("instructions", ExerciseInstruction.all().order_by("position").select_related("exercise"))
        )
    )


async def instructions(workout_id: UUID) -> list[ExerciseInstruction]:
    """What a day prescribes, in order, with the exercises."""
    return await ExerciseInstruction.filter(workout_id=workout_id).order_by("position").select_related("exercise")


async def exercises(program: Program) -> list[Exercise]:
    """The exercises of a program in order of appearance."""
    found = {each.exercise_id: each.exercise for day in await days(program) for each in day.instructions}
    return list(found.values())


async def one_off(user: User, exercise: Exercise, sets: Sequence[PrescribedSet]) -> ExerciseInstruction:
    """An instruction of the person's own, outside any program: an added exercise, a swap, a free workout."""
    workout = await Workout.create(owner=user, name=exercise.name)
    return await ExerciseInstruction.create(
        workout=workout, exercise=exercise, position=1, sets=[each.to_json() for each in sets]
    )


async def find_exercise(user: User, text: str) -> tuple[Exercise | None, list[Exercise]]:
    """The exercise of that name or alias, the person's own first; else the nearest ones, the likeliest first."""
    own = await Exercise.filter(owner_id=user.id)
    index = NameIndex([(each, [each.name, *each.aliases]) for each in own]) if own else None
    mine = index.find(text) if index else None
    if mine and mine.exact:
        return mine.exact, []
    built_in = catalogue.load().find_exercise(text)
    if built_in.exact:
        return await Exercise.get(id=built_in.exact.id), []
    rows = {row.id: row async for row in Exercise.filter(id__in=[each.id for each in built_in.near])}
    return None, [*(mine.near if mine else ()), *(rows[each.id] for each in built_in.near)][:6]


async def usable(user: User, ids: Collection[UUID]) -> set[UUID]:
    """Those of the exercises that are everybody's or the person's own."""
    if not ids:
        return set()
    rows = Exercise.filter(Q(owner_id=None) | Q(owner_id=user.id), id__in=list(ids))
    return {each.id for each in await rows.only("id")}


async def swaps(exercise: Exercise) -> list[Exercise]:
    """Other exercises for the same muscles, best first."""
    rows = {row.key: row async for row in Exercise.filter(key__in=exercise.swaps)}
    return [rows[key] for key in exercise.swaps if key in rows]


async def create_exercise(user: User, name: str, kind: ExerciseKind, equipment: str = "other") -> Exercise:
    """An exercise of the person's own; its name must be nobody's yet (find_exercise)."""
    return await Exercise.create(owner=user, name=name, kind=kind, equipment=equipment)
