"""Whether somebody wants warm-ups worked out."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0003_volumes")]

    operations = [
        ops.AddField(model_name="User", name="warmups", field=fields.BooleanField(default=True, db_default=True)),
    ]
