"""Programs of one's own: pasted or sent as a file, matched, trained, edited, exported, deleted."""

from __future__ import annotations

import pytest

from handlers.views import taps
from models.enrollments import UserProgramEnrollment
from models.liftoscript.program import Program as Text
from models.program_drafts import MOST_BYTES
from models.programs import Exercise, Program
from tests.athletes import trained
from tests.conftest import World
from tests.people import Person
from tests.standing import stands
from tests.training import session_of

TEXT = """# Strong
## A
Squat / 3x5 60kg 180s / progress: lp(2.5kg)
Zercher Thing / 3x8 40kg
## B
Bench Press / 3x5 40kg
"""
KNOWN = "## A\nSquat / 3x5 60kg / progress: lp(2.5kg)\n## B\nBench Press / 3x5 40kg / progress: lp(2.5kg)\n"


async def asked(world: World) -> Person:
    """Ann, who trains something, and is asked for a text."""
    ann = await trained(world, "## A\nDeadlift / 1x5 60kg\n", timezone="Europe/Berlin")
    await ann.says("/programs")
    await ann.taps("Own program")
    ann.sees("Paste your program, or send it as a text file (up to 64 KB).")
    return ann


async def enrolls(ann: Person) -> None:
    """From the page of a text whose weights are all said."""
    await ann.taps("Enroll")
    await ann.taps("Mon Thu")
    await ann.taps("18:00")
    ann.sees("You train ")


async def test_from_a_paste_to_the_first_workout(world: World) -> None:
    """The preview, an exercise nobody knows made one's own, and its name the first heading."""
    ann = await asked(world)
    await ann.says(TEXT)
    seen = ann.sees("2 days, then from the start:").text
    assert seen.startswith("Strong")
    assert "A: Squat 3×5, Zercher Thing 3×8" in seen
    assert "2 of 3 exercises have no progress and stay as the text says." in seen
    await world.restart()
    await ann.taps("Which exercise is it?")
    await ann.taps("Create “Zercher Thing”")
    assert "I do not know" not in ann.last
    await enrolls(ann)
    assert await Exercise.exists(name="Zercher Thing", kind="WEIGHT")
    enrollment = await UserProgramEnrollment.get(program__name="Strong")
    assert {name: each.weight_g for name, each in (await stands(enrollment)).items()} == {
        "Squat": 60_000,
        "Zercher Thing": 40_000,
        "Bench Press": 40_000,
    }


async def test_an_unknown_name_is_one_of_the_nearest_or_typed(world: World) -> None:
    ann = await asked(world)
    await ann.says("## A\nBarbel Squatt / 3x5 60kg\nMystery / 3x8 40kg\n")
    await ann.taps("Which exercises are they? (2)")
    await ann.taps("Squat", exact=True)
    ann.sees("“Barbel Squatt” is Squat.")
    await ann.says("whatever that is")
    ann.sees("I do not know “whatever that is” either")
    await ann.says("bench press")
    ann.sees("“Mystery” is Bench Press.")
    assert ann.sees_button("Enroll")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## A\nSquat / 3y5\n", "Line 2, column 9"),
        ("## A\nSquat / 3x5 / progress: lp(2.5kg\n", "Line 2"),
        ("## A\nSquat / ...Nothing\n", "Line 2"),
        ("# Week 1\n## A\n", "That is no program."),
        ("hello there", "That is no program."),
        ("/// just a remark /", "There is no exercise here."),
        ("💪 / 💪", "Line 1"),
        ("مرحبا / 3x", "Line 1"),
    ],
)
async def test_mistakes_are_told_and_cost_nothing(world: World, text: str, said: str) -> None:
    """Where, and what; the question stays open, and the next text is read."""
    ann = await asked(world)
    await ann.says(text)
    assert said in ann.last, ann.transcript()
    await ann.says(KNOWN)
    assert ann.sees_button("Enroll")


async def test_what_an_app_cuts_into_messages_is_one_text(world: World) -> None:
    week = "## Heavy\nSquat / 3x5 60kg\n## Light\nBench Press / 3x5 40kg\n"
    text = "".join(f"# Week {number}\n{week}" for number in range(1, 75))
    pieces = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    assert len(pieces) == 2
    ann = await asked(world)
    for piece in pieces:
        await ann.says(piece)
    ann.sees("(Read from 2 messages.)")
    assert "74 weeks of 2 days" in ann.last


