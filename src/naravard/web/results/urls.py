"""The addresses of results, under an agreement's address."""

from django.urls import path

from naravard.web.results.views import county, goal, indicator, results

app_name = "results"

_RESULTS = "<slug:agreement_id>/resultat"

urlpatterns = [
    path(f"{_RESULTS}/", results.results, name="results"),
    path(f"{_RESULTS}.<form:form>", results.results),
    path(f"{_RESULTS}/matt/<slug:indicator_id>/", indicator.indicator, name="indicator"),
    path(f"{_RESULTS}/matt/<slug:indicator_id>.<form:form>", indicator.indicator),
    path(f"{_RESULTS}/mal/<slug:indicator_id>/<slug:level_id>/", goal.goal, name="goal"),
    path(f"{_RESULTS}/mal/<slug:indicator_id>/<slug:level_id>.<form:form>", goal.goal),
    path(f"{_RESULTS}/lan/<str:county_code>/", county.county, name="county"),
    path(f"{_RESULTS}/lan/<str:county_code>.<form:form>", county.county),
]
