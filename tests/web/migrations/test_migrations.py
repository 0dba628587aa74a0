"""The migrations make what the models say, and a backup has what it needs of both."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from naravard.web.backup.rows import LEFT_OUT, every_model, fields_of, kept_models

pytestmark = pytest.mark.django_db


def test_no_change_of_a_model_lacks_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"run makemigrations: {said.getvalue()}")


def test_every_table_is_made_by_a_migration() -> None:
    loader = MigrationExecutor(connection).loader
    made = every_model(loader.project_state(loader.graph.leaf_nodes()).apps)
    assert {model._meta.label for model in made} == {model._meta.label for model in every_model()}


def test_no_row_that_is_kept_in_a_backup_points_at_one_that_is_not() -> None:
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in kept_models()
        for field in fields_of(model)
        if field.related_model is not None and getattr(field.related_model, "_meta").label in LEFT_OUT  # noqa: B009
    ]
    assert pointing == []
