"""The addresses of reports of keys: those who report, the RSS that coordinates, and the one who shares by them."""

from django.urls import path

from naravard.web.placements.views import acceptances, draft, report, shares

app_name = "placements"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_ROOM = f"{_MONEY}/redovisade-tal"
_OWN = f"{_ROOM}/<slug:duty_id>"
_FOR = f"{_ROOM}/lan/<slug:report_id>/<str:holder_code>"
_SHARES = f"{_MONEY}/fordelning-efter-tal"
_SHARE = f"{_SHARES}/<slug:shared_id>"

urlpatterns = [
    path(f"{_ROOM}/", report.report, name="report"),
    path(f"{_ROOM}.<form:form>", report.report),
    path(f"{_FOR}/", draft.write_for, name="write_for"),
    path(f"{_FOR}/kontrollera/", draft.check_for, name="check_for"),
    path(f"{_FOR}/kvitto/<int:report_number>/", draft.receipt_for, name="receipt_for"),
    path(f"{_OWN}/", draft.write, name="write"),
    path(f"{_OWN}/kontrollera/", draft.check, name="check"),
    path(f"{_OWN}/kvitto/<int:report_number>/", draft.receipt, name="receipt"),
    path(f"{_OWN}/samordning/", draft.coordination, name="coordination"),
    path(f"{_SHARES}/", shares.shares, name="shares"),
    path(f"{_SHARE}/", shares.shares, name="share"),
    path(f"{_SHARE}.<form:form>", shares.shares),
    path(f"{_SHARE}/forbered/", shares.prepare, name="prepare"),
    path(f"{_SHARE}/faststall/", shares.fix, name="fix"),
    path(f"{_SHARE}/faststall/ta-tillbaka/", shares.withdraw, name="withdraw"),
    path(f"{_SHARE}/godta-flera/", acceptances.accept_many, name="accept_many"),
    path(f"{_SHARE}/fran/<str:holder_code>/", shares.received, name="received"),
    path(f"{_SHARE}/fran/<str:holder_code>/svar/", shares.answer, name="answer"),
]
