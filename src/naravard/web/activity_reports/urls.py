"""The addresses of SKR's activity report."""

from django.urls import path

from naravard.web.activity_reports.views import desk, report

app_name = "activity_reports"

_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/verksamhetsrapport"

urlpatterns = [
    path(f"{_ROOM}/", report.report, name="report"),
    path(f"{_ROOM}/skriv/", desk.write, name="write"),
    path(f"{_ROOM}/kontrollera/", desk.check, name="check"),
    path(f"{_ROOM}/oppna/", desk.open_again, name="open"),
    path(f"{_ROOM}/skriv-under/", desk.sign, name="sign"),
    path(f"{_ROOM}/handling.pdf", desk.pdf, name="pdf"),
]
