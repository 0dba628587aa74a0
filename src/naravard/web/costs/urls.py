"""The addresses of this room."""

from django.urls import path

from naravard.web.costs.views import costs, files, manual_costs, mapping, one_file

app_name = "costs"

_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/kostnader/"

urlpatterns = [
    path(_ROOM, costs.costs, name="costs"),
    path(f"{_ROOM}per-aktivitet.<form:form>", costs.by_activity_file, name="by_activity"),
    path(f"{_ROOM}per-medel.<form:form>", costs.by_grant_file, name="by_grant"),
    path(f"{_ROOM}per-manad.<form:form>", costs.by_month_file, name="by_month"),
    path(f"{_ROOM}alla.<form:form>", costs.each_cost_file, name="each_cost"),
    path(f"{_ROOM}ny/", manual_costs.book, name="book"),
    path(f"{_ROOM}<int:cost_number>/", manual_costs.cost, name="cost"),
    path(f"{_ROOM}<int:cost_number>/ratta/", manual_costs.correct, name="correct"),
    path(f"{_ROOM}koppling/", mapping.mapping, name="mapping"),
    path(f"{_ROOM}rakna-om/", one_file.recount, name="recount"),
    path(f"{_ROOM}filer/", files.files, name="files"),
    path(f"{_ROOM}filer/mall.xlsx", files.template_file, name="template"),
    path(f"{_ROOM}filer/<int:file_number>/", one_file.file, name="file"),
    path(f"{_ROOM}filer/<int:file_number>/skillnader.<form:form>", one_file.differences_file, name="differences"),
    path(f"{_ROOM}filer/<int:file_number>/original/", one_file.original, name="original"),
]
