"""The addresses of financial reports."""

from django.urls import path

from naravard.web.financial_reports.views import acceptances, draft, inbox, own, signature
from naravard.web.papers.views.workflow import bases_of

app_name = "financial_reports"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_RECEIVED = f"{_MONEY}/redovisningar"

urlpatterns = [
    path(f"{_RECEIVED}/", inbox.received, name="received"),
    path(f"{_RECEIVED}.<form:form>", inbox.received),
    path(f"{_RECEIVED}/godta-flera/", acceptances.accept_many, name="accept_many"),
]
for _own in bases_of("redovisning"):
    urlpatterns += [
        path(f"{_own}/", own.report, name="report"),
        path(f"{_own}.<form:form>", own.report),
        path(f"{_own}/handling.pdf", own.pdf, name="pdf"),
        path(f"{_own}/versioner/", own.versions, name="versions"),
        path(f"{_own}/versioner.<form:form>", own.versions),
        path(f"{_own}/skriv/", draft.write, name="write"),
        path(f"{_own}/uppratta/", draft.draw_up, name="draw_up"),
        path(f"{_own}/granska/", signature.review, name="review"),
        path(f"{_own}/skriv-under/", signature.sign, name="sign"),
        path(f"{_own}/oppna/", draft.reopen, name="reopen"),
    ]
for _one in (f"{_RECEIVED}/<str:reporting_code>", f"{_RECEIVED}/<str:reporting_code>/uppgift/<slug:duty_id>"):
    urlpatterns += [
        path(f"{_one}/", inbox.one, name="one"),
        path(f"{_one}/godta/", inbox.accept, name="accept"),
        path(f"{_one}/oppna/", inbox.reopen, name="reopen_received"),
    ]