async def test_a_file_is_read_as_well(world: World) -> None:
    ann = await asked(world)
    await ann.sends_document(b"\xef\xbb\xbf" + KNOWN.encode(), "my_plan.liftoscript", content_type="text/plain")
    assert ann.last.text.startswith("my plan")
    await ann.says("Winter")
    assert ann.last.text.startswith("Winter")
    await enrolls(ann)
    ann.sees("You train Winter")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is nothing in this file."),
        (b"  \n", "There is nothing in this file."),
        (b"\xff\xfe#\x00", "This file is no plain text in UTF-8."),
        (b"PK\x03\x04\x00\x00", "This file is no plain text in UTF-8."),
        (b"Squat / 3x5\n" * 6000, "A program may be 64 KB long at most; this file is longer."),
        (b"## A\nSquat / 3y5\n", "Line 2, column 9"),
        (b"Squat / 3x5\n" * 2001, "Line"),
    ],
)
async def test_a_file_that_is_no_program_is_said_to_be_none(world: World, data: bytes, said: str) -> None:
    ann = await asked(world)
    await ann.sends_document(data, "a.txt")
    assert said in ann.last, ann.transcript()
    await ann.says(KNOWN)
    assert ann.sees_button("Enroll")


async def test_neither_a_sticker_nor_a_set_is_a_program(world: World) -> None:
    """A sticker is answered, the question stays; what is too long for a text is refused."""
    ann = await asked(world)
    await ann.sends_sticker()
    ann.sees("I read text and text files here.")
    assert MOST_BYTES == 64 * 1024
    await ann.says("/cancel")
    await ann.says("/programs")
    await ann.taps("Own program")
    await ann.says(KNOWN)
    assert ann.sees_button("Enroll")


async def test_an_edited_program_goes_on_where_it_was(world: World) -> None:
    """The day and the weights, where the text says what it said; what is new is told, and history stays."""
    ann = await trained(world, KNOWN, timezone="Europe/Berlin")
    await ann.says("/workout")
    for _ in range(3):
        await ann.taps("✓ ")
    for button in ("Finish", "Skip", "Skip", "Skip"):
        await ann.taps(button)
    ann.sees("Squat 62.5 kg")
    await ann.says("/programs")
    await ann.taps("Mine")
    await ann.taps("Edit")
    document = next(each for each in reversed(ann.bot_messages) if each.document is not None)
    assert document.document is not None
    text = document.document.decode()
    assert "62.5kg" in text
    assert Text.parse(text)
    await ann.sends_document(text.encode(), "Mine.liftoscript")
    ann.sees("That is what you train already: nothing changes.")
    await ann.says(text.replace("## B\n", "## B\nDeadlift / 1x5 100kg\n"))
    assert "New: Deadlift" in ann.last
    await ann.taps("Train it so from now on")
    ann.sees("You train it so from now on.")
    enrollment = await UserProgramEnrollment.get().select_related("program")
    assert enrollment.current_day == 2
    found = {name: each.weight_g for name, each in (await stands(enrollment)).items()}
    assert found == {"Squat": 62_500, "Bench Press": 40_000, "Deadlift": 100_000}
    await ann.says("/history")
    ann.sees("1 workout")


async def test_a_built_in_program_is_exported_and_reads_back(world: World) -> None:
    ann = await trained(world, KNOWN, timezone="Europe/Berlin")
    await ann.says("/programs")
    await ann.taps("Other programs")
    await ann.taps("Linear 5×5 Barbell")
    await ann.taps("Export")
    document = next(each for each in reversed(ann.bot_messages) if each.document is not None)
    assert document.document is not None
    assert document.document.decode() == (await Program.get(key="linear-5x5")).text
    await ann.says("/programs")
    await ann.taps("Own program")
    await ann.sends_document(document.document, document.document_name or "")
    assert ann.sees_button("Enroll")


async def test_own_programs_are_listed_and_deleted(world: World) -> None:
    ann = await asked(world)
    await ann.says(KNOWN)
    await ann.says("Winter")
    await enrolls(ann)
    enrollment = await UserProgramEnrollment.get(program__name="Winter")
    await ann.says("/programs")
    await ann.taps("Winter")
    await ann.taps("Leave")
    await ann.taps("Leave")
    await ann.says("/programs")
    await ann.taps("Your own (1)")
    await ann.taps("Winter")
    await ann.taps("Delete")
    await ann.taps("Delete it")
    ann.sees("Winter is deleted.")
    assert not await Program.exists(name="Winter", offered=True)
    assert await UserProgramEnrollment.exists(id=enrollment.id)


