"""The addresses of an organisation's money, and of the country's."""

from django.urls import path

from naravard.web.funds.views import amounts, country, follow_up, money, overview

app_name = "funds"

_OWN = "organisation/<str:organisation_code>/pengar"
_MONEY = f"{_OWN}/<slug:agreement_id>"
_FOLLOW_UP = f"{_MONEY}/uppfoljning"
_HANDLED = f"{_MONEY}/mottagare/<str:handled_code>"
_COUNTRY = "landet/pengar/<slug:agreement_id>"
_RECIPIENT = f"{_COUNTRY}/<str:organisation_code>"

urlpatterns = [
    path(f"{_OWN}/", overview.overview, name="overview"),
    path(f"{_MONEY}/", money.money, name="money"),
    path(f"{_MONEY}.<form:form>", money.money),
    path(f"{_MONEY}/flode.<form:form>", money.steps),
    path(f"{_MONEY}/handelser.<form:form>", money.facts),
    path(f"{_MONEY}/genom-andra.<form:form>", money.held),
    path(f"{_FOLLOW_UP}/", follow_up.follow_up, name="follow_up"),
    path(f"{_FOLLOW_UP}.<form:form>", follow_up.follow_up),
    path(f"{_FOLLOW_UP}/omraden.<form:form>", follow_up.follow_up, {"part": follow_up.AREAS}),
    path(f"{_FOLLOW_UP}/aktiviteter.<form:form>", follow_up.follow_up, {"part": follow_up.ACTIVITIES}),
    path(f"{_FOLLOW_UP}/manader.<form:form>", follow_up.follow_up, {"part": follow_up.MONTHS}),
    path(f"{_MONEY}/belopp/<str:figure>/", amounts.amount, name="amount"),
    path(f"{_HANDLED}/belopp/<str:figure>/", amounts.handled_amount, name="handled_amount"),
    path(f"{_COUNTRY}/", country.country, name="country"),
    path(f"{_COUNTRY}.<form:form>", country.country),
    path(f"{_COUNTRY}/slag.<form:form>", country.country_kinds),
    path(f"{_RECIPIENT}/", country.recipient, name="country_recipient"),
    path(f"{_RECIPIENT}.<form:form>", country.recipient),
    path(f"{_RECIPIENT}/belopp/<str:figure>/", amounts.country_amount, name="country_amount"),
    path(f"{_RECIPIENT}/flode.<form:form>", country.recipient, {"part": country.STEPS}),
    path(f"{_RECIPIENT}/handelser.<form:form>", country.recipient, {"part": country.FACTS}),
    path(f"{_RECIPIENT}/genom-andra.<form:form>", country.recipient, {"part": country.HELD}),
]
