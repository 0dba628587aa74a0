"""The addresses of money that goes back."""

from django.urls import path

from naravard.web.repayments.views import inbox, own, reclaims

app_name = "repayments"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_RECEIVED = f"{_MONEY}/aterbetalningar"
_RECLAIMS = f"{_MONEY}/aterkrav"

urlpatterns = [
    path(f"{_MONEY}/aterbetalning/", own.repayment, name="repayment"),
    path(f"{_MONEY}/aterbetalning.<form:form>", own.repayment),
    path(f"{_MONEY}/aterbetalning/betalningsunderlag/", own.advice, name="advice"),
    path(f"{_MONEY}/aterbetalning/kvitto/<str:repayment_id>/", own.receipt, name="receipt"),
    path(f"{_RECEIVED}/", inbox.received, name="received"),
    path(f"{_RECEIVED}.<form:form>", inbox.received),
    path(f"{_RECEIVED}/<str:repaying_code>/", inbox.account, name="account"),
    path(f"{_RECEIVED}/<str:repaying_code>/registrera/", inbox.record, name="record"),
    path(f"{_RECEIVED}/<str:repaying_code>/<str:transfer_id>/", inbox.transfer, name="transfer"),
    path(f"{_RECEIVED}/<str:repaying_code>/<str:transfer_id>/ta-tillbaka/", inbox.undo, name="undo"),
    path(f"{_RECLAIMS}/", reclaims.reclaims, name="reclaims"),
    path(f"{_RECLAIMS}.<form:form>", reclaims.reclaims),
    path(f"{_RECLAIMS}/<str:reclaimed_code>/", reclaims.recipient, name="reclaimed"),
    path(f"{_RECLAIMS}/<str:reclaimed_code>/forbered/", reclaims.prepare, name="prepare"),
    path(f"{_RECLAIMS}/<str:reclaimed_code>/besluta/", reclaims.decide, name="decide"),
    path(f"{_RECLAIMS}/<str:reclaimed_code>/besluta/ta-tillbaka/", reclaims.withdraw, name="withdraw"),
    path(f"{_RECLAIMS}/<str:reclaimed_code>/<str:reclaim_id>/ta-tillbaka/", reclaims.undo, name="undo_reclaim"),
]
