"""The addresses of an organisation's keys."""

from django.urls import path

from naravard.web.tokens import views

app_name = "tokens"

urlpatterns = [
    path("organisation/<str:organisation_code>/nycklar/", views.tokens, name="tokens"),
    path("organisation/<str:organisation_code>/nycklar/<slug:shown_id>/aterkalla/", views.revoke, name="revoke"),
    path("organisation/<str:organisation_code>/nycklar/<slug:shown_id>/ta-over/", views.take_over, name="take_over"),
]
