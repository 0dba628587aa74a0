"""Authorities, universities and others can be recipients: agreements name them by their own code."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

_BODIES = ("ministry", "agency")


def _named_by_their_code(apps: Any, _schema_editor: Any) -> None:
    organisations = apps.get_model("organisations", "Organisation")
    organisations.objects.filter(kind__in=_BODIES, recipient_code="").update(recipient_code=F("code"))


class Migration(migrations.Migration):
    """Widen the code by which agreements name a recipient, and give the authorities theirs."""

    dependencies = [("organisations", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="recipient_code",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.RunPython(_named_by_their_code, migrations.RunPython.noop),
    ]
