"""What was suggested to whom."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

from models.columns import CreateModel
from models.suggestions import Answer


class Migration(migrations.Migration):
    dependencies = [("models", "0006_program_drafts")]

    operations = [
        CreateModel(
            name="Suggestion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "user",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="user_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("summary", fields.TextField(unique=False)),
                (
                    "answer",
                    fields.CharEnumField(description="YES: YES\nNO: NO", enum_type=Answer, max_length=3, null=True),
                ),
                ("until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "suggestion",
                "app": "models",
                "indexes": [Index(fields=["user_id", "made_at"])],
                "constraints": [CheckConstraint(check="\"answer\" IN ('YES', 'NO')", name="ck_suggestion_answer")],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
