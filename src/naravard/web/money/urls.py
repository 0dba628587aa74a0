"""The addresses of the pages about money, under an agreement's address."""

from django.urls import path

from naravard.web.money.views import annexes, explanations, grant, grants, recipient, recipients

app_name = "money"

_MONEY = "<slug:agreement_id>/medel"
_GRANT = f"{_MONEY}/<slug:grant_id>"
_CELL = f"{_GRANT}/<str:code>"
_EARMARK = f"{_CELL}/varav/<slug:earmark_id>"
_ONWARD = f"{_GRANT}/vidare/<str:code>"
_ANNEXES = "<slug:agreement_id>/bilagor"
_RECIPIENTS = "<slug:agreement_id>/mottagare"

urlpatterns = [
    path(f"{_MONEY}/", grants.grants, name="grants"),
    path(f"{_MONEY}.<form:form>", grants.grants, name="grants_file"),
    path(f"{_MONEY}/omraden.<form:form>", grants.areas_file, name="areas_file"),
    path(f"{_GRANT}/", grant.grant, name="grant"),
    path(f"{_GRANT}.<form:form>", grant.grant),
    path(f"{_GRANT}/vidare.<form:form>", grant.onward_file, name="onward_file"),
    path(f"{_GRANT}/avrundning.<form:form>", explanations.remainders_file, name="remainders_file"),
    path(f"{_ONWARD}/", explanations.onward, name="onward"),
    path(f"{_ONWARD}.<form:form>", explanations.onward),
    path(f"{_EARMARK}/", explanations.explanation, name="earmark"),
    path(f"{_EARMARK}.<form:form>", explanations.explanation),
    path(f"{_CELL}/", explanations.explanation, name="explanation"),
    path(f"{_CELL}.<form:form>", explanations.explanation),
    path(f"{_ANNEXES}/", annexes.annexes, name="annexes"),
    path(f"{_ANNEXES}/<slug:annex_id>/", annexes.annex, name="annex"),
    path(f"{_ANNEXES}/<slug:annex_id>.pdf", annexes.annex_pdf, name="annex_pdf"),
    path(f"{_ANNEXES}/<slug:annex_id>.<form:form>", annexes.annex),
    path(f"{_RECIPIENTS}/", recipients.recipients, name="recipients"),
    path(f"{_RECIPIENTS}.<form:form>", recipients.recipients),
    path(f"{_RECIPIENTS}/<str:code>/", recipient.recipient, name="recipient"),
    path(f"{_RECIPIENTS}/<str:code>/<slug:part>.<form:form>", recipient.recipient),
    path(f"{_RECIPIENTS}/<str:code>.<form:form>", recipient.recipient),
]
