"""The addresses of this room."""

from django.urls import URLPattern

app_name = "activity_reports"

urlpatterns: list[URLPattern] = []
