from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_prepared_decisions")]

    operations = [
        migrations.AddField(
            model_name="fixedallocation",
            name="amendments",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
