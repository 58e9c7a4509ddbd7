"""Where each exercise starts: light, learned from the first set, or named one by one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from handlers.views import format as show
from handlers.views import taps
from handlers.views.enrolling import back
from handlers.views.texts import Html, label, lines, say
from handlers.views.view import Button, View, grid
from models import people
from models.people import User
from models.programs import Exercise, Program
from models.rules import plates, units
from models.rules.plates import Loading
from models.rules.sets import ExerciseKind, Unit
from models.rules.units import MAX_WEIGHT_G

MOST_SHOWN = 6
ON_A_PAGE = 12
COLUMNS = 4


def has_light(exercise: Exercise) -> bool:
    """Whether it is known where a novice may start: not of people's own exercises."""
    return exercise.light_kg_g is not None


def light(user: User, exercise: Exercise) -> int:
    """Where a novice may start, in grams, as the person's gym can load it."""
    grams = exercise.light_kg_g if user.unit is Unit.KG else exercise.light_lb_g
    return loadable(user, exercise, grams or 0)


def loadable(user: User, exercise: Exercise, grams: int) -> int:
    """The nearest weight that the person's gym can load, in grams."""
    how = plates.loading_of(exercise.kind, exercise.equipment)
    return plates.nearest_loadable(grams, people.equipment(user), how)


def how(user: User, program: Program, loaded: Sequence[Exercise]) -> View:
    """One tap for all of them, or one by one."""
    known = [each for each in loaded if has_light(each)]
    named = [
        label("weights-light-one", exercise=each.name, weight=show.weight(user, light(user, each)))
        for each in known[:MOST_SHOWN]
    ]
    if len(known) > MOST_SHOWN:
        named.append(label("program-more-exercises", count=len(known) - MOST_SHOWN))
    text = lines(say("weights-question"), say("weights-light-what", list=", ".join(named)), say("weights-later-what"))
    rows = (
        (
            Button(label("weights-light"), taps.WEIGHTS(program.id, "light")),
            Button(label("weights-later"), taps.WEIGHTS(program.id, "later")),
        ),
        (Button(label("weights-each"), taps.WEIGHTS(program.id, "each")),),
        (back("hour"),),
    )
    return View(text, rows)


def one(user: User, program_id: UUID, exercise: Exercise, place: tuple[int, int], page: int = 0) -> View:
    """The weight of one exercise (place: its number, of how many): from the empty bar, or a step, upward."""
    number, of = place
    choices = _choices(user, exercise)
    shown = choices[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    buttons = [Button(units.number(grams, user.unit), taps.WEIGHT(exercise.id, grams)) for grams in shown]
    pages = []
    if page > 0:
        pages.append(Button(label("weights-lighter"), taps.WEIGHT_PAGE(exercise.id, page - 1)))
    if len(choices) > (page + 1) * ON_A_PAGE:
        pages.append(Button(label("weights-heavier"), taps.WEIGHT_PAGE(exercise.id, page + 1)))
    other = [Button(label("weights-learn"), taps.WEIGHT_LATER(exercise.id))]
    if exercise.kind is ExerciseKind.WEIGHT:
        other.insert(0, Button(label("weights-five-reps"), taps.WEIGHT_REPS(exercise.id)))
    text = say("weight-question", exercise=exercise.name, number=number, of=of, unit=user.unit.value)
    rest = Button(label("weights-rest"), taps.WEIGHTS(program_id, "rest"))
    return View(text, (*grid(buttons, COLUMNS), tuple(pages), tuple(other), (rest, back("weights"))))


def five_reps(user: User, exercise: Exercise) -> View:
    """Instead of a weight to start with: what is lifted for five good reps now."""
    example = "80" if user.unit is Unit.KG else "175"
    text = say("weight-five-reps", exercise=exercise.name, example=example)
    return View(text, ((Button(label("back"), taps.WEIGHT_PAGE(exercise.id, 0)),),))


def noted(user: User, exercise: Exercise, grams: int | None) -> Html:
    """What was understood, to stand above the next question."""
    if grams is None:
        return say("weight-learned", exercise=exercise.name)
    return say("weight-noted", exercise=exercise.name, weight=show.weight(user, grams))


def _choices(user: User, exercise: Exercise) -> list[int]:
    """Loadable weights two steps apart, four pages of them at most."""
    equipment, loading = people.equipment(user), plates.loading_of(exercise.kind, exercise.equipment)
    if exercise.kind is ExerciseKind.ASSISTED:
        return [-step * grams for grams in (equipment.step_g,) for step in range(ON_A_PAGE)]
    grams = equipment.bar_g if loading is Loading.BAR else equipment.step_g
    found = [grams]
    while len(found) < 4 * ON_A_PAGE:
        heavier = plates.step_up(grams, equipment, loading)
        if loading is Loading.BAR:
            heavier = plates.step_up(heavier, equipment, loading)
        if heavier <= grams or heavier > MAX_WEIGHT_G:
            break
        grams = heavier
        found.append(grams)
    return found
