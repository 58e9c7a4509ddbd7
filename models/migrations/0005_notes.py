"""The last note on an exercise is found without a look at every performance."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0004_warmups")]

    operations = [
        ops.RunSQL(
            "CREATE INDEX performance_notes ON user_exercise_performance (session_id) WHERE notes IS NOT NULL",
            "DROP INDEX performance_notes",
        ),
    ]
