"""The pages of comments on a report's answers: said, taken in out of Word, and settled."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.documents.word_forms.comments import read_comments
from naravard.documents.word_forms.problems import WordProblem
from naravard.web.papers.views.workflow import PaperRequest
from naravard.web.reports.comments import LONGEST, SETTLED_ALREADY, Said, comment_on_report, settle_comment
from naravard.web.reports.report import comments_on
from naravard.web.reports.views.lookup import named, report_of
from naravard.web.reports.views.word import FILE, uploaded_file
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Step, answer, read_nothing

_WHOLE = "hela"


def comments(asked: PaperRequest) -> HttpResponse:
    """Show what colleagues have said about the answers, the open first, and take what someone says."""
    report, here = report_of(asked), f"{asked.url('room')}kommentarer/"
    called = {one.question.id: one.called for part in report.parts for one in part.questions}
    whole = Choice(_WHOLE, Text("Hela redovisningen", "The whole report"))
    choices = [whole, *(Choice(name, words) for name, words in called.items())]
    wanted = asked.request.GET.get("fraga", "")

    def read(written: Written) -> list[Said]:
        about = written.chosen("question", choices)
        return [Said(written.text("text", required=True, most=LONGEST), "" if about == _WHOLE else about)]

    def do(said: list[Said], _version: int | None) -> str:
        comment_on_report(said=said, **named(asked, report))
        return here

    every = comments_on(report)
    step: Step[Any] = Step(
        title=_heading(sum(one.settled_at is None for one in every)),
        explains=Text(
            "Kommentarer stannar hos er. De hör inte till redovisningen och lämnas inte in.",
            "Comments stay with you. They are no part of the report and are not handed in.",
        ),
        button=Text("Spara kommentaren", "Save the comment"),
        fields=[
            Field(name="question", label=Text("Om vilken fråga?", "About which question?"), kind="select",
                  choices=choices, value=wanted if wanted in called else _WHOLE),
            Field(name="text", label=Text("Kommentar", "Comment"), kind="area"),
        ],
        read=read, do=do, done=Text("Kommentaren är sparad.", "The comment is saved."), back=asked.url("room"),
        template="reports/comments.html", address=here,
        extra={
            "open": [(called.get(one.question_id), one) for one in every if one.settled_at is None],
            "settled": [(called.get(one.question_id), one) for one in every if one.settled_at is not None],
            "here": here,
        },
    )  # fmt: skip
    return answer(asked.request, asked.actor, partial(asked.page, report), step)


def take_in_comments(asked: PaperRequest) -> HttpResponse:
    """Take in what others have commented in the report's Word document, each at its question."""
    report, here = report_of(asked), f"{asked.url('room')}kommentarer/"

    def read(written: Written) -> list[Said]:
        content = uploaded_file(asked.request, written)
        found = read_comments(content, report.form) if content is not None else ()
        if isinstance(found, WordProblem):
            written.wrong(FILE, found.text.sv, found.text.in_language("en"))
            return []
        if not found and not written.problems:
            written.wrong(FILE, "Filen har inga kommentarer.", "The file has no comments.")
        return [Said(one.text, one.question, one.author, one.passage) for one in found if one.text]

    def do(said: list[Said], _version: int | None) -> str:
        comment_on_report(said=said, **named(asked, report))
        return here

    step: Step[Any] = Step(
        title=Text("Läs in kommentarer ur Word", "Take in comments from Word"),
        explains=Text(
            "Skicka redovisningen som Word till dem som ska läsa den. Deras kommentarer läses in vid sina frågor. "
            "Svaren ändras inte.",
            "Send the report as Word to those who are to read it. Their comments are taken in at their questions. The "
            "answers do not change.",
        ),
        button=Text("Läs in kommentarerna", "Take the comments in"),
        fields=[
            Field(name=FILE, label=Text("Redovisningen med kommentarer", "The report with comments"), kind="file",
                  accept=".docx", hint=Text("Word (.docx), högst 1 MB.", "Word (.docx), at most 1 MB."))
        ],
        read=read, do=do, done=Text("Kommentarerna är inlästa.", "The comments are taken in."), back=here,
    )  # fmt: skip
    return answer(asked.request, asked.actor, partial(asked.page, report), step)


def settle(asked: PaperRequest, comment_number: int) -> HttpResponse:
    """Say that a comment needs nothing more."""
    report, here = report_of(asked), f"{asked.url('room')}kommentarer/"
    found = next((one for one in comments_on(report) if one.pk == comment_number), None)
    if found is None:
        raise Http404(_("Det finns ingen sådan kommentar."))

    def do(_values: None, _version: int | None) -> str:
        settle_comment(comment_number=comment_number, **named(asked, report))
        return here

    step = Step(
        title=Text("Klar med kommentaren", "Done with the comment"), about=[(Text(found.said_by_name), found.text)],
        button=Text("Klar", "Done"), read=read_nothing, do=do, back=here,
        done=Text("Kommentaren är klar.", "The comment is settled."),
        closed=None if found.settled_at is None else SETTLED_ALREADY,
    )  # fmt: skip
    return answer(asked.request, asked.actor, partial(asked.page, report), step)


def _heading(count: int) -> Text:
    if not count:
        return Text("Ingen öppen kommentar", "No open comment")
    return Text(
        f"{count} {'öppen kommentar' if count == 1 else 'öppna kommentarer'}",
        f"{count} open comment{'' if count == 1 else 's'}",
    )
