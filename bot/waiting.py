"""A person's updates that wait to be handled, in order: some hundred of them in memory, whatever comes behind them is
read from the table when it is its turn.
"""

from __future__ import annotations

from collections import deque

from models import deliveries
from models.deliveries import Inbox

MOST_HELD = 200


class Waiting:
    """Rows are added in the order of their ids; one that was added before is passed over."""

    __slots__ = ("_more", "_newest", "_person", "_rows", "_since")

    def __init__(self, person: int) -> None:
        self._person = person
        self._rows: deque[Inbox] = deque()
        self._newest = 0
        self._more = False  # there are rows in the table that are not here
        self._since = False  # another one has come while the table was read

    def add(self, row: Inbox) -> None:
        if self._more:
            self._since = True
        elif len(self._rows) == MOST_HELD:
            self._more = True
        elif row.id > self._newest:
            self._rows.append(row)
            self._newest = row.id

    def put_back(self, row: Inbox) -> None:
        """It is its turn still."""
        self._rows.appendleft(row)

    async def next(self) -> Inbox | None:
        """The row whose turn it is; None when there is none. May be asked again where the database does not answer."""
        while not self._rows and self._more:
            self._since = False
            found = await deliveries.waiting_of(self._person, self._newest, MOST_HELD)
            self._more = self._since or len(found) == MOST_HELD
            self._rows.extend(found)
            self._newest = found[-1].id if found else self._newest
        return self._rows.popleft() if self._rows else None
