"""A record in a line: what it is, what it beat, and when that was done."""

from __future__ import annotations

from datetime import datetime

from handlers.views import format as show
from handlers.views import weeks
from handlers.views.texts import Html, apart, label, say
from models.people import User
from models.records import Best
from models.rules import units
from models.rules.records import RecordKind
from models.rules.sets import ExerciseKind

_BODY = (ExerciseKind.BODYWEIGHT, ExerciseKind.ASSISTED)


def line(user: User, best: Best, *, named: bool = True) -> Html:
    """As "🏆 Squat 102.5 kg × 5, before 100 kg on 3 Nov"; named=False where it is plain which exercise is meant."""
    record = label(
        "record-beats",
        what=_made(user, best),
        previous=_previous(user, best),
        day=_day(user, best.record.previous_at),
        count=len(best.also),
        also=", ".join(label("record-kind", kind=kind.value) for kind in best.also),
    )
    return say("record-of", exercise=apart(best.exercise), record=record) if named else say("record", record=record)


def _made(user: User, best: Best) -> str:
    record, kind = best.record, best.record.kind.value
    value, reps, of = "", best.reps or 0, ""
    match record.kind:
        case RecordKind.REPS:
            kind = kind if record.of or best.kind not in _BODY else "REPS_BODY"
            value, reps = _load(user, best, record.of or 0), record.value
        case RecordKind.HEAVIEST:
            kind = "HEAVIEST_REPS" if best.reps else kind
            value = _load(user, best, record.value)
        case _:
            value = _value(user, best, record.value)
            of = show.distance(record.of) if record.of else ""
    return label("record-made", kind=kind, value=value, reps=str(reps), of=of)


def _previous(user: User, best: Best) -> str:
    if best.record.kind is RecordKind.REPS:
        return label("record-reps", reps=best.record.previous)
    return _value(user, best, best.record.previous)


def _value(user: User, best: Best, value: int) -> str:
    match best.record.kind:
        case RecordKind.E1RM:
            return units.show(value, user.unit, places=1)
        case RecordKind.LONGEST | RecordKind.FASTEST:
            return show.length(value)
        case RecordKind.VOLUME:
            return weeks.volume(user, value)
        case _:
            return _load(user, best, value)


def _load(user: User, best: Best, weight_g: int) -> str:
    """What was on the bar, or on the body."""
    if not weight_g and best.kind is not ExerciseKind.WEIGHT:
        return label("record-no-load", kind=best.kind.value)
    added = "+" if best.kind is ExerciseKind.BODYWEIGHT and weight_g > 0 else ""
    return added + show.weight(user, weight_g)


def _day(user: User, instant: datetime) -> str:
    """The person's day then: "3 Nov", with the year where it is another."""
    day = user.local(instant).date()
    year = "" if day.year == user.today().year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"
