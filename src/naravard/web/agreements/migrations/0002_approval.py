from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agreement_id", models.CharField(db_index=True, max_length=200)),
                ("reads", models.CharField(max_length=80)),
                ("remarks", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField()),
                ("approved_by", models.CharField(max_length=100)),
                ("organisation", models.CharField(max_length=100)),
            ],
            options={"ordering": ("-approved_at", "-id")},
        ),
    ]
