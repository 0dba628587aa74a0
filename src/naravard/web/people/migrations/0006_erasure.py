"""Persons ask for what names them to be erased, and are erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_mail_of_rights_kept")]

    operations = [
        migrations.AddField("person", "erasure_asked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("person", "erased_at", models.DateTimeField(blank=True, null=True)),
    ]
