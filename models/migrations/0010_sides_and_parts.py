"""What people log beside reps: each side by itself, and the parts of a rest-pause set."""

from tortoise import fields, migrations

from models.columns import SMALLINT_MAX, AddColumn, at_most, between, check
from models.performances import BOTH_SIDES, LONGEST_PARTS


class Migration(migrations.Migration):
    dependencies = [("models", "0007_suggestions")]

    operations = [
        AddColumn(
            model_name="ExerciseSet",
            name="left_count",
            field=fields.SmallIntField(null=True),
            check=between("exercise_set", "left_count", 1, SMALLINT_MAX),
        ),
        AddColumn(
            model_name="ExerciseSet",
            name="right_count",
            field=fields.SmallIntField(null=True),
            check=check("exercise_set", "right_count", BOTH_SIDES),
        ),
        AddColumn(
            model_name="ExerciseSet",
            name="parts",
            field=fields.CharField(max_length=LONGEST_PARTS, null=True),
            check=at_most("exercise_set", "parts", LONGEST_PARTS),
        ),
    ]
