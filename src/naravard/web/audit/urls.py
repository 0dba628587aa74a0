"""The addresses of the audit, under an agreement's address."""

from django.urls import path

from naravard.web.audit import views

app_name = "audit"

_AUDIT = "<slug:agreement_id>/granskning"

urlpatterns = [
    path(f"{_AUDIT}/", views.audit_page, name="audit"),
    path(f"{_AUDIT}.<form:form>", views.audit_page, name="differing_file"),
    path(f"{_AUDIT}/allt.<form:form>", views.whole_file, name="whole_file"),
    path(f"{_AUDIT}/kolumner.<form:form>", views.part_file, {"part": "kolumner"}, name="columns_file"),
    path(f"{_AUDIT}/delar.<form:form>", views.part_file, {"part": "delar"}, name="areas_file"),
    path(f"{_AUDIT}/oklarheter.<form:form>", views.part_file, {"part": "oklarheter"}, name="remarks_file"),
    path(f"{_AUDIT}/belopp/", views.amounts, name="amounts"),
    path(f"{_AUDIT}/belopp.<form:form>", views.amounts),
    path(f"{_AUDIT}/radsummor/", views.row_sums, name="rows"),
    path(f"{_AUDIT}/radsummor.<form:form>", views.row_sums),
    path(f"{_AUDIT}/nyckeltal/", views.figures, name="figures"),
    path(f"{_AUDIT}/nyckeltal.<form:form>", views.figures),
]
