"""The addresses of fixed versions: the room of those who fix, and the versions as anyone may read them."""

from django.urls import path

from naravard.web.fixing.views import amendments, approval, room, versions

app_name = "fixing"

_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>/faststallande"
_VERSIONS = "overenskommelser/<slug:agreement_id>/faststallt"
_VERSION = f"{_VERSIONS}/<int:version>"
_SUM = f"{_VERSION}/<slug:grant_id>/<str:code>"

urlpatterns = [
    path(f"{_ROOM}/", room.fixing, name="fixing"),
    path(f"{_ROOM}/ny/", room.prepare, name="prepare"),
    path(f"{_ROOM}/forberedd/", room.fix, name="fix"),
    path(f"{_ROOM}/forberedd/ta-tillbaka/", room.withdraw, name="withdraw"),
    path(f"{_ROOM}/godkannande/", approval.approve, name="approve"),
    path(f"{_ROOM}/andringar/<slug:basis>.<form:form>", room.changes, name="changes"),
    path(f"{_ROOM}/diarienummer/<slug:reference_id>/", room.number, name="number"),
    path(f"{_VERSIONS}/", versions.versions, name="versions"),
    path(f"{_VERSIONS}.<form:form>", versions.versions),
    path("overenskommelser/<slug:agreement_id>/tillagg/", amendments.amendments, name="amendments"),
    path("overenskommelser/<slug:agreement_id>/tillagg.<form:form>", amendments.amendments),
    path(f"{_VERSION}/", versions.version, name="version"),
    path(f"{_VERSION}.<form:form>", versions.version),
    path(f"{_VERSION}/andringar.<form:form>", versions.changes, name="version_changes"),
    path(f"{_SUM}/", versions.explanation, name="explanation"),
    path(f"{_SUM}/varav/<slug:earmark_id>/", versions.explanation, name="earmark"),
]
