"""Reports in words: the agreement's forms, one's own answers and what is done with them, and those that have come in.

A report of one's own and a municipality's answers to its RSS are read and changed in one way. Signing is a person's.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import UNSET, Meta, Struct, UnsetType
from ninja import P, PathEx, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.exchange.fhir.form_out import Resource as FhirResource
from naravard.questionnaire.answers import Answer, answers_from_plain, fits
from naravard.questionnaire.model import Questionnaire, Standing
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import open_to_everyone
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.api.addresses import agreement_address, organisation_address
from naravard.web.api.bodies import body_of, wrong_field
from naravard.web.api.description import answers, changing, with_key
from naravard.web.api.errors import ApiError, ErrorBody, UnknownError, shown
from naravard.web.api.idempotency import once_only
from naravard.web.api.inbox import ReceiptNumber
from naravard.web.api.keys import needs, own
from naravard.web.api.lookup import agreement_named
from naravard.web.api.organisations import OrganisationCode
from naravard.web.api.own_acts import Nothing
from naravard.web.api.own_duties import DutyId
from naravard.web.api.paging import Page, part
from naravard.web.api.parameters import AgreementId, Paging, Parameters
from naravard.web.api.preconditions import changed_meanwhile, version_asked, version_required, versioned
from naravard.web.organisations.models import Organisation
from naravard.web.papers.kinds import kind_of
from naravard.web.papers.overview import received_papers
from naravard.web.papers.receipt_numbers import read_receipt_number
from naravard.web.reports import acts, fhir_exchange
from naravard.web.reports.county import Reply, reply_of
from naravard.web.reports.file_intake import OfflineForm, taken_in
from naravard.web.reports.filled_form import AskedQuestion, FilledForm
from naravard.web.reports.forms import form_in
from naravard.web.reports.models import SealedAnswers
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.reports.report import Report
from naravard.web.site.clock import now
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.site.refusals import Refused
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError

router = Router(tags=["Reports"])

ONE = "/organisations/{organisation_code}/reports/{agreement_id}/{duty_id}"
RECEIVED = "/organisations/{organisation_code}/received/{agreement_id}/reports/{receipt_number}"
FormId = PathEx[str, P(description="The form's id, such as slutredovisning-kommuner.")]
Resource = Annotated[msgspec.Raw, Meta(description="The same as FHIR R4.")]


class ReportForm(Struct, frozen=True, kw_only=True):
    """A form of the agreement in one version."""

    id: str
    version: int
    name: Text
    duty: Annotated[str, about("The id of the duty that it reports.")]
    who: Annotated[tuple[str, ...], about("Who hands it in.")]
    answered_by: Annotated[tuple[str, ...], about("Who answers before that, as the municipalities of a county.")]
    standing: Annotated[Standing, about("How it stands: proposed, decided, corrected or replaced.")]
    derived: Annotated[bool, about("Whether there is no printed form.")]
    questions: Annotated[int, about("How many questions it has.")]
    address: Annotated[str, about("The address of the form, whole.")]


class WholeForm(ReportForm, frozen=True, kw_only=True):
    """A form with all that it asks."""

    fhir: Annotated[Resource, about("All that it asks, as a FHIR R4 Questionnaire.")]


class OwnAnswer(Struct, frozen=True, kw_only=True):
    """A question of a form as it is put to the organisation, and what is answered."""

    question: Annotated[str, about("The question's id, which never changes.")]
    part: Annotated[str, about("The id of the part that it stands in.")]
    number: Annotated[str, about("Its number as printed, or empty.")]
    text: Annotated[str, about("The question, in Swedish as it is printed.")]
    answer: Annotated[Answer | None, about("What is answered, by the kind of the question; null where nothing is.")]
    words: Annotated[str, about("The answer as it is read, in Swedish.")]
    is_asked: Annotated[bool, about("Whether it is asked, given what else is answered.")]
    is_needed: Annotated[bool, about("Whether the form demands an answer.")]
    is_open: Annotated[bool, about("Whether it can be changed: of a report that came back with questions only some.")]
    asks: Annotated[str, about("What the receiver asks about the answer, or empty.")]
    lacks: Annotated[tuple[Text, ...], about("What must be put right.")]
    changed_at: datetime.datetime | None
    changed_by: Annotated[str, about("The name of who changed it last, or empty.")]


class OwnReport(Struct, frozen=True, kw_only=True):
    """A report that the organisation writes, or its answers to its RSS."""

    agreement: str
    duty: str
    form: str
    form_version: int
    name: Text
    is_to_rss: Annotated[bool, about("Whether it is a municipality's answers to its RSS.")]
    is_open: Annotated[bool, about("Whether it can be written in now.")]
    is_ready: Annotated[bool, about("Whether it waits to be signed by a person.")]
    is_given: Annotated[bool, about("Whether it is handed in, or given to the RSS.")]
    answered: int
    asked: int
    lacks: Annotated[tuple[Text, ...], about("What must be put right before it can be made ready, or given.")]
    answers: tuple[OwnAnswer, ...]
    version: Annotated[int, about("Grows with every change.")]
    address: str
    fhir: Annotated[Resource, about("What is answered, as a FHIR R4 QuestionnaireResponse.")]


class AnswersChange(Struct, kw_only=True, forbid_unknown_fields=True):
    """New answers. What is left out stays as it is; null takes an answer away."""

    answers: Annotated[
        dict[str, dict[str, Any] | None] | UnsetType,
        about("By question, each as the answer of an OwnAnswer is."),
    ] = UNSET
    fhir: Annotated[
        dict[str, Any] | UnsetType,
        about("A FHIR R4 QuestionnaireResponse. It is refused if anything is wrong; what it leaves out stays."),
    ] = UNSET


class StaleReport(Struct, frozen=True, kw_only=True):
    """There is a newer version than the one that it was made for; nothing was done."""

    error: ErrorBody
    present: Annotated[OwnReport, about("How it stands now.")]


class ReceivedReport(Struct, frozen=True, kw_only=True):
    """A report that has come in, as it was handed in."""

    receipt_number: str
    organisation: Annotated[str, about("The code of the organisation whose report it is.")]
    organisation_name: Text
    duty: str
    form: str
    form_version: int
    edition: int
    handed_in_at: datetime.datetime
    was_late: bool
    answers: Annotated[dict[str, Answer], about("By the questions' ids.")]
    asked_again: Annotated[dict[str, str], about("What the receiver has asked about answers of this edition.")]
    fhir: Annotated[Resource, about("The answers as a FHIR R4 QuestionnaireResponse.")]


@router.get(
    "/agreements/{agreement_id}/forms",
    summary="The forms of its reports",
    operation_id="forms",
    openapi_extra=answers(Page[ReportForm], 304, 404),
)
@open_to_everyone
def forms(request: HttpRequest, agreement_id: AgreementId, asked: Query[Paging]) -> Page[ReportForm]:
    """Every form of the agreement's reports, in every version."""
    found = agreement_named(agreement_id)
    return part(request, [ReportForm(**_told_form(found, form)) for form in found.forms], asked)


