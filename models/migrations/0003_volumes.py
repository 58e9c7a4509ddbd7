"""The volume of each exercise in each finished workout, which is a record too; and what is to be beaten is found without
a look at all the rest.
"""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.columns import CreateModel


class Migration(migrations.Migration):
    dependencies = [("models", "0002_programs_as_texts")]

    operations = [
        CreateModel(
            name='ExerciseVolume',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('exercise', fields.ForeignKeyField('models.Exercise', source_field='exercise_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('session', fields.ForeignKeyField('models.UserWorkoutSession', source_field='session_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('at_us', fields.BigIntField()),
                ('volume_g', fields.BigIntField()),
            ],
            options={'table': 'exercise_volume', 'app': 'models', 'indexes': [Index(fields=['user_id', 'exercise_id', 'volume_g', 'at_us']), Index(fields=['session_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.RunSQL(
            """
            INSERT INTO exercise_volume (user_id, exercise_id, session_id, at_us, volume_g)
            SELECT trained.user_id, trained.exercise_id, trained.session_id, trained.at_us,
                exercise.implements * sum(done.weight_g * done.reps)
            FROM (SELECT DISTINCT user_id, exercise_id, session_id, at_us FROM top_set) AS trained
            JOIN exercise ON exercise.id = trained.exercise_id
            JOIN user_exercise_performance AS performance
                ON performance.session_id = trained.session_id AND performance.is_active
            JOIN exercise_instruction AS instruction
                ON instruction.id = performance.instruction_id AND instruction.exercise_id = trained.exercise_id
            JOIN exercise_set AS done
                ON done.performance_id = performance.id AND done.kind <> 'WARMUP' AND done.weight_g > 0 AND done.reps > 0
            GROUP BY trained.user_id, trained.exercise_id, trained.session_id, trained.at_us, exercise.implements
            """,
            "DELETE FROM exercise_volume",
        ),
        ops.RunSQL(
            "CREATE INDEX top_set_firsts ON top_set (user_id, exercise_id, at_us) WHERE is_first",
            "DROP INDEX top_set_firsts",
        ),
    ]
