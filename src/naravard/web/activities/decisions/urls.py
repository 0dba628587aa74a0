"""The addresses of a region's decision."""

from django.urls import path

from naravard.web.activities.decisions.views import carrying, moving, officers, reading, reallocating, writing

app_name = "decisions"

_ALL = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/beslut"
_ONE = f"{_ALL}/<int:decision_number>"

urlpatterns = [
    path(f"{_ALL}/", reading.decisions, name="decisions"),
    path(f"{_ALL}/omraden.<form:form>", reading.areas, name="areas"),
    path(f"{_ALL}/omfordelningar.<form:form>", reading.reallocations, name="reallocations"),
    path(f"{_ALL}/nytt/", writing.begin, name="begin"),
    path(f"{_ALL}/ansvariga/", officers.officers, name="officers"),
    path(f"{_ALL}/omfordela/", reallocating.reallocate, name="reallocate"),
    path(f"{_ALL}/namndens-omfordelning/", reallocating.enter, name="enter_reallocation"),
    path(f"{_ONE}/", reading.decision, name="decision"),
    path(f"{_ONE}/tjansteskrivelse.docx", reading.word, name="word"),
    path(f"{_ONE}/tjansteskrivelse.pdf", reading.pdf, name="pdf"),
    path(f"{_ONE}/arendet/", writing.text, name="text"),
    path(f"{_ONE}/forslag/", writing.points, name="points"),
    path(f"{_ONE}/underskrifter/", writing.signing, name="signing"),
    path(f"{_ONE}/belopp/", moving.move, name="move"),
    path(f"{_ONE}/nya-belopp/", moving.renew, name="renew"),
    path(f"{_ONE}/till-namnden/", carrying.propose, name="propose"),
    path(f"{_ONE}/for-in/", carrying.enter, name="enter"),
    path(f"{_ONE}/ta-tillbaka/", carrying.take_back, name="take_back"),
    path(f"{_ONE}/dra-tillbaka/", carrying.withdraw, name="withdraw"),
]
