"""A lighter week after hard ones: suggested below a summary, accepted or not, and taken back."""

from __future__ import annotations

from uuid import UUID

from handlers import workout
from handlers.conversation import OnTap
from handlers.unit import ASIDE, Unit
from handlers.views import suggestions as view
from handlers.views import taps
from handlers.views.texts import label
from handlers.views.view import View
from models import suggestions, workouts
from models.suggestions import Suggestion
from models.workouts import Live

NO, YES = 0, 1


async def keep_summary(unit: Unit, found: Live, summary: View, *, asks: bool) -> None:
    """Send the summary of a finished workout, with what is to be said of lighter weeks. asks: the person is there to be
    asked, and is told with a buzz; where the summary offers something already, that is enough.
    """
    if found.plan.lighter:
        unit.keep(view.done_lighter(summary), buzz=asks)
        return
    made = await suggestions.make(unit.user, summary.text) if asks and not any(summary.keyboard) else None
    if made is None:
        unit.keep(summary, buzz=asks)
    else:
        unit.keep(view.offered(*made), buzz=asks, slot=_slot(made[0]))


async def answered(unit: Unit, suggestion_id: UUID, answer: int) -> None:
    """Lighter week; No, go on; Back to normal, below the summary or beside a lighter workout that has just begun."""
    made = await suggestions.owned(unit.user, suggestion_id)
    if made is None or answer not in {YES, NO}:
        unit.toast(label("old-button"))
        return
    if answer == NO:
        await _as_planned(unit, made)
    elif made.stale and not made.accepted:
        unit.toast(label("suggestion-late"), alert=True)
    else:
        await suggestions.accept(unit.user, made)
        unit.toast(label("lighter-accepted", last=view.last_day(unit.user, made)))
    unit.change(_slot(made), view.answered(unit.user, made))


async def _as_planned(unit: Unit, made: Suggestion) -> None:
    unit.toast(label("lighter-off" if made.accepted else "suggestion-as-planned"))
    await suggestions.decline(made)
    found = await workouts.open_workout(unit.user)
    if found is None:
        return
    if await workouts.no_longer_lighter(found):
        await workout.show_card(unit, found)
    unit.drop(ASIDE)


def _slot(made: Suggestion) -> str:
    return f"suggestion:{made.id}"


ENTRY_POINTS = (OnTap(taps.SUGGESTED, answered),)
