"""What was done: the list of workouts, one of them, an exercise in it, a set of that; and what is asked about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from handlers.views import format as show
from handlers.views import taps, weeks
from handlers.views.sets import sets_line
from handlers.views.texts import Html, apart, label, lines, say, shortened
from handlers.views.view import Button, Row, View, close, grid
from models.history import Done, Opened, Page, Sums, trained_at
from models.people import User
from models.rules.sets import DoneSet, ExerciseKind, SetKind, Unit
from models.sessions import UserWorkoutSession
from models.weeks import Next
from models.workouts import Live, LoggedSet

SESSIONS_A_PAGE = 6
EXERCISES_AT_ONCE = 12
SETS_AT_ONCE = 24
RATINGS = range(1, 11)
SHOWN_OF_NOTE, SHOWN_OF_EXERCISE_NOTE = 400, 60

_EXAMPLES = {
    ExerciseKind.BODYWEIGHT: "12",
    ExerciseKind.ASSISTED: "-20x8",
    ExerciseKind.TIMED: "60s",
    ExerciseKind.DISTANCE: "5km 25:00",
}


# -- the list -----------------------------------------------------------------------------------------


def page(user: User, found: Page, deleted: UserWorkoutSession | None = None) -> View:
    """Workouts, newest first, a button each; `deleted` has just gone, and can come back."""
    gone = say("history-deleted", **_named(user, deleted)) if deleted else ""
    back: Row = (Button(label("history-undo"), taps.PAST_RESTORE(deleted.id)),) if deleted else ()
    told = [
        say("history-line", day=show.past_day(user, trained_at(session)), sums=_sums(user, session, sums))
        for session, sums in found.sessions
    ]
    names = [" · ".join(reversed(_named(user, session).values())) for session, _ in found.sessions]
    buttons = [
        (Button(name if names.count(name) == 1 else f"{name} · {_hour(user, session)}", taps.PAST(session.id, 0)),)
        for name, (session, _) in zip(names, found.sessions, strict=True)
    ]
    turn = (
        *((Button(label("history-newer"), taps.HISTORY(found.number - 1)),) if found.number else ()),
        *((Button(label("history-older"), taps.HISTORY(found.number + 1)),) if found.more else ()),
    )
    return View(lines(gone, say("history-title", count=found.count), *told), (back, *buttons, turn, (close(),)))


def empty(following: Next | None, deleted: UserWorkoutSession | None, user: User) -> View:
    """Nothing is done yet: what there is to begin with."""
    gone = say("history-deleted", **_named(user, deleted)) if deleted else ""
    back: Row = (Button(label("history-undo"), taps.PAST_RESTORE(deleted.id)),) if deleted else ()
    if following is None:
        return View(lines(gone, say("history-empty"), say("week-nothing-planned")), (back, (close(),)))
    key = "week-continue" if following.under_way else "week-start"
    begin = Button(label(key, workout=following.name), taps.START(following.session_id))
    when = "" if following.under_way else say("week-next", workout=following.name, when=show.when(user, following.at))
    return View(lines(gone, say("history-empty"), when), (back, (begin,), (close(),)))


# -- a workout ----------------------------------------------------------------------------------------


def workout(user: User, found: Opened, first: int, page_number: int, told: Html | None = None, more: Row = ()) -> View:
    """The workout, from its `first` exercise on. told: what has just happened, and what goes with it."""
    session = found.session
    shown = found.exercises[first : first + EXERCISES_AT_ONCE]
    how = [
        say("finish-said-effort", rating=session.effort_rating) if session.effort_rating else "",
        say("finish-said-soreness", rating=session.soreness_rating) if session.soreness_rating else "",
    ]
    text = _paragraphs(
        [told or Html()],
        [
            say("history-workout", **_named(user, session)),
            Html(_sums(user, session, found.sums)),
            Html(" · ".join(each for each in how if each)),
            _quoted(session.notes, SHOWN_OF_NOTE),
        ],
        [_exercise(each) for each in shown] or [say("history-nothing")],
    )
    keyboard = (
        more,
        *grid((Button(each.exercise.name, taps.DONE(each.performance.id, 0)) for each in shown), 2),
        _turn(first, EXERCISES_AT_ONCE, len(found.exercises), lambda to: taps.PAST(session.id, to)),
        (Button(label("history-again"), taps.PAST_AGAIN(session.id)),) if any(each.sets for each in shown) else (),
        (
            Button(label("history-rate"), taps.PAST_RATE(session.id, "effort")),
            Button(label("history-add-note"), taps.PAST_NOTE(session.id)),
        ),
        (
            Button(label("history-when"), taps.PAST_WHEN(session.id)),
            Button(label("history-delete"), taps.PAST_DELETE(session.id)),
        ),
        (Button(label("history-back"), taps.HISTORY(page_number)),),
    )
    return View(text, keyboard)


def exercise_deleted(found: Done) -> tuple[Html, Row]:
    undo = Button(label("history-undo"), taps.DONE_RESTORE(found.performance.id))
    return say("history-exercise-deleted", exercise=found.exercise.name), (undo,)


def under_way(live: Live, name: str) -> tuple[Html, Row]:
    button = Button(label("history-under-way-show"), taps.SHOW_CARD(live.session.id))
    return say("history-under-way", workout=name), (button,)


def rating(session: UserWorkoutSession, which: str, problem: Html | None = None) -> View:
    """How hard it was, or how sore the person was."""
    given = session.effort_rating if which == "effort" else session.soreness_rating
    buttons = [Button(str(each), taps.PAST_RATED(session.id, which, each)) for each in RATINGS]
    last = [Button(label("history-leave"), taps.PAST_RATED(session.id, which, -1))]
    if given is not None:
        last.append(Button(label("history-not-said"), taps.PAST_RATED(session.id, which, 0)))
    asked = say("history-effort" if which == "effort" else "history-soreness")
    now = say("history-rating", rating=given) if given is not None else ""
    return View(lines(problem or "", asked, now), (*grid(buttons, 5), tuple(last)))


def note(session: UserWorkoutSession, problem: Html | None = None) -> View:
    asked = say("history-ask-note" if session.notes else "history-ask-first-note")
    remove: Row = (Button(label("history-no-note"), taps.PAST_NO_NOTE(session.id)),) if session.notes else ()
    back = Button(label("history-back"), taps.PAST(session.id, 0))
    return View(lines(problem or "", asked, _quoted(session.notes)), (remove, (back,)))


def when(user: User, session: UserWorkoutSession) -> str:
    """The day, and how long it took: "Thu 19 Nov, 45 min"."""
    day = show.past_day(user, trained_at(session))
    return f"{day}, {weeks.duration(session.duration_seconds)}" if session.duration_seconds else day


def when_question(user: User, session: UserWorkoutSession, problem: Html | None = None) -> View:
    now = say("history-when-now", when=when(user, session))
    back = Button(label("history-back"), taps.PAST(session.id, 0))
    return View(lines(now, problem or say("history-ask-when")), ((back,),))


def retimed(user: User, session: UserWorkoutSession, before: str, times: tuple[int, int]) -> tuple[Html, Row]:
    """What was understood, and the button that takes it back: times as history.times_of() had them."""
    undo = Button(label("history-undo"), taps.PAST_WHEN_WAS(session.id, *times))
    return say("history-set-corrected", before=before, after=when(user, session)), (undo,)


# -- an exercise and its sets -------------------------------------------------------------------------


def exercise(user: User, found: Done, first: int = 0, told: Html | None = None, undo: UUID | None = None) -> View:
    """The exercise, from its `first` set on, a button each. undo: of what has just happened."""
    row, session = found.performance, found.session
    hard = say("history-difficulty", rating=row.difficulty_rating) if row.difficulty_rating else ""
    title = say("history-exercise-title", exercise=found.exercise.name, **_named(user, session))
    tap = say("history-tap" if found.sets else "history-no-sets")
    text = _paragraphs([told or Html()], [title, Html(hard), _quoted(row.notes, SHOWN_OF_NOTE), tap])
    shown = found.sets[first : first + SETS_AT_ONCE]
    sets = [
        Button(f"{number} · {set_text(found, each.done)}", taps.DONE_SET(row.id, each.id))
        for number, each in enumerate(shown, start=first + 1)
    ]
    back: Row = (Button(label("history-undo"), taps.DONE_UNDO(row.id, undo)),) if undo is not None else ()
    keyboard = (
        back,
        *grid(sets, 2),
        _turn(first, SETS_AT_ONCE, len(found.sets), lambda to: taps.DONE(row.id, to)),
        (
            Button(label("history-add"), taps.DONE_ADD(row.id)),
            Button(label("history-exercise-note"), taps.DONE_NOTE(row.id)),
        ),
        (
            Button(label("history-exercise-delete"), taps.DONE_DELETE(row.id)),
            Button(label("history-back"), taps.PAST(session.id, 0)),
        ),
    )
    return View(text, keyboard)


def wrong_set(user: User, found: Done, asked: LoggedSet, problem: Html | None = None) -> View:
    """What was the set really?"""
    row = found.performance
    which = say(
        "history-set",
        exercise=found.exercise.name,
        number=found.sets.index(asked) + 1,
        of=len(found.sets),
        set=set_text(found, asked.done),
    )
    question = say("history-ask-set", example=example(user, found))
    other = SetKind.WORK if asked.done.kind is SetKind.WARMUP else SetKind.WARMUP
    rows = (
        (Button(label("history-set-kind", kind=other.value), taps.DONE_SET_KIND(row.id, asked.id, other.value)),),
        (
            Button(label("history-set-delete"), taps.DONE_SET_DELETE(row.id, asked.id)),
            Button(label("history-back"), taps.DONE(row.id, 0)),
        ),
    )
    return View(lines(which, problem or question), rows)


def missing_set(user: User, found: Done, problem: Html | None = None) -> View:
    """Which set was not logged?"""
    row = found.performance
    question = say("history-ask-add", exercise=found.exercise.name, example=example(user, found))
    same: Row = ()
    if found.sets:
        like = label("history-add-same", set=set_text(found, found.sets[-1].done))
        same = (Button(like, taps.DONE_ADD_SAME(row.id, len(found.sets))),)
    return View(problem or question, (same, (Button(label("history-back"), taps.DONE(row.id, 0)),)))


def exercise_note(found: Done, problem: Html | None = None) -> View:
    row = found.performance
    buttons = [Button(str(each), taps.DONE_DIFFICULTY(row.id, each)) for each in RATINGS]
    asked = say("history-ask-exercise-note", exercise=found.exercise.name)
    remove: Row = (Button(label("history-no-note"), taps.DONE_NO_NOTE(row.id)),) if row.notes else ()
    back = Button(label("history-back"), taps.DONE(row.id, 0))
    return View(lines(problem or "", asked, _quoted(row.notes)), (*grid(buttons, 5), remove, (back,)))


def corrected(found: Done, before: DoneSet, after: DoneSet) -> Html:
    return say("history-set-corrected", before=set_text(found, before), after=set_text(found, after))


def deleted(found: Done, gone: DoneSet) -> Html:
    return say("history-set-deleted", sets=set_text(found, gone))


def added(found: Done, sets: Sequence[DoneSet]) -> Html:
    return say("history-set-added", sets=sets_line(sets, found.exercise.kind))


def set_text(found: Done, done: DoneSet) -> str:
    return sets_line([done], found.exercise.kind)


def example(user: User, found: Done) -> str:
    """A set of the exercise that can be typed."""
    return _EXAMPLES.get(found.exercise.kind, "85x5" if user.unit is Unit.KG else "185x5")


# -- parts --------------------------------------------------------------------------------------------


def _named(user: User, session: UserWorkoutSession) -> dict[str, str]:
    return {"workout": session.workout.name, "day": show.past_day(user, trained_at(session))}


def _hour(user: User, session: UserWorkoutSession) -> str:
    return f"{user.local(trained_at(session)):%H:%M}"


def _sums(user: User, session: UserWorkoutSession, sums: Sums) -> str:
    """Sets, what they come to (weight, else distance, else reps), and how long it took."""
    said = [label("summary-sets", sets=sums.sets)]
    if sums.volume_g:
        said.append(weeks.volume(user, sums.volume_g))
    elif sums.distance_m:
        said.append(show.distance(sums.distance_m))
    elif sums.reps:
        said.append(label("summary-reps", reps=sums.reps))
    if session.duration_seconds:
        said.append(weeks.duration(session.duration_seconds))
    return " · ".join(said)


def _exercise(found: Done) -> Html:
    sets = sets_line([each.done for each in found.sets], found.exercise.kind) or label("history-no-sets")
    line = say("history-exercise", exercise=found.exercise.name, sets=sets)
    row = found.performance
    said = [
        _quoted(row.notes, SHOWN_OF_EXERCISE_NOTE),
        say("history-difficulty", rating=row.difficulty_rating) if row.difficulty_rating else "",
    ]
    return lines(line, " · ".join(each for each in said if each))


def _quoted(text: str | None, most: int | None = None) -> Html:
    """A note as it was written, or its beginning."""
    if not text:
        return Html()
    return say("history-note", note=apart(text) if most is None else shortened(apart(text), most))


def _turn(first: int, at_once: int, count: int, tap: Callable[[int], str]) -> Row:
    before = (Button(label("history-earlier"), tap(max(0, first - at_once))),) if first else ()
    after = (Button(label("history-further"), tap(first + at_once)),) if first + at_once < count else ()
    return (*before, *after)


def _paragraphs(*parts: Sequence[Html]) -> Html:
    written = (lines(*part) for part in parts)
    return Html("\n\n".join(each for each in written if each))
