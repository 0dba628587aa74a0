"""The addresses of the overviews."""

from django.urls import path

from naravard.web.home.views import history, organisation, tasks

app_name = "home"

_OWN = "organisation/<str:organisation_code>"

urlpatterns = [
    path("mina-uppgifter/", tasks.mine, name="tasks"),
    path(f"{_OWN}/", organisation.overview, name="organisation"),
    path("historik/", history.history, name="history"),
    path("mitt/historik/", history.mine, name="own_history"),
    path(f"{_OWN}/historik/", history.of_organisation, name="organisation_history"),
]
