"""The address of the history."""

from django.urls import path

from naravard.web.history import views

app_name = "history"

urlpatterns = [path("", views.history, name="history")]
