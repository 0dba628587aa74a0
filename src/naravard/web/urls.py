"""Every address of the site. Swedish stands at the bare path, English under ``/en/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from naravard.web.agreements.views import land, start
from naravard.web.api.api import MOUNTED_AT
from naravard.web.api.open_data import open_data
from naravard.web.api.urls import urls as api_urls
from naravard.web.health import health
from naravard.web.papers.kinds import kinds
from naravard.web.papers.views.workflow import urls_of
from naravard.web.signin.urls import returning

handler400 = "naravard.web.site.errors.bad_request"
handler404 = "naravard.web.site.errors.not_found"
handler500 = "naravard.web.site.errors.server_error"
handler429 = "naravard.web.signin.refusals.too_many"

urlpatterns = [
    path("halsa", health, name="health"),
    path(MOUNTED_AT, api_urls),
    *returning,
    *i18n_patterns(
        path("", start.start, name="start"),
        path("overenskommelser/", include("naravard.web.agreements.urls")),
        path("overenskommelser/", include("naravard.web.money.urls")),
        path("overenskommelser/", include("naravard.web.audit.urls")),
        path("overenskommelser/", include("naravard.web.simulation.urls")),
        path("overenskommelser/", include("naravard.web.results.urls")),
        path("landet/", land.land, name="land"),
        path("landet.<form:form>", land.land),
        path("", include("naravard.web.home.urls")),
        path("", include("naravard.web.organisations.urls")),
        path("", include("naravard.web.tasks.urls")),
        path("", include("naravard.web.fixing.urls")),
        path("", include("naravard.web.placements.urls")),
        path("", include("naravard.web.papers.urls")),
        *(urls_of(kind) for kind in kinds() if not kind.has_own_pages),
        path("", include("naravard.web.payments.urls")),
        path("", include("naravard.web.activities.decisions.urls")),
        path("", include("naravard.web.activities.urls")),
        path("", include("naravard.web.costs.urls")),
        path("", include("naravard.web.sharing.urls")),
        path("", include("naravard.web.financial_reports.urls")),
        path("", include("naravard.web.repayments.urls")),
        path("", include("naravard.web.reports.urls")),
        path("", include("naravard.web.funds.urls")),
        path("", include("naravard.web.drafting.urls")),
        path("", include("naravard.web.tokens.urls")),
        path("", include("naravard.web.reminders.urls")),
        path("", include("naravard.web.signin.urls")),
        path("", include("naravard.web.people.urls")),
        path("oppna-data/", open_data, name="open_data"),
        path("handbok/", include("naravard.web.handbook.urls")),
        prefix_default_language=False,
    ),
]
