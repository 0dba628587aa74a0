"""All answers of the reports that an organisation has received under an agreement, as tables: one a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents.table import Column, Table
from naravard.questionnaire.answer_words import answer_words
from naravard.questionnaire.answers import Answer, answers_from_plain
from naravard.questionnaire.model import Question, Questionnaire
from naravard.web.agreements.current import Shown
from naravard.web.agreements.provenance import provenance
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper
from naravard.web.reports.filled_form import called
from naravard.web.reports.forms import form_in
from naravard.web.reports.models import SealedAnswers


@dataclass(frozen=True, slots=True)
class ReceivedAnswers:
    """What one report says that has come in."""

    paper: HandedInPaper
    answers: Mapping[str, Answer]
    grants: Mapping[str, Text]

    def words(self, question: Question) -> str:
        """Return what is answered to a question, as it is read."""
        return answer_words(question, self.answers.get(question.id), self.grants)


def received_tables(shown: Shown, receiver: Organisation) -> list[Table]:
    """Return a table for each form: a row for each report in its newest edition, a column for each question."""
    sealed = (
        SealedAnswers.objects.filter(paper__agreement_id=shown.agreement.id, paper__receiver_code=receiver.code)
        .select_related("paper__organisation")
        .defer("paper__pdf", "paper__signed_pdf", "paper__content")
        .order_by("paper__edition")
    )
    newest = {(one.paper.organisation_id, one.paper.duty_id): one for one in sealed}
    grants = {grant.id: grant.name for grant in shown.agreement.grants}
    rows: dict[tuple[str, int], list[ReceivedAnswers]] = {}
    for one in newest.values():
        read = ReceivedAnswers(one.paper, answers_from_plain(one.answers), grants)
        rows.setdefault((one.form_id, one.form_version), []).append(read)
    made = [
        _table(shown, form, sorted(found, key=lambda row: row.paper.organisation_id))
        for key, found in sorted(rows.items())
        if (form := form_in(shown, *key)) is not None
    ]
    return made or [_nothing(shown)]


def _table(shown: Shown, form: Questionnaire, rows: Sequence[ReceivedAnswers]) -> Table:
    columns: tuple[Column[ReceivedAnswers], ...] = (
        Column("code", Text("Kod", "Code"), "code", of=lambda row: row.paper.organisation_id),
        Column("organisation", Text("Organisation", "Organisation"), of=lambda row: row.paper.organisation.name),
        Column("edition", Text("Utgåva", "Edition"), "number", of=lambda row: row.paper.edition),
        Column("handed_in", Text("Inlämnad", "Handed in"), "date", of=lambda row: swedish_day(row.paper.handed_in_at)),
        *(_column(question) for question in form.questions),
    )
    return Table.of(rows, columns, id=form.id, caption=form.name, provenance=provenance(shown))


def _nothing(shown: Shown) -> Table:
    caption = Text("Ingen redovisning har kommit in", "No report has come in")
    columns: tuple[Column[ReceivedAnswers], ...] = (
        Column("code", Text("Kod", "Code"), "code", of=lambda row: row.paper.organisation_id),
    )
    return Table.of((), columns, id="inga", caption=caption, provenance=provenance(shown))


def _column(question: Question) -> Column[ReceivedAnswers]:
    return Column(question.id, called(question), of=lambda row: row.words(question), swedish=True)
