"""The end of a workout: what is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from handlers.views import asked, records, taps, weeks
from handlers.views import format as show
from handlers.views.sets import sets_line
from handlers.views.texts import Html, apart, label, lines, say, shortened
from handlers.views.view import Button, Row, View, grid
from models.finishing import Outcome, ProgramDone
from models.people import User
from models.programs import Program
from models.progressing import Changed
from models.rules.plan import MAIN_LIFTS, Item
from models.rules.progression import Reason
from models.rules.sets import ExerciseKind
from models.sessions import SessionStatus, UserWorkoutSession
from models.workouts import Live

RATINGS = range(1, 11)
MOST_NAMED = 3
MOST_RECORDS = 3
MOST_SPECIAL = 4
SHOWN_OF_NOTE = 100


def left(found: Live, items: Sequence[Item]) -> View:
    """Some exercises are not done: finish all the same?"""
    names = [item.name for item in items[:MOST_NAMED]] + (["…"] if len(items) > MOST_NAMED else [])
    return View(
        say("finish-left", count=len(items), exercises=", ".join(names)),
        (
            (
                Button(label("finish-anyway"), taps.FINISH_ANYWAY(found.session.id)),
                Button(label("finish-keep-going"), taps.SHOW_CARD(found.session.id)),
            ),
            (Button(label("finish-short"), taps.SHORT(found.session.id)),) if len(items) > MAIN_LIFTS else (),
        ),
    )


def nothing(found: Live) -> View:
    """Nothing was logged: cancel it?"""
    return View(
        say("finish-nothing"),
        (
            (
                Button(label("finish-cancel"), taps.CANCEL_WORKOUT(found.session.id)),
                Button(label("finish-keep-going"), taps.SHOW_CARD(found.session.id)),
            ),
        ),
    )


def effort(found: Live, ended: int, problem: Html | None = None) -> View:
    session = found.session.id
    buttons = grid((Button(str(each), taps.EFFORT(session, ended, each)) for each in RATINGS), 5)
    return View(
        lines(problem or "", asked.said(found), say("finish-effort")),
        (*buttons, (*asked.undo(found, ended), *_leaving(session, taps.EFFORT(session, ended, 0)))),
    )


def soreness(found: Live, ended: int, problem: Html | None = None) -> View:
    session = found.session.id
    buttons = grid((Button(str(each), taps.SORENESS(session, ended, each)) for each in RATINGS), 5)
    return View(
        lines(problem or "", _said(found.session.effort_rating, None), say("finish-soreness")),
        (*buttons, (_undo(session, ended, "effort"), *_leaving(session, taps.SORENESS(session, ended, 0)))),
    )


def note(found: Live, ended: int, problem: Html | None = None) -> View:
    session = found.session
    return View(
        lines(problem or "", _said(session.effort_rating, session.soreness_rating), say("finish-note")),
        ((_undo(session.id, ended, "soreness"), *_leaving(session.id, taps.NO_NOTE(session.id, ended))),),
    )


def cancelled(user: User, session: UserWorkoutSession, workout: str) -> View:
    """A workout without sets was given up by the person."""
    when = show.when(user, session.scheduled_at)
    return View(say("finish-cancelled", status=session.status.value, workout=workout, when=when), _again(session))


def closed_empty(session: UserWorkoutSession, workout: str) -> View:
    """A workout without sets was left open too long."""
    return View(say("finish-closed-empty", workout=workout), _again(session))


def summary(user: User, outcome: Outcome, *, following: Program | None = None, closed: bool = False) -> View:
    """What came of the workout, on one screen; and of the program, where it ends with it. closed: by itself."""
    best, rest = outcome.records[:MOST_RECORDS], len(outcome.records) - MOST_RECORDS
    changes = [_change(user, each) for each in outcome.changes if each.change.reason is not Reason.NOT_TRAINED]
    done = outcome.completed
    text = _paragraphs(
        [
            say("summary-title", workout=outcome.name, duration=weeks.duration(outcome.seconds)),
            _sums(user, outcome),
            _how(outcome),
            *_special(outcome),
            say("summary-closed") if closed else Html(),
        ],
        [*(records.line(user, each) for each in best), say("summary-records-rest", count=rest) if rest > 0 else Html()],
        [say("summary-next-time"), *changes] if changes and done is None else [],
        [_next(user, outcome.next)] if outcome.next is not None else [],
        _program(user, done) if done is not None else [],
    )
    return View(text, () if done is None else _offers(done.program, following))


def program(user: User, done: ProgramDone, following: Program | None) -> View:
    """A whole program in sums, and what to go on with: again, or the next one."""
    return View(lines(*_program(user, done)), _offers(done.program, following))


def _leaving(session: UUID, skip: str) -> Row:
    return Button(label("finish-skip"), skip), Button(label("finish-back"), taps.SHOW_CARD(session))


def _undo(session: UUID, ended: int, rating: str) -> Button:
    """Asks for the rating before anew, given or not."""
    return Button(label("card-undo"), taps.UNDO_RATED(session, ended, rating))


def _said(effort_rating: int | None, soreness_rating: int | None) -> Html:
    """What is kept already."""
    said = [
        say("finish-said-effort", rating=effort_rating) if effort_rating else "",
        say("finish-said-soreness", rating=soreness_rating) if soreness_rating else "",
    ]
    return Html(" · ".join(each for each in said if each))


def _how(outcome: Outcome) -> Html:
    """How it was, as the person said."""
    session = outcome.session
    said = [
        _said(session.effort_rating, session.soreness_rating),
        say("summary-note", note=apart(shortened(session.notes, SHOWN_OF_NOTE))) if session.notes else "",
    ]
    return Html(" · ".join(each for each in said if each))


def _again(session: UserWorkoutSession) -> tuple[Row, ...]:
    if session.status is SessionStatus.CANCELLED:
        return ()
    return ((Button(label("finish-start-again"), taps.START(session.id)),),)


def _special(outcome: Outcome) -> list[Html]:
    """The sets with sides, parts or no success, of a few exercises."""
    return [
        say("summary-special", exercise=apart(item.name), sets=sets_line(sets, item.kind))
        for item, sets in outcome.special[:MOST_SPECIAL]
    ]


def _sums(user: User, outcome: Outcome) -> Html:
    """Sets, and what they come to: weight, else distance, else reps."""
    said = [say("summary-sets", sets=outcome.sets)]
    if outcome.volume_g:
        said.append(say("summary-volume", volume=weeks.volume(user, outcome.volume_g)))
    elif outcome.distance_m:
        said.append(Html(show.distance(outcome.distance_m)))
    elif outcome.reps:
        said.append(say("summary-reps", reps=outcome.reps))
    return Html(" · ".join(said))


def _change(user: User, changed: Changed) -> Html:
    change = changed.change
    delta = _delta(user, changed)
    why = label(
        "summary-why",
        reason=change.reason.value,
        moved=int(bool(delta)),
        delta=delta,
        misses=change.misses,
        of=change.of,
    )
    return say("summary-change", exercise=changed.exercise, target=_target(user, changed), why=why)


def _target(user: User, changed: Changed) -> str:
    """What is asked from now on: the weight, and the reps or seconds where those change or are all there is."""
    before, after = changed.change.before, changed.change.after
    weight = _weight(user, changed)
    sets = f"{after.sets} × " if after.sets != before.sets and after.count is not None else ""
    count = ""
    if after.count is not None and (sets or after.count != before.count or not weight):
        count = sets + (str(after.count) if sets and not _is_timed(changed) else _count_of(changed.kind, after.count))
    return " × ".join(part for part in (weight, count) if part)


def _is_timed(changed: Changed) -> bool:
    return changed.kind in {ExerciseKind.TIMED, ExerciseKind.DISTANCE}


def _weight(user: User, changed: Changed) -> str:
    after = changed.change.after.weight_g
    if after is None or (not after and changed.kind is not ExerciseKind.WEIGHT):
        return ""
    return show.weight(user, after)


def _delta(user: User, changed: Changed) -> str:
    """How much more or less: weight, or else reps or seconds."""
    before, after = changed.change.before, changed.change.after
    if before.weight_g is not None and after.weight_g is not None and after.weight_g != before.weight_g:
        by = after.weight_g - before.weight_g
        return _signed(by, show.weight(user, abs(by)))
    if before.count is None or after.count is None or after.count == before.count:
        return ""
    by = after.count - before.count
    return _signed(by, _count_of(changed.kind, abs(by)))


def _count_of(kind: ExerciseKind, count: int) -> str:
    timed = kind in {ExerciseKind.TIMED, ExerciseKind.DISTANCE}
    return show.length(count) if timed else label("summary-target-reps", reps=count)


def _signed(by: int, size: str) -> str:
    return f"+{size}" if by > 0 else f"−{size}"


def _next(user: User, session: UserWorkoutSession) -> Html:
    return say("summary-next", workout=session.workout.name, when=show.when(user, session.scheduled_at))


def _program(user: User, done: ProgramDone) -> list[Html]:
    sums = [
        say("summary-program-sums", sessions=done.sessions, weeks=done.weeks),
        say("summary-sets", sets=done.sets),
        say("summary-volume", volume=weeks.volume(user, done.volume_g)) if done.volume_g else "",
    ]
    return [say("summary-program", program=done.program.name), Html(" · ".join(each for each in sums if each))]


def _offers(program: Program, following: Program | None) -> tuple[Row, ...]:
    again = Button(label("summary-again"), taps.ENROLL(program.id))
    every = Button(label("summary-programs"), taps.PROGRAM_LIST(0))
    if following is None:
        return ((again, every),)
    return (Button(label("summary-next-program", program=following.name), taps.PROGRAM(following.id)),), (again, every)


def _paragraphs(*parts: Sequence[Html]) -> Html:
    written = (lines(*part) for part in parts)
    return Html("\n\n".join(each for each in written if each))
