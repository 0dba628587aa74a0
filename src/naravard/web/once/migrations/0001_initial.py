"""The answers that have been given, by the keys that they were asked with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            "GivenAnswer",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("answer", models.TextField(blank=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=["by", "key"], name="answered_once")]},
        ),
    ]
