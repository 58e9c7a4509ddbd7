"""All scripts that run for one person at one time share a budget: many of them are no longer than one."""

from __future__ import annotations

from models.liftoscript.lifter import Budget, Lifter
from models.liftoscript.program import Program
from models.liftoscript.session import Done
from models.liftoscript.state import State

LOOPS = "for (var.a in reps) { for (var.b in reps) { reps[10] = 7 } }"
TEXT = "".join(f"E{i} / 10x5 / update: custom() {{~ {LOOPS} ~}}\n" for i in range(40))


def test_each_script_has_its_own_limit_without_a_budget() -> None:
    """Forty scripts that are each within their limit all run: a file read by the command has no budget."""
    entries = Program.parse(TEXT).session(1, 1, State(), Lifter())
    assert {each.failure for each in entries} == {None}


def test_scripts_share_a_budget_and_fail_when_it_is_used_up() -> None:
    """A day of forty exercises with a script each takes as long as the budget: the rest stand as written."""
    budget = Budget(3_000)
    entries = Program.parse(TEXT).session(1, 1, State(), Lifter(budget=budget))
    failed = [each for each in entries if each.failure is not None]
    assert 0 < len(failed) < 40
    assert {each.failure.code for each in failed if each.failure} == {"too-long"}
    assert [each.plan.reps for each in failed[-1].sets] == [5.0] * 10
    assert budget.left < 0


def test_a_script_after_each_of_many_sets_shares_it_too() -> None:
    """An exercise played set by set runs its script after each of them."""
    program, budget = Program.parse("A / 100x5 / update: custom() {~ weights += 1kg ~}"), Budget(3_000)
    entry = program.played(1, 1, {"a": [Done(5)] * 100}, State(), Lifter(budget=budget))[0]
    assert entry.failure is not None
    assert sum(each.done is not None for each in entry.sets) == 100, "what was done stands"
