"""Names, notes and titles are shown as they were entered, whatever is in them: nothing of them is read as HTML.

What is cleaned: NUL is dropped and half a surrogate pair becomes U+FFFD when it comes in; Telegram itself drops some
signs and makes others blanks. A view may put a name in one line, close it off for right-to-left text, and show the
beginning of what is too long for a button or a card, with "…" behind it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import chain

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.demo import html_text
from bot.demo.text import _CLEANED
from handlers.views import taps
from handlers.views.texts import apart, escaped, label, say, shortened
from models import measurements
from models.enrollments import UserProgramEnrollment
from models.measurements import Metric, UserMeasurement
from models.people import User
from models.programs import Exercise, Program, Workout
from models.sessions import SessionPlan
from tests.athletes import straight, training
from tests.conftest import World
from tests.people import Person
from tests.training import user_of

NASTY = ("<b>", "</b>", "&lt;", "&amp;lt;", "&#60;", "&nbsp;", "<", ">", "&", '"', "'", "<!--", "<a href=x>", "{ $x }")
SIGNS = (
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u200b",
    "\ufeff",
    "\u0301",
    "שלום",
    "سلام",
    "😀",
    "👩‍👩‍👧",
    "\n",
    "\t",
    "\0",
    "\ud83d",
)
texts = st.lists(
    st.sampled_from([*NASTY, *SIGNS, "Ann", " ", "x" * 40]) | st.text(max_size=8), min_size=1, max_size=12
).map("".join)
LONGEST = ("<&>" * 1400)[:4096]
MOST = 8  # texts shown in the chat
_UNSEEN = re.compile("[\u2066-\u2069]")


def stored(text: str) -> str:
    """As it is taken in."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def seen(text: str) -> str:
    """As Telegram shows it, in one line, without the signs that only close it off."""
    return " ".join(_UNSEEN.sub("", text.translate(_CLEANED)).split())


@settings(deadline=None)
@given(texts)
def test_what_is_escaped_is_read_back(text: str) -> None:
    """Telegram's reader of HTML finds exactly the text, and no tag in it."""
    assert html_text.parse(escaped(stored(text))) == (stored(text), [])


@settings(deadline=None)
@given(texts)
def test_a_fact_in_a_sentence_is_read_back(text: str) -> None:
    """Whatever stands in a sentence; on a button it stands as it is."""
    shown, _ = html_text.parse(say("not-understood", text=stored(text)))
    assert stored(text) in shown
    assert stored(text) in label("not-understood", text=stored(text))


@settings(deadline=None)
@given(texts, st.integers(2, 60))
def test_what_is_closed_off_turns_nothing_behind_it(text: str, most: int) -> None:
    """As many signs that open a direction as close it, also where it is shortened first."""
    line = apart(shortened(stored(text).translate(dict.fromkeys(range(0x2066, 0x206A))), most))
    assert line.count("\u2068") == line.count("\u2069")
    assert "\n" not in line


def some() -> list[str]:
    """Always the same ones: what fails on one machine fails on the next."""
    found: list[str] = [LONGEST, *NASTY[:3]]

    @settings(max_examples=MOST, derandomize=True, database=None, phases=[Phase.generate])
    @given(texts)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return [each for each in found if seen(stored(each))]


async def test_names_notes_and_titles_are_shown_as_entered(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """In every view that has them, through the real bot and a server that reads HTML as strictly as Telegram's."""
    ann = await training(world, {"squat": straight(3, 5)}, weights={"squat": 100})
    user = await user_of(ann)
    await ann.says("100x5")
    await ann.says("/measure weight 80")
    entry = await UserMeasurement.get(user_id=user.id)
    metric = await Metric.create(owner=user, name="x", dimension="own", unit="x", least=0, most=9)
    await measurements.record(user, metric, Decimal(1), user.today())
    for text in some():
        name = stored(text)[:60]
        await _is_called(user, metric, name)
        for command in ("/start", "/programs", "/schedule", "/week", "/measure", "/workout"):
            before = _there(ann)
            await ann.says(command)
            _shows(ann, name, before, card=command == "/workout")
        enrollment = await UserProgramEnrollment.get(user_id=user.id)
        session = (await SessionPlan.all().first()).session_id  # type: ignore[union-attr]
        for data in (taps.ENROLLMENT(enrollment.id), taps.PROGRAM(enrollment.program_id), taps.NOTE(session, 1)):
            before = _there(ann)
            await ann.forges(data)
            _shows(ann, name, before)
        for data in (taps.LEAVE(enrollment.id, 0), taps.ENTRIES(metric.id, 0), taps.FINISH(session)):
            before = _there(ann)
            await ann.forges(data)
            _shows(ann, name, before)
        await ann.says("/cancel")
        if not stored(text).startswith("/") and len(text) <= 1000:
            await ann.forges(taps.ENTRY_NOTE(entry.id, 1))
            await ann.says(text)
            assert seen(stored(text).strip())[:100] in seen(ann.transcript()[-6000:]), repr(text)
    assert [each.message for each in caplog.records if "refused" in each.message] == []


async def _is_called(user: User, metric: Metric, name: str) -> None:
    """Everything that has a name has this one."""
    await User.filter(id=user.id).update(name=name)
    await Program.filter(owner_id=user.id).update(name=name)
    await Workout.filter(program__owner_id=user.id).update(name=name)
    await Exercise.filter(key="squat").update(name=name)
    await Metric.filter(id=metric.id).update(name=name)
    await UserProgramEnrollment.filter(user_id=user.id).update(notes=name)
    for row in await SessionPlan.all():
        for item in row.plan["items"]:
            item |= {"name": name, "note": name}
        await SessionPlan.filter(session_id=row.session_id).update(plan=row.plan)


def _there(person: Person) -> set[tuple[int, str, str]]:
    return {(each.message_id, each.text, "\n".join(chain(*each.buttons))) for each in person.bot_messages}


def _shows(person: Person, name: str, before: set[tuple[int, str, str]], *, card: bool = False) -> None:
    """In a message that is new or was changed, or on its buttons; the live card does not count for others."""
    new = [(text, buttons) for number, text, buttons in _there(person) - before if ("exercise 1 of" in text) == card]
    assert any(seen(name) in seen(text) or seen(name) in seen(buttons) for text, buttons in new), (
        f"{name!r} is not shown:\n{new}"
    )
