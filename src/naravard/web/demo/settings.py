"""Django's settings for the demonstration: the ordinary ones, with what is its own. No other process can read them."""

from naravard.web.demo.locks import refuse_other_processes

refuse_other_processes()

from naravard.web.settings import *  # noqa: E402, F403 - every setting
from naravard.web.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES  # noqa: E402

DEMONSTRATION = True
INSTALLED_APPS = [*INSTALLED_APPS, "naravard.web.demo"]
MIDDLEWARE = ["naravard.web.demo.fence.OnlyThisMachine", *MIDDLEWARE]
TEMPLATES[0]["OPTIONS"]["context_processors"].append("naravard.web.demo.context.demonstration")  # type: ignore[index]
ROOT_URLCONF = "naravard.web.demo.urls"
PRETENDED_DAY = "naravard.web.demo.clock.pretended_day"

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# Cookies are shared by all that answers on one host, whatever the port: a service on the same machine has its own.
SESSION_COOKIE_NAME = "naravard_demonstration"
CSRF_COOKIE_NAME = "naravard_demonstration_csrf"

# No mail leaves the machine, to anyone.
EMAIL_BACKEND = "naravard.web.demo.post.KeptHere"
EMAIL_HOST = ""
