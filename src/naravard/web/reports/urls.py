"""The addresses of reports in words: of each kind, of municipalities that answer their RSS, and of its compilation."""

from django.urls import URLPattern, include, path

from naravard.web.access.permissions import Permission
from naravard.web.papers.views.workflow import OwnPage, urls_of
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.reports.views import attachments, comments, county, municipality, parts, returns, workbooks
from naravard.web.tasks.carriers import in_order

_MONEY = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"
_RECEIPT = "organisation/<str:organisation_code>/kvitto/<str:receipt_number>"
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
            "take_over", "del/<slug:part_id>/fraga/<slug:question_id>/ta-over/<slug:source>/", parts.take_over,
            kind.writes, f"What was answered before to a question of {the}, taken over.",
        ),
        OwnPage(
            "read_part", "las/<slug:part_id>/", parts.read_part, Permission.SEE,
            f"A part of {the} as it is answered, to be read.", ("GET", "HEAD"),
        ),
        OwnPage(
            "form_document", "formular.docx", parts.form_document, Permission.SEE,
            f"The form of {the} as a Word document to fill in offline.", ("GET", "HEAD"),
        ),
        OwnPage(
            "report_document", "redovisning.docx", parts.report_document, Permission.SEE,
            f"What is answered in {the} as a Word document, as its PDF says it.", ("GET", "HEAD"),
        ),
        OwnPage(
            "form_as_fhir", "formular.json", parts.form_as_fhir, Permission.SEE,
            f"The form of {the} as FHIR R4 (Questionnaire).", ("GET", "HEAD"),
        ),
        OwnPage(
            "report_as_fhir", "redovisning.json", parts.report_as_fhir, Permission.SEE,
            f"What is answered in {the} as FHIR R4 (QuestionnaireResponse).", ("GET", "HEAD"),
        ),
        OwnPage(
            "attachments", "bilagor/", attachments.attachments, kind.writes,
            f"The files that go with {the}, and room for one more.",
        ),
        OwnPage(
            "attachment", "bilagor/<int:attachment_number>/", attachments.attachment, Permission.SEE,
            f"A file that goes with {the}, to be saved.", ("GET", "HEAD"),
        ),
        OwnPage(
            "remove_attachment", "bilagor/<int:attachment_number>/ta-bort/", attachments.remove, kind.writes,
            f"Take away a file that goes with {the}.",
        ),
        OwnPage(
            "comments", "kommentarer/", comments.comments, kind.writes,
            f"What colleagues say about answers of {the}, and room to say something.",
        ),
        OwnPage(
            "word_comments", "kommentarer/word/", comments.take_in_comments, kind.writes,
            f"Comments in a Word document of {the}, taken in.",
        ),
        OwnPage(
            "settle_comment", "kommentarer/<int:comment_number>/klar/", comments.settle, kind.writes,
            f"Say that a comment on {the} needs nothing more.",
        ),
        OwnPage(
            "word", "word/", parts.take_in, kind.writes,
            f"A form of {the} that was filled in offline, read; nothing is saved yet.",
        ),
        OwnPage(
            "word_compared", "word/jamfor/", parts.compare, kind.writes,
            f"What was read for {the} beside what stands, and what of it is taken in.",
        ),
    ]  # fmt: skip


_COUNTY_PAGES: list[URLPattern] = [
    path(f"{_RECEIPT}/fragor/", returns.asked_again, name="asked_again"),
    path(f"{_RECEIPT}/bilagor/<int:attachment_number>/", attachments.sealed, name="sealed_attachment"),
    path(f"{_RECEIPT}/lamna-tillbaka/", returns.give_back, name="give_back"),
    path(f"{_MONEY}/mottagna-svar.xlsx", workbooks.all_answers, name="all_answers"),
    path(f"{_MONEY}/svar-till-rss/", municipality.replies, name="replies"),
    path(f"{_REPLY}/", municipality.reply, name="reply"),
    path(f"{_REPLY}/del/<slug:part_id>/", municipality.part, name="reply_part"),
    path(f"{_REPLY}/del/<slug:part_id>/svar/", municipality.answer_by_itself, name="reply_answer"),
    path(
        f"{_REPLY}/del/<slug:part_id>/fraga/<slug:question_id>/ta-over/<slug:source>/",
        municipality.take_over,
        name="reply_take_over",
    ),
    path(f"{_REPLY}/lamna/", municipality.give, name="give_reply"),
    path(f"{_REPLY}/ta-tillbaka/", municipality.take_back, name="take_back_reply"),
    path(f"{_REPLY}/formular.docx", municipality.form_document, name="reply_form"),
    path(f"{_REPLY}/formular.json", municipality.form_as_fhir, name="reply_form_fhir"),
    path(f"{_REPLY}/svar.json", municipality.reply_as_fhir, name="reply_fhir"),
    path(f"{_REPLY}/word/", municipality.take_in, name="reply_word"),
    path(f"{_REPLY}/word/jamfor/", municipality.compare, name="reply_compared"),
    path(f"{_COUNTY}/", county.compilation, name="compilation"),
    path(f"{_COUNTY}.<form:form>", county.compilation),
    path(f"{_COUNTY}/dag/", county.last_day, name="county_day"),
    path(f"{_COUNTY}/paminn/", county.remind, name="county_remind"),
    path(f"{_COUNTY}/fraga/<slug:question_id>/", county.question, name="county_question"),
    path(f"{_COUNTY}/fraga/<slug:question_id>/ta-in/", county.take, name="county_take"),
    path(f"{_COUNTY}/kommun/<str:answering_code>/del/<slug:part_id>/", county.by_telephone, name="by_telephone"),
    path(f"{_COUNTY}/kommun/<str:answering_code>/word/", county.word_of_town, name="town_word"),
    path(f"{_COUNTY}/kommun/<str:answering_code>/word/jamfor/", county.compare_of_town, name="town_compared"),
]
urlpatterns = [
    *(urls_of(kind, _own(kind)) for kind in in_order() if isinstance(kind, ReportKind)),
    path("", include((_COUNTY_PAGES, "reports"))),
]
