"""The addresses of the activities."""

from django.urls import path

from naravard.web.activities.views import activities, decision, description

app_name = "activities"

_ALL = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/aktiviteter"
_ONE = f"{_ALL}/<int:activity_number>"

urlpatterns = [
    path(f"{_ALL}/", activities.activities, name="activities"),
    path(f"{_ALL}.<form:form>", activities.activities),
    path(f"{_ALL}/summor.<form:form>", activities.sums, name="sums"),
    path(f"{_ALL}/ny/", description.propose, name="propose"),
    path(f"{_ONE}/", activities.activity, name="activity"),
    path(f"{_ONE}/andra/", description.change, name="change"),
    path(f"{_ONE}/besluta/", decision.decide, name="decide"),
    path(f"{_ONE}/avsla/", decision.decline, name="decline"),
    path(f"{_ONE}/slut/", decision.end, name="end"),
]
