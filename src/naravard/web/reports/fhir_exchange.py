"""Forms and reports to and from other programs as FHIR R4: a Questionnaire out, a QuestionnaireResponse out and in."""

import datetime

from django.conf import settings

from naravard.exchange.fhir.form_out import Resource, as_questionnaire
from naravard.exchange.fhir.report_in import read_response
from naravard.exchange.fhir.report_out import ReportStatus, ReportSubject, as_json, as_response
from naravard.questionnaire.answers import Answers
from naravard.questionnaire.model import Questionnaire
from naravard.web.organisations.models import Organisation
from naravard.web.reports.file_intake import OfflineForm, Unread, taken_in
from naravard.web.reports.filled_form import FilledForm

MEDIA_TYPE = "application/fhir+json"


def base() -> str:
    """Return the address that canonical addresses begin with: the service's own, which no program has to reach."""
    return f"{settings.SITE_ADDRESS}/fhir"


def questionnaire_of(filling: FilledForm) -> Resource:
    """Return a form as it is put to whoever fills it in."""
    return as_questionnaire(filling.form, base=base(), grants=filling.grants)


def questionnaire_as_printed(form: Questionnaire) -> Resource:
    """Return a form as it is printed, to nobody in particular."""
    return as_questionnaire(form, base=base())


def response_of(
    form: Questionnaire, answers: Answers, reporter: Organisation, *, status: ReportStatus, at: datetime.datetime
) -> Resource:
    """Return answers as a response to their form."""
    subject = ReportSubject(code=reporter.code, name=reporter.name, system=f"{base()}/organisation")
    return as_response(form, answers, base=base(), reporter=subject, status=status, authored=at)


def read(content: bytes, name: str, filling: FilledForm) -> OfflineForm:
    """Read a response to a form that is being filled in. Nothing is saved; what is wrong stands beside the answers."""
    found = read_response(content, filling.form, base=base(), grants=tuple(filling.grants))
    return taken_in(name, found.reporter, found.answers, [Unread("", one.text) for one in found.problems], filling)


def as_file(resource: Resource) -> bytes:
    """Return a resource as a file."""
    return as_json(resource)
