"""The addresses of the history."""

from django.urls import path

from naravard.web.history import views

app_name = "history"

urlpatterns = [
    path("historik/", views.history, name="history"),
    path("mitt/historik/", views.mine, name="mine"),
    path("organisation/<str:organisation_code>/historik/", views.of_organisation, name="organisation"),
]