@router.get(
    "/agreements/{agreement_id}/forms/{form_id}",
    summary="A form, whole",
    operation_id="form",
    openapi_extra=answers(WholeForm, 304, 404),
)
@open_to_everyone
def form(request: HttpRequest, agreement_id: AgreementId, form_id: FormId, asked: Query[Parameters]) -> WholeForm:
    """A form in its newest version, with all that it asks as FHIR R4."""
    found = agreement_named(agreement_id)
    versions = [one for one in found.forms if one.id == form_id]
    if not versions:
        known = sorted({one.id for one in found.forms})
        message = Text(f"Det finns inget formulär ”{shown(form_id)}”.", f"There is no form “{shown(form_id)}”.")
        raise UnknownError("form-unknown", message, "form_id", form_id, known)
    newest = max(versions, key=lambda one: one.version)
    return WholeForm(**_told_form(found, newest), fhir=_raw(fhir_exchange.questionnaire_as_printed(newest)))


@router.get(
    ONE,
    summary="A report of the organisation",
    operation_id="own-report",
    openapi_extra=with_key(OwnReport, 404, is_versioned=True),
)
@needs(Permission.SEE)
def own_report(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """A report that the organisation writes, or a municipality's answers to its RSS: each question with its answer."""
    _, organisation = own(request, organisation_code)
    found = _found(organisation, agreement_id, duty_id)
    return versioned(_told(found, organisation), _version(found))


@router.patch(
    ONE,
    summary="Change answers",
    operation_id="change-answers",
    openapi_extra=changing(OwnReport, AnswersChange, StaleReport, 409, 428),
)
@needs(Permission.WORK_ON_DUTIES)
def change_answers(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Change the answers that are sent, and leave the others.

    `If-Match` says which version the change was made for: when there is a newer one, the answer is 412 with how it is.
    """
    actor, organisation = own(request, organisation_code)
    sent = body_of(request, AnswersChange)
    found = _found(organisation, agreement_id, duty_id)
    version = version_required(request, _version(found))
    changed = _answers(sent, found)
    named: dict[str, Any] = {
        "actor": actor, "organisation": organisation, "agreement_id": agreement_id, "duty_id": duty_id,
    }  # fmt: skip
    write: Callable[..., object] = acts.write_reply if isinstance(found, Reply) else _kind(found).acts.write
    return _done(found, organisation, lambda: write(answers=changed, version=version, at=now(), **named))


@router.post(
    f"{ONE}/ready",
    summary="Make a report ready to be signed",
    operation_id="ready-report",
    openapi_extra=changing(OwnReport, Nothing, StaleReport, 409, is_act=True),
)
@needs(Permission.WORK_ON_DUTIES)
def ready(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Make a report ready: what it says is fixed, and a person signs it. Send an empty object."""

    def do(found: FilledForm, named: Mapping[str, Any]) -> object:
        return _kind(found).acts.ready(**named)

    return _act(request, organisation_code, agreement_id, duty_id, do, of=Report)


@router.post(
    f"{ONE}/give",
    summary="Give a municipality's answers to its RSS",
    operation_id="give-answers",
    openapi_extra=changing(OwnReport, Nothing, StaleReport, 409, is_act=True),
)
@needs(Permission.WORK_ON_DUTIES)
def give(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Give a municipality's answers to its RSS. Send an empty object."""
    return _act(
        request, organisation_code, agreement_id, duty_id, lambda _found, named: acts.give_reply(**named), of=Reply
    )


@router.post(
    f"{ONE}/take-back",
    summary="Take a municipality's answers back",
    operation_id="take-answers-back",
    openapi_extra=changing(OwnReport, Nothing, StaleReport, 409, is_act=True),
)
@needs(Permission.WORK_ON_DUTIES)
def take_back(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    duty_id: DutyId,
    asked: Query[Parameters],
) -> HttpResponse:
    """Take a municipality's answers back from its RSS, to change them. Send an empty object."""

    def do(_found: FilledForm, named: Mapping[str, Any]) -> object:
        return acts.take_back_reply(**{name: one for name, one in named.items() if name != "version"})

    return _act(request, organisation_code, agreement_id, duty_id, do, of=Reply)


@router.get(
    RECEIVED,
    summary="A report that has come in",
    operation_id="received-report",
    openapi_extra=with_key(ReceivedReport, 404),
)
@needs(Permission.SEE)
def received_report(
    request: HttpRequest,
    organisation_code: OrganisationCode,
    agreement_id: AgreementId,
    receipt_number: ReceiptNumber,
    asked: Query[Parameters],
) -> ReceivedReport:
    """The answers of a report that another has handed in to the organisation, as they were sealed."""
    _, organisation = own(request, organisation_code)
    found = agreement_named(agreement_id)
    wanted = read_receipt_number(receipt_number)
    received = received_papers(organisation, agreement_id)
    sealed = SealedAnswers.objects.select_related("paper__organisation").filter(
        paper__in=[one.pk for one in received if one.receipt_number == wanted]
    )
    one = sealed.first()
    asked_in = form_in(found, one.form_id, one.form_version) if one is not None else None
    if one is None or asked_in is None:
        message = Text(
            f"Ingen redovisning i ord med kvittonumret ”{shown(receipt_number)}” har kommit in hit.",
            f"No report in words with the receipt number “{shown(receipt_number)}” has come in here.",
        )
        known = [paper.receipt_number for paper in received]
        raise UnknownError("paper-unknown", message, "receipt_number", receipt_number, known)
    paper, given = one.paper, answers_from_plain(one.answers)
    return ReceivedReport(
        receipt_number=paper.receipt_number,
        organisation=paper.organisation_id,
        organisation_name=paper.organisation.text,
        duty=paper.duty_id,
        form=one.form_id,
        form_version=one.form_version,
        edition=paper.edition,
        handed_in_at=paper.handed_in_at,
        was_late=paper.was_late,
        answers=given,
        asked_again=dict(paper.asked_again.values_list("question_id", "asks")),
        fhir=_raw(
            fhir_exchange.response_of(asked_in, given, paper.organisation, status="completed", at=paper.handed_in_at)
        ),
    )


def _found(organisation: Organisation, agreement_id: str, duty_id: str) -> Report | Reply:
    """Return what an organisation writes under a duty: its report, or its answers to its RSS."""
    agreement = agreement_named(agreement_id)
    book = duty_book(agreement)
    mine, any_duty = book.find(duty_id, organisation.code), book.duties.get(duty_id)
    kind = kind_of(mine) if mine is not None else None
    if isinstance(kind, ReportKind) and mine is not None:
        found = kind.find(agreement, organisation, now(), duty_id)
        assert isinstance(found, Report)  # noqa: S101 - for the type checker; the kind makes no other
        return found
    reply = reply_of(agreement, organisation, any_duty) if any_duty is not None else None
    if reply is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    return reply


def _kind(found: FilledForm) -> ReportKind:
    assert isinstance(found, Report)  # noqa: S101 - for the type checker; asked before
    assert isinstance(found.kind, ReportKind)  # noqa: S101 - for the type checker; no other kind has reports
    return found.kind


def _version(found: Report | Reply) -> int:
    return found.kept.version if isinstance(found, Reply) else found.draft.version


def _duty_id(found: Report | Reply) -> str:
    return found.duty.id if isinstance(found, Reply) else found.task.duty.id


def _told(found: Report | Reply, organisation: Organisation) -> OwnReport:
    if isinstance(found, Reply):
        is_ready, given, is_open = False, found.kept.is_given, not found.kept.is_given
    else:
        is_ready, given = found.draft.is_ready, found.is_handed_in
        is_open = found.is_open and not is_ready
    agreement_id, duty_id = found.shown.agreement.id, _duty_id(found)
    response = fhir_exchange.response_of(
        found.form, found.answers, organisation, status="completed" if given else "in-progress", at=now()
    )
    return OwnReport(
        agreement=agreement_id,
        duty=duty_id,
        form=found.form.id,
        form_version=found.form.version,
        name=found.form.name,
        is_to_rss=isinstance(found, Reply),
        is_open=is_open,
        is_ready=is_ready,
        is_given=given,
        answered=found.answered,
        asked=found.count,
        lacks=tuple(found.missing),
        answers=tuple(_answer(one, part_.part.id) for part_ in found.parts for one in part_.questions),
        version=_version(found),
        address=organisation_address(organisation.code, "reports", agreement_id, duty_id),
        fhir=_raw(_still(response)),
    )


def _still(response: FhirResource) -> FhirResource:
    """Leave out when it was written out, so that what has not changed has the same ETag."""
    return {name: value for name, value in response.items() if name != "authored"}


def _answer(one: AskedQuestion, part_id: str) -> OwnAnswer:
    return OwnAnswer(
        question=one.id,
        part=part_id,
        number=one.question.number,
        text=one.question.text,
        answer=one.answer,
        words=one.said.sv,
        is_asked=one.holds,
        is_needed=one.is_needed,
        is_open=one.is_open,
        asks=one.asks,
        lacks=tuple(two.text for two in one.findings if two.level == "must"),
        changed_at=one.row.changed_at if one.row is not None else None,
        changed_by=one.row.changed_by_name if one.row is not None else "",
    )


def _answers(sent: AnswersChange, found: Report | Reply) -> dict[str, Answer | None]:
    """Return what is sent as answers, held against the form as a page holds what is written.

    Raises:
        ApiError: when a question is not in the form, or an answer cannot be taken.
    """
    changed: dict[str, Answer | None] = {}
    if sent.fhir is not UNSET:
        read = fhir_exchange.read(msgspec.json.encode(sent.fhir), "", found)
        _refuse(read, "fhir")
        changed |= read.answers
    known = {question.id: question for question in found.form.questions}
    given: dict[str, Answer] = {}
    for name, value in ({} if sent.answers is UNSET else sent.answers).items():
        where = f"answers.{shown(name)}"
        if name not in known:
            raise wrong_field(where, Text("Frågan finns inte i formuläret.", "The question is not in the form."))
        if value is None:
            changed[name] = None
            continue
        try:
            given |= answers_from_plain({name: value})
        except (msgspec.ValidationError, ValueError, ZeroDivisionError):
            raise wrong_field(where, _NO_ANSWER) from None
        if not fits(known[name], given[name]):
            raise wrong_field(where, _NO_ANSWER)
    read = taken_in("", "", given, (), found)
    _refuse(read, "answers")
    return changed | dict(read.answers)


def _refuse(read: OfflineForm, where: str) -> None:
    if read.unread:
        one = read.unread[0]
        raise wrong_field(f"{where}.{one.question}".rstrip("."), one.says)


_NO_ANSWER = Text("Svaret är inte av frågans slag.", "The answer is not of the question's kind.")


def _act(
    request: HttpRequest,
    organisation_code: str,
    agreement_id: str,
    duty_id: str,
    do: Callable[[FilledForm, Mapping[str, Any]], object],
    *,
    of: type[Report] | type[Reply],
) -> HttpResponse:
    """Do an act on a report, or on a municipality's answers, once; answer with how it stands then."""
    actor, organisation = own(request, organisation_code)
    body_of(request, Nothing)
    found = _found(organisation, agreement_id, duty_id)
    if not isinstance(found, of):
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    present = _version(found)
    seen = version_asked(request, present)
    named = {
        "actor": actor, "organisation": organisation, "agreement_id": agreement_id, "duty_id": duty_id, "at": now(),
        "version": present if seen is None else seen,
    }  # fmt: skip

    def of_version() -> object:
        if seen not in (None, present):
            raise ChangedMeanwhileError(asked=seen or 0, version=present, now={})
        return do(found, named)

    return _done(found, organisation, of_version, once=(request, actor))


def _done(
    found: Report | Reply,
    organisation: Organisation,
    do: Callable[[], object],
    once: tuple[HttpRequest, Actor] | None = None,
) -> HttpResponse:
    agreement_id, duty_id = found.shown.agreement.id, _duty_id(found)

    def answered() -> HttpResponse:
        do()
        present = _found(organisation, agreement_id, duty_id)
        return versioned(_told(present, organisation), _version(present))

    try:
        return once_only(*once, answered) if once is not None else answered()
    except ChangedMeanwhileError:
        return _stale(_found(organisation, agreement_id, duty_id), organisation)
    except NoSuchDutyError:
        raise
    except Refused as refused:
        way_out = Text("Läs rapporten och se vad som saknas.", "Read the report and see what is missing.")
        raise ApiError(409, "duty-refused", message=refused.says, where="duty_id", way_out=way_out) from None


def _stale(found: Report | Reply, organisation: Organisation) -> HttpResponse:
    message = Text(
        "Svaren har ändrats sedan dess. Inget av det som skickades har sparats.",
        "The answers have changed since then. Nothing of what was sent has been saved.",
    )
    stale = StaleReport(error=changed_meanwhile(message), present=_told(found, organisation))
    return versioned(stale, _version(found), 412)


def _told_form(found: Shown, one: Questionnaire) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "name": one.name,
        "duty": one.duty,
        "who": one.who,
        "answered_by": one.answered_by,
        "standing": one.standing,
        "derived": one.derived,
        "questions": len(one.questions),
        "address": agreement_address(found.agreement.id, "forms", one.id),
    }


def _raw(resource: FhirResource) -> msgspec.Raw:
    """Return a FHIR resource as it is written: its decimals are numbers, exact."""
    return msgspec.Raw(fhir_exchange.as_file(resource))
