"""The handbook's addresses."""

from django.urls import path

from naravard.web.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("<slug:slug>/", views.chapter, name="chapter"),
]
