"""The addresses of papers that were handed in."""

from django.urls import path

from naravard.web.papers.views import comparison, files, papers, proof, receipt

app_name = "papers"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/handlingar"
_RECEIPT = "organisation/<str:organisation_code>/kvitto/<str:receipt_number>"

urlpatterns = [
    path(f"{_MONEY}/", papers.papers, name="papers"),
    path(f"{_MONEY}.<form:form>", papers.papers),
    path(f"{_RECEIPT}/", receipt.receipt, name="receipt"),
    path(f"{_RECEIPT}/kvitto.pdf", receipt.receipt_file, name="receipt_pdf"),
    path(f"{_RECEIPT}/handling.pdf", files.pdf, name="pdf"),
    path(f"{_RECEIPT}/undertecknad.pdf", files.signed, name="signed"),
    path(f"{_RECEIPT}/provning/", proof.proof, name="proof"),
    path(f"{_RECEIPT}/skillnader/", comparison.comparison, name="comparison"),
]
