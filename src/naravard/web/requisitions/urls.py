"""The addresses of an organisation's requisition."""

from django.urls import path

from naravard.web.requisitions.views import desk, requisition

app_name = "requisitions"

_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/rekvisition"

urlpatterns = [
    path(f"{_ROOM}/", requisition.requisition, name="requisition"),
    path(f"{_ROOM}.<form:form>", requisition.requisition),
    path(f"{_ROOM}/skriv/", desk.write, name="write"),
    path(f"{_ROOM}/kontrollera/", desk.check, name="check"),
    path(f"{_ROOM}/oppna/", desk.open_again, name="open"),
    path(f"{_ROOM}/skriv-under/", desk.sign, name="sign"),
    path(f"{_ROOM}/handling.pdf", desk.pdf, name="pdf"),
]
