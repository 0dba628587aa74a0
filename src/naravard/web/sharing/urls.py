"""The addresses of this room: the RSS's under ``vidare``, its county's municipalities' under ``lanets-fordelning``."""

from django.urls import path

from naravard.web.sharing.views import consent, grant, keys, municipality, overview, payments, proposal

app_name = "sharing"

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_RSS = f"{_MONEY}/vidare"
_GRANT = f"{_RSS}/medel/<slug:passed_grant>"
_VERSION = f"{_GRANT}/version/<int:version_number>"
_COUNTY = f"{_MONEY}/lanets-fordelning"
_COUNTY_GRANT = f"{_COUNTY}/medel/<slug:passed_grant>"
_COUNTY_VERSION = f"{_COUNTY_GRANT}/version/<int:version_number>"

urlpatterns = [
    path(f"{_RSS}/", overview.sharing, name="sharing"),
    path(f"{_RSS}.<form:form>", overview.sharing),
    path(f"{_RSS}/nycklar/", keys.keys, name="keys"),
    path(f"{_RSS}/klart/", overview.hand_in, name="hand_in"),
    path(f"{_RSS}/betalningar/<str:onward_fact>/", payments.undo, name="undo"),
    path(f"{_GRANT}/", grant.grant, name="grant"),
    path(f"{_GRANT}.<form:form>", grant.grant),
    path(f"{_GRANT}/forslag/", proposal.draft, name="draft"),
    path(f"{_GRANT}/belopp/", proposal.amounts, name="amounts"),
    path(f"{_GRANT}/kasta/", proposal.discard, name="discard"),
    path(f"{_GRANT}/skicka/", consent.send, name="send"),
    path(f"{_GRANT}/mer-tid/", consent.extend, name="extend"),
    path(f"{_GRANT}/besluta/", consent.decide, name="decide"),
    path(f"{_GRANT}/betala/", payments.pay, name="pay"),
    path(f"{_GRANT}/betala/bekrafta/", payments.confirm, name="confirm"),
    path(f"{_GRANT}/betala/ta-tillbaka/", payments.withdraw, name="withdraw"),
    path(f"{_GRANT}/ater/", payments.back, name="back"),
    path(f"{_VERSION}/", grant.version, name="version"),
    path(f"{_VERSION}.<form:form>", grant.version),
    path(f"{_VERSION}.pdf", grant.version_pdf, name="version_pdf"),
    path(f"{_VERSION}/forklaring/", grant.explained, name="version_explained"),
    path(f"{_COUNTY}/", municipality.proposal, name="proposal"),
    path(f"{_COUNTY}.<form:form>", municipality.proposal),
    path(f"{_COUNTY_GRANT}/", municipality.county_grant, name="county_grant"),
    path(f"{_COUNTY_GRANT}/svara/", municipality.answer, name="answer"),
    path(f"{_COUNTY_VERSION}/", municipality.county_version, name="county_version"),
    path(f"{_COUNTY_VERSION}.<form:form>", municipality.county_version),
    path(f"{_COUNTY_VERSION}.pdf", municipality.county_version_pdf, name="county_version_pdf"),
    path(f"{_COUNTY_VERSION}/forklaring/", municipality.county_explained, name="county_version_explained"),
]
