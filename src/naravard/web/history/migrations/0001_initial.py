"""The events, the row that says where their chain ends, and the triggers that keep both."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from naravard.web.history.guards import set_guards


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("history", "ChainHead").objects.create(id=1, sequence=0, hash="0" * 64)
    set_guards(schema_editor)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=100)),
                ("organisation_code", models.CharField(max_length=100)),
                ("thing_kind", models.CharField(max_length=100)),
                ("thing_id", models.CharField(max_length=200)),
                ("content", models.TextField()),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("sequence",),
                "indexes": [
                    models.Index(fields=["at", "sequence"], name="history_by_time"),
                    models.Index(fields=["organisation_code", "at", "sequence"], name="history_by_organisation"),
                    models.Index(fields=["thing_kind", "thing_id", "at", "sequence"], name="history_by_thing"),
                    models.Index(
                        fields=["organisation_code", "thing_kind", "thing_id", "at", "sequence"],
                        name="history_by_both",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
