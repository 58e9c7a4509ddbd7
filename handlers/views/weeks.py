"""The week as a message that fits a phone, and as what to draw of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.views import format as show
from handlers.views import taps, weekdays
from handlers.views.texts import Html, label, lines, say
from handlers.views.trends import trend
from handlers.views.view import Button, Keyboard, View
from models.lifted import Beaten
from models.people import User
from models.rules import units
from models.rules.averages import MEAN_DAYS, running_means
from models.rules.records import Record, RecordKind
from models.rules.sets import ExerciseKind
from models.weeks import WEEK, Report

MOST_RECORDS = 5
MOST_MUSCLES = 8
LEAST_STREAK = 2
LEAST_WEIGHTS = 2
KILOMETRE = 1000


def asked(user: User, week: Report) -> View:
    """The week, asked for: with a picture, and the weeks beside it."""
    others = [Button(label("week-earlier"), taps.WEEK((week.monday - WEEK).toordinal()))]
    if not week.running:
        others.append(Button(label("week-later"), taps.WEEK((week.monday + WEEK).toordinal())))
    return View(text(user, week), (*_begin(week, ahead=week.running), _picture(week), tuple(others)))


def unasked(user: User, week: Report, *, late: bool = False) -> View:
    """The week, sent by itself: with a picture, and a button that turns this off."""
    off = (Button(label("week-off"), taps.DIGEST_OFF(week.monday.toordinal())),)
    last = (*_picture(week), *(off if user.digest_weekday is not None else ()))
    return View(text(user, week, late=late, ahead=True), (*_begin(week, ahead=True), last))


def turned_off(user: User, week: Report, weekday: int) -> View:
    """The week that was sent by itself, when it was the last."""
    undo = Button(label("week-undo-off"), taps.DIGEST_ON(week.monday.toordinal(), weekday))
    return View(_paragraphs(text(user, week, ahead=True), [say("week-is-off")]), ((*_picture(week), undo),))


def text(user: User, week: Report, *, late: bool = False, ahead: bool = False) -> Html:
    """The week in words; ahead: what comes next belongs to it although the week is over."""
    title = say("week-late" if late else "week-title", **_dates(week))
    if week.empty:
        kind = say("week-empty-running" if week.running else "week-empty-over")
        return _paragraphs(title, [kind], _body_weight(user, week), _next(user, week, ahead=ahead or week.running))
    return _paragraphs(
        title,
        [*_workouts(week), *_sums(user, week)],
        _records(user, week.records),
        [*_body_weight(user, week), *_muscles(week)],
        trend(user, week.trend),
        _next(user, week, ahead=ahead or week.running),
    )


def caption(week: Report) -> Html:
    """What stands under the picture."""
    return say("week-title", **_dates(week))


def drawing(user: User, week: Report) -> dict[str, Any]:
    """What charts.draw() makes the picture of: plan against done by day, sets per muscle against the week before."""
    muscles = dict.fromkeys([*week.muscles, *week.muscles_before])
    return {
        "kind": "week",
        "title": label("week-chart-title", **_dates(week)),
        "days": [
            {"name": weekdays.name(number), "planned": day.planned, "done": day.done}
            for number, day in enumerate(week.days)
        ],
        "legend": [label("week-chart-done"), label("week-chart-planned")],
        "heading": label("week-chart-sets"),
        "weight": _weight_drawn(user, week),
        "before": label("week-chart-before"),
        "muscles": [
            {"name": muscle(key), "sets": week.muscles.get(key, 0), "before": week.muscles_before.get(key, 0)}
            for key in muscles
        ],
    }


def _weight_drawn(user: User, week: Report) -> dict[str, Any] | None:
    """The mean of seven days of the four weeks up to this one, the last value and its name; None without enough."""
    means = [(day, value) for day, value in running_means(week.weights) if day > week.monday - 3 * WEEK]
    if week.body_weight is None or len(means) < LEAST_WEIGHTS:
        return None
    return {
        "name": label("week-chart-weight"),
        "mean": label("chart-mean", days=MEAN_DAYS),
        "last": units.show(week.body_weight.weight_g, user.unit, places=1),
        "points": [[day.isoformat(), units.number(int(value * 1000), user.unit, places=2)] for day, value in means],
    }


def muscle(key: str) -> str:
    """The name of a muscle group: "rear delts"."""
    return label("muscle-name", key=key)


def duration(seconds: int) -> str:
    """A time trained: "45 min", "2 h 10 min"."""
    minutes = (seconds + 30) // 60
    return label("week-duration", hours=minutes // 60, minutes=minutes % 60)


def volume(user: User, grams: int) -> str:
    """A volume in the person's unit, whole, with thousands apart: "12,430 kg"."""
    return f"{int(units.number(grams, user.unit, places=0)):,} {user.unit.value}"


# -- parts ------------------------------------------------------------------------------------------


def _workouts(week: Report) -> list[Html]:
    this = week.weeks.this
    said = [say("week-workouts", done=this.done, planned=this.planned, extra=week.extra)]
    if week.streak >= LEAST_STREAK:
        said.append(say("week-streak", weeks=week.streak))
    return said


