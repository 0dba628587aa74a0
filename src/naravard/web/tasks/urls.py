"""The addresses of tasks."""

from django.urls import path

from naravard.web.tasks.views import acceptances, country, duty, organisation, receiver_reminder

app_name = "tasks"

urlpatterns = [
    path("organisation/<str:organisation_code>/uppgifter/", organisation.of_organisation, name="organisation"),
    path("organisation/<str:organisation_code>/uppgifter.<form:form>", organisation.of_organisation),
    path("organisation/<str:organisation_code>/uppgifter/<slug:agreement_id>/<slug:duty_id>/", duty.own, name="duty"),
    path(
        "organisation/<str:organisation_code>/uppgifter/<slug:agreement_id>/<slug:duty_id>/inlamnat/<int:content_number>/",
        duty.own_file,
        name="own_file",
    ),
    path("landet/lage/", country.country, name="country"),
    path("landet/lage.<form:form>", country.country),
    path("landet/lage/<slug:agreement_id>/<slug:duty_id>/", country.country_duty, name="country_duty"),
    path("landet/lage/<slug:agreement_id>/<slug:duty_id>.<form:form>", country.country_duty),
    path("landet/lage/<slug:agreement_id>/<slug:duty_id>/godta-flera/", acceptances.accept_many, name="accept_many"),
    path("landet/lage/<slug:agreement_id>/<slug:duty_id>/paminn/", receiver_reminder.remind, name="remind"),
    path("landet/lage/<slug:agreement_id>/<slug:duty_id>/<str:organisation_code>/", duty.holder, name="holder"),
    path(
        "landet/lage/<slug:agreement_id>/<slug:duty_id>/<str:organisation_code>/inlamnat/<int:content_number>/",
        duty.holder_file,
        name="holder_file",
    ),
]
