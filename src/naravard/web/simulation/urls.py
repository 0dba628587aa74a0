"""The addresses of the simulation and the second level."""

from django.urls import path

from naravard.web.simulation.views import compare, files, grant, key, onward, rounding, simulation

app_name = "simulation"

_SIMULATION = "<slug:agreement_id>/simulering"

urlpatterns = [
    path(f"{_SIMULATION}/", simulation.simulation, name="simulation"),
    path(f"{_SIMULATION}.<form:form>", simulation.simulation),
    path(f"{_SIMULATION}/summor.<form:form>", simulation.part_file, {"part": "summor"}, name="sums_file"),
    path(f"{_SIMULATION}/belopp.<form:form>", simulation.part_file, {"part": "belopp"}, name="cells_file"),
    path(f"{_SIMULATION}/variant.yaml", files.variant, name="variant"),
    path(f"{_SIMULATION}/oppna/", files.open_variant, name="open"),
    path(f"{_SIMULATION}/jamfor/", compare.compare, name="compare"),
    path(f"{_SIMULATION}/jamfor.<form:form>", compare.compare),
    path(f"{_SIMULATION}/avrundning/", rounding.rounding, name="rounding"),
    path(f"{_SIMULATION}/medel/<slug:grant_id>/", grant.grant, name="grant"),
    path(f"{_SIMULATION}/nycklar/<slug:key_id>/", key.key, name="key"),
    path("<slug:agreement_id>/vidarefordelning/", onward.onward, name="onward"),
    path("<slug:agreement_id>/vidarefordelning.<form:form>", onward.onward),
]
