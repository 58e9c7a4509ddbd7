"""What becomes of the variables that one exercise has from another, when either of them changes.

A copy, taken over with the sets, keeps what it was copied with; who follows has what the lender has, but for what it
says itself. What has become equal to the lender's is the lender's again.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.liftoscript.finding import Places
from models.liftoscript.plan import Exercise, Progress
from models.liftoscript.quantities import Value, equal
from models.liftoscript.state import State


def progress_of(here: dict[tuple[int, int], Exercise]) -> Progress | None:
    """How an exercise progresses on the days it does."""
    return next((each.progress for each in here.values() if each.progress and each.progress.kind != "none"), None)


def with_own(state: State, identity: str, own: dict[str, Value], places: Places) -> State:
    """The state after the exercise's own variables have become these."""
    progress = progress_of(places[identity])
    if progress is None:
        return state
    was = state.own(identity, progress)
    after = _given(state, identity, progress, own)
    now = after.own(identity, progress)
    moved = {name: value for name, value in was.items() if not equal(value, now.get(name))}
    for borrower, theirs in _borrowers(identity, places) if moved else ():
        kept = state.own(borrower, theirs)
        if theirs.kind != "custom":
            kept = kept or state.variables_of(next(iter(places[borrower].values())))
        elif theirs.loan is not None and not theirs.loan.follows and not kept:
            kept = moved
        after = _given(after, borrower, theirs, kept)
    return after


def _borrowers(lender: str, places: Places) -> Iterator[tuple[str, Progress]]:
    for identity, here in places.items():
        progress = progress_of(here)
        if progress is not None and progress.loan is not None and progress.loan.lender == lender:
            yield identity, progress


def _given(state: State, identity: str, progress: Progress, own: dict[str, Value]) -> State:
    """The state with the own variables, but for those that are the lender's all the same."""
    loan = progress.loan
    if loan is not None:
        lenders = state.own(loan.lender, loan.progress)
        apart = {name: value for name, value in own.items() if not equal(lenders.get(name), value)}
        asked = {name for name in own if (name in progress.asked) != (name in loan.progress.asked)}
        if progress.kind == "custom":
            own = {name: value for name, value in own.items() if name in apart or name in asked}
        elif not apart:
            own = {}
    return state if own == state.own(identity, progress) else state.with_variables(identity, own)
