"""The addresses of the agreement's pages."""

from django.urls import path

from naravard.web.agreements.views import annotations, duties, goals, overview, papers, requirements, text

app_name = "agreements"
urlpatterns = [
    path("", overview.agreements, name="list"),
    path("<slug:agreement_id>/", overview.overview, name="overview"),
    path("<slug:agreement_id>/omraden/<slug:area_id>/", overview.area, name="area"),
    path("<slug:agreement_id>/krav/", requirements.requirements, name="requirements"),
    path("<slug:agreement_id>/krav.<form:form>", requirements.requirements),
    path("<slug:agreement_id>/datum/", duties.duties, name="duties"),
    path("<slug:agreement_id>/datum.<form:form>", duties.duties),
    path("<slug:agreement_id>/mal/", goals.goals, name="goals"),
    path("<slug:agreement_id>/mal.<form:form>", goals.goals),
    path("<slug:agreement_id>/papper/", papers.papers, name="papers"),
    path("<slug:agreement_id>/text/", text.whole, name="text"),
    path("<slug:agreement_id>/genomgang/", annotations.annotated_text, name="annotated"),
    path("<slug:agreement_id>/genomgang.pdf", annotations.annotated_pdf, name="annotated_pdf"),
    path("<slug:agreement_id>/genomgang.<form:form>", annotations.annotated_text),
    path("<slug:agreement_id>/text/<str:clause_id>/", text.clause, name="clause"),
    path("<slug:agreement_id>/text/<str:clause_id>/utdrag/", text.excerpt, name="excerpt"),
]
