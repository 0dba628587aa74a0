"""The addresses of this room."""

from django.urls import URLPattern

app_name = "financial_reports"

urlpatterns: list[URLPattern] = []
