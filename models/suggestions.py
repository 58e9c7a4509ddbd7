"""What was suggested to somebody, and what they said to it: a lighter week, by the rules of docs/suggestions.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from models import clock
from models.columns import one_of
from models.people import User
from models.performances import ExerciseSet, UserExercisePerformance
from models.rules import schedule
from models.rules import suggestions as rules
from models.rules.plan import STRAIGHT, Item, Plan
from models.rules.sets import DoneSet, PrescribedSet
from models.rules.suggestions import Asked, LighterWeek, Told
from models.sessions import SessionPlan, SessionStatus, UserWorkoutSession

WEEK = timedelta(days=7)


class Answer(StrEnum):
    YES = "YES"
    NO = "NO"


class Suggestion(Model):
    """A lighter week was suggested. summary: what it was said below, which is shown again without it. until: when the
    lighter week that was accepted is over.
    """

    id = fields.UUIDField(primary_key=True, default=uuid4)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.RESTRICT
    )
    user_id: UUID
    made_at: datetime = fields.DatetimeField()
    summary = fields.TextField()
    answer = fields.CharEnumField(Answer, max_length=3, null=True)
    until: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "suggestion"
        indexes = (("user_id", "made_at"),)
        constraints = (one_of("suggestion", "answer", Answer),)

    @property
    def accepted(self) -> bool:
        """The lighter week is on."""
        return self.until is not None and self.until > clock.now()

    @property
    def stale(self) -> bool:
        """Too long ago to be answered."""
        return self.made_at + rules.LASTS <= clock.now()


async def make(user: User, summary: str) -> tuple[Suggestion, LighterWeek] | None:
    """Suggest a lighter week below this, where it is time to suggest anything and the weeks up to now were hard."""
    now = clock.now()
    since = now - rules.ANSWERED_AGAIN - WEEK
    earlier = await Suggestion.filter(user_id=user.id, made_at__gte=since)
    if not rules.may_ask([Asked(each.made_at, each.answer is not None, each.until) for each in earlier], now):
        return None
    found = rules.lighter_week(await _hard_weeks(user))
    return None if found is None else (await Suggestion.create(user=user, made_at=now, summary=summary), found)


async def owned(user: User, suggestion_id: UUID) -> Suggestion | None:
    """The suggestion, where it was made to this person."""
    return await Suggestion.get_or_none(id=suggestion_id, user_id=user.id)


async def accept(user: User, found: Suggestion) -> None:
    """A lighter week: up to the end of the seventh day from today. Once accepted it gets no longer."""
    if found.accepted:
        return
    last = user.today() + rules.LASTS
    await _answer(found, Answer.YES, schedule.occurrence(last + timedelta(days=1), time(), user.zone))


async def decline(found: Suggestion) -> None:
    """As planned; a lighter week that has begun is over."""
    await _answer(found, Answer.NO, None)


async def lighter_week_of(user: User) -> Suggestion | None:
    """The lighter week the person is in."""
    return await Suggestion.filter(user_id=user.id, until__gt=clock.now()).first()


async def _answer(found: Suggestion, answer: Answer, until: datetime | None) -> None:
    found.answer, found.until = answer, until
    await found.save(update_fields=["answer", "until"])


# -- what the weeks tell --------------------------------------------------------------------------------


async def _hard_weeks(user: User) -> list[list[Told]]:
    """The hard weeks in a row up to this one, the latest first."""
    weeks: list[list[Told]] = []
    monday = schedule.week_of(user.today())[0]
    while len(weeks) < rules.MOST_WEEKS:
        week = await told_in(user, monday - len(weeks) * WEEK)
        if rules.sign(week) is None:
            break
        weeks.append(week)
    return weeks


async def told_in(user: User, monday: date) -> list[Told]:
    """The workouts of the person's week, as they were told."""
    first, end = (schedule.occurrence(day, time(), user.zone) for day in (monday, monday + WEEK))
    sessions = await UserWorkoutSession.filter(
        user_id=user.id, status=SessionStatus.COMPLETED, is_active=True, started_at__gte=first, started_at__lt=end
    )
    if len(sessions) < rules.LEAST_WORKOUTS:
        return []
    ids = [each.id for each in sessions]
    plans = {row.session_id: Plan.from_json(row.plan) async for row in SessionPlan.filter(session_id__in=ids)}
    sets: dict[UUID, list[DoneSet]] = defaultdict(list)
    rated: dict[UUID, list[int]] = defaultdict(list)
    performances = await UserExercisePerformance.filter(session_id__in=ids, is_active=True)
    for performance in performances:
        if performance.difficulty_rating is not None:
            rated[performance.session_id].append(performance.difficulty_rating)
    done = ExerciseSet.filter(performance_id__in=[each.id for each in performances]).order_by("position")
    async for row in done:
        sets[row.performance_id].append(row.done())
    return [_told(each, plans.get(each.id) or Plan([]), sets, rated[each.id]) for each in sessions]


def _told(session: UserWorkoutSession, plan: Plan, sets: dict[UUID, list[DoneSet]], difficulty: Sequence[int]) -> Told:
    pairs = [pair for item in plan.items for pair in _compared(item, sets[item.performance_id(session.id)])]
    judged = [(want, made) for want, made in pairs if want.rpe_half and made is not None and made.rpe_half]
    return Told(
        effort=session.effort_rating,
        soreness=session.soreness_rating,
        difficulty=tuple(difficulty),
        asked=len(pairs),
        missed=sum(made is None or _short(want, made) for want, made in pairs),
        rated=len(judged),
        above=sum((made.rpe_half or 0) > (want.rpe_half or 0) for want, made in judged),
        lighter=plan.lighter,
    )


def _compared(item: Item, done: Sequence[DoneSet]) -> list[tuple[PrescribedSet, DoneSet | None]]:
    """Each set asked of an exercise that was begun, with what was done of it; broken off, it asks no more."""
    asked = [each for each in item.prescribed if each.kind in STRAIGHT]
    made = [each for each in done if each.kind in STRAIGHT]
    if not made:
        return []
    not_done: list[None] = [] if item.skipped else [None] * (len(asked) - len(made))
    return list(zip(asked, [*made, *not_done], strict=False))


def _short(want: PrescribedSet, made: DoneSet) -> bool:
    """Fewer reps, or not as far, or not held as long; who ran faster is not short of time."""
    if want.distance_m is not None:
        return (made.distance_m or 0) < want.distance_m
    return (made.reps or 0) < (want.reps or 0) or (made.seconds or 0) < (want.seconds or 0)
