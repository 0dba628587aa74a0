"""What has been written in forms that are not done."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the table."""

    dependencies: ClassVar = [("once", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WrittenForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=100)),
                ("address", models.CharField(max_length=500)),
                ("content", models.JSONField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="writtenform",
            constraint=models.UniqueConstraint(fields=("by", "address"), name="written_form_once"),
        ),
    ]
