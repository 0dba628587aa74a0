"""Events name the organisation of the one who acted, where it is another than the one whose matter it is."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from naravard.web.history.guards import set_guards


def set_again(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":  # where a new column makes the table anew, without its triggers
        for name in ("history_head_stays", "history_head_goes_forward"):
            schema_editor.execute(f"DROP TRIGGER {name}")
        set_guards(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        migrations.AddField("event", "by_code", models.CharField(default="", max_length=100)),
        migrations.AddIndex("event", models.Index(fields=["by_code", "at", "sequence"], name="history_by_actor")),
        migrations.RunPython(set_again, migrations.RunPython.noop),
    ]
