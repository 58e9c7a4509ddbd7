"""Weakened builds: what the bot would be without one of its precautions. Each harness must fail on one of them, or it
proves nothing. Applied in the bot's process, by name; the product has no switch for them.
"""

from __future__ import annotations

from collections.abc import Callable

WEAKENINGS: dict[str, Callable[[], None]] = {}


def weakening(patch: Callable[[], None]) -> Callable[[], None]:
    """Make it known by its name; called in the process that is about to become the bot."""
    WEAKENINGS[patch.__name__] = patch
    return patch
