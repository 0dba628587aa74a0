"""The addresses of requisitions and payments at the one who pays."""

from django.urls import path

from naravard.web.payments.views import (
    acceptances,
    answers,
    batches,
    lapses,
    orders,
    payments,
    requisitions,
    reversal,
    review,
)

app_name = "payments"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/"
_ASKED = f"{_MONEY}rekvisitioner/"
_ONE = f"{_ASKED}mottagare/<str:recipient_code>/"
_PAID = f"{_MONEY}utbetalningar/"
_BATCH = f"{_PAID}omgang/<int:batch_number>"
_PAYMENT = f"{_PAID}betalning/<str:payment_id>/"

urlpatterns = [
    path(_ASKED, requisitions.requisitions, name="requisitions"),
    path(f"{_MONEY}rekvisitioner.<form:form>", requisitions.requisitions),
    path(f"{_ASKED}godta-flera/", acceptances.accept_many, name="accept_many"),
    path(f"{_ASKED}uteblivet/", lapses.missing, name="missing"),
    path(f"{_ASKED}uteblivet.<form:form>", lapses.missing),
    path(_PAID, payments.payments, name="payments"),
    path(f"{_MONEY}utbetalningar.<form:form>", payments.payments),
    path(f"{_PAID}ny-omgang/", orders.order, name="order"),
    path(f"{_PAID}registrera/", orders.record, name="record"),
    path(f"{_BATCH}/", batches.batch, name="batch"),
    path(f"{_BATCH}.<form:form>", batches.order, name="order_table"),
    path(f"{_BATCH}/betalfil.xml", batches.file, name="file"),
    path(f"{_BATCH}/betalfil-version-3.xml", batches.older_file, name="older_file"),
    path(f"{_BATCH}/bekrafta/", batches.confirm, name="confirm"),
    path(f"{_BATCH}/lagg-tillbaka/", batches.put_back, name="put_back"),
    path(f"{_PAID}bankens-svar/", answers.answers, name="answers"),
    path(f"{_PAID}bankens-svar/<int:answer_number>/", answers.answer, name="answer"),
    path(_PAYMENT, reversal.payment, name="payment"),
    path(f"{_PAYMENT}ta-tillbaka/", reversal.undo, name="undo"),
    path(f"{_PAYMENT}kom-tillbaka/", reversal.come_back, name="return_payment"),
]
for _one in (_ONE, f"{_ONE}uppgift/<slug:duty_id>/"):
    urlpatterns += [
        path(_one, requisitions.requisition, name="requisition"),
        path(f"{_one}godta/", review.accept, name="accept"),
        path(f"{_one}lamna-tillbaka/", review.send_back, name="return"),
    ]
