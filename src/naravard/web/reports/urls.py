"""The addresses of reports in words: of each kind, of municipalities that answer their RSS, and of its compilation."""

from django.urls import URLPattern, include, path

from naravard.web.access.permissions import Permission
from naravard.web.papers.views.workflow import OwnPage, urls_of
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.reports.views import county, municipality, parts
from naravard.web.tasks.carriers import in_order

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_REPLY = f"{_MONEY}/svar-till-rss/<slug:county_duty>"
_COUNTY = f"{_MONEY}/kommunernas-svar/<slug:county_duty>"


def _own(kind: ReportKind) -> list[OwnPage]:
    the = kind.words.en
    return [
        OwnPage(
            "write", "skriv/", parts.next_part, kind.writes, f"The part of {the} that is next to be answered.",
            ("GET", "HEAD"),
        ),
        OwnPage("part", "del/<slug:part_id>/", parts.part, kind.writes, f"A part of {the}: its questions, answered."),
        OwnPage(
            "answer", "del/<slug:part_id>/svar/", parts.answer_by_itself, kind.writes,
            f"An answer in {the} that saves itself; answers in JSON.",
        ),
        OwnPage(
            "read_part", "las/<slug:part_id>/", parts.read_part, Permission.SEE,
            f"A part of {the} as it is answered, to be read.", ("GET", "HEAD"),
        ),
    ]  # fmt: skip


_COUNTY_PAGES: list[URLPattern] = [
    path(f"{_MONEY}/svar-till-rss/", municipality.replies, name="replies"),
    path(f"{_REPLY}/", municipality.reply, name="reply"),
    path(f"{_REPLY}/del/<slug:part_id>/", municipality.part, name="reply_part"),
    path(f"{_REPLY}/del/<slug:part_id>/svar/", municipality.answer_by_itself, name="reply_answer"),
    path(f"{_REPLY}/lamna/", municipality.give, name="give_reply"),
    path(f"{_REPLY}/ta-tillbaka/", municipality.take_back, name="take_back_reply"),
    path(f"{_COUNTY}/", county.compilation, name="compilation"),
    path(f"{_COUNTY}.<form:form>", county.compilation),
    path(f"{_COUNTY}/dag/", county.last_day, name="county_day"),
    path(f"{_COUNTY}/fraga/<slug:question_id>/", county.question, name="county_question"),
    path(f"{_COUNTY}/fraga/<slug:question_id>/ta-in/", county.take, name="county_take"),
    path(f"{_COUNTY}/kommun/<str:answering_code>/del/<slug:part_id>/", county.by_telephone, name="by_telephone"),
]
urlpatterns = [
    *(urls_of(kind, _own(kind)) for kind in in_order() if isinstance(kind, ReportKind)),
    path("", include((_COUNTY_PAGES, "reports"))),
]
