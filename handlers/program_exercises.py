"""The exercises of a program of one's own that nobody knows by that name: one by one, the nearest, or a new one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from handlers import exercises, program_text
from handlers.between_sets import or_set_alone
from handlers.conversation import On, OnTap
from handlers.program_text import EDIT, FILE, REST, OnPasted, Place
from handlers.unit import Unit
from handlers.views import program_text as view
from handlers.views import taps
from handlers.views.program_text import Said
from handlers.views.texts import label
from models import movements, program_drafts, program_pieces, programs
from models.catalogue.finding import key_of
from models.liftoscript.program import Program as Text
from models.program_drafts import ProgramDraft
from models.programs import Exercise
from models.rules.sets import ExerciseKind


class Open(NamedTuple):
    """A draft that reads, and what its names mean so far, by the name without case."""

    draft: ProgramDraft
    text: Text
    known: dict[str, Exercise]

    @property
    def unknown(self) -> list[str]:
        return [name for name in programs.movements_of(self.text) if name.lower() not in self.known]

    def named(self, number: int) -> str | None:
        """The name that a button is about."""
        return next((name for name in programs.movements_of(self.text) if view.number_of(name) == number), None)


async def which(unit: Unit) -> StrEnum | None:
    """The first name that is no exercise yet."""
    found = await _open(unit)
    if found is None:
        return None
    if not found.unknown:
        return await program_text.show(unit, found.draft)
    await _ask(unit, found)
    return None


async def is_(unit: Unit, number: int, exercise_id: UUID) -> StrEnum | None:
    """One of those offered."""
    found = await _open(unit)
    name = found.named(number) if found else None
    exercise = await exercises.visible(unit.user, exercise_id)
    if found is None or name is None or exercise is None:
        unit.toast(label("old-button"))
        return None
    return await _match(unit, found, name, exercise)


async def is_not(unit: Unit, number: int) -> StrEnum | None:
    """Undo: the name means nothing yet."""
    found = await _open(unit)
    name = found.named(number) if found else None
    if found is None or name is None:
        unit.toast(label("old-button"))
        return None
    kept = {key: value for key, value in found.draft.movements.items() if key != name.lower()}
    await program_drafts.change(found.draft, movements=kept)
    return await which(unit)


async def is_new(unit: Unit, number: int, kind: str) -> StrEnum | None:
    """An exercise of the person's own: what it counts is asked where the text does not say."""
    found = await _open(unit)
    name = found.named(number) if found else None
    if found is None or name is None:
        unit.toast(label("old-button"))
        return None
    called = str(unit.about.get("called", name)) if unit.about.get("name") == name else name
    if not _may_be_created(called):
        unit.toast(label("old-button"))
        return None
    exercise, _ = await programs.find_exercise(unit.user, called)
    if exercise is None:
        counts = ExerciseKind(kind) if kind in view.KINDS else movements.kind_of(found.text, name)
        if counts is None:
            unit.ask(view.counts(name, called))
            unit.go(Place.EXERCISE, name=name, called=called)
            return None
        equipment = movements.equipment_of(called) or movements.equipment_of(name) or "other"
        exercise = await programs.create_exercise(unit.user, called, counts, equipment)
    return await _match(unit, found, name, exercise)


async def typed(unit: Unit, text: str) -> StrEnum | None:
    """What it is called otherwise; or another program."""
    message = unit.update.message if unit.update else None
    draft = await program_drafts.of(unit.user)
    forwarded = message is not None and message.forward_origin is not None
    goes_on = draft is not None and message is not None and draft.goes_on(text, message.date)
    if draft is None or goes_on or forwarded or program_pieces.is_like_one(text):
        return await program_text.pasted(unit, text)
    found = await _open(unit)
    if found is None:
        return None
    name = str(unit.about.get("name", ""))
    if name not in found.unknown:
        return await which(unit)
    called = " ".join(text.split())
    exercise, near = await programs.find_exercise(unit.user, called)
    if exercise is not None:
        return await _match(unit, found, name, exercise)
    unit.ask(view.which(name, called, near, len(found.unknown), creatable=_may_be_created(called)))
    unit.go(Place.EXERCISE, name=name, called=called)
    return None


async def _open(unit: Unit) -> Open | None:
    draft = await program_drafts.of(unit.user)
    if draft is None or not draft.text:
        unit.toast(label("old-button"))
        return None
    text = await program_text.read(unit, draft)
    return None if text is None else Open(draft, text, await program_text.exercises(unit, draft, text))


async def _ask(unit: Unit, found: Open, said: Said | None = None) -> None:
    name = found.unknown[0]
    near = await movements.near(unit.user, name)
    unit.ask(view.which(name, name, near, len(found.unknown), creatable=_may_be_created(name), said=said))
    unit.go(Place.EXERCISE, name=name)


async def _match(unit: Unit, found: Open, name: str, exercise: Exercise) -> StrEnum | None:
    """The name means this exercise; on to the next one."""
    meant = {**found.draft.movements, name.lower(): str(exercise.id)}
    await program_drafts.change(found.draft, movements=meant)
    said, now = view.matched(name, exercise), found._replace(known={**found.known, name.lower(): exercise})
    if not now.unknown:
        return await program_text.show(unit, found.draft, said)
    await _ask(unit, now, said)
    return None


def _may_be_created(name: str) -> bool:
    """An exercise is found again by the letters of its name."""
    return bool(key_of(name)) and len(name) <= programs.LONGEST_NAME


ENTRY_POINTS: tuple[On, ...] = (
    OnTap(taps.OWN_MATCH, which),
    OnTap(taps.OWN_IS, is_),
    OnTap(taps.OWN_IS_NOT, is_not),
    OnTap(taps.OWN_IS_NEW, is_new),
)
STATES: dict[StrEnum, tuple[On, ...]] = {Place.EXERCISE: (OnPasted(or_set_alone(typed)), FILE, REST, EDIT)}
