"""`python -m bot program FILE`: what a program in the language lifters share says, set by set, or what is wrong with
it; and what becomes of it after workouts. docs/liftoscript.md describes the JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.program_json import changes_json, problems_json, weeks_json
from bot.program_log import LogError, Played, play
from bot.program_text import problem_lines, week_lines
from models.liftoscript.lifter import Lifter
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.liftoscript.quantities import Weight, read_weight
from models.liftoscript.state import State


def main(arguments: list[str]) -> int:
    """Print the answer and return 0; 1 after what is wrong with the program or the workouts."""
    options = _parser().parse_args(arguments)
    try:
        text = _read(options.file)
        program = Program.parse(text)
    except OSError as error:
        print(f"{options.file}: {error.strerror}", file=sys.stderr)  # noqa: T201 - the answer of a command
        return 1
    except UnicodeDecodeError:
        print(f"{options.file}: this is not a text in UTF-8", file=sys.stderr)  # noqa: T201 - likewise
        return 1
    except ProgramError as error:
        _say(problems_json(error) if options.json else problem_lines(options.file, error))
        return 1
    unit = options.unit or (options.round.unit if options.round else None)
    lifter = Lifter(unit, options.round, written=program.unit)
    state = State(rm1={name.lower(): weight for name, weight in options.rm1})
    if options.log is None:
        _say({"weeks": weeks_json(program, state, lifter)} if options.json else week_lines(program, state, lifter))
        return 0
    try:
        played = play(program, json.loads(_read(options.log)), state, lifter)
    except (OSError, ValueError, LogError) as error:
        print(f"{options.log}: {error}", file=sys.stderr)  # noqa: T201 - likewise
        return 1
    _say(_after(program, played, lifter) if options.json else [program.text(played.state).rstrip("\n")])
    for failure in played.failures:
        print(failure, file=sys.stderr)  # noqa: T201 - likewise
    return 0


def _after(program: Program, played: Played, lifter: Lifter) -> dict[str, Any]:
    return {
        "program": program.text(played.state),
        "rm1": {name: str(weight) for name, weight in played.state.rm1.items()},
        "changes": changes_json(played.changes),
        "failures": played.failures,
        "weeks": weeks_json(program, played.state, lifter),
    }


def _read(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")


def _say(answer: dict[str, Any] | list[str]) -> None:
    if isinstance(answer, dict):
        print(json.dumps(answer, ensure_ascii=False, indent=1))  # noqa: T201 - the answer of a command
    else:
        print("\n".join(answer))  # noqa: T201 - likewise


def _weight(text: str) -> Weight:
    weight = read_weight(text)
    if weight is None or weight.value <= 0:
        raise argparse.ArgumentTypeError(f"“{text}” is no weight: write it like 2.5kg or 5lb")
    return weight


def _rm1(text: str) -> tuple[str, Weight]:
    name, equals, weight = text.rpartition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is no 1RM: write it like Squat=140kg")
    return " ".join(name.split()), _weight(weight)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot program",
        description="Show what a training program says, set by set; unknown exercises too.",
    )
    parser.add_argument("file", metavar="FILE", help="the program's text; - reads it from the standard input")
    parser.add_argument("--unit", choices=("kg", "lb"), help="what weights are told in; default: as written")
    parser.add_argument("--rm1", type=_rm1, action="append", default=[], metavar="NAME=WEIGHT", help="a 1RM")
    parser.add_argument(
        "--round", type=_weight, metavar="WEIGHT", help="what weights are rounded to; default: not at all"
    )
    parser.add_argument("--log", metavar="FILE", help="finished workouts (JSON) to play; prints the text afterwards")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser
