from hypothesis import given
from hypothesis import strategies as st

from models.rules.sets import DoneSet, PrescribedSet, SetKind, Unit


@given(st.builds(DoneSet))
def test_a_done_set_survives_json(done: DoneSet) -> None:
    """What from_json() reads is what to_json() was given."""
    assert DoneSet.from_json(done.to_json()) == done


@given(st.builds(PrescribedSet))
def test_a_prescribed_set_survives_json(prescribed: PrescribedSet) -> None:
    """What from_json() reads is what to_json() was given."""
    assert PrescribedSet.from_json(prescribed.to_json()) == prescribed


def test_json_is_compact() -> None:
    """Defaults are left out."""
    assert DoneSet(reps=5, weight_g=100_000).to_json() == {"reps": 5, "weight_g": 100_000}
    assert DoneSet(SetKind.WARMUP, 5, -1, Unit.LB).to_json() == {
        "kind": "WARMUP",
        "reps": 5,
        "weight_g": -1,
        "unit": "lb",
    }
    assert PrescribedSet(reps=5, amrap=True).to_json() == {"reps": 5, "amrap": True}
