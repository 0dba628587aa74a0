from typing import Any

from django.db import migrations, models


def only_days_of_vouchers(apps: Any, _editor: Any) -> None:
    """A file that waits replaces the days that its vouchers stand on, not the year or the months around them."""
    apps.get_model("costs", "CostFile").objects.filter(state="waiting").update(
        covers_from=models.F("first_day"), covers_to=models.F("last_day"), comparison="", compared_with=""
    )


class Migration(migrations.Migration):
    dependencies = [("costs", "0001_initial")]

    operations = [migrations.RunPython(only_days_of_vouchers, migrations.RunPython.noop)]
