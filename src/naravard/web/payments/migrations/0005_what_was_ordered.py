from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_bank_answers")]

    operations = [
        migrations.AddField(model_name="line", name="ordered", field=models.JSONField(default=dict)),
    ]
