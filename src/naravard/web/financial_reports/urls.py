"""The addresses of financial reports."""

from django.urls import path

from naravard.web.financial_reports.views import own, received, signing, writing

app_name = "financial_reports"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_OWN = f"{_MONEY}/redovisning"
_RECEIVED = f"{_MONEY}/redovisningar"

urlpatterns = [
    path(f"{_OWN}/", own.report, name="report"),
    path(f"{_OWN}.<form:form>", own.report),
    path(f"{_OWN}/handling.pdf", own.pdf, name="pdf"),
    path(f"{_OWN}/versioner/", own.versions, name="versions"),
    path(f"{_OWN}/versioner.<form:form>", own.versions),
    path(f"{_OWN}/skriv/", writing.write, name="write"),
    path(f"{_OWN}/uppratta/", writing.draw_up, name="draw_up"),
    path(f"{_OWN}/granska/", signing.review, name="review"),
    path(f"{_OWN}/skriv-under/", signing.sign, name="sign"),
    path(f"{_OWN}/oppna/", writing.reopen, name="reopen"),
    path(f"{_RECEIVED}/", received.received, name="received"),
    path(f"{_RECEIVED}.<form:form>", received.received),
    path(f"{_RECEIVED}/<str:reporting_code>/", received.one, name="one"),
    path(f"{_RECEIVED}/<str:reporting_code>/godta/", received.accept, name="accept"),
    path(f"{_RECEIVED}/<str:reporting_code>/oppna/", received.reopen, name="reopen_received"),
]
