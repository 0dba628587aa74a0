"""The addresses of a region's decision."""

from django.urls import path

from naravard.web.activities.decisions.views import amounts, memorandum, officers, proposal, reallocation, versions

app_name = "decisions"

_ALL = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/beslut"
_ONE = f"{_ALL}/<int:decision_number>"

urlpatterns = [
    path(f"{_ALL}/", versions.decisions, name="decisions"),
    path(f"{_ALL}/omraden.<form:form>", versions.areas, name="areas"),
    path(f"{_ALL}/omfordelningar.<form:form>", versions.reallocations, name="reallocations"),
    path(f"{_ALL}/nytt/", memorandum.begin, name="begin"),
    path(f"{_ALL}/ansvariga/", officers.officers, name="officers"),
    path(f"{_ALL}/omfordela/", reallocation.reallocate, name="reallocate"),
    path(f"{_ALL}/namndens-omfordelning/", reallocation.enter, name="enter_reallocation"),
    path(f"{_ONE}/", versions.decision, name="decision"),
    path(f"{_ONE}/tjansteskrivelse.docx", versions.word, name="word"),
    path(f"{_ONE}/tjansteskrivelse.pdf", versions.pdf, name="pdf"),
    path(f"{_ONE}/arendet/", memorandum.text, name="text"),
    path(f"{_ONE}/forslag/", memorandum.points, name="points"),
    path(f"{_ONE}/underskrifter/", memorandum.signing, name="signing"),
    path(f"{_ONE}/belopp/", amounts.move, name="move"),
    path(f"{_ONE}/nya-belopp/", amounts.renew, name="renew"),
    path(f"{_ONE}/till-namnden/", proposal.propose, name="propose"),
    path(f"{_ONE}/for-in/", proposal.enter, name="enter"),
    path(f"{_ONE}/ta-tillbaka/", proposal.take_back, name="take_back"),
    path(f"{_ONE}/dra-tillbaka/", proposal.withdraw, name="withdraw"),
]
