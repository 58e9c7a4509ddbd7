"""The first schema."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import datetime
import functools
from json import dumps, loads
from models.columns import CreateModel, LocalTimeField
from models.clock import now, today_utc
from models.deliveries import InboxState, Lane
from models.enrollments import EnrollmentStatus
from models.measurements import MeasurementSource
from models.reminders import ReminderKind
from models.rules.sets import ExerciseKind, SetKind, Unit
from models.sessions import SessionStatus
from tortoise.fields.base import OnDelete
from tortoise.fields.db_defaults import Now, SqlDefault
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

class Migration(migrations.Migration):
    initial = True

    operations = [
        CreateModel(
            name='Erased',
            fields=[
                ('person', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('erased_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'erased', 'app': 'models', 'pk_attr': 'person'},
            bases=['Model'],
        ),
        CreateModel(
            name='Inbox',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('update_id', fields.BigIntField()),
                ('digest', fields.CharField(max_length=32)),
                ('telegram_id', fields.BigIntField()),
                ('text', fields.TextField(unique=False)),
                ('state', fields.CharEnumField(default=InboxState.NEW, enum_type=InboxState, max_length=8)),
                ('tries', fields.SmallIntField(default=0)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'inbox', 'app': 'models', 'unique_together': (('update_id', 'digest'),), 'indexes': [Index(fields=['state', 'id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Pause',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('chat_id', fields.BigIntField()),
                ('kind', fields.CharField(max_length=32)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seconds', fields.IntField()),
            ],
            options={'table': 'pause', 'app': 'models', 'unique_together': (('chat_id', 'kind'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Outbox',
            fields=[
                ('id', fields.BigIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('chat_id', fields.BigIntField()),
                ('lane', fields.SmallIntField(default=Lane.REPLY)),
                ('action', fields.CharField(max_length=16)),
                ('slot', fields.CharField(null=True, max_length=64)),
                ('payload', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('tries', fields.SmallIntField(default=0)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'outbox', 'app': 'models', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Shown',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('chat_id', fields.BigIntField()),
                ('slot', fields.CharField(max_length=64)),
                ('message_id', fields.BigIntField()),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'shown', 'app': 'models', 'unique_together': (('chat_id', 'slot'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='User',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('telegram_id', fields.BigIntField(unique=True)),
                ('name', fields.CharField(max_length=128)),
                ('language', fields.CharField(default='en', max_length=16)),
                ('timezone', fields.CharField(default='UTC', max_length=64)),
                ('unit', fields.CharEnumField(default=Unit.KG, enum_type=Unit, max_length=2)),
                ('goal', fields.CharField(null=True, max_length=32)),
                ('days_per_week', fields.SmallIntField(null=True)),
                ('bar_g', fields.IntField(null=True)),
                ('plates', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('step_g', fields.IntField(null=True)),
                ('reminder_lead', fields.SmallIntField(default=30)),
                ('digest_weekday', fields.SmallIntField(null=True, default=6)),
                ('digest_at', LocalTimeField(default=datetime.time.fromisoformat('19:00:00'))),
                ('reachable', fields.BooleanField(default=True)),
                ('draft', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('created_at', fields.DatetimeField(default=now, db_default=Now(), auto_now=False, auto_now_add=False)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'user', 'app': 'models', 'constraints': [CheckConstraint(check='"unit" IN (\'kg\', \'lb\')', name='ck_user_unit'), CheckConstraint(check='"reminder_lead" BETWEEN 0 AND 1440', name='ck_user_reminder_lead'), CheckConstraint(check='"digest_weekday" BETWEEN 0 AND 6', name='ck_user_digest_weekday'), CheckConstraint(check='"days_per_week" BETWEEN 1 AND 7', name='ck_user_days_per_week')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Exercise',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('owner', fields.ForeignKeyField('models.User', source_field='owner_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(null=True, unique=True, max_length=64)),
                ('name', fields.CharField(max_length=128)),
                ('aliases', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('kind', fields.CharEnumField(description='WEIGHT: WEIGHT\nBODYWEIGHT: BODYWEIGHT\nASSISTED: ASSISTED\nTIMED: TIMED\nDISTANCE: DISTANCE', enum_type=ExerciseKind, max_length=16)),
                ('equipment', fields.CharField(max_length=32)),
                ('implements', fields.SmallIntField(default=1)),
                ('muscles', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('secondary', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('swaps', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('light_kg_g', fields.IntField(null=True)),
                ('light_lb_g', fields.IntField(null=True)),
            ],
            options={'table': 'exercise', 'app': 'models', 'constraints': [CheckConstraint(check='"kind" IN (\'WEIGHT\', \'BODYWEIGHT\', \'ASSISTED\', \'TIMED\', \'DISTANCE\')', name='ck_exercise_kind'), CheckConstraint(check='"implements" BETWEEN 1 AND 2', name='ck_exercise_implements')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Metric',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('owner', fields.ForeignKeyField('models.User', source_field='owner_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(null=True, unique=True, max_length=64)),
                ('name', fields.CharField(max_length=64)),
                ('dimension', fields.CharField(max_length=16)),
                ('unit', fields.CharField(max_length=16)),
                ('least', fields.DecimalField(max_digits=9, decimal_places=3)),
                ('most', fields.DecimalField(max_digits=9, decimal_places=3)),
                ('unlikely_change_percent', fields.SmallIntField(null=True)),
                ('aliases', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'metric', 'app': 'models', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Position',
            fields=[
                ('user', fields.OneToOneField('models.User', source_field='user_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='position', on_delete=OnDelete.RESTRICT)),
                ('step', fields.CharField(max_length=32)),
                ('data', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('buried', fields.BooleanField(default=False)),
            ],
            options={'table': 'position', 'app': 'models', 'pk_attr': 'user_id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Program',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('owner', fields.ForeignKeyField('models.User', source_field='owner_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(null=True, max_length=64)),
                ('name', fields.CharField(max_length=128)),
                ('credit', fields.CharField(default='', max_length=256)),
                ('why', fields.CharField(default='', max_length=512)),
                ('level', fields.CharField(default='', max_length=32)),
                ('goals', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('days_per_week', fields.SmallIntField()),
                ('weeks', fields.SmallIntField(null=True)),
                ('repeats', fields.BooleanField(default=True)),
                ('presets', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('offered', fields.BooleanField(default=True)),
            ],
            options={'table': 'program', 'app': 'models', 'constraints': [CheckConstraint(check='"days_per_week" BETWEEN 1 AND 7', name='ck_program_days_per_week')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Reminder',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='reminders', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharEnumField(description='SESSION: SESSION\nMISSED: MISSED\nREST: REST\nCARD: CARD\nCLOSE: CLOSE\nDIGEST: DIGEST', enum_type=ReminderKind, max_length=16)),
                ('subject', fields.CharField(default='', max_length=36)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('fired', fields.BooleanField(default=False)),
                ('tries', fields.SmallIntField(default=0)),
                ('data', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'reminder', 'app': 'models', 'unique_together': (('user', 'kind', 'subject'),), 'constraints': [CheckConstraint(check='"kind" IN (\'SESSION\', \'MISSED\', \'REST\', \'CARD\', \'CLOSE\', \'DIGEST\')', name='ck_reminder_kind')], 'indexes': [Index(fields=['fired', 'due_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='UserMeasurement',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='measurements', on_delete=OnDelete.RESTRICT)),
                ('metric', fields.ForeignKeyField('models.Metric', source_field='metric_id', db_constraint=True, to_field='id', related_name='measurements', on_delete=OnDelete.RESTRICT)),
                ('value', fields.DecimalField(max_digits=9, decimal_places=3)),
                ('measurement_date', fields.DateField()),
                ('notes', fields.CharField(null=True, max_length=1000)),
                ('source', fields.CharEnumField(default=MeasurementSource.MANUAL, db_default='MANUAL', enum_type=MeasurementSource, max_length=16)),
                ('created_by', fields.ForeignKeyField('models.User', source_field='created_by', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(default=now, db_default=Now(), auto_now=False, auto_now_add=False)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'user_measurement', 'app': 'models', 'constraints': [CheckConstraint(check='CAST("value" AS DOUBLE PRECISION) BETWEEN -999999.999 AND 999999.999', name='ck_user_measurement_value'), CheckConstraint(check='"source" IN (\'MANUAL\', \'IMPORT\', \'COACH\', \'DEVICE\')', name='ck_user_measurement_source'), CheckConstraint(check='length("notes") <= 1000', name='ck_user_measurement_notes')], 'indexes': [Index(fields=['user_id', 'metric_id', 'measurement_date'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='UserProgramEnrollment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='enrollments', on_delete=OnDelete.RESTRICT)),
                ('program', fields.ForeignKeyField('models.Program', source_field='program_id', db_constraint=True, to_field='id', related_name='enrollments', on_delete=OnDelete.RESTRICT)),
                ('status', fields.CharEnumField(default=EnrollmentStatus.ACTIVE, db_default='ACTIVE', enum_type=EnrollmentStatus, max_length=16)),
                ('start_date', fields.DateField(default=today_utc, db_default=SqlDefault('CURRENT_DATE'))),
                ('completion_date', fields.DateField(null=True)),
                ('current_day', fields.SmallIntField(default=1, db_default=1)),
                ('notes', fields.CharField(null=True, max_length=2000)),
                ('created_by', fields.ForeignKeyField('models.User', source_field='created_by', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(default=now, db_default=Now(), auto_now=False, auto_now_add=False)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'user_program_enrollment', 'app': 'models', 'constraints': [CheckConstraint(check='"status" IN (\'ACTIVE\', \'PAUSED\', \'COMPLETED\', \'ABANDONED\')', name='ck_user_program_enrollment_status'), CheckConstraint(check='"current_day" BETWEEN 1 AND 32767', name='ck_user_program_enrollment_current_day'), CheckConstraint(check='length("notes") <= 2000', name='ck_user_program_enrollment_notes')], 'indexes': [Index(fields=['user_id', 'status'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='ExerciseState',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('enrollment', fields.ForeignKeyField('models.UserProgramEnrollment', source_field='enrollment_id', db_constraint=True, to_field='id', related_name='states', on_delete=OnDelete.RESTRICT)),
                ('exercise', fields.ForeignKeyField('models.Exercise', source_field='exercise_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('weight_g', fields.IntField(null=True)),
                ('misses', fields.SmallIntField(default=0)),
                ('variables', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'exercise_state', 'app': 'models', 'unique_together': (('enrollment', 'exercise'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='TrainingSlot',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('enrollment', fields.ForeignKeyField('models.UserProgramEnrollment', source_field='enrollment_id', db_constraint=True, to_field='id', related_name='slots', on_delete=OnDelete.RESTRICT)),
                ('weekday', fields.SmallIntField()),
                ('at', LocalTimeField()),
            ],
            options={'table': 'training_slot', 'app': 'models', 'unique_together': (('enrollment', 'weekday'),), 'constraints': [CheckConstraint(check='"weekday" BETWEEN 0 AND 6', name='ck_training_slot_weekday')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='Workout',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('program', fields.ForeignKeyField('models.Program', source_field='program_id', null=True, db_constraint=True, to_field='id', related_name='workouts', on_delete=OnDelete.RESTRICT)),
                ('owner', fields.ForeignKeyField('models.User', source_field='owner_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('day', fields.SmallIntField(null=True)),
                ('name', fields.CharField(max_length=128)),
            ],
            options={'table': 'workout', 'app': 'models', 'unique_together': (('program', 'day'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='ExerciseInstruction',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('workout', fields.ForeignKeyField('models.Workout', source_field='workout_id', db_constraint=True, to_field='id', related_name='instructions', on_delete=OnDelete.RESTRICT)),
                ('exercise', fields.ForeignKeyField('models.Exercise', source_field='exercise_id', db_constraint=True, to_field='id', related_name='instructions', on_delete=OnDelete.RESTRICT)),
                ('position', fields.SmallIntField()),
                ('sets', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('progress', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'exercise_instruction', 'app': 'models', 'indexes': [Index(fields=['workout_id', 'position'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='UserWorkoutSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('workout', fields.ForeignKeyField('models.Workout', source_field='workout_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('enrollment', fields.ForeignKeyField('models.UserProgramEnrollment', source_field='enrollment_id', null=True, db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.RESTRICT)),
                ('status', fields.CharEnumField(default=SessionStatus.PLANNED, db_default='PLANNED', enum_type=SessionStatus, max_length=16)),
                ('scheduled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('started_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('completed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('duration_seconds', fields.SmallIntField(null=True)),
                ('effort_rating', fields.SmallIntField(null=True)),
                ('soreness_rating', fields.SmallIntField(null=True)),
                ('notes', fields.CharField(null=True, max_length=2000)),
                ('created_by', fields.ForeignKeyField('models.User', source_field='created_by', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(default=now, db_default=Now(), auto_now=False, auto_now_add=False)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'user_workout_session', 'app': 'models', 'constraints': [CheckConstraint(check='"status" IN (\'PLANNED\', \'IN_PROGRESS\', \'COMPLETED\', \'SKIPPED\', \'MISSED\', \'CANCELLED\')', name='ck_user_workout_session_status'), CheckConstraint(check='"duration_seconds" BETWEEN 0 AND 32767', name='ck_user_workout_session_duration_seconds'), CheckConstraint(check='"effort_rating" BETWEEN 1 AND 10', name='ck_user_workout_session_effort_rating'), CheckConstraint(check='"soreness_rating" BETWEEN 1 AND 10', name='ck_user_workout_session_soreness_rating'), CheckConstraint(check='length("notes") <= 2000', name='ck_user_workout_session_notes')], 'indexes': [Index(fields=['user_id', 'status', 'scheduled_at']), Index(fields=['enrollment_id', 'status'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='SessionMove',
            fields=[
                ('session', fields.OneToOneField('models.UserWorkoutSession', source_field='session_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='move', on_delete=OnDelete.RESTRICT)),
                ('planned_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'session_move', 'app': 'models', 'pk_attr': 'session_id'},
            bases=['Model'],
        ),
        CreateModel(
            name='SessionPlan',
            fields=[
                ('session', fields.OneToOneField('models.UserWorkoutSession', source_field='session_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='plan', on_delete=OnDelete.RESTRICT)),
                ('plan', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
            ],
            options={'table': 'session_plan', 'app': 'models', 'pk_attr': 'session_id'},
            bases=['Model'],
        ),
        CreateModel(
            name='UserExercisePerformance',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('session', fields.ForeignKeyField('models.UserWorkoutSession', source_field='session_id', db_constraint=True, to_field='id', related_name='performances', on_delete=OnDelete.RESTRICT)),
                ('instruction', fields.ForeignKeyField('models.ExerciseInstruction', source_field='instruction_id', db_constraint=True, to_field='id', related_name='performances', on_delete=OnDelete.RESTRICT)),
                ('sets_completed', fields.SmallIntField(default=0, db_default=0)),
                ('reps_completed', fields.SmallIntField(null=True)),
                ('weight_kg', fields.DecimalField(null=True, max_digits=9, decimal_places=3)),
                ('duration_seconds', fields.SmallIntField(null=True)),
                ('difficulty_rating', fields.SmallIntField(null=True)),
                ('notes', fields.CharField(null=True, max_length=1000)),
                ('created_by', fields.ForeignKeyField('models.User', source_field='created_by', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('created_at', fields.DatetimeField(default=now, db_default=Now(), auto_now=False, auto_now_add=False)),
                ('is_active', fields.BooleanField(default=True, db_default=True)),
            ],
            options={'table': 'user_exercise_performance', 'app': 'models', 'unique_together': (('session', 'instruction'),), 'constraints': [CheckConstraint(check='"sets_completed" BETWEEN 0 AND 32767', name='ck_user_exercise_performance_sets_completed'), CheckConstraint(check='"reps_completed" BETWEEN 0 AND 32767', name='ck_user_exercise_performance_reps_completed'), CheckConstraint(check='CAST("weight_kg" AS DOUBLE PRECISION) BETWEEN -1000 AND 1000', name='ck_user_exercise_performance_weight_kg'), CheckConstraint(check='"duration_seconds" BETWEEN 0 AND 32767', name='ck_user_exercise_performance_duration_seconds'), CheckConstraint(check='"difficulty_rating" BETWEEN 1 AND 10', name='ck_user_exercise_performance_difficulty_rating'), CheckConstraint(check='length("notes") <= 1000', name='ck_user_exercise_performance_notes')], 'indexes': [Index(fields=['instruction_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='ExerciseSet',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('performance', fields.ForeignKeyField('models.UserExercisePerformance', source_field='performance_id', db_constraint=True, to_field='id', related_name='sets', on_delete=OnDelete.RESTRICT)),
                ('position', fields.SmallIntField()),
                ('kind', fields.CharEnumField(default=SetKind.WORK, enum_type=SetKind, max_length=8)),
                ('reps', fields.SmallIntField(null=True)),
                ('weight_g', fields.IntField(null=True)),
                ('unit', fields.CharEnumField(default=Unit.KG, enum_type=Unit, max_length=2)),
                ('seconds', fields.SmallIntField(null=True)),
                ('distance_m', fields.IntField(null=True)),
                ('rpe_half', fields.SmallIntField(null=True)),
                ('logged_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('message_id', fields.BigIntField(null=True)),
            ],
            options={'table': 'exercise_set', 'app': 'models', 'unique_together': (('performance', 'position'),), 'constraints': [CheckConstraint(check='"kind" IN (\'WORK\', \'WARMUP\', \'DROP\', \'FAILURE\')', name='ck_exercise_set_kind'), CheckConstraint(check='"unit" IN (\'kg\', \'lb\')', name='ck_exercise_set_unit'), CheckConstraint(check='"reps" BETWEEN 0 AND 1000', name='ck_exercise_set_reps'), CheckConstraint(check='"weight_g" BETWEEN -1000000 AND 1000000', name='ck_exercise_set_weight_g'), CheckConstraint(check='"seconds" BETWEEN 0 AND 32767', name='ck_exercise_set_seconds'), CheckConstraint(check='"distance_m" BETWEEN 0 AND 1000000', name='ck_exercise_set_distance_m'), CheckConstraint(check='"rpe_half" BETWEEN 2 AND 20', name='ck_exercise_set_rpe_half')], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        CreateModel(
            name='TopSet',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('exercise', fields.ForeignKeyField('models.Exercise', source_field='exercise_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('session', fields.ForeignKeyField('models.UserWorkoutSession', source_field='session_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('is_first', fields.BooleanField()),
                ('reps', fields.SmallIntField(null=True)),
                ('weight_g', fields.IntField(null=True)),
                ('seconds', fields.SmallIntField(null=True)),
                ('distance_m', fields.IntField(null=True)),
                ('rpe_half', fields.SmallIntField(null=True)),
            ],
            options={'table': 'top_set', 'app': 'models', 'indexes': [Index(fields=['user_id', 'exercise_id', 'at']), Index(fields=['session_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.RunSQL(
            "CREATE UNIQUE INDEX one_active_enrollment ON user_program_enrollment (user_id, program_id) "
            "WHERE status = 'ACTIVE' AND is_active",
            "DROP INDEX one_active_enrollment",
        ),
        ops.RunSQL(
            "CREATE UNIQUE INDEX one_open_session ON user_workout_session (user_id) "
            "WHERE status = 'IN_PROGRESS' AND is_active",
            "DROP INDEX one_open_session",
        ),
    ]
