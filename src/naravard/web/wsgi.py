"""The door for WSGI servers: ``naravard.web.wsgi:application``. A demonstration's database is refused here too."""

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naravard.web.settings")

application = get_wsgi_application()

from django.db import DatabaseError, connections  # noqa: E402 - Django has to be ready

from naravard.web.demo.locks import refuse_wrong_database  # noqa: E402

with suppress(DatabaseError):  # one that does not answer now is reported by /halsa
    refuse_wrong_database()
connections.close_all()  # the processes that answer open their own
