"""The addresses of an organisation's own pages."""

from django.urls import path

from naravard.web.organisations.views import details, providers

app_name = "organisations"

_OWN = "organisation/<str:organisation_code>"
_PROVIDER = f"{_OWN}/utforare/<str:provider_code>"

urlpatterns = [
    path(f"{_OWN}/uppgifter-om/", details.details, name="details"),
    path(f"{_OWN}/uppgifter-om/kontakt/", details.contact, name="change_contact"),
    path(f"{_OWN}/uppgifter-om/betalning/", details.payment, name="change_payment_details"),
    path(f"{_OWN}/utforare/", providers.providers, name="providers"),
    path(f"{_PROVIDER}/namn/", providers.rename, name="rename_provider"),
    path(f"{_PROVIDER}/sista-dag/", providers.end, name="end_provider"),
]
