"""A financial report that was drawn up is one of a duty: an agreement can ask for several."""

from typing import Any

from django.db import migrations, models

from naravard.web.agreements.first_duty import first_duty


def name_duties(apps: Any, _schema_editor: Any) -> None:
    """Write down which duty each report was drawn up for: so far there was one."""
    for row in apps.get_model("financial_reports", "DrawnUpReport").objects.all():
        row.duty_id = first_duty(apps, row.agreement_id, row.organisation_id, "financial-report")
        row.save(update_fields=["duty_id"])


class Migration(migrations.Migration):
    """Reports that were drawn up get a duty."""

    dependencies = (("financial_reports", "0001_initial"), ("agreements", "0001_initial"))

    operations = (
        migrations.AddField("drawnupreport", "duty_id", models.CharField(max_length=100, default="")),
        migrations.RunPython(name_duties, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("drawnupreport", "duty_id", models.CharField(max_length=100)),
    )
