"""What comes to which handler: the updates themselves, to be sent again by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest

from handlers.conversation import Conversation, On
from handlers.unit import current
from tests.security.registration import Handler, Registration


@dataclass(frozen=True, slots=True)
class Sample:
    """An update that came to a handler, and where the person was then."""

    handler: Handler
    kind: str  # message, edited_message, callback_query, my_chat_member
    body: dict[str, Any]
    place: str
    about: dict[str, Any]


@dataclass(slots=True)
class Recording:
    """By whom which handler was reached, and by what."""

    registration: Registration = field(default_factory=Registration)
    samples: list[Sample] = field(default_factory=list)
    reached: dict[Handler, set[int]] = field(default_factory=dict)

    def missing(self, telegram_id: int) -> list[str]:
        """The handlers that this person's updates have not come to."""
        return sorted(
            str(each) for each in self.registration.handlers if telegram_id not in self.reached.get(each, set())
        )

    def note(self, on: On) -> None:
        unit = current.get()
        handler = self.registration.reached(on)
        self.reached.setdefault(handler, set()).add(unit.user.telegram_id)
        assert unit.update is not None
        update = unit.update.to_dict()
        kind = next(name for name in update if name != "update_id")
        self.samples.append(Sample(handler, kind, update[kind], unit.position.step, deepcopy(unit.position.data)))


@contextmanager
def recording() -> Iterator[Recording]:
    """Watch the handlers that are called, from here to the end of the block."""
    made = Recording()
    step = Conversation._step

    async def watched(self: Conversation, handler: On, values: tuple[Any, ...]) -> None:
        made.note(handler)
        await step(self, handler, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Conversation, "_step", watched)
        yield made
