"""The addresses of an organisation's money."""

from django.urls import path

from naravard.web.funds.views import overview

app_name = "funds"

urlpatterns = [
    path("organisation/<str:organisation_code>/pengar/", overview.overview, name="overview"),
]
