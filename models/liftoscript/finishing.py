"""A session finished: each exercise's progress runs, and what changes for next time is told with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.liftoscript import progressions
from models.liftoscript.changes import Change, Reason, compare
from models.liftoscript.finding import Places
from models.liftoscript.lending import progress_of, with_own
from models.liftoscript.lifter import Lifter
from models.liftoscript.machine import Machine, Update
from models.liftoscript.plan import Exercise, Progress
from models.liftoscript.problems import Misread
from models.liftoscript.quantities import Value, Weight, equal, stepped
from models.liftoscript.session import Done, Entry, Prescribed, enter, log, variables_for
from models.liftoscript.state import State
from models.liftoscript.updates import Writer


@dataclass(frozen=True, slots=True)
class Failure:
    """An exercise's script stopped at a mistake and changed nothing; `error.at` counts in the script."""

    identity: str
    error: Misread


@dataclass(frozen=True, slots=True)
class Finished:
    state: State
    changes: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class _Result:
    variables: dict[str, Value]
    why: Reason
    updates: list[Update] = field(default_factory=list)
    rm1: Weight | None = None
    others: dict[int, dict[str, Value]] = field(default_factory=dict)


def played(exercise: Exercise, day: int, done: Sequence[Done | None], state: State, lifter: Lifter) -> Entry:
    """The exercise after its sets were done one by one; None is a set left out. A weight, RPE or time that is not known
    of a set was as prescribed.
    """
    entry = enter(exercise, day, state, lifter)
    for index, each in enumerate(done):
        if each is not None:
            sets = entry.sets[index : index + 1] or entry.sets[-1:]
            entry = log(entry, index, completed(each, sets[0].as_planned() if sets else each), state, lifter)
    return entry


def completed(done: Done, planned: Done) -> Done:
    """What is not known of a set was as planned."""
    return Done(
        done.reps,
        planned.weight if done.weight is None else done.weight,
        planned.rpe if done.rpe is None else done.rpe,
        planned.seconds if done.seconds is None else done.seconds,
    )


def finish(
    entries: Sequence[Entry],
    places: Places,
    state: State,
    lifter: Lifter,
    asked: Mapping[str, Mapping[str, Value]] | None = None,
) -> Finished:
    """The state after the session, exercise by exercise in its order; those without a set done are left alone. `asked`
    is what the person answered: identity -> variable -> value.
    """
    before, failures, reasons = state, list[Failure](), dict[str, Reason]()
    tagged = _tagged(places, state)
    for entry in entries:
        progress = entry.exercise.progress
        if progress is None or progress.kind == "none" or not any(each.done for each in entry.sets):
            continue
        identity = entry.exercise.identity
        own = {**state.variables_of(entry.exercise), **(asked or {}).get(identity, {})}
        try:
            result = _run(entry, progress, own, {tag: dict(each) for tag, each in tagged.items()}, lifter)
            state = _own(state, entry, result, places, lifter)
        except Misread as error:
            failures.append(Failure(identity, error))
            continue
        reasons[identity] = result.why
        state = _others(state, result, places, tagged)
    changes = [
        change
        for entry in entries
        if entry.exercise.identity in reasons
        for change in compare(entry.exercise, before, state, places, reasons[entry.exercise.identity])
    ]
    return Finished(state, tuple(changes), tuple(failures))


def _tagged(places: Places, state: State) -> dict[int, dict[str, Value]]:
    """The variables that scripts of other exercises can write, by tag."""
    found: dict[int, dict[str, Value]] = {}
    for here in places.values():
        for exercise in here.values():
            for tag in exercise.tags:
                found.setdefault(tag, {}).update(state.variables_of(exercise))
    return found


def _run(
    entry: Entry, progress: Progress, own: dict[str, Value], others: dict[int, dict[str, Value]], lifter: Lifter
) -> _Result:
    if progress.kind != "custom":
        sets = [_seen(each) for each in entry.sets]
        updates = progressions.progressed(progress, sets, own, entry.rm1)
        return _Result(own, _reason(sets), updates, entry.rm1)
    if progress.script is None:
        return _Result(own, "script", rm1=entry.rm1)
    machine = Machine(lifter, variables_for(entry, lifter), own, others, rm1=entry.rm1)
    progress.script.value(machine)
    return _Result(machine.state, "script", machine.updates, machine.rm1, machine.others)


def _seen(each: Prescribed) -> progressions.Done:
    plan, done = each.plan, each.done or Done(None)
    least = plan.reps if plan.least is None else plan.least
    return progressions.Done(plan.reps, least, plan.rpe, each.weight, done.reps, done.weight, done.rpe)


def _reason(sets: list[progressions.Done]) -> Reason:
    if progressions.succeeded(sets):
        return "done"
    return "short" if any((each.done_reps or 0) < each.least for each in sets) else "partly"


def _own(state: State, entry: Entry, result: _Result, places: Places, lifter: Lifter) -> State:
    exercise = entry.exercise
    now = state.variables_of(exercise)
    changed = {name: value for name, value in result.variables.items() if name not in now or value != now[name]}
    if exercise.progress is not None and (changed or entry.variables):
        own = {**state.own(exercise.identity, exercise.progress), **entry.variables, **changed}
        state = with_own(state, exercise.identity, own, places)
    if result.rm1 is not None and not equal(result.rm1, entry.rm1):
        rm1 = Weight(stepped(result.rm1.value, 0.05), result.rm1.unit)
        state = state.with_rm1(state.rm1_key(exercise), rm1)
    if not result.updates:
        return state
    writer = Writer(lifter, entry.rm1)
    standings = dict(state.standings.get(exercise.identity, {}))
    for place, each in places[exercise.identity].items():
        standing = state.standing(each)
        after = writer.written(result.updates, each, standing)
        if after != standing:
            standings[place] = after
    unchanged = standings == state.standings.get(exercise.identity, {})
    return state if unchanged else state.with_standings(exercise.identity, standings)


def _others(state: State, result: _Result, places: Places, tagged: dict[int, dict[str, Value]]) -> State:
    """What was written to tagged exercises."""
    for tag, variables in result.others.items():
        changed = {name: value for name, value in variables.items() if value != tagged[tag].get(name)}
        for identity, here in places.items() if changed else ():
            progress, exercise = progress_of(here), next(iter(here.values()))
            if tag in exercise.tags and progress is not None:
                state = with_own(state, identity, {**state.own(identity, progress), **changed}, places)
    return state
