"""The built-in catalogue as rows. Rows have ids made from their content: a changed program makes new rows."""

from __future__ import annotations


async def sync() -> None:
    """Write what the catalogue has and the database lacks."""
