"""The site's addresses, and those of the demonstration where both locks are open; elsewhere they do not exist."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from naravard.web.demo.locks import both_hold
from naravard.web.demo.views import days, personas
from naravard.web.urls import handler400, handler404, handler429
from naravard.web.urls import urlpatterns as ordinary

handler500 = "naravard.web.demo.views.errors.server_error"
__all__ = ["handler400", "handler404", "handler429", "handler500", "urlpatterns"]

own = [
    path("dag/", days.day, name="day"),
    path("bli/", personas.people, name="people"),
    path("bli/<uuid:person_id>/", personas.become, name="become"),
]
urlpatterns: list[URLPattern | URLResolver] = [*ordinary]
if both_hold():
    urlpatterns += i18n_patterns(path("demo/", include((own, "demo"))), prefix_default_language=False)
