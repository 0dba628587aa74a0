"""The addresses, in the order in which they are gone through."""

from django.urls import path

from naravard.care_desk import views

urlpatterns = [
    path("", views.files, name="files"),
    path("kolumner/", views.columns, name="columns"),
    path("val/", views.choices, name="choices"),
    path("korning/", views.running, name="running"),
    path("resultat/", views.result, name="result"),
    path("resultat/spara/", views.save, name="save"),
]
