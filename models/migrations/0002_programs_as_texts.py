"""Programs are texts in Liftoscript, and what training changes of one is kept by an exercise's identity in it.

What exercise_state held goes into exercise_state_before, from which models/older_programs.py takes it along as soon as
the catalogue's programs are there.
"""

import functools
from json import dumps, loads
from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from models.columns import CreateModel, DropColumn
from models.rules.sets import Unit


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]
    operations = [
        ops.AddField("Program", "text", fields.TextField(default="", db_default="", unique=False)),
        ops.AddField(
            "Program",
            "movements",
            fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
        ),
        ops.AddField("Program", "unit", fields.CharEnumField(enum_type=Unit, max_length=2, null=True)),
        ops.AddField("Program", "minutes", fields.SmallIntField(null=True)),
        ops.AddField("ExerciseInstruction", "identity", fields.CharField(default="", db_default="", max_length=512)),
        DropColumn("ExerciseInstruction", "progress"),
        ops.RunSQL("CREATE TABLE exercise_state_before AS SELECT * FROM exercise_state", "DROP TABLE exercise_state_before"),
        ops.DeleteModel("ExerciseState"),
        CreateModel(
            name="ExerciseState",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "enrollment",
                    fields.ForeignKeyField(
                        "models.UserProgramEnrollment",
                        source_field="enrollment_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="states",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("identity", fields.CharField(max_length=512)),
                (
                    "state",
                    fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={
                "table": "exercise_state",
                "app": "models",
                "unique_together": (("enrollment", "identity"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
