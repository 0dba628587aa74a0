"""What the payer's bank asks for, as it was when an order was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep with each order what the bank asked for; orders made before have none."""

    dependencies = [("payments", "0002_fetched_files")]
    operations = [
        migrations.AddField(
            model_name="batch",
            name="bank_terms",
            field=models.JSONField(default=dict),
        ),
    ]
