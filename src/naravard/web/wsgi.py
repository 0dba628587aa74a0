"""The door for WSGI servers: ``naravard.web.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naravard.web.settings")

application = get_wsgi_application()
