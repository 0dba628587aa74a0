"""Keys to the API, and the count of wrong ones."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("organisations", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "WrongKeys",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_hash", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["address_hash", "since"], name="wrong_keys_once")],
            },
        ),
        migrations.CreateModel(
            "ApiToken",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("shown_id", models.CharField(max_length=8, unique=True)),
                ("secret_hash", models.CharField(max_length=64)),
                ("scopes", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("from_day", models.DateField()),
                ("to_day", models.DateField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_day", models.DateField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens_made",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={"ordering": ("-made_at", "-id")},
        ),
    ]
