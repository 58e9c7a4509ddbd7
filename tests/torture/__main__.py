"""`python -m tests.torture [NAME ...] [--out FOLDER]`: does to a real bot what is not to be done, and counts what came
of it. All of it takes less than an hour on two cores. KILLS=1000 says how often `kills` kills.

A line per figure; FOLDER (default .torture/) gets results.json and results.md. Exit code 1 where anything is lost,
doubled or hung.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from tests.torture import cancels, clocks, databases, failing, flood, fuzz, kills, machine, storm, telegram, updates
from tests.torture.figures import Figure, none, table
from tests.torture.room import Room, rented

SCENARIOS: tuple[ModuleType, ...] = (
    kills,
    updates,
    telegram,
    storm,
    flood,
    failing,
    databases,
    cancels,
    clocks,
    machine,
    fuzz,
)
"""Each has a NAME, and `async def torture(room) -> list[Figure]`."""

ROOT = Path(__file__).parent.parent.parent
HEAD = ["| scenario | figure | wanted | seen | |", "|---|---|---|---|---|"]


async def run(scenarios: list[ModuleType], room: Room, out: Path) -> bool:
    """Run them one after the other; what each found is written at once. True where nothing was lost."""
    results: dict[str, list[Figure]] = {}
    for scenario in scenarios:
        began = time.monotonic()
        print(f"{scenario.NAME}:", flush=True)
        try:
            found: list[Figure] = await scenario.torture(room)
        except Exception as error:  # noqa: BLE001 - the other scenarios are run all the same
            traceback.print_exc()
            found = [none("scenarios broken off", [f"{type(error).__name__}: {error}"])]
        found.append(Figure("it took", "", f"{time.monotonic() - began:.0f} s", ok=True))
        results[scenario.NAME] = found
        for line in table(scenario.NAME, found):
            print(line, flush=True)
        _write(out, results)
    return not any(each.counts and not each.ok for found in results.values() for each in found)


def _write(out: Path, results: dict[str, list[Figure]]) -> None:
    plain = {name: [asdict(each) for each in found] for name, found in results.items()}
    (out / "results.json").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n")
    lines = [line for name, found in results.items() for line in table(name, found)]
    (out / "results.md").write_text("\n".join([*HEAD, *lines]) + "\n")


def main() -> int:
    names = [each.NAME for each in SCENARIOS]
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; default: all")
    parser.add_argument("--out", type=Path, default=ROOT / ".torture")
    options = parser.parse_args()
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    chosen = [each for each in SCENARIOS if not options.names or each.NAME in options.names]
    options.out.mkdir(parents=True, exist_ok=True)
    # The databases are on the disk of the checkout, where a commit costs what it costs.
    with (
        tempfile.TemporaryDirectory(prefix="room-", dir=options.out) as folder,
        rented(Path(folder), options.out) as room,
    ):
        good = asyncio.run(run(chosen, room, options.out))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
