"""The RSS's first page of its sharing: each grant, and what each municipality has of them all."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Duty, Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.sharing.acts.onward_payments import hand_in_onward, onward_duty
from naravard.web.sharing.overview import CountySharing, GrantSharing
from naravard.web.sharing.status import sentence, steps, tag
from naravard.web.sharing.tables import county_table
from naravard.web.sharing.views.lookup import NAME, crumb, own_county, rss_or_404
from naravard.web.site.clock import now
from naravard.web.site.forms.step import Step, answer, read_nothing, within
from naravard.web.site.tables import export, present
from naravard.web.tasks.duties import task_of


@require_safe
@requires(Permission.SEE)
def sharing(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """How an RSS shares its grants among the county's municipalities: each grant's state, each municipality's sums."""
    county = own_county(actor, agreement_id)
    if county is None:
        return _nothing(request, actor, agreement_id)
    if form:
        return export(county_table(county), form)
    return overview_page(request, actor, county)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def hand_in(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Say that everything has been passed on: what is said is shown, and the duty is then done."""
    county = own_county(actor, agreement_id)
    if county is None:
        return _nothing(request, actor, agreement_id)
    duty = onward_duty(county.shown, county.rss.code)
    done_at = task_of(county.shown, duty.id, county.rss, now()).record.done_at if duty else None

    def do(_values: None, seen: int | None) -> str:
        hand_in_onward(actor=actor, organisation=county.rss, agreement_id=agreement_id, at=now(), seen_money=seen)
        return request.path

    step = Step(
        title=Text("Är allt betalt vidare?", "Has everything been passed on?"),
        button=Text("Meddela att allt är betalt vidare", "State that everything has been passed on"),
        read=read_nothing,
        do=do,
        done=Text("Skyldigheten att betala vidare är gjord.", "The duty to pay onwards is done."),
        version=county.money.account.version,
        back=reverse(NAME, args=[county.rss.code, agreement_id]),
        of=duty.name if duty else Text(""),
        about=[(one.grant.name, _passed_on(one)) for one in county.grants],
        closed=_closed(county, duty, done_at),
        template="sharing/hand_in.html",
        closed_template="sharing/hand_in_closed.html",
        extra={"duty": duty},
    )
    trail = crumb(county.rss.code, agreement_id)
    return answer(request, actor, within(money_page, request, actor, county.shown, trail, room=NAME), step)


def _closed(county: CountySharing, duty: Duty | None, done_at: datetime.datetime | None) -> Text | None:
    """Return why it cannot be stated that all has been passed on, if it cannot."""
    if duty is None:
        return Text("Överenskommelsen har ingen sådan skyldighet.", "The agreement has no such duty.")
    if done_at is not None:
        day = timezone.localtime(done_at).date()
        return Text(f"Skyldigheten är gjord. Meddelat {day}.", f"The duty is done. Stated on {day}.")
    if not county.is_passed_on:
        return Text(
            "Det går att meddela när varje belopp är beslutat och allt som är beslutat är betalt vidare.",
            "It can be stated when each grant is decided on and all that is decided has been passed on.",
        )
    return None


def _passed_on(grant: GrantSharing) -> Text:
    if grant.is_passed_on:
        return Text("Allt som är beslutat är betalt vidare.", "All that is decided has been passed on.")
    if grant.decided:
        return Text("Beslutat, men inte allt betalt vidare.", "Decided, but not all passed on.")
    return Text("Inte beslutat än.", "Not decided on yet.")


def overview_page(request: HttpRequest, actor: Actor, county: CountySharing) -> HttpResponse:
    """Render the page."""
    moment = now()
    entries = [
        {
            "sharing": one,
            "tag": tag(one),
            "sentence": sentence(one, moment),
            "step": next(((step, step.url(one)) for step in steps(one, moment) if step.is_main), None),
        }
        for one in county.grants
    ]
    table = county_table(county)
    total = county.money.balance.total
    return money_page(
        request,
        "sharing/sharing.html",
        actor,
        county.shown,
        room=NAME,
        county=county,
        entries=entries,
        total=total,
        decided=sum(one.decided.shared for one in county.grants if one.decided),
        table=present(request, table),
        duty=onward_duty(county.shown, county.rss.code),
        may_share=actor.may(Permission.SHARE_OUT),
    )


def _nothing(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    rss_or_404(actor)
    return money_page(request, "sharing/nothing.html", actor, shown_or_404(agreement_id), room=NAME)
