"""/week, and the same unasked on the chosen day."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.conversation import OnCommand, OnTap
from handlers.unit import Unit
from handlers.views import format as show
from handlers.views import taps
from handlers.views import weeks as view
from handlers.views.texts import label
from models import clock, deliveries, weeks
from models.reminders import Reminder, ReminderKind

LATE = timedelta(hours=1)
EARLIEST = date(2000, 1, 3)  # nobody's history reaches further back
LAST_WEEKDAY = 6


async def week(unit: Unit, rest: str) -> None:
    """The running week. Whatever is open stays open."""
    del rest
    report = await weeks.report(unit.user, weeks.monday_of(unit.user, clock.now()))
    unit.aside(view.asked(unit.user, report))


async def another(unit: Unit, day: int) -> None:
    """A week beside the one that is shown, in its place."""
    report = await _report(unit, day)
    if report is not None:
        unit.change_tapped(view.asked(unit.user, report))


async def another_picture(unit: Unit, day: int) -> None:
    """The same below a picture, which cannot become mere words."""
    report = await _report(unit, day)
    if report is not None:
        unit.change_tapped(view.asked(unit.user, report, pictured=True))


async def digest(unit: Unit, row: Reminder) -> None:
    """The week, unasked; late is said. The next one is planned, whether or not this one reaches the person."""
    user = unit.user
    await weeks.plan_digest(user)
    if not user.reachable or user.digest_weekday is None:
        return
    monday = date.fromisoformat(row.data["monday"]) if row.data else weeks.monday_of(user, row.due_at)
    report = await weeks.report(user, monday)
    late = clock.now() - row.due_at > LATE and not report.running
    unit.keep(view.unasked(user, report, late=late), buzz=True, slot=_slot(monday))


async def refresh_digest(unit: Unit, day: date) -> None:
    """Something changed in the week that this day is in: the digest already sent for it, if any, is brought up to date
    in place, and so is the next one, which compares its own week with it.
    """
    monday = day - timedelta(days=day.weekday())
    for each in (monday, monday + weeks.WEEK):
        if await deliveries.stands(unit.chat_id, _slot(each)):
            report = await weeks.report(unit.user, each)
            if each == monday or not report.empty:
                unit.change(_slot(each), view.unasked(unit.user, report, pictured=True))


async def off(unit: Unit, day: int) -> None:
    """No more digests; the button that undoes it takes this one's place."""
    report = await _report(unit, day)
    if report is None:
        return
    weekday = unit.user.digest_weekday
    if weekday is not None:
        await weeks.choose_digest(unit.user, None)
    unit.change_tapped(view.turned_off(unit.user, report, LAST_WEEKDAY if weekday is None else weekday))


async def on(unit: Unit, day: int, weekday: int) -> None:
    """Digests again, on the day they came before."""
    report = await _report(unit, day)
    if report is None or not 0 <= weekday <= LAST_WEEKDAY:
        return
    due_at = await weeks.choose_digest(unit.user, weekday)
    unit.toast(label("week-is-on", when=show.when(unit.user, due_at)))
    unit.change_tapped(view.turned_on(unit.user, report))


async def _report(unit: Unit, day: int) -> weeks.Report | None:
    """The week that the day (an ordinal) of a button is in, up to the running one. None: there is no such week."""
    running = weeks.monday_of(unit.user, clock.now())
    if not EARLIEST.toordinal() <= day <= running.toordinal() + 6:
        unit.toast(label("week-unknown"), alert=True)
        return None
    asked = date.fromordinal(day)
    return await weeks.report(unit.user, asked - timedelta(days=asked.weekday()))


def _slot(monday: date) -> str:
    return f"digest:{monday}"


ENTRY_POINTS = (
    OnCommand("week", week),
    OnTap(taps.WEEK, another),
    OnTap(taps.WEEK_PICTURE, another_picture),
    OnTap(taps.DIGEST_OFF, off),
    OnTap(taps.DIGEST_ON, on),
)
COMMANDS = ("week",)
REMINDERS = {ReminderKind.DIGEST: digest}
