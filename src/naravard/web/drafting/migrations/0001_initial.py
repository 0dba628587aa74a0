"""Drafts of agreements."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0002_bodies_receive_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("agreement_id", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("content", models.BinaryField()),
                ("begun_from", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=100)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=100)),
                ("version", models.PositiveIntegerField(default=1)),
                ("put_away_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_drafts",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("organisation", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="agreement_draft_number_once")
                ],
            },
        ),
    ]
