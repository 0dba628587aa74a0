"""Addresses of one's reminders and one's calendar."""

from django.urls import path

from naravard.web.reminders import views

app_name = "reminders"
urlpatterns = [
    path("mitt/paminnelser/", views.choice, name="choice"),
    path("mitt/kalender/", views.calendar_page, name="calendar"),
    path("kalender/<str:secret>.ics", views.feed, name="feed"),
]
