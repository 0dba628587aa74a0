"""What the bank of an organisation that pays asks for in payment files."""

from django.db import migrations, models

_LENGTHS = {
    "bank_customer_id": 35,
    "bank_customer_scheme": 4,
    "bank_bic": 11,
    "bank_iban": 34,
    "bank_charge_bearer": 4,
    "bank_bankgiro_clearing": 5,
    "bank_plusgiro_clearing": 5,
}


class Migration(migrations.Migration):
    """Let organisations say what their bank asks for; all of it may be empty."""

    dependencies = [("organisations", "0002_bodies_receive_money")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name=name,
            field=models.CharField(blank=True, default="", max_length=length),
            preserve_default=False,
        )
        for name, length in _LENGTHS.items()
    ]
