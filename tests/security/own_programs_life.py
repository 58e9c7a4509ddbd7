"""A life with programs of one's own: every button and question of it."""

from __future__ import annotations

from handlers.views import taps
from models.programs import Program
from tests.security.owner import MARK, Owner

FILE = "## A\nSquat / 3x5 40kg\nGizmo thing / 3x5 40kg\n"  # nothing secret: in the matrix others send this very file
TEXT = f"## {MARK}\nSquat / 3x5 40kg\n{MARK} thing / 3x5 40kg\n"


async def sends(ann: Owner, text: str) -> None:
    await ann.person.sends_document(text.encode(), f"{MARK}.txt")
    await ann._after()


async def edits(ann: Owner) -> None:
    await ann.person.edits(f"{MARK} thing", TEXT)
    await ann._after()


async def brings(ann: Owner) -> None:
    """Pasted and sent, named, matched, made, enrolled in up to the first question; then it is deleted."""
    await ann.say("/programs")
    await ann.tap(taps.OWN)
    await sends(ann, FILE)
    await sends(ann, FILE)
    await ann.tap(taps.OWN, lambda another: another == 1)
    await ann.say(TEXT)
    await edits(ann)
    await ann.say("/programs")
    await ann.tap(taps.OWN)
    await edits(ann)
    await ann.say("/programs")
    await ann.tap(taps.OWN)
    await ann.tap(taps.OWN_PAGE)
    await ann.say(f"{MARK} winter")
    await ann.tap(taps.OWN_MATCH)
    await edits(ann)
    await ann.tap(taps.OWN_MATCH)
    await ann.say("bench press")
    await ann.tap(taps.OWN_IS_NOT)
    await ann.tap(taps.OWN_IS)
    await ann.tap(taps.OWN_IS_NOT)
    await sends(ann, FILE)
    await ann.tap(taps.OWN_MATCH)
    await ann.tap(taps.OWN_IS_NEW)
    await ann.tap(taps.OWN_TRAIN)
    await ann.say("/cancel")
    await ann.say("/programs")
    await ann.tap(taps.OWN_LIST)
    await ann.tap(taps.PROGRAM)
    await ann.tap(taps.PROGRAM_EXPORT)
    await ann.tap(taps.PROGRAM_DELETE, lambda _, sure: sure == 0)
    await ann.tap(taps.PROGRAM_DELETE, lambda _, sure: sure == 1)
    await changes(ann)


async def changes(ann: Owner) -> None:
    """What is trained, exported and edited; the text sent back is left as a draft."""
    await ann.say("/programs")
    await ann.tap(taps.ENROLLMENT)
    await ann.tap(taps.ENROLLMENT_EXPORT)
    await ann.tap(taps.ENROLLMENT_EDIT)
    await ann.say((await Program.get(key="linear-5x5")).text)
    await ann.tap(taps.OWN_AS_WRITTEN, lambda yes: yes == 1)
    await ann.tap(taps.OWN_AS_WRITTEN, lambda yes: yes == 0)
    await ann.say("/cancel")
