"""Pictures travel as what to draw and are drawn when sent, one at a time, in a worker thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")


async def draw(drawing: dict[str, Any]) -> bytes:
    """The picture as PNG. matplotlib is loaded with the first one."""
    return await asyncio.get_running_loop().run_in_executor(_worker, _draw, drawing)


def _draw(drawing: dict[str, Any]) -> bytes:
    from handlers.views import charts  # noqa: PLC0415 - 124 MB that most processes never need

    return charts.draw(drawing)
