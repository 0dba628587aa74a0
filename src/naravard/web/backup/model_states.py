"""Migrations carried out without making every model's class again at each step.

Between two steps of a migration Django makes again the classes of all models that lead, step by step, to the one that
is changed, which are nearly all of them: nine tenths of the time that making the tables takes. A step that makes or
changes a table needs the class of that table; what needs classes that fit each other is code that reads and writes
rows, and before such code Django asks for all of them again where some were left out (``clear_delayed_apps_cache``).
"""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class LeanState(ProjectState):
    """The models as the migrations up to here leave them, of which a class is made again when its own table changes."""

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's
        """Make a model's class again; or all, when next asked for, where others may point at what is changed."""
        if "apps" not in self.__dict__:
            return
        is_new = model_name not in self.apps.all_models[app_label]
        if is_new or delay:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined] # missing in the stubs
        else:
            del self.__dict__["apps"]

    def reload_models(self, models: Any, delay: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002 - Django's
        """Make all classes again when they are next asked for."""
        self.__dict__.pop("apps", None)

    def clone(self) -> "LeanState":
        """Return a copy that can be changed by itself."""
        copy = super().clone()
        copy.__class__ = LeanState
        return copy  # type: ignore[return-value]


class LeanExecutor(MigrationExecutor):
    """Carries migrations out on such states."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> "LeanState":  # noqa: FBT001, FBT002 - Django's
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc] # missing in the stubs
        state.__class__ = LeanState
        return state  # type: ignore[no-any-return]
