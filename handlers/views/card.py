"""The live card: one message that says all an athlete needs between two sets, and has one big button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from handlers.views import difficulty, markdown, records, running, taps, warmups
from handlers.views.sets import clock, half, load, prescription, set_line, sets_line, wants_weight
from handlers.views.texts import Html, apart, label, lines, say, shortened
from handlers.views.view import Button, Keyboard, Row, View, close
from models import people
from models.people import User
from models.records import Best
from models.rules import plates, summary, units
from models.rules.plan import Item, as_done
from models.rules.plates import Loading
from models.rules.sets import DoneSet, ExerciseKind, PrescribedSet, SetKind
from models.rules.timed import Running
from models.workouts import Live

HARDEST_HALF = 20  # RPE 10
RPE_OFFERED = (14, 15, 16, 17, 18, 20)  # half steps: RPE 7 to 10
REST_STEP = 30
START_WEIGHTS = 6
MOST_NOTE = 120
MOST_DESCRIPTION = 3500
MOST_LINES = 9


def card(found: Live, now: datetime, best: Best | None) -> View:
    """The card as the workout stands; best: the record that the exercise trained last has made."""
    item = found.current
    if item is None:
        return _all_done(found, best)
    index = item.next_index(found.done(item))
    assert index is not None  # noqa: S101 - a current exercise has a set to come
    asked = item.sets[index]
    runs = found.runs
    if runs is not None and runs.since is not None:
        return _running(found, runs, now, best)
    held, warm = running.resting(found, item, asked, now), warmups.line(found, item)
    return View(
        lines(
            held or say("card-first", set=warm or set_line(found.user, item, index)),
            _where(found, item),
            _superset(found, item),
            _then(found.user, item, index),
            *_notes(found, item, index, warming_up=bool(warm)),
            *_so_far(found, item, best),
            difficulty.line(found),
            _last_line(item),
            Html() if held else _rest_line(found, now),
        ),
        _keyboard(found, item, index, now),
    )


def _running(found: Live, runs: Running, now: datetime, best: Best | None) -> View:
    """While a timed set runs: until when, and how to end it before."""
    item, asked = runs.item, runs.asked
    return View(
        lines(
            running.first_line(found, runs, now),
            _where(found, item),
            _superset(found, item),
            *_so_far(found, item, best),
            _last_line(item),
        ),
        (
            *running.rows(found, runs, _big(found, item, asked)),
            _adjusting(found.user, found.session.id, item, asked),
            _ending(found),
        ),
    )


def _superset(found: Live, item: Item) -> Html:
    """The exercises it takes turns with."""
    others = [each.name for each in found.plan.group(item) if each is not item and not found.is_done(each)]
    return say("card-superset", exercises=apart(", ".join(others))) if others else Html()


def _where(found: Live, item: Item) -> Html:
    shown = [each for each in found.plan.items if not each.skipped or found.logged(each)]
    place = shown.index(item) + 1 if item in shown else 1
    return say(
        "card-where",
        exercise=apart(item.name),
        number=str(place),
        of=str(len(shown)),
        sets=_dots(found, item),
    )


def _dots(found: Live, item: Item) -> str:
    """Sets done and to come: ●●○○○."""
    done = sum(each.kind is not SetKind.WARMUP for each in found.done(item))
    asked = len(item.sets)
    return "●" * done + "○" * max(0, asked - done) if max(done, asked) <= 12 else f"{done} / {asked}"  # noqa: PLR2004 - a phone's width


def _then(user: User, item: Item, index: int) -> Html:
    """What follows this interval, to be known before it is over."""
    following = item.sets[index + 1] if index + 1 < len(item.sets) else None
    if following is None or not following.interval:
        return Html()
    return say("card-then", what=following.label, length=prescription(user, item, following))


def _notes(found: Live, item: Item, index: int, *, warming_up: bool) -> list[Html]:
    """What the working set is about, once it is next; the note at any time."""
    made = []
    asked = item.sets[index]
    unknown = wants_weight(item) and asked.weight_g is None
    if asked.amrap and not warming_up:
        made.append(say("card-amrap", reps=str(asked.reps)))
    if asked.rpe_half and not unknown and not warming_up:
        made.append(_rpe(asked.rpe_half))
    if unknown:
        made.append(say("card-choose-help" if item.kind is ExerciseKind.ASSISTED else "card-choose-weight"))
    if not warming_up:
        made.append(_follows(found, item, index))
    if item.hint:
        made.append(say("card-hint", hint=apart(shortened(_hint(item), MOST_NOTE))))
    if item.note:
        made.append(say("card-note", note=apart(shortened(item.note, MOST_NOTE))))
    return made


def _follows(found: Live, item: Item, index: int) -> Html:
    """What the program asks, where the set follows a weight that was lifted instead."""
    planned = item.prescribed[index].weight_g if index < len(item.prescribed) else None
    asked, lifted = item.sets[index].weight_g, [each.weight_g for each in summary.working(found.done(item))]
    if not lifted or lifted[-1] != asked or asked == planned or (planned is None and wants_weight(item)):
        return Html()
    user = found.user
    return say("card-follows", weight=load(user, item, asked), planned=load(user, item, planned))


def _rpe(rpe_half: int) -> Html:
    """What to aim for, also as reps in reserve: RIR = 10 - RPE."""
    halves = max(0, HARDEST_HALF - rpe_half)
    return say("card-rpe", rpe=half(rpe_half), halves=halves, reserve=half(halves))


def _so_far(found: Live, item: Item, best: Best | None) -> list[Html]:
    """What was logged last, and below it what it beat; what was done of this exercise, where the last was another."""
    record = _record(found, best, on=item)
    done = _done_line(item, found.done(item))
    if found.latest is None or found.latest[0] is item:
        return [done, record]
    return [_just_done(found, found.latest[0]), record, done]


def _just_done(found: Live, latest: Item) -> Html:
    """What was understood is always to be seen."""
    done = found.done(latest)
    told = summary.working(done) if summary.working(done[-1:]) else done  # work is told without its warm-ups
    return say("card-just-done", exercise=apart(latest.name), sets=sets_line(told, latest.kind))


def _done_line(item: Item, done: Sequence[DoneSet]) -> Html:
    return say("card-done", sets=sets_line(done, item.kind)) if done else Html()


def _record(found: Live, best: Best | None, *, on: Item | None) -> Html:
    """What was beaten; by name, where another exercise is on by now."""
    latest = found.latest
    if best is None or latest is None:
        return Html()
    return records.line(found.user, best, named=latest[0] is not on)


def _last_line(item: Item) -> Html:
    return say("card-last", sets=sets_line(item.last, item.kind)) if item.last else Html()


def _rest_line(found: Live, now: datetime) -> Html:
    if found.rest_until is None or found.rest_until <= now:
        return Html()
    seconds = -(-int((found.rest_until - now).total_seconds()) // 5) * 5
    until = f"{found.user.local(found.rest_until):%H:%M:%S}"
    return say("card-rest", length=clock(seconds), until=until)


# -- buttons ------------------------------------------------------------------------------------------


def _keyboard(found: Live, item: Item, index: int, now: datetime) -> Keyboard:
    session, number = found.session.id, item.number
    return (
        warmups.row(found, item),
        *_main_rows(found, item, index),
        _adjusting(found.user, session, item, item.sets[index]),
        _resting(found, now),
        difficulty.row(found),
        (
            Button(label("card-skip"), taps.SKIP_EXERCISE(session, number)),
            Button(label("card-later"), taps.LATER(session, number)),
            Button(label("card-swap"), taps.SWAP(session, number)),
            *_more(session, item),
        ),
        (
            Button(label("card-add-set"), taps.ADD_SET(session, number)),
            Button(label("card-add-exercise"), taps.ADD_EXERCISE(session)),
            Button(label("card-note-button"), taps.NOTE(session, number)),
        ),
        _ending(found),
    )


def _more(session: UUID, item: Item) -> Row:
    """All of what the program says about the exercise, where the card has no room for it."""
    cut = len(_hint(item)) > MOST_NOTE
    return (Button(label("card-hint-all"), taps.HINT(session, item.number)),) if cut else ()


def _hint(item: Item) -> str:
    """What the program says about the exercise, in a line; of a very long text its beginning."""
    return " ".join(markdown.plain(item.hint[:MOST_DESCRIPTION]).split())


def description(item: Item) -> View:
    """What the program says about the exercise."""
    text = shortened(markdown.plain(item.hint, links=True).strip(), MOST_DESCRIPTION)
    return View(say("card-description", exercise=apart(item.name), text=text), ((close(),),))


def _main_rows(found: Live, item: Item, index: int) -> Keyboard:
    """The big button with the next set as asked; a weight to choose first where none is known."""
    session, asked = found.session.id, item.sets[index]
    if wants_weight(item) and asked.weight_g is None:
        weights = [
            Button(units.show(grams, found.user.unit), taps.WEIGH(session, item.number, grams))
            for grams in start_weights(found.user, item.kind, item.equipment)
        ]
        return (tuple(weights[:3]), tuple(weights[3:]))
    count = len(found.logged(item))
    big = ((_big(found, item, asked), *running.start(found, item, asked)), *running.stopped(found, item))
    if asked.interval:
        rest = Button(label("card-log-rest", count=len(item.sets) - index), taps.LOG_REST(session, item.number, count))
        return *big, (rest,)
    if not (asked.ask_rpe or asked.rpe_half) or found.next_warmup(item) is not None:  # @ is of the working set
        return big
    rated = tuple(
        Button(label("card-rated", rpe=half(rpe)), taps.RATED(session, item.number, count, rpe)) for rpe in RPE_OFFERED
    )
    return *big, rated


def _big(found: Live, item: Item, asked: PrescribedSet) -> Button:
    what = taps.LOG(found.session.id, item.number, len(found.logged(item)))
    return Button(label("card-log", set=_as_asked(found.user, item, asked)), what)


def _as_asked(user: User, item: Item, asked: PrescribedSet) -> str:
    """The set on the big button: "100 kg × 5"."""
    done = as_done(asked)
    bare = PrescribedSet(reps=done.reps, weight_g=done.weight_g, seconds=done.seconds, distance_m=done.distance_m)
    return f"{asked.label} {prescription(user, item, bare)}".strip()


def start_weights(user: User, kind: ExerciseKind, implement: str) -> list[int]:
    """Weights to begin an exercise with, from the lightest upward in steps worth a button."""
    equipment = people.equipment(user)
    how = plates.loading_of(kind, implement)
    step = units.to_grams("10", user.unit) if how is not Loading.STEP else equipment.step_g * 2
    if how is Loading.BODY:
        step = -step
    first = equipment.bar_g if how is Loading.BAR else step
    return [plates.nearest_loadable(first + place * step, equipment, how) for place in range(START_WEIGHTS)]


def _adjusting(user: User, session: UUID, item: Item, asked: PrescribedSet) -> Row:
    row: list[Button] = []
    if asked.weight_g is not None and item.kind is not ExerciseKind.DISTANCE:
        row += [
            Button(f"− {user.unit.value}", taps.ADJUST(session, item.number, "w-")),
            Button(f"+ {user.unit.value}", taps.ADJUST(session, item.number, "w+")),
        ]
    if asked.reps is not None:
        row += [
            Button(label("card-rep-less"), taps.ADJUST(session, item.number, "r-")),
            Button(label("card-rep-more"), taps.ADJUST(session, item.number, "r+")),
        ]
    elif asked.seconds is not None:
        row += [
            Button("− 5 s", taps.ADJUST(session, item.number, "r-")),
            Button("+ 5 s", taps.ADJUST(session, item.number, "r+")),
        ]
    return tuple(row)


def _resting(found: Live, now: datetime) -> Row:
    if found.rest_until is None or found.rest_until <= now:
        return ()
    session = found.session.id
    return (
        Button(label("card-rest-less", seconds=str(REST_STEP)), taps.REST(session, -REST_STEP)),
        Button(label("card-rest-more", seconds=str(REST_STEP)), taps.REST(session, REST_STEP)),
    )


def _ending(found: Live) -> Row:
    """Back by one set, or to the end."""
    finish = Button(label("card-finish"), taps.FINISH(found.session.id))
    return (Button(label("card-undo"), taps.UNDO(found.session.id, found.count)), finish) if found.count else (finish,)


def _all_done(found: Live, best: Best | None) -> View:
    """Nothing is left: finish, or do more."""
    session = found.session.id
    latest = found.latest
    done = [
        say("card-line", exercise=apart(item.name), sets=sets_line(found.done(item), item.kind))
        for item in found.plan.items
        if found.logged(item)
    ]
    if len(done) > MOST_LINES:
        done = [say("card-earlier", count=len(done) - MOST_LINES), *done[-MOST_LINES:]]
    more: list[Button] = []
    if latest is not None:
        more = [
            Button(label("card-undo"), taps.UNDO(session, found.count)),
            Button(label("card-add-set"), taps.ADD_SET(session, latest[0].number)),
            Button(label("card-note-button"), taps.NOTE(session, latest[0].number)),
        ]
    return View(
        lines(
            say("card-all-done" if done else "card-empty"),
            *done,
            _record(found, best, on=None),
            difficulty.line(found),
        ),
        (
            (Button(label("card-finish-big"), taps.FINISH(session)),) if done else (),
            difficulty.row(found),
            tuple(more),
            (
                Button(label("card-add-exercise"), taps.ADD_EXERCISE(session)),
                *(() if done else (Button(label("card-finish"), taps.FINISH(session)),)),
            ),
        ),
    )