def _sums(user: User, week: Report) -> list[Html]:
    this, before = week.weeks.this, week.weeks.before
    said = [say("week-sets", sets=this.sets, than=_than(week, this.sets, before.sets, str(before.sets)))]
    if this.volume_g:
        than = _than(week, this.volume_g, before.volume_g, volume(user, before.volume_g))
        said.append(say("week-volume", volume=volume(user, this.volume_g), than=than))
    if this.seconds:
        than = _than(week, this.seconds, before.seconds, duration(before.seconds))
        said.append(say("week-time", time=duration(this.seconds), than=than))
    return said


def _than(week: Report, value: int, before: int, shown: str) -> str:
    """Against the week before; what still runs is not said to be down."""
    if not before:
        return ""
    if value == before:
        return label("week-same")
    if value > before:
        return label("week-more", before=shown)
    return label("week-so-far" if week.running else "week-fewer", before=shown)


def _records(user: User, found: Sequence[Beaten]) -> list[Html]:
    if not found:
        return []
    said = [say("week-records", count=len(found))]
    said += [_record(user, each) for each in found[:MOST_RECORDS]]
    if len(found) > MOST_RECORDS:
        said.append(say("week-records-rest", count=len(found) - MOST_RECORDS))
    return said


def _record(user: User, beaten: Beaten) -> Html:
    record = beaten.record
    kind = "REPS_BODY" if record.kind is RecordKind.REPS and not record.of else record.kind.value
    of = "" if record.of is None else _of(user, record, record.of)
    values = (_value(user, beaten, value) for value in (record.value, record.previous))
    return say(
        "week-record",
        exercise=beaten.exercise,
        kind=kind,
        of=of,
        **dict(zip(("value", "previous"), values, strict=True)),
    )


def _value(user: User, beaten: Beaten, value: int) -> str:
    match beaten.record.kind:
        case RecordKind.HEAVIEST if not value and beaten.kind is not ExerciseKind.WEIGHT:
            return label("week-no-load")
        case RecordKind.HEAVIEST:
            return show.weight(user, value)
        case RecordKind.E1RM:
            return units.show(value, user.unit, places=1)
        case RecordKind.LONGEST | RecordKind.FASTEST:
            return _clock(value)
        case RecordKind.VOLUME:
            return volume(user, value)
        case _:
            return str(value)


def _of(user: User, record: Record, of: int) -> str:
    if record.kind is not RecordKind.FASTEST:
        return show.weight(user, of)
    if of < KILOMETRE:
        return label("week-distance-m", distance=of)
    return label("week-distance-km", distance=f"{of / KILOMETRE:.2f}".rstrip("0").rstrip("."))


def _clock(seconds: int) -> str:
    """A time held or run: "45 s", "25:00", "1:05:30"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return label("week-seconds", seconds=seconds)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _body_weight(user: User, week: Report) -> list[Html]:
    found = week.body_weight
    if found is None:
        return []
    than = ""
    if found.change_g is not None and found.since is not None:
        change = units.show(found.change_g, user.unit, places=1)
        signed = change.replace("-", "−") if found.change_g < 0 else f"+{change}"
        than = label("week-body-weight-since", change=signed, day=_date(found.since))
    return [say("week-body-weight", weight=units.show(found.weight_g, user.unit, places=1), than=than)]


def _muscles(week: Report) -> list[Html]:
    counted = [label("week-muscle", name=muscle(key), sets=sets) for key, sets in week.muscles.items()]
    return [say("week-muscles", muscles=" · ".join(counted[:MOST_MUSCLES]))] if counted else []


def _next(user: User, week: Report, *, ahead: bool) -> list[Html]:
    if not ahead:
        return []
    if week.next is None:
        return [say("week-nothing-planned")]
    if week.next.under_way:
        return [say("week-under-way", workout=week.next.name)]
    return [say("week-next", workout=week.next.name, when=show.when(user, week.next.at))]


def _begin(week: Report, *, ahead: bool) -> Keyboard:
    """A button for the next session where nothing was trained, or for the one under way."""
    if not ahead or week.next is None or not (week.empty or week.next.under_way):
        return ()
    key = "week-continue" if week.next.under_way else "week-start"
    return ((Button(label(key, workout=week.next.name), taps.START(week.next.session_id)),),)


def _picture(week: Report) -> tuple[Button, ...]:
    if week.empty and not any(day.planned for day in week.days):
        return ()
    return (Button(label("week-picture"), taps.WEEK_PICTURE(week.monday.toordinal())),)


def _dates(week: Report) -> dict[str, str]:
    same_month = week.monday.month == week.sunday.month
    return {"from": str(week.monday.day) if same_month else _date(week.monday), "to": _date(week.sunday)}


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"


def _paragraphs(title: Html, *parts: Sequence[Html]) -> Html:
    return Html("\n\n".join([title, *(lines(*part) for part in parts if part)]))
