"""A mail server that the service is set to."""

from collections.abc import Iterator

import pytest

from naravard.web.mail.server import BY_SERVER
from postbox import Postbox, open_postbox


@pytest.fixture
def postbox(settings: object) -> Iterator[Postbox]:
    """A mail server that the service is set to."""
    with open_postbox() as postbox:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = BY_SERVER, "127.0.0.1", postbox.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.SITE_ADDRESS = "https://naravard.exempel.se"
        yield postbox
