"""A backup every night: made by a process of its own, named by its day, and deleted when it is too old.

What has been made, and how old it is, is known from the names of the files, and from nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path

from bot.config import Backup
from models import clock

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # s
TRY_AGAIN_AFTER = 600.0  # s
NICE = 10
ENDS_WITHIN = 1.0  # s
NAME = re.compile(r"spotter-\d{4}-\d{2}-\d{2}\.db")
LEFT_OVER = re.compile(NAME.pattern + r"\..*\.part")
LEFT_FOR = 86_400  # s


class Nightly:
    """Runs until it is cancelled; trouble is said once, and tried again."""

    def __init__(self, settings: Backup, url: str) -> None:
        self._settings, self._url = settings, url
        self._folder = Path(settings.directory)
        self._trouble = ""

    async def run(self) -> None:
        done: date | None = None
        while True:
            day = self.due()
            if day != done:
                trouble = unusable(self._settings.directory)
                if not trouble:
                    trouble = await self._make(day)
                    trouble = self._delete_old(day) or trouble
                self._say(trouble)
                if trouble:
                    await asyncio.sleep(TRY_AGAIN_AFTER)
                    continue
                done = day
            await asyncio.sleep(LOOK_EVERY)

    def due(self) -> date:
        """The day of the last backup that should be there by now, by the machine's own clock."""
        return (clock.now().astimezone().replace(tzinfo=None) - timedelta(hours=self._settings.hour)).date()

    async def _make(self, day: date) -> str:
        """Make it, if it is not there. Returns what went wrong."""
        file = self._folder / f"spotter-{day}.db"
        if file.exists():
            return ""
        try:
            code, said = await self._in_a_process(file)
        except OSError as error:
            return f"{self._folder}: {error.strerror}"
        if code or not file.exists():
            return said or f"it ended with code {code}"
        log.info("%s", said)
        return ""

    async def _in_a_process(self, file: Path) -> tuple[int, str]:
        """`python -m bot backup`, so that nothing here waits for it, and behind whoever trains."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "backup",
            str(file),
            "--config",
            os.devnull,
            env={**os.environ, "SPOTTER_DATABASE__URL": self._url},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        try:
            said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                await _end(process)
        lines = said.decode("utf-8", "replace").strip().splitlines()
        return process.returncode or 0, lines[-1] if lines else ""

    def _delete_old(self, today: date) -> str:
        """All but the newest, also after nights without one: /privacy promises it. Returns what went wrong."""
        oldest = f"spotter-{today - timedelta(days=self._settings.keep - 1)}.db"
        try:
            ours = sorted(each for each in self._folder.iterdir() if NAME.fullmatch(each.name))
            for file in ours[:-1]:
                if file.name < oldest:
                    file.unlink()
            for file in self._folder.iterdir():
                if LEFT_OVER.fullmatch(file.name) and clock.now().timestamp() - file.stat().st_mtime > LEFT_FOR:
                    file.unlink()
        except OSError as error:
            return f"{self._folder}: {error.strerror}"
        return ""

    def _say(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.error("No backup, trying again every %.0f minutes: %s", TRY_AGAIN_AFTER / 60, trouble)
        elif self._trouble and not trouble:
            log.warning("Backups are made again.")
        self._trouble = trouble


async def _end(process: asyncio.subprocess.Process) -> None:
    """Tell it to end, which leaves nothing half-written."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), ENDS_WITHIN)
        except TimeoutError:
            process.kill()


def unusable(directory: str) -> str:
    """What is wrong with this folder for backups; empty where nothing is."""
    folder = Path(directory)
    if not folder.is_dir():
        return f"backup.directory: there is no folder {folder}"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"backup.directory: {folder} cannot be written"
    return ""
