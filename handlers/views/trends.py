"""The one sentence about the trend (docs/trends.md)."""

from __future__ import annotations

from handlers.views.texts import Html, label, say, shortened
from models.people import User
from models.rules import units
from models.rules.trends import LiftTrend, Trend, Verdict, Way

LONGEST_NAME = 64


def trend(user: User, found: Trend | None) -> list[Html]:
    """The sentence, as a line; none where nothing was judged."""
    if found is None:
        return []
    if found.verdict is Verdict.FEW:
        return [say("week-trend-few", weeks=found.weeks)]
    parts = [_lift(each) for each in found.lifts]
    if found.sets is not None:
        parts.append(label("week-trend-sets", before=_tenths(found.sets[0]), now=_tenths(found.sets[1])))
    if found.weight is not None:
        change = units.show(int(found.weight * 1000), user.unit, places=1)
        signed = change.replace("-", "−") if found.weight < 0 else f"+{change}"
        parts.append(label("week-trend-weight", change=signed) if found.weight else label("week-trend-weight-same"))
    return [say("week-trend", verdict=found.verdict.value, parts=", ".join(parts) or label("week-trend-nothing"))]


def _lift(found: LiftTrend) -> str:
    percent = f"{found.percent:+d}".replace("-", "−")
    way = found.way if found.way is Way.FLAT else "other"
    return label("week-trend-lift", name=shortened(found.name, LONGEST_NAME), way=str(way), percent=percent)


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
