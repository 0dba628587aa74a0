"""A paper is kept by its duty, and no longer by its kind: several of one kind can be written side by side."""

from typing import Any

from django.db import migrations, models

from naravard.web.agreements.first_duty import first_duty


def name_duties(apps: Any, _schema_editor: Any) -> None:
    """Write down which duty each draft carries: that of the paper that was handed in, or the first of the kind."""
    handed_in = apps.get_model("papers", "HandedInPaper")
    for draft in apps.get_model("papers", "PaperDraft").objects.defer("pdf"):
        key = {"agreement_id": draft.agreement_id, "organisation": draft.organisation_id, "paper_id": draft.paper_id}
        newest = handed_in.objects.filter(**key).order_by("-edition").values_list("duty_id", flat=True).first()
        draft.duty_id = newest or first_duty(apps, draft.agreement_id, draft.organisation_id, draft.paper_id)
        draft.save(update_fields=["duty_id"])


class Migration(migrations.Migration):
    """Drafts get a duty; editions are counted within it."""

    dependencies = (("papers", "0001_initial"), ("agreements", "0001_initial"))

    operations = (
        migrations.AddField("paperdraft", "duty_id", models.CharField(max_length=100, default="")),
        migrations.RunPython(name_duties, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("paperdraft", "duty_id", models.CharField(max_length=100)),
        migrations.RemoveConstraint("paperdraft", "paper_draft_once"),
        migrations.AddConstraint(
            "paperdraft",
            models.UniqueConstraint(fields=["agreement_id", "organisation", "duty_id"], name="paper_draft_of_duty"),
        ),
        migrations.AlterModelOptions("paperdraft", {"ordering": ("agreement_id", "organisation", "duty_id")}),
        migrations.RemoveConstraint("handedinpaper", "paper_edition_once"),
        migrations.AddConstraint(
            "handedinpaper",
            models.UniqueConstraint(
                fields=["agreement_id", "organisation", "duty_id", "edition"], name="paper_edition_of_duty"
            ),
        ),
    )
