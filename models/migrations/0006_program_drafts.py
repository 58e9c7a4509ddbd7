"""Programs of people's own, kept from the first message on."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete

from models.columns import CreateModel


class Migration(migrations.Migration):
    dependencies = [("models", "0005_notes")]
    operations = [
        CreateModel(
            name="ProgramDraft",
            fields=[
                (
                    "user",
                    fields.OneToOneField(
                        "models.User",
                        source_field="user_id",
                        primary_key=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("text", fields.TextField(default="", unique=False)),
                ("name", fields.CharField(default="", max_length=128)),
                (
                    "movements",
                    fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                (
                    "enrollment",
                    fields.ForeignKeyField(
                        "models.UserProgramEnrollment",
                        source_field="enrollment_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("sent", fields.TextField(default="", unique=False)),
                ("as_written", fields.BooleanField(default=False)),
                ("pieces", fields.SmallIntField(default=0)),
                ("piece", fields.SmallIntField(default=0)),
                ("piece_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "program_draft", "app": "models", "pk_attr": "user_id"},
            bases=["Model"],
        ),
    ]
