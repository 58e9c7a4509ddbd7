"""Sets, warm-ups and progress as they are written in a line."""

from __future__ import annotations

from collections.abc import Iterable

from models.liftoscript.parts import WarmUp
from models.liftoscript.plan import Progress, SetPlan, Standing
from models.liftoscript.progressions import arguments_of
from models.liftoscript.quantities import Value, plain, written

_WEIGHT, _EFFORT, _TIME, _AUTO = "weight", "effort", "time", "auto"


def sets_written(standing: Standing) -> list[str]:
    """The sections that say the sets of all variations; what all sets share stands in one of its own."""
    shared = shared_of(standing)
    sections = []
    for number, sets in enumerate(standing.variations):
        mark = "! " if number and number == standing.variation else ""
        sections.append(mark + (", ".join(_grouped(sets, shared)) or "0x1"))
    overall = " ".join(text for text in shared.values() if text)
    return [*sections, overall] if overall else sections


def shared_of(standing: Standing) -> dict[str, str]:
    """What every set says, as it is written: weight, RPE, times."""
    sets = [each for sets in standing.variations for each in sets]
    shared = {}
    for name in (_WEIGHT, _EFFORT, _TIME, _AUTO):
        said = {_say(name, each) for each in sets}
        shared[name] = said.pop() if len(said) == 1 else ""
    return shared


def _grouped(sets: Iterable[SetPlan], shared: dict[str, str]) -> Iterable[str]:
    """Equal sets in a row are one part."""
    count, last = 0, None
    for each in [*sets, None]:
        if last is not None and each != last:
            yield _part(count, last, shared)
            count = 0
        count, last = count + 1, each


def _part(count: int, plan: SetPlan, shared: dict[str, str]) -> str:
    least = "" if plan.least is None else f"{plain(plan.least)}-"
    scheme = f"{count}{'+' if plan.quick else ''}x{least}{plain(plan.reps)}{'+' if plan.amrap else ''}"
    own = [_say(name, plan) for name, text in shared.items() if not text]
    label = f"({plan.label})" if plan.label else ""
    return " ".join(text for text in (scheme, *own, label) if text)


def _say(name: str, plan: SetPlan) -> str:
    if name == _WEIGHT:
        if plan.weight is None:
            return "?+" if plan.ask_weight else ""
        return f"{plan.weight}{'+' if plan.ask_weight else ''}"
    if name == _EFFORT:
        effort = "" if plan.rpe is None else plain(plan.rpe)
        return f"@{effort}{'+' if plan.ask_rpe else ''}" if effort or plan.ask_rpe else ""
    if name == _AUTO:
        return "auto" if plan.auto else ""
    rest = "" if plan.rest is None else f"{plain(plan.rest)}s"
    if plan.timer is None:
        return rest
    return f"{plain(plan.timer)}s{'+' if plan.count_up else ''}|{rest or '?'}"


def warmups_written(warmups: tuple[WarmUp, ...]) -> str:
    parts = []
    for each in warmups:
        weight = f" {each.weight}" if each.weight else f" {plain(each.percent)}%" if each.percent else ""
        parts.append(f"{each.sets}x{each.reps}{weight}")
    return f"warmup: {', '.join(parts) or 'none'}"


def progress_written(progress: Progress, variables: dict[str, Value], script: str) -> str:
    """With the variables as they stand now; `script` is what a custom one is written with."""
    now = Progress(progress.kind, variables, progress.asked)
    arguments = [
        f"{each.name}{'+' if each.asked else ''}: {written(each.value)}" if each.name else written(each.value)
        for each in arguments_of(now)
    ]
    return f"progress: {progress.kind}({', '.join(arguments)})" + (f" {script}" if script else "")
