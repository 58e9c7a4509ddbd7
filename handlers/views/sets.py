"""Sets in words: as asked, as done, and as a bar is loaded for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handlers.views import format as written
from handlers.views.texts import label
from models import people
from models.people import User
from models.rules import plates, units
from models.rules.plan import Item
from models.rules.plates import Loading
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind, Unit

MOST_SETS = 12


def set_line(user: User, item: Item, index: int) -> str:
    """What a lock screen shows: "Set 4 · 100 kg × 5 · 25 + 15 a side"."""
    asked = item.sets[index]
    if asked.interval:
        length = prescription(user, item, asked)
        return label("card-interval", what=asked.label, length=length, number=str(index + 1), of=str(len(item.sets)))
    named = [asked.label] if asked.label else []
    return " · ".join([label("card-set", number=str(index + 1)), *named, *loaded(user, item, asked)])


def loaded(user: User, item: Item, asked: PrescribedSet) -> list[str]:
    """The set as asked, and as the bar is loaded for it."""
    return [part for part in (prescription(user, item, asked), plates_line(user, item, asked)) if part]


def prescription(user: User, item: Item, asked: PrescribedSet) -> str:
    """The set as asked: "100 kg × 5+", "12 reps", "30 s", "5 km"."""
    count = _count(item.kind, asked)
    if wants_weight(item) and asked.weight_g is None:
        return f"? × {count}" if asked.reps is not None else count
    weight = load(user, item, asked.weight_g)
    return f"{weight} × {count}" if weight and asked.reps is not None else " ".join(filter(None, (weight, count)))


def plates_line(user: User, item: Item, asked: PrescribedSet) -> str:
    """The plates on a side, for what is loaded on a bar: "25 + 15 a side"."""
    if asked.weight_g is None or plates.loading_of(item.kind, item.equipment) is not Loading.BAR:
        return ""
    side = plates.per_side(asked.weight_g, people.equipment(user))
    if side is None:
        return ""
    if not side:
        return label("card-empty-bar")
    return label("card-side", plates=" + ".join(units.number(each, user.unit) for each in side))


def sets_line(sets: Sequence[DoneSet], kind: ExerciseKind = ExerciseKind.WEIGHT) -> str:
    """Sets done, as short as they can be said: "100 kg × 5, 5, 4 · 90 kg × 8". Of many, the last ones."""
    parts = [] if len(sets) <= MOST_SETS else [label("card-earlier", count=len(sets) - MOST_SETS)]
    for key, group in groupby(sets[-MOST_SETS:], key=_alike):
        same = list(group)
        counts = ", ".join(_done_count(each) for each in same)
        weight = "" if key[0] is None else _signed(kind, key[0]) + units.show(key[0], key[1])
        parts.append(key[2] + (f"{weight} × {counts}" if weight and not key[3] else f"{weight} {counts}".strip()))
    return " · ".join(parts)


def meaning(sets: Sequence[DoneSet], kind: ExerciseKind) -> str:
    """Sets on a button that asks whether they are meant: "60 kg × 5", "60 reps", "3 sets: 10 kg × 12, 12, 12"."""
    line = sets_line(sets, kind)
    if sets[0].weight_g is None and sets[0].reps is not None:
        line = label("typed-meant-reps", reps=line)
    return line if len(sets) == 1 else label("typed-meant-sets", count=len(sets), sets=line)


def _alike(done: DoneSet) -> tuple[int | None, Unit, str, bool]:
    """What sets share that are said together."""
    return done.weight_g, done.unit, _mark(done.kind), done.reps is None


def clock(seconds: int) -> str:
    """Seconds as people say them: "45 s", "3:00"."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"  # noqa: PLR2004 - a minute


def wants_weight(item: Item) -> bool:
    """Whether a set of it without a weight is one whose weight is not known yet."""
    return item.kind in {ExerciseKind.WEIGHT, ExerciseKind.ASSISTED}


def _count(kind: ExerciseKind, asked: PrescribedSet) -> str:
    if asked.distance_m is not None:
        km = label("card-km", distance=_kilometres(asked.distance_m))
        return f"{km} {clock(asked.seconds)}" if asked.seconds else km
    if asked.seconds is not None:
        return f"{clock(asked.seconds)}{'+' if asked.count_up else ''}"
    if asked.reps is None:
        return label("card-open-count") if kind is not ExerciseKind.TIMED else label("card-open-time")
    most = f"–{asked.reps_max}" if asked.reps_max and asked.reps_max > asked.reps else ""
    return f"{asked.reps}{most}{'+' if asked.amrap else ''}"


def load(user: User, item: Item, weight_g: int | None) -> str:
    """A weight of the exercise: "100 kg", "+20 kg", "body weight"."""
    if weight_g is None or (weight_g == 0 and item.kind is not ExerciseKind.WEIGHT):
        return "" if item.kind is not ExerciseKind.BODYWEIGHT else label("card-bodyweight")
    return _signed(item.kind, weight_g) + written.weight(user, weight_g)


def _signed(kind: ExerciseKind, weight_g: int) -> str:
    """A plus for what is added to the body; the minus of assistance is there already."""
    return "+" if kind is ExerciseKind.BODYWEIGHT and weight_g > 0 else ""


def _done_count(done: DoneSet) -> str:
    if done.distance_m is not None:
        km = label("card-km", distance=_kilometres(done.distance_m))
        text = f"{km} {clock(done.seconds)}" if done.seconds else km
    elif done.left is not None and done.right is not None:
        text = _sides(done, done.left, done.right)
    elif done.reps is None:
        text = clock(done.seconds or 0)
    elif done.has_failed:
        text = label("card-failed-attempt")
    else:
        text = "+".join(map(str, done.parts or (done.reps,)))
    if done.kind is SetKind.FAILURE and not done.has_failed:
        text = f"{text} f"
    return text if done.rpe_half is None else f"{text} @{half(done.rpe_half)}"


def _sides(done: DoneSet, left: int, right: int) -> str:
    """Both sides: "8 each side", "L 8 R 7"."""
    one, other = (str(left), str(right)) if done.reps is not None else (clock(left), clock(right))
    return label("card-each-side", count=one) if left == right else label("card-sides", left=one, right=other)


def _mark(kind: SetKind) -> str:
    match kind:
        case SetKind.WARMUP:
            return label("card-mark-warmup")
        case SetKind.DROP:
            return label("card-mark-drop")
        case _:
            return ""


def _kilometres(metres: int) -> str:
    whole, rest = divmod(metres, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def half(steps: int) -> str:
    """Half steps of RPE as people write them: "8", "8.5"."""
    return str(steps // 2) if steps % 2 == 0 else f"{steps / 2:.1f}"
