"""The week as a message that fits a phone: a picture, and below it what that does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.views import format as show
from handlers.views import taps, weekdays
from handlers.views.texts import Html, label, length, lines, say, shortened
from handlers.views.trends import trend
from handlers.views.view import MOST_CAPTION, Button, Keyboard, View
from models.lifted import Beaten
from models.people import User
from models.rules import units
from models.rules.averages import MEAN_DAYS, running_means
from models.rules.records import Record, RecordKind
from models.rules.sets import ExerciseKind
from models.rules.summary import Week
from models.weeks import WEEK, BodyWeight, Report

MOST_RECORDS = 3
LONGEST_NAME = 64
LEAST_STREAK = 2
LEAST_WEIGHTS = 2
KILOMETRE = 1000


def asked(user: User, week: Report, *, pictured: bool = False) -> View:
    """The week, asked for, and the weeks beside it. pictured: it takes the place of a picture, and must be one."""
    drawing = _drawing(user, week, pictured=pictured)
    tap = taps.WEEK if drawing is None else taps.WEEK_PICTURE
    others = [Button(label("week-earlier"), tap((week.monday - WEEK).toordinal()))]
    if not week.running:
        others.append(Button(label("week-later"), tap((week.monday + WEEK).toordinal())))
    return View(_text(user, week), (*_begin(week, ahead=week.running), tuple(others)), drawing)


def unasked(user: User, week: Report, *, late: bool = False, pictured: bool = False) -> View:
    """The week, sent by itself, with a button that turns this off."""
    off = (Button(label("week-off"), taps.DIGEST_OFF(week.monday.toordinal())),)
    keyboard = (*_begin(week, ahead=True), off if user.digest_weekday is not None else ())
    return View(_text(user, week, late=late, ahead=True), keyboard, _drawing(user, week, pictured=pictured))


def turned_off(user: User, week: Report, weekday: int) -> View:
    """The words of the week that was sent by itself, when it was the last."""
    undo = Button(label("week-undo-off"), taps.DIGEST_ON(week.monday.toordinal(), weekday))
    return View(_text(user, week, ahead=True, more=[say("week-is-off")]), ((undo,),))


def turned_on(user: User, week: Report) -> View:
    """The words of the week, when there will be more."""
    return replace(unasked(user, week), drawing=None)


def _text(user: User, week: Report, *, late: bool = False, ahead: bool = False, more: Sequence[Html] = ()) -> Html:
    """The week in words, which fit below a picture: with as many records as there is room for. ahead: what comes next
    belongs to it although the week is over.
    """
    ahead = ahead or week.running
    title = say("week-late" if late else "week-title", **_dates(week))
    if week.empty:
        kind = say("week-empty-running" if week.running else "week-empty-over")
        return _paragraphs(lines(title, kind), _body_weight(user, week), _next(user, week, ahead=ahead), more)
    for most in range(MOST_RECORDS, -1, -1):
        text = _paragraphs(
            lines(title, *_workouts(week), *_sums(user, week), *_body_weight(user, week)),
            _records(user, week.records, most),
            trend(user, week.trend),
            _next(user, week, ahead=ahead),
            more,
        )
        if length(text) <= MOST_CAPTION:
            break
    return text


def _drawing(user: User, week: Report, *, pictured: bool) -> dict[str, Any] | None:
    """What week_chart.py makes the picture of; None where nothing was trained, and nothing else stands there."""
    if week.empty and not pictured:
        return None
    today = (user.today() - week.monday).days
    muscles = dict.fromkeys([*week.muscles, *week.muscles_before])
    return {
        "kind": "week",
        "title": label("week-chart-title", **_dates(week)),
        "days": [
            {
                "name": weekdays.name(number),
                "planned": day.planned,
                "done": day.done,
                "over": number < today,
                "today": number == today,
            }
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
    """The mean of seven days of the four weeks up to this one, and the last value; None without enough."""
    means = [(day, value) for day, value in running_means(week.weights) if day > week.monday - 3 * WEEK]
    if len(means) < LEAST_WEIGHTS:
        return None
    _, last = week.weights[-1]
    return {
        "name": label("week-chart-weight"),
        "mean": label("chart-mean", days=MEAN_DAYS),
        "last": units.show(int(last * 1000), user.unit, places=1),
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
    this, streak = week.weeks.this, week.streak
    said = [say("week-workouts", done=this.done, planned=this.planned, extra=week.extra)]
    if streak.at_stake and week.running:
        said.append(say("week-streak-at-stake", weeks=streak.weeks))
    elif streak.weeks >= LEAST_STREAK:
        said.append(say("week-streak", weeks=streak.weeks))
    return said


def _sums(user: User, week: Report) -> list[Html]:
    """Sets, volume and time; below them those of the week before."""
    said = [say("week-sets", sums=_in_a_line(user, week.weeks.this))]
    if week.weeks.before.sets or week.weeks.before.seconds:
        said.append(say("week-before", sums=_in_a_line(user, week.weeks.before)))
    return said


def _in_a_line(user: User, of: Week) -> str:
    """Sets, volume and time as "12 · 5,018 kg · 2 h"."""
    parts = [str(of.sets)]
    if of.volume_g:
        parts.append(volume(user, of.volume_g))
    if of.seconds:
        parts.append(duration(of.seconds))
    return " · ".join(parts)


def _records(user: User, found: Sequence[Beaten], most: int) -> list[Html]:
    if not found:
        return []
    more = len(found) - most if most else 0
    return [say("week-records", count=len(found), more=max(0, more)), *(_record(user, each) for each in found[:most])]


def _record(user: User, beaten: Beaten) -> Html:
    record = beaten.record
    kind = "REPS_BODY" if record.kind is RecordKind.REPS and not record.of else record.kind.value
    of = "" if record.of is None else _of(user, record, record.of)
    values = (_value(user, beaten, value) for value in (record.value, record.previous))
    return say(
        "week-record",
        exercise=shortened(beaten.exercise, LONGEST_NAME),
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
    return [say("week-body-weight", weight=units.show(found.weight_g, user.unit, places=1), than=_change(user, found))]


def _change(user: User, found: BodyWeight) -> str:
    """What is added to a body weight: ", −0.6 since 9 Nov"."""
    if found.change_g is None or found.since is None:
        return ""
    change = units.number(found.change_g, user.unit, places=1)
    signed = change.replace("-", "−") if found.change_g < 0 else f"+{change}"
    return label("week-body-weight-since", change=signed, day=_date(found.since))


def _next(user: User, week: Report, *, ahead: bool) -> list[Html]:
    if not ahead:
        return []
    if week.next is None:
        return [say("week-nothing-planned")]
    if week.next.under_way:
        return [say("week-under-way", workout=shortened(week.next.name, LONGEST_NAME))]
    return [say("week-next", workout=shortened(week.next.name, LONGEST_NAME), when=show.when(user, week.next.at))]


def _begin(week: Report, *, ahead: bool) -> Keyboard:
    """A button for the next session where nothing was trained, or for the one under way."""
    if not ahead or week.next is None or not (week.empty or week.next.under_way):
        return ()
    key = "week-continue" if week.next.under_way else "week-start"
    return ((Button(label(key, workout=shortened(week.next.name, LONGEST_NAME)), taps.START(week.next.session_id)),),)


def _dates(week: Report) -> dict[str, str]:
    same_month = week.monday.month == week.sunday.month
    return {"from": str(week.monday.day) if same_month else _date(week.monday), "to": _date(week.sunday)}


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"


def _paragraphs(title: Html, *parts: Sequence[Html]) -> Html:
    return Html("\n\n".join([title, *(lines(*part) for part in parts if part)]))