async def test_old_buttons_and_other_people_change_nothing(world: World) -> None:
    """Taps on a page of before, twice, or with somebody else's data."""
    ann = await asked(world)
    await ann.says(KNOWN)
    train = next(data for label, data in ann.last.data.items() if "Enroll" in label)
    bob = await trained(world, KNOWN, name="Bob")
    await bob.says("/programs")
    await bob.forges(train)
    assert bob.toasts[-1]
    await ann.says(KNOWN.replace("60kg", "70kg"))
    await ann.forges(train)
    assert not await Program.exists(name="My program")
    await ann.taps("Enroll")
    await ann.forges(train)
    assert await Program.filter(name="My program").count() == 1


async def test_what_a_text_says_about_an_exercise_is_a_tap_away(world: World) -> None:
    """On the card as far as there is room, without the marks of Markdown; whole below a button, then closed."""
    long = "**Chest up** and " + "slowly down, " * 20 + "see [here](https://x.test/squat_1)."
    ann = await trained(world, f"## A\n// {long}\nSquat / 2x5 60kg\n// _Short._\nBench Press / 1x5 40kg\n")
    await ann.says("/workout")
    assert "Chest up and slowly down" in ann.last
    assert "x.test" not in ann.last
    await ann.taps("ℹ️")
    assert ann.sees("see here (https://x.test/squat_1).").text.startswith("Squat\nChest up and slowly")
    await ann.taps("Close")
    await ann.taps("✓")
    await ann.taps("✓")
    assert "Short." in ann.last
    assert "_" not in ann.last.text
    assert not ann.sees_button("ℹ️")
    await ann.forges(taps.HINT((await session_of(ann)).id, 9))
    assert not ann.unanswered


# -- the pasted message is edited ---------------------------------------------------------------------


async def test_editing_the_pasted_message_is_as_good_as_sending_it_again(world: World) -> None:
    """The page is that of the new text, in its place; a mistake is told, and costs nothing."""
    ann = await asked(world)
    await ann.says(KNOWN)
    page = ann.last
    await world.restart()
    await world.passes(minutes=5)
    await ann.edits("Squat / 3x5", KNOWN.replace("3x5 60kg", "4x6 70kg"))
    assert "Squat 4×6" in ann.last
    assert ann.last.message_id == page.message_id
    await ann.edits("Squat / 4x6", KNOWN.replace("3x5 60kg", "3y5"))
    assert "Line 2" in ann.last
    await ann.edits("Squat / 3y5", "never mind")
    ann.sees("That is no program.")
    await ann.edits("never mind", KNOWN.replace("Squat", "Zercher Thing"))
    await ann.taps("Which exercise is it?")
    await ann.edits("Zercher Thing", KNOWN.replace("3x5 60kg", "2x5 60kg"))
    assert "Squat 2×5" in ann.last
    await enrolls(ann)
    assert not ann.unanswered


async def test_an_edit_of_any_other_message_is_nothing_to_the_page(world: World) -> None:
    """A set is corrected, a name and a text sent before are left alone, and so is all once the page is closed."""
    ann = await asked(world)
    await ann.says("/log squat 60x5")
    await world.passes(seconds=5)
    await ann.says("/programs")
    await ann.taps("Own program")
    await ann.says(KNOWN.replace("3x5", "5x5"))
    await world.passes(minutes=2)
    await ann.says(KNOWN)
    await world.passes(seconds=5)
    await ann.says("Winter")
    shown = ann.last.text
    assert shown.startswith("Winter")
    await ann.edits("Winter", "## A\nDeadlift / 1x5 60kg\n")
    await ann.edits("Squat / 5x5", KNOWN.replace("3x5", "1x5"))
    assert ann.last.text == shown
    await ann.edits("/log squat 60x5", "/log squat 65x5")
    ann.sees("Corrected: Squat: 65 kg × 5")
    await ann.says("/cancel")
    before = [each.text for each in ann.bot_messages]
    await ann.edits("Squat / 3x5", KNOWN.replace("3x5", "4x4"))
    assert [each.text for each in ann.bot_messages] == before


async def test_a_text_that_came_in_pieces_is_to_be_sent_again(world: World) -> None:
    week = "## Heavy\nSquat / 3x5 60kg\n## Light\nBench Press / 3x5 40kg\n"
    text = "".join(f"# Week {number}\n{week}" for number in range(1, 75))
    ann = await asked(world)
    for piece in (text[:4096], text[4096:]):
        await ann.says(piece)
    for piece, other in ((text[:4096], text[:4000]), (text[4096:], text[4096:] + "Squat / 1x1\n")):
        await ann.edits(piece[:40], other)
        ann.sees("That text came in several messages: to change it, send all of it again.")
    ann.sees("(Read from 2 messages.)")
