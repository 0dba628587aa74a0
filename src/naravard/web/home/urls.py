"""The addresses of the overviews."""

from django.urls import path

from naravard.web.home.views import accessibility, agreements, erasure, history, organisation, own_data, public, tasks

app_name = "home"

_OWN = "organisation/<str:organisation_code>"

urlpatterns = [
    path("mina-uppgifter/", tasks.mine, name="tasks"),
    path(f"{_OWN}/", organisation.overview, name="organisation"),
    path(f"{_OWN}/overenskommelser/", agreements.agreements, name="agreements"),
    path(f"{_OWN}/overenskommelser.<form:form>", agreements.agreements),
    path(f"{_OWN}/overenskommelser.ics", agreements.agreements_calendar, name="agreements_calendar"),
    path("mottagare/", public.search, name="search"),
    path("mottagare/<str:organisation_code>/", public.recipient, name="recipient"),
    path("mottagare/<str:organisation_code>.<form:form>", public.recipient),
    *(
        path(f"mottagare/<str:organisation_code>/{part}.<form:form>", public.recipient_file, {"part": part})
        for part in public.PARTS
    ),
    path("mottagare/<str:organisation_code>.ics", public.recipient_calendar, name="recipient_calendar"),
    path("historik/", history.history, name="history"),
    path("tillganglighet/", accessibility.statement, name="accessibility"),
    path("uppgifter-om-dig/", own_data.kept, name="own_data"),
    path("uppgifter-om-dig/radera/", erasure.ask, name="ask_erasure"),
    path(f"{_OWN}/manniskor/<uuid:person_id>/radera/", erasure.erase, name="erase"),
    path("mitt/uppgifter.json", own_data.file, name="own_data_file"),
    path("mitt/historik/", history.mine, name="own_history"),
    path(f"{_OWN}/historik/", history.of_organisation, name="organisation_history"),
]
