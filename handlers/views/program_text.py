"""A program of one's own on the way in: asked for, found fault with, shown, its exercises matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from handlers.views import prescription, taps
from handlers.views.liftoscript import problem_words
from handlers.views.texts import Html, apart, escaped, label, lines, say, shortened
from handlers.views.view import Button, Keyboard, Row, View, close
from models import courses, prescribing, program_check
from models.liftoscript.lifter import Budget
from models.liftoscript.problems import Problem
from models.liftoscript.program import Program as Text
from models.liftoscript.quantities import Weight, plain
from models.own_programs import Edit, Kept
from models.people import User
from models.program_check import Remark
from models.program_drafts import LEAST_CUT, MOST_BYTES, ProgramDraft
from models.programs import Exercise, movements_of
from models.rules.sets import ExerciseKind

EXAMPLE = """## Day A
Squat / 3x5 / 60kg / progress: lp(2.5kg)
Bench Press / 3x8 / 40kg
## Day B
Deadlift / 1x5 / 80kg
Pull Up / 3x8"""
KINDS = (ExerciseKind.WEIGHT, ExerciseKind.BODYWEIGHT, ExerciseKind.TIMED, ExerciseKind.DISTANCE)
MOST_PROBLEMS, MOST_REMARKS, MOST_NAMED = 3, 4, 3
LONGEST_EXCERPT, LONGEST_SHOWN = 60, 40
SHORT = 3000  # characters that a message takes along to be copied


class Said(NamedTuple):
    """What has just been understood, and how to take it back."""

    text: Html
    undo: Button | None = None


def number_of(text: str) -> int:
    """What stands for a name or a whole text in a button."""
    return crc32(text.lower().encode("utf-8", "surrogatepass"))


# -- asking -------------------------------------------------------------------------------------------


def ask(draft: ProgramDraft | None) -> View:
    """Paste it, or send it as a file. What was sent before is a tap away."""
    rows: list[Row] = []
    if draft is not None and draft.text:
        rows.append((Button(label("own-go-on", name=draft.name), taps.OWN_PAGE()),))
    rows.append((Button(label("back"), taps.PROGRAMS()),))
    return View(say("own-ask", example=EXAMPLE, limit=MOST_BYTES // 1024), tuple(rows))


def ask_changed(name: str, text: str, enrollment_id: UUID) -> View:
    """The program as it is trained, to be sent back otherwise."""
    copy = Html(f"<pre>{escaped(text.strip())}</pre>") if len(text) <= SHORT else ""
    back = Button(label("back"), taps.ENROLLMENT(enrollment_id))
    return View(lines(say("own-ask-changed", name=name), copy), ((back,),))


def ask_again(problem: Html) -> View:
    """Something was sent that is no text, or too much of it; the question stays."""
    return View(problem, ((Button(label("own-start-over"), taps.OWN(1)), close()),))


# -- faults -------------------------------------------------------------------------------------------


def problems(draft: ProgramDraft, found: Sequence[Problem]) -> View:
    """The first of the mistakes, each with its line."""
    rows = draft.text.split("\n")
    told = [_problem(each, rows[each.line - 1] if each.line <= len(rows) else "") for each in found[:MOST_PROBLEMS]]
    more = len(found) - len(told)
    end = say("own-problems-end", more=more) if more else ""
    return View(lines(say("own-problems", count=len(found)), *told, end, _correct(draft)), _again())


def obstacles(draft: ProgramDraft, found: Sequence[Remark]) -> View:
    """It can be read, but not trained."""
    told = [say(f"own-obstacle-{each.code}", **_facts(each)) for each in found[:MOST_PROBLEMS]]
    return View(lines(*told, _correct(draft)), _again())


def _problem(found: Problem, row: str) -> Html:
    where = say("own-problem", line=found.line, column=found.column, words=problem_words(found))
    begin = max(0, found.column - 1 - LONGEST_EXCERPT // 2)
    excerpt = row[begin : begin + LONGEST_EXCERPT].strip()
    return lines(where, say("own-problem-line", text=excerpt) if excerpt else "")


def _correct(draft: ProgramDraft) -> Html:
    return say("own-correct-or-go-on" if draft.piece >= LEAST_CUT else "own-correct")


def _again() -> Keyboard:
    return ((Button(label("own-start-over"), taps.OWN(1)), close()),)


# -- the page -----------------------------------------------------------------------------------------


def page(
    user: User,
    draft: ProgramDraft,
    text: Text,
    exercises: Mapping[str, Exercise],
    made: Edit | None,
    said: Said | None = None,
) -> View:
    """What was understood: its week, what to know beforehand, and what is still to be settled. exercises: by the name
    without case; made: what becomes of the program that it takes the place of.
    """
    unknown = [name for name in movements_of(text) if name.lower() not in exercises]
    told = [say(f"own-remark-{each.code}", **_facts(each)) for each in program_check.remarks(text, user.unit)]
    parts = [
        say("own-name", name=apart(draft.name)),
        _size(text, draft),
        prescription.in_days(_first_week(text, exercises)),
        *told[:MOST_REMARKS],
        *(_edit(made, as_written=draft.as_written) if made else ()),
        _open(unknown),
        say("own-rename") if not unknown else "",
    ]
    rows: list[Row] = [(said.undo,)] if said and said.undo else []
    rows += [(_next(draft, unknown, made),)] if unknown or made is None or not made.same else []
    if made is not None and (made.kept or draft.as_written):
        key = "own-as-reached" if draft.as_written else "own-as-written"
        rows.append((Button(label(key), taps.OWN_AS_WRITTEN(int(not draft.as_written))),))
    rows.append((Button(label("own-other"), taps.OWN(1)), close()))
    return View(lines(said.text if said else "", *parts), tuple(rows))


def _next(draft: ProgramDraft, unknown: Sequence[str], made: Edit | None) -> Button:
    if unknown:
        return Button(label("own-match", count=len(unknown)), taps.OWN_MATCH())
    return Button(label("program-enroll" if made is None else "own-use"), taps.OWN_TRAIN(number_of(draft.text)))


def _size(text: Text, draft: ProgramDraft) -> Html:
    size = program_check.size(text)
    even = size.days == size.weeks * size.days_per_week
    own = say("own-size" if even else "own-size-uneven", weeks=size.weeks, days=size.days, each=size.days_per_week)
    return lines(own, say("own-pieces", count=draft.pieces) if draft.pieces > 1 else "")


def _first_week(text: Text, exercises: Mapping[str, Exercise]) -> list[prescription.InShort]:
    """Its first week; sets only of as many exercises as are told with them, since scripts may run for each."""
    week = next(week for week in text.weeks if any(day.trained for day in week.days))
    days = [day for day in week.days if day.trained]
    told = prescription.MOST_NAMED_OF_FEW if len(days) <= prescription.FEW_DAYS else 0
    budget = Budget(courses.MOST_STEPS)
    found: list[prescription.InShort] = []
    for day in days:
        done = []
        for number, line in enumerate(day.trained):
            name = line.movements[line.standing.movement]
            exercise = exercises.get(name.lower())
            kind = exercise.kind if exercise else ExerciseKind.WEIGHT
            sets = prescribing.as_written(line, day.number, kind, budget) if number < told else []
            done.append((exercise.name if exercise else name, sets))
        found.append((day.name, done))
    return found


def _open(unknown: Sequence[str]) -> Html:
    if not unknown:
        return Html("")
    named = ", ".join(f"“{_short(each)}”" for each in unknown[:MOST_NAMED])
    return say("own-unknown", count=len(unknown), names=named, more=max(0, len(unknown) - MOST_NAMED))


def _edit(made: Edit, *, as_written: bool) -> list[Html]:
    if made.same:
        return [say("own-same")]
    told = [say("own-came", names=_listed(made.came))] if made.came else []
    told += [say("own-gone", names=_listed(made.gone))] if made.gone else []
    if as_written:
        return [*told, say("own-from-the-text")]
    told += [_kept(each) for each in made.kept[:MOST_NAMED]]
    more = len(made.kept) - MOST_NAMED
    return [*told, say("own-kept-more", count=more)] if more > 0 else told


def _kept(each: Kept) -> Html:
    name = _short(each.name)
    if each.stands is None:
        return say("own-kept", name=name)
    if each.said is None:
        return say("own-kept-learned", name=name, stands=_weight(each.stands))
    return say("own-kept-weight", name=name, said=_weight(each.said), stands=_weight(each.stands))


def _weight(weight: Weight) -> str:
    return f"{plain(weight.value)} {weight.unit}"


def _listed(names: Sequence[str]) -> str:
    shown = [_short(each) for each in names[:MOST_NAMED]]
    more = len(names) - len(shown)
    return ", ".join([*shown, *([label("program-more-exercises", count=more)] if more else ())])


def _short(name: str) -> str:
    return apart(shortened(name, LONGEST_SHOWN))


def _facts(remark: Remark) -> dict[str, str | int]:
    return {name: _short(value) if isinstance(value, str) else value for name, value in remark.facts.items()}


# -- exercises ----------------------------------------------------------------------------------------


def which(
    name: str, called: str, near: Sequence[Exercise], left: int, *, creatable: bool, said: Said | None = None
) -> View:
    """Which exercise does a name mean? called: what was typed for it, or the name; left: how many are asked about."""
    number = number_of(name)
    rows: list[Row] = [(Button(each.name, taps.OWN_IS(number, each.id)),) for each in near]
    if creatable:
        rows.append((Button(label("exercise-create", name=_short(called)), taps.OWN_IS_NEW(number, "")),))
    rows.append((Button(label("back"), taps.OWN_PAGE()), *((said.undo,) if said and said.undo else ())))
    asked = say("own-which" if called == name else "own-which-typed", name=_short(called), near=len(near))
    return View(lines(said.text if said else "", asked, say("own-left", left=left) if left > 1 else ""), tuple(rows))


def counts(name: str, called: str) -> View:
    """What does the new exercise count?"""
    number = number_of(name)
    rows = [(Button(label(f"kind-{each.value.lower()}"), taps.OWN_IS_NEW(number, each.value)),) for each in KINDS]
    back = Button(label("back"), taps.OWN_MATCH())
    return View(say("exercise-create-kind", name=_short(called)), (*rows, (back,)))


def matched(name: str, exercise: Exercise) -> Said:
    """What a name means now."""
    said = say("own-matched", name=_short(name), exercise=_short(exercise.name))
    return Said(said, Button(label("undo"), taps.OWN_IS_NOT(number_of(name))))
