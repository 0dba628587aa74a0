"""The addresses of an organisation's drafts of agreements."""

from django.urls import path

from naravard.web.drafting.views import drafts, items, preview, text

app_name = "drafting"

_ALL = "organisation/<str:organisation_code>/utkast"
_ONE = f"{_ALL}/<int:draft_number>"

urlpatterns = [
    path(f"{_ALL}/", drafts.drafts, name="drafts"),
    path(f"{_ALL}/nytt/", drafts.begin, name="begin"),
    path(f"{_ALL}/tillagg/", drafts.amend, name="amend"),
    path(f"{_ONE}/", drafts.draft, name="draft"),
    path(f"{_ONE}/lagg-undan/", drafts.put_away, name="put_away"),
    path(f"{_ONE}/ta-fram/", drafts.take_up, name="take_up"),
    path(f"{_ONE}/hamta.zip", drafts.fetch, name="fetch"),
    path(f"{_ONE}/fordelning/", preview.preview, name="preview"),
    path(f"{_ONE}/fordelning.<form:form>", preview.preview),
    path(f"{_ONE}/del/<slug:part>/", items.part, name="part"),
    path(f"{_ONE}/uppgifter/", items.change, {"place": ""}, name="about"),
    path(f"{_ONE}/uppgifter/<path:place>/", items.change, name="change"),
    path(f"{_ONE}/lagg-till/<path:place>/", items.add, name="add"),
    path(f"{_ONE}/ta-bort/<path:place>/", items.take_out, name="take_out"),
    path(f"{_ONE}/tal/<path:place>/", text.numbers, name="numbers"),
    path(f"{_ONE}/text/", text.whole, name="text"),
    path(f"{_ONE}/text/nytt/", text.add_clause, name="add_clause"),
    path(f"{_ONE}/text/<int:clause_number>/", text.clause, name="clause"),
    path(f"{_ONE}/text/<int:clause_number>/ta-bort/", text.take_clause_out, name="take_clause_out"),
]
