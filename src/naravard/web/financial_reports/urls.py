"""The addresses of financial reports."""

from django.urls import path

from naravard.web.financial_reports.views import draft, inbox, own, signature

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
    path(f"{_OWN}/skriv/", draft.write, name="write"),
    path(f"{_OWN}/uppratta/", draft.draw_up, name="draw_up"),
    path(f"{_OWN}/granska/", signature.review, name="review"),
    path(f"{_OWN}/skriv-under/", signature.sign, name="sign"),
    path(f"{_OWN}/oppna/", draft.reopen, name="reopen"),
    path(f"{_RECEIVED}/", inbox.received, name="received"),
    path(f"{_RECEIVED}.<form:form>", inbox.received),
    path(f"{_RECEIVED}/<str:reporting_code>/", inbox.one, name="one"),
    path(f"{_RECEIVED}/<str:reporting_code>/godta/", inbox.accept, name="accept"),
    path(f"{_RECEIVED}/<str:reporting_code>/oppna/", inbox.reopen, name="reopen_received"),
]
