"""When a person is erased, words are taken out of events: the trigger against changes lets that through."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from naravard.web.history.guards import let_words_be_taken_out


def let_through(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    let_words_be_taken_out(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("history", "0002_by_another_organisation")]

    operations = [migrations.RunPython(let_through, migrations.RunPython.noop)]
