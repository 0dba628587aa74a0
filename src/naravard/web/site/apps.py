"""The app's registration."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class SiteConfig(AppConfig):
    """The frame of the site."""

    name = "naravard.web.site"
    label = "site"

    def ready(self) -> None:
        """Keep the database's file to the service's own user whenever it is opened."""
        from naravard.web.private_files import keep_database_private

        connection_created.connect(keep_database_private, dispatch_uid="naravard.keep-database-private")
