"""The trend of somebody's training as of a week: the numbers that models/rules/trends.py judges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from models import top_sets
from models.people import User
from models.programs import Exercise
from models.rules.schedule import occurrence
from models.rules.trends import WEEKS, Trend, trend
from models.statements import fetch

KEPT_DAYS = 28
_WEIGHTS = """
SELECT m.measurement_date, m.value FROM user_measurement m JOIN metric k ON k.id = m.metric_id
WHERE m.user_id = ? AND k.key = ? AND m.is_active AND m.measurement_date >= ? AND m.measurement_date <= ?
ORDER BY m.measurement_date, m.created_at
"""


async def body_weights(user: User, last: date) -> list[tuple[date, Decimal]]:
    """In kg, of the four weeks that end with the day, in order."""
    rows = await fetch(_WEIGHTS, user.id, "body-weight", last - timedelta(days=KEPT_DAYS - 1), last)
    return [(date.fromisoformat(str(row[0])), Decimal(str(row[1]))) for row in rows]


async def as_of(user: User, monday: date, weights: Sequence[tuple[date, Decimal]], last: date) -> Trend:
    """As of the week of that Monday, of which `last` is the last day so far; weights as body_weights() gives them."""
    first, end = monday - timedelta(days=7 * WEEKS), monday + timedelta(days=7)
    done = await top_sets.between(user, _begins(user, first), _begins(user, end))
    sets: Counter[int] = Counter()
    bests: dict[object, dict[int, int]] = defaultdict(dict)
    for exercise_id, top, number in done:
        week = (monday - user.local(top.at).date() + timedelta(days=6)).days // 7
        sets[week] += number
        best = top.e1rm_g()
        if best is not None and week < WEEKS:
            bests[exercise_id][week] = max(best, bests[exercise_id].get(week, 0))
    names = dict(await Exercise.filter(id__in=list(bests)).values_list("id", "name")) if bests else {}
    lifts = {names[exercise_id]: weeks for exercise_id, weeks in bests.items()}
    return trend(lifts, sets, [((last - day).days, value) for day, value in weights])


def _begins(user: User, day: date) -> datetime:
    return occurrence(day, time(), user.zone)
